"""Zotero: its notes with annotations (HTML, Markdown), and its library (its own JSON, CSL)."""

from __future__ import annotations

from typing import Any

from storage.intake.dates import iso_date
from storage.intake.exports.item import (
    Export,
    Item,
    Mark,
    address_of,
    day,
    dicts,
    ink_of,
    moment,
    prose_of,
    split,
    text_of,
    texts_of,
)
from storage.intake.exports.tables import take
from storage.intake.exports.zotero_note import Remark, html_remarks, markdown_remarks

SERVICE = "Zotero"
_CSL = frozenset(
    [
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "figure",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "motion_picture",
        "musical_score",
        "paper-conference",
        "patent",
        "personal_communication",
        "post",
        "post-weblog",
        "report",
        "review",
        "software",
        "song",
        "speech",
        "standard",
        "thesis",
        "treaty",
        "webpage",
    ]
)
_PARTS = ("annotation", "attachment", "note")
Object = dict[str, Any]


def read_note(text: str) -> Export | None:
    """Read a note that Zotero exported as HTML; None for a page of another kind."""
    if "data-schema-version" not in text[:20_000] and "zotero://" not in text:
        return None
    return _note(html_remarks(text))


def read_markdown_note(text: str) -> Export | None:
    """Read a note that Zotero exported as Markdown; None for another text."""
    return _note(markdown_remarks(text)) if "zotero://" in text else None


def _note(remarks: list[Remark]) -> Export | None:
    """Gather what stands in a note by the source that it is about; None where nothing is quoted.

    What names no source is about the one named above it, or below where there is none above.
    """
    if not any(remark.quote for remark in remarks):
        return None
    export = Export(SERVICE)
    source = next(remark.source for remark in remarks if remark.quote)
    sources: dict[str, tuple[Remark, list[Mark], list[str]]] = {}
    for number, remark in enumerate(remarks, 1):
        if remark.skipped:
            export.skipped.append(f"paragraph {number}: {remark.skipped}")
            continue
        source = remark.source or source
        first, marks, notes = sources.setdefault(source, (remark, [], []))
        if not first.title and remark.title:
            sources[source] = remark, marks, notes
        if remark.quote:
            marks.append(remark.mark)
        else:
            notes.append(remark.said)
    for source, (first, marks, notes) in sources.items():
        title = first.title or source
        export.items.append(
            Item(first.url or None, title, first.byline, marks=tuple(marks), notes=tuple(notes))
        )
    return export


def read_items(content: Any) -> Export | None:
    """Read a library: as Zotero's programs pass it on, or as CSL; None for JSON of another kind."""
    rows = content.get("items") if isinstance(content, dict) else content
    objects = [_data(row) for row in dicts(rows)]
    if not objects:
        return None
    if isinstance(objects[0].get("itemType"), str):
        return _own(objects)
    if isinstance(content, list) and "id" in objects[0] and objects[0].get("type") in _CSL:
        export = Export(SERVICE)
        for number, row in enumerate(content, 1):
            take(export, f"entry {number}", _csl, row)
        return export
    return None


def read_row(row: Any) -> Item | str:
    """Return what a row of Zotero's CSV says."""
    marks, notes = _remarks([row.get("notes")])
    tags = [*split(row.get("manual tags"), ";"), *split(row.get("automatic tags"), ";")]
    return Item(
        _address(row.get("url"), row.get("doi")),
        text_of(row.get("title")),
        ", ".join(_turned(name) for name in split(row.get("author"), ";")),
        iso_date(text_of(row.get("date"))) or "",
        moment(row.get("date added")),
        texts_of(tags),
        marks=marks,
        notes=notes,
    )


def _csl(entry: Object) -> Item | str:
    issued = (entry.get("issued") or {}).get("date-parts") or [[]]
    parts = [int(part) for part in issued[0]]
    published = "-".join(f"{part:02}" for part in parts) if len(parts) == 3 else ""
    note = prose_of(entry.get("note"))
    marks, notes = _remarks([note]) if "<" in note else ((), (note,) if note else ())
    return Item(
        _address(entry.get("URL"), entry.get("DOI")),
        text_of(entry.get("title")),
        _names(entry.get("author"), "given", "family"),
        day(published),
        tags=split(entry.get("keyword"), ",;"),
        marks=marks,
        notes=notes,
    )


def _own(objects: list[Object]) -> Export:
    """Gather annotations and notes, which are items too, by what they belong to."""
    export = Export(SERVICE)
    children = _children(objects)

    def read(item: Object) -> Item | str:
        return _with_parts(item, children.get(text_of(item.get("key")) or "?", []))

    for number, item in enumerate(objects, 1):
        if item.get("itemType") not in _PARTS:
            take(export, f"entry {number}", read, item)
    if any(each.get("itemType") != "attachment" for each in children.get("", [])):
        # What they belong to was not exported with them.
        orphans: Object = {
            "title": "Zotero annotations",
            "attachments": [{"annotations": children[""]}],
            "notes": [each for each in children[""] if each.get("itemType") == "note"],
        }
        take(export, "entries without their item", read, orphans)
    return export


def _children(objects: list[Object]) -> dict[str, list[Object]]:
    """Return annotations, attachments and notes by the key of their item; "" for that of none."""
    keyed = {text_of(each.get("key")): each for each in objects if each.get("key")}
    children: dict[str, list[Object]] = {}
    for each in objects:
        if each.get("itemType") in _PARTS:
            home, seen = each, 0
            above = keyed.get(text_of(home.get("parentItem")))
            while above is not None and home.get("itemType") in _PARTS and seen < 4:
                home, seen = above, seen + 1
                above = keyed.get(text_of(home.get("parentItem")))
            is_home = home.get("itemType") not in _PARTS
            children.setdefault(text_of(home.get("key")) if is_home else "", []).append(each)
    return children


def _with_parts(item: Object, children: list[Object]) -> Item:
    """Return an item with what was marked in it and written of it, there or beside it."""
    attached = dicts(item.get("attachments"))
    below = [*children, *(mark for each in attached for mark in dicts(each.get("annotations")))]
    written = [each.get("note") for each in below if each.get("itemType") == "note"]
    written += [
        each.get("note") if isinstance(each, dict) else each for each in item.get("notes") or []
    ]
    marks, notes = _remarks(written)
    made = [_annotation(each) for each in below if "annotationType" in each]
    return Item(
        _address(item.get("url"), item.get("DOI")),
        text_of(item.get("title")),
        _names(item.get("creators"), "firstName", "lastName"),
        iso_date(text_of(item.get("date"))) or "",
        moment(item.get("dateAdded")),
        texts_of([text_of(tag.get("tag")) for tag in dicts(item.get("tags"))]),
        marks=(*(mark for mark in made if mark.quote or mark.note), *marks),
        notes=notes,
    )


def _annotation(entry: Object) -> Mark:
    return Mark(
        prose_of(entry.get("annotationText")),
        prose_of(entry.get("annotationComment")),
        ink_of(entry.get("annotationColor")),
        texts_of([text_of(tag.get("tag")) for tag in dicts(entry.get("tags"))]),
        moment(entry.get("dateAdded")),
    )


def _remarks(written: list[Any]) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
    """Return what the notes of one item quote, and what they say besides."""
    found = [remark for html in written for remark in html_remarks(prose_of(html))]
    found = [remark for remark in found if not remark.skipped]
    return (
        tuple(remark.mark for remark in found if remark.quote),
        tuple(remark.said for remark in found if not remark.quote),
    )


def _data(row: Object) -> Object:
    """Return an item itself; Zotero's server wraps it in what it says of it."""
    data = row.get("data")
    return data if isinstance(data, dict) else row


def _address(url: object, doi: object) -> str | None:
    name = text_of(doi).removeprefix("https://doi.org/")
    return address_of(url) or (address_of(f"https://doi.org/{name}") if name else None)


def _names(value: Any, given: str, family: str) -> str:
    names = []
    for each in dicts(value):
        parts = (text_of(each.get(given)), text_of(each.get(family)))
        names.append(
            " ".join(filter(None, parts)) or text_of(each.get("name", each.get("literal")))
        )
    return ", ".join(filter(None, names))


def _turned(name: str) -> str:
    """Return "Marsh, Ada" as the name is said."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma else name
