"""Two copies of one document made one. Pure; which is given first does not matter.

The newest change wins, field by field where the fields have times of their own. Notes of which
neither was made of the other are both kept.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable

from storage.disk.transaction import Document
from storage.mark_records import REVIEW, SETTLED
from storage.traces import (
    BOTH,
    MODIFIED,
    NOTED,
    TAG_TIMES,
    WAS,
    fingerprint,
    marks_of,
    note_of,
    tag_times,
    tags_of,
    versions,
)

_APART = {
    "tags",
    TAG_TIMES,
    "trashed",
    MODIFIED,
    "note",
    NOTED,
    BOTH,
    WAS,
    "uid",
    "article",
    "body",
    REVIEW,
}
"""Fields that are joined by themselves, or belong to the place where a document lies."""


def newer(one: Document, other: Document, apart: Container[str] = ()) -> Document:
    """Return the document changed last; of two of one second always the same.

    Fields in `apart` are not looked at.
    """

    def rank(document: Document) -> tuple[str, str]:
        rest = {n: v for n, v in document.items() if n not in _APART and n not in apart}
        return changed(document), json.dumps(rest, sort_keys=True)

    return max(one, other, key=rank)


def joined(one: Document, other: Document, apart: Container[str] = ()) -> Document:
    """Return what two copies of an article, annotation or bookmark make.

    What belongs to a place (its uid, its article, its body) is that of the first.
    """
    winner = newer(one, other, apart)
    loser = other if winner is one else one
    result = {**loser, **winner}
    for field in ("uid", "article", "body"):
        if field in one:
            result[field] = one[field]
    if not winner.get(SETTLED):
        result.pop(SETTLED, None)  # It belongs to the passage, which is the winner's.
    if REVIEW in one or REVIEW in other:
        result[REVIEW] = max((d.get(REVIEW) for d in (one, other)), key=_answered)
    result.update(_tags(one, other))
    if "note" in one or "note" in other:
        result.update(_note(one, other))
    modified, trashed = (
        max(str(document.get(field) or "") for document in (one, other))
        for field in (MODIFIED, "trashed")
    )
    if trashed < max(changed(one), changed(other)):
        trashed = ""  # It was used since.
    result.update({MODIFIED: modified, "trashed": trashed})
    return _tidy(result, (one, other))


def _tidy(result: Document, made_of: Iterable[Document]) -> Document:
    """Leave out what is empty and was not there."""
    return {
        field: value
        for field, value in result.items()
        if value
        or (
            field not in (MODIFIED, "trashed", TAG_TIMES, NOTED, WAS, BOTH)
            and any(field in document for document in made_of)
        )
    }


def changed(document: Document) -> str:
    """Return when a document was last changed; empty when it does not say."""
    return str(document.get(MODIFIED) or document.get("created") or document.get("saved") or "")


def _answered(review: object) -> tuple[str, str]:
    """Return by what the later answer is known; what is no review was never answered."""
    at = review.get("at") if isinstance(review, dict) else None
    return str(at or ""), json.dumps(review, sort_keys=True)


def _tags(one: Document, other: Document) -> Document:
    """Return the tags whose last change was that they were given, and the times of all."""
    names: dict[str, str] = {}
    times: dict[str, tuple[str, bool]] = {}
    for document in (one, other):
        here = {tag.casefold(): tag for tag in tags_of(document)}
        known = tag_times(document)
        for name, tag in here.items():
            names[name] = max(tag, names.get(name, ""))
        for name in here.keys() | known.keys():
            time = str(known.get(name, "")).lstrip("-")
            times[name] = max((time, name in here), times.get(name, ("", False)))
    kept = [names[name] for name, (_, here) in times.items() if here]
    if "tags" not in one and "tags" not in other:
        return {}
    kept.sort(key=lambda tag: (tag.casefold(), tag))
    if tags_of(one) == tags_of(other) and len(kept) == len(tags_of(one)):
        kept = tags_of(one)
    changed = {n: (when if here else f"-{when}") for n, (when, here) in times.items() if when}
    return {"tags": kept, TAG_TIMES: changed}


def _note(one: Document, other: Document) -> Document:
    """Return the note that neither copy has gone beyond; all of them, where there are several."""
    heads: dict[str, tuple[str, str]] = {}
    for document in (one, other):
        alone = [(str(document.get(NOTED) or ""), note_of(document))]
        for time, text in versions(document) or alone:
            mark = fingerprint(text)
            heads[mark] = max((time, text), heads.get(mark, ("", "")))
    was = marks_of(one) | marks_of(other)
    left = {mark: head for mark, head in heads.items() if mark not in was}
    # Written again as it had been on either side: the latest stands.
    kept = sorted(left.values()) or [max(heads.values())]
    kept = [head for head in kept if head[1].strip()] or kept[-1:]
    marks = sorted(was - {fingerprint(text) for _, text in kept})
    if len(kept) == 1:
        return {"note": kept[0][1], NOTED: kept[0][0], BOTH: [], WAS: marks}
    parts: list[str] = []
    for _, text in kept:
        parts += [part for part in text.split("\n\n") if part not in parts]
    return {
        "note": "\n\n".join(parts),
        NOTED: kept[-1][0],
        BOTH: [list(head) for head in kept],
        WAS: marks,
    }
