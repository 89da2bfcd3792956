"""What a document remembers of its changes, so that two copies of a library can be joined.

A document holds when it was `modified`; in `tag_times` when each tag was given, or with a minus
when it was taken away; when its note was `noted`, and in `was` the fingerprints of the notes
it had before, so that a note is told from what it was made of. All are left out until there
is something to remember.
"""

from __future__ import annotations

from storage.disk.transaction import Document, Transaction
from storage.identity import digest, now
from storage.schema import ANNOTATIONS, ARTICLES, BOOKMARKS

KEPT = (ARTICLES, ANNOTATIONS, BOOKMARKS)
"""The tables whose documents remember."""

MODIFIED = "modified"
TAG_TIMES = "tag_times"
WAS = "was"
NOTED = "noted"
BOTH = "both"
"""The notes, with their times, of which a note was put together and nobody has changed since."""


def leave(change: Transaction) -> None:
    """Note in every document that is changed what will be asked when copies are joined."""
    when = now()
    for made in change.changes:
        if made.table in KEPT and made.before is not None and made.after is not None:
            change.put(made.table, made.key, _traced(made.before, made.after, when))


def fingerprint(note: str) -> str:
    """Return by what a note is known; empty for none."""
    return digest(note)[:12]


def _traced(before: Document, after: Document, when: str) -> Document:
    # To the trash: that has a time of its own.
    made = after if after.get("trashed") else {**after, MODIFIED: when}
    old, new = _names(before), _names(after)
    if old.keys() != new.keys():
        gone = dict.fromkeys(old.keys() - new.keys(), f"-{when}")
        given = dict.fromkeys(new.keys() - old.keys(), when)
        made = {**made, TAG_TIMES: {**before.get(TAG_TIMES, {}), **gone, **given}}
    if before.get("note", "") != after.get("note", ""):
        texts = [text for _, text in before.get(BOTH, ())] + [before.get("note", "")]
        was = {*before.get(WAS, ()), *map(fingerprint, texts)} - {"", fingerprint(after["note"])}
        made = {name: value for name, value in made.items() if name not in (BOTH, WAS)}
        made[NOTED] = when
        if was:
            made[WAS] = sorted(was)
    return made


def _names(document: Document) -> dict[str, str]:
    return {str(tag).casefold(): tag for tag in document.get("tags", ())}
