"""What skim view and side panel list of an article."""

from __future__ import annotations

from collections.abc import Sequence

from storage.models import Annotation, BlockKind, Bookmark, Claim
from tui.screens.session import Session
from tui.widgets.outline import Item

NO_HEADINGS = "This article has no headings."
NO_CLAIMS = (
    "No key claims are shown: {reader.claims-more} shows more, and in the text "
    "{reader.claims} and {reader.claims-fact} to {reader.claims-forecast} turn them on."
)
NO_NOTES = (
    "Nothing of yours in this article yet: in the text {reader.keep} keeps, "
    "{reader.annotate} writes a note, {reader.bookmark} marks."
)

_SHORT, _LONG = 3, 8
"""Letters of a kind's name: as many as tell them apart, and all of the longest."""


def contents(session: Session) -> list[Item]:
    """List the headings, each indented by its level."""
    blocks = [b for b in session.article.blocks if b.kind is BlockKind.HEADING]
    least = min((block.level for block in blocks), default=0)
    return [
        Item(
            block.start,
            session.text[block.start : block.end],
            indent=2 * min(4, block.level - least),
            strong=block.level == least,
        )
        for block in blocks
    ]


def claims(session: Session) -> list[Item]:
    """List the claims that are shown, as they follow each other in the text."""
    return _claims(session, _SHORT)


def skim(session: Session) -> list[Item]:
    """List headings and claims as they follow each other; a heading claimed stands once."""
    headings = contents(session)
    taken = {item.offset for item in headings}
    rest = [item for item in _claims(session, _LONG) if item.offset not in taken]
    return sorted([*headings, *rest], key=_place)


def notes(session: Session) -> list[Item]:
    """List everything of the person's own as it follows in the text; what is lost comes last."""
    items = [*map(_note, session.annotations), *map(_bookmark, session.bookmarks)]
    return sorted(items, key=_place)


def nearest(items: Sequence[Item], offset: int) -> int:
    """Find the item at an offset, or else the one before it."""
    before = [
        at for at, item in enumerate(items) if item.offset is not None and item.offset <= offset
    ]
    return before[-1] if before else 0


def _place(item: Item) -> tuple[bool, int]:
    return item.offset is None, item.offset or 0


def _claims(session: Session, label: int) -> list[Item]:
    ordered = sorted(session.claims, key=lambda claim: claim.start)
    return [_claim(claim, label) for claim in ordered]


def _claim(claim: Claim, label: int) -> Item:
    sign = f"☞ {claim.kind.upper()[:label]:{label}}"
    return Item(claim.start, claim.text, sign, f"claim-{claim.kind}")


def _note(note: Annotation) -> Item:
    at = None if note.lost else note.passage.start
    if not note.note:
        return Item(at, note.passage.quote, "▎", "note", more=_lost(note.lost))
    return Item(at, note.note, "✎", "note", more=_lost(note.lost) or f"“{note.passage.quote}”")


def _bookmark(mark: Bookmark) -> Item:
    at = None if mark.lost else mark.passage.start
    return Item(at, mark.passage.quote, f"⚑ {mark.label}", "bookmark", more=_lost(mark.lost))


def _lost(lost: bool) -> str:
    return "its passage is gone from the text" if lost else ""
