"""What a document remembers of its changes, so that two copies of a library can be joined.

A document holds when it was `modified`; in `tag_times` when each tag was given, or with a minus
when it was taken away; when its note was `noted`, and in `was` the fingerprints of the notes
it had before, so that a note is told from what it was made of. All are left out until there
is something to remember.
"""

from __future__ import annotations

from storage.disk.transaction import Document, Transaction
from storage.fields import TRASHED, is_trashed
from storage.identity import digest
from storage.mark_records import REVIEW
from storage.schema import ANNOTATIONS, ARTICLES, BOOKMARKS, DECISIONS

KEPT = (ARTICLES, ANNOTATIONS, BOOKMARKS, DECISIONS)
"""The tables whose documents remember."""

MODIFIED = "modified"
TAG_TIMES = "tag_times"
WAS = "was"
NOTED = "noted"
BOTH = "both"
"""The notes, with their times, of which a note was put together and nobody has changed since."""

_PAST = (MODIFIED, TAG_TIMES, WAS, NOTED, BOTH)


def leave(change: Transaction) -> None:
    """Note in every document that is changed what will be asked when copies are joined."""
    for made in change.changes:
        if made.table in KEPT and made.before is not None and made.after is not None:
            when = change.moment()
            change.put(made.table, made.key, _traced(made.before, made.after, when))


def alike(one: Document | None, other: Document | None) -> bool:
    """Tell whether two documents say the same, whenever and by whatever ways they came to it."""
    if one is None or other is None:
        return one is other
    return _said(one) == _said(other)


def _said(document: Document) -> Document:
    rest = {name: value for name, value in document.items() if name not in _PAST}
    return {**rest, TRASHED: is_trashed(document)}


def fingerprint(note: str) -> str:
    """Return by what a note is known; empty for none."""
    return digest(note)[:12]


def _traced(before: Document, after: Document, when: str) -> Document:
    if _but_review(before) == _but_review(after):
        return after  # That has a time of its own, and must not win over what was written.
    # To the trash: that has a time of its own.
    made = after if after.get("trashed") else {**after, MODIFIED: when}
    if before.get("tags") != after.get("tags"):
        old, new = _names(before), _names(after)
        gone = dict.fromkeys(old.keys() - new.keys(), f"-{when}")
        given = dict.fromkeys(new.keys() - old.keys(), when)
        if gone or given:
            made = {**made, TAG_TIMES: {**tag_times(before), **gone, **given}}
    if note_of(before) != note_of(after):
        texts = [text for _, text in versions(before)]
        was = {*marks_of(before), *map(fingerprint, [*texts, note_of(before)])}
        was -= {"", fingerprint(note_of(after))}
        made = {name: value for name, value in made.items() if name not in (BOTH, WAS)}
        made[NOTED] = when
        if was:
            made[WAS] = sorted(was)
    return made


def note_of(document: Document) -> str:
    """Return a document's note; none where a person put something else there."""
    note = document.get("note")
    return note if isinstance(note, str) else ""


def tags_of(document: Document) -> list[str]:
    """Return a document's tags."""
    tags = document.get("tags")
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []


def tag_times(document: Document) -> dict[str, str]:
    """Return when tags were given and taken away."""
    times = document.get(TAG_TIMES)
    return {str(n): str(when) for n, when in times.items()} if isinstance(times, dict) else {}


def marks_of(document: Document) -> set[str]:
    """Return the fingerprints of the notes that a document had before."""
    marks = document.get(WAS)
    return set(map(str, marks)) if isinstance(marks, list) else set()


def versions(document: Document) -> list[tuple[str, str]]:
    """Return the notes of which a document's is put together, with their times."""
    both = document.get(BOTH)
    pairs = both if isinstance(both, list) else []
    return [(str(p[0]), str(p[1])) for p in pairs if isinstance(p, list) and len(p) == 2]


def _but_review(document: Document) -> Document:
    return {name: value for name, value in document.items() if name != REVIEW}


def _names(document: Document) -> dict[str, str]:
    return {tag.casefold(): tag for tag in tags_of(document)}
