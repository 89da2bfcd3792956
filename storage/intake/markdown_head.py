"""Read what stands above a Markdown text: its title, and below it by whom it is and when."""

from __future__ import annotations

from storage.intake.build import Piece
from storage.intake.chrome import is_prose
from storage.intake.facts import Facts
from storage.intake.head_lines import about
from storage.models import BlockKind, Dropped

_BELOW_TITLE = 3
"""So many lines of a byline and dates may stand below a title."""


def take_head(facts: Facts, pieces: list[Piece], lines: list[int]) -> None:
    """Take title, byline and date out of the text, and list them as dropped.

    ``lines`` says of each piece where it stands in the source, counted from 1.
    """
    for each in pieces:
        each.finish()
    index = next((i for i, each in enumerate(pieces) if each.text), None)
    if index is None:
        return

    def drop(kind: str) -> None:
        facts.dropped.append(Dropped(kind, pieces.pop(index).text, lines.pop(index)))

    if _is_title(pieces[index], facts):
        facts.title = facts.title or pieces[index].text
        drop("headline")
    for _ in range(min(_BELOW_TITLE, len(pieces) - index - 1)):
        kind = _told(pieces[index], facts)
        if kind is None:
            return
        drop(kind)


def _is_title(heading: Piece, facts: Facts) -> bool:
    """Tell the title: the first heading when none is known, or the one that repeats it."""
    if heading.kind is not BlockKind.HEADING or heading.level > 2:
        return False
    same = heading.text.casefold() == facts.title.casefold()
    return same or (not facts.title and heading.level == 1)


def _told(line: Piece, facts: Facts) -> str | None:
    """Read the byline or the date below a title; what contradicts the front matter stays."""
    told = Facts()
    if not facts.title or line.kind is not BlockKind.PARAGRAPH or is_prose(line.text):
        return None
    kind = about(line.text, told)
    if kind not in ("byline", "dateline"):
        return None
    if told.byline and facts.byline and told.byline.casefold() != facts.byline.casefold():
        return None
    if told.published and facts.published and told.published != facts.published:
        return None
    facts.byline = facts.byline or told.byline
    facts.published = facts.published or told.published
    return kind
