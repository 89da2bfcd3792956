"""W3C Web Annotations: our own export back to a library, anybody's to passages and notes."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote
from uuid import UUID

from storage.intake.build import safe_link
from storage.intake.exports.item import Export, Item, Mark, dicts, ink_of, moment, prose_of, text_of
from storage.intake.exports.ours import take_dossier

Object = dict[str, Any]

SERVICE = "Web Annotations"
_URN = "urn:manicule:"


def annotations_of(content: Any) -> list[Object] | None:
    """Return the annotations of a document; None when it is none of the model."""
    if isinstance(content, dict):
        kinds = _listed(content.get("type"))
        if "Annotation" in kinds:
            return [content]
        if "AnnotationCollection" in kinds:
            return dicts(_of(content.get("first")).get("items"))
        if "AnnotationPage" in kinds:
            return dicts(content.get("items"))
    rows = dicts(content)
    if rows and all("Annotation" in _listed(row.get("type")) for row in rows):
        return rows
    return None


def read_jsonld(content: Any, annotations: list[Object]) -> Export:
    """Read annotations, with their articles where the document holds these."""
    articles = content.get("manicule:articles") if isinstance(content, dict) else None
    if isinstance(articles, list):
        return _ours(articles, annotations)
    return _others(annotations)


# Our own


def _ours(articles: list[Any], annotations: list[Object]) -> Export:
    export = Export("manicule")
    marks: dict[str, dict[str, list[Object]]] = {}
    ids = {record.get("uid"): record.get("id") for record in dicts(articles)}
    for number, annotation in enumerate(annotations, 1):
        target = _of(annotation.get("target"))
        home = str(target.get("manicule:article"))
        if home not in ids:
            export.refused.append(f"annotation {number}: its article is not in the file")
            continue
        try:
            kind, record = _record(annotation, target, ids[home])
        except (KeyError, TypeError, ValueError):
            export.refused.append(f"annotation {number}: it is not as it should be")
            continue
        marks.setdefault(home, {}).setdefault(kind, []).append(record)
    for number, record in enumerate(articles, 1):
        belongings = marks.get(str(_of(record).get("uid")), {})
        take_dossier(export, f"article {number}", {**_of(record), **belongings})
    return export


def _record(annotation: Object, target: Object, article: Any) -> tuple[str, Object]:
    """Return an annotation as one of our nouns, and the name of the list it belongs in."""
    passage, lost = _passage(target)
    bodies = _bodies(annotation)
    if _of(annotation.get("creator")).get("type") == "Software":
        return "claims", {
            "start": passage["start"],
            "end": passage["end"],
            "text": passage["quote"],
            "kind": bodies["classifying"][0],
            "score": annotation["manicule:score"],
            "cues": annotation["manicule:cues"],
            "density": annotation["manicule:density"],
        }
    mark = {
        "uid": _uid(annotation["id"]),
        "article": article,
        "passage": passage,
        "created": annotation.get("created", ""),
        "lost": lost,
        "trashed": annotation.get("manicule:trashed", ""),
        "settled": annotation.get("manicule:settled", False),
    }
    where = "removed_" if mark["trashed"] else ""
    if annotation["motivation"] == "bookmarking":
        return f"{where}bookmarks", {**mark, "label": "".join(bodies.get("identifying", []))}
    return f"{where}annotations", {
        **mark,
        "note": "".join(bodies.get("commenting", [])),
        "ink": target["styleClass"],
        "tags": bodies.get("tagging", []),
        "modified": annotation.get("modified", ""),
        "review": annotation.get("manicule:review", {}),
    }


def _passage(target: Object) -> tuple[Object, bool]:
    selectors = {each.get("type"): each for each in dicts(target.get("selector"))}
    quote = selectors["TextQuoteSelector"]
    place = selectors.get("TextPositionSelector")
    where = place or target["manicule:formerly"]
    return {
        "start": where["start"],
        "end": where["end"],
        "quote": quote["exact"],
        "prefix": quote.get("prefix", ""),
        "suffix": quote.get("suffix", ""),
        "twins": target.get("manicule:twins", 0),
    }, place is None


def _bodies(annotation: Object) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for body in dicts(annotation.get("body")):
        found.setdefault(str(body.get("purpose")), []).append(body["value"])
    return found


def _uid(name: str) -> str:
    return UUID(name).hex if name.startswith("urn:uuid:") else unquote(name.removeprefix(_URN))


# Anybody's


def _others(annotations: list[Object]) -> Export:
    export = Export(SERVICE)
    pages: dict[str, list[Mark]] = {}
    notes: dict[str, list[str]] = {}
    for number, annotation in enumerate(annotations, 1):
        targets = [_of(each) for each in _listed(annotation.get("target"))]
        target = targets[0] if targets else {}
        source = target.get("source", target.get("id", ""))
        address = text_of(_of(source).get("id", ""))
        note, tags, unknown = _said(annotation)
        if unknown:
            export.skipped.append(
                f"annotation {number}: a body of a kind that is not known was kept as it stands"
            )
        if not safe_link(address):
            export.refused.append(f"annotation {number}: it does not say on which page it stands")
            continue
        selectors = {each.get("type"): each for each in dicts(_listed(target.get("selector")))}
        quote = _of(selectors.get("TextQuoteSelector"))
        words = prose_of(quote.get("exact"))
        if words:
            mark = Mark(
                words,
                note,
                ink_of(target.get("styleClass")),
                tags,
                moment(annotation.get("created")),
                prose_of(quote.get("prefix")),
                prose_of(quote.get("suffix")),
            )
            pages.setdefault(address, []).append(mark)
        elif note:
            pages.setdefault(address, [])
            notes.setdefault(address, []).append(note)
        else:
            export.skipped.append(f"annotation {number}: neither a passage nor a note")
    export.items = [
        Item(address, marks=tuple(marks), notes=tuple(notes.get(address, ())))
        for address, marks in pages.items()
    ]
    return export


def _said(annotation: Object) -> tuple[str, tuple[str, ...], bool]:
    """Return note and tags; a body of another kind is part of the note, as JSON."""
    notes, tags, unknown = [], [], False
    bodies = _listed(annotation.get("body")) or _listed(annotation.get("bodyValue"))
    for body in bodies:
        value = body if isinstance(body, str) else _of(body).get("value")
        if isinstance(value, str) and _of(body).get("purpose") == "tagging":
            tags.append(text_of(value))
        elif isinstance(value, str):
            notes.append(prose_of(value))
        else:
            unknown = True
            notes.append(json.dumps(body, ensure_ascii=False))
    return "\n\n".join(filter(None, notes)), tuple(filter(None, tags)), unknown


def _of(value: Any) -> Object:
    """Return an object; an address alone is one that has no more than its id."""
    if isinstance(value, dict):
        return value
    return {"id": value} if isinstance(value, str) else {}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []
