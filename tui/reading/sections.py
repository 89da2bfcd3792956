"""Cut very long blocks in sections, so that none of them need be set in rows all at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from storage.models import Block, BlockKind
from tui.reading.clusters import attaches, cluster_start
from tui.reading.wrap import LOOKAHEAD

SECTION = 8192
"""Code points of a section, about; a block of two and more is cut."""
LONGEST = SECTION // 2
"""Code points up to which a line is never cut."""


class Section(NamedTuple):
    """A part of a block that is set in rows at once."""

    start: int
    end: int
    """After the last code point that is shown; what separates it from the next is not."""
    goes_on: bool = False
    """Whether its last line goes on in the next section."""


def sections(text: str, block: Block) -> Sequence[Section]:
    """Cut a block at the ends of lines, else between words, else anywhere between clusters."""
    found: list[Section] = []
    start = block.start
    while block.end - start >= 2 * SECTION:
        near = start + SECTION
        end = text.rfind("\n", near - LONGEST, near)
        if end >= 0:
            found.append(Section(start, end))
            start = end + 1
            continue
        end, after = _between_words(text, block, near)
        found.append(Section(start, end, goes_on=True))
        start = after
    return [*found, Section(start, block.end)]


def goes_on(text: str, block: Block, offset: int) -> bool:
    """Tell whether the line at an offset where a section starts began in the one before."""
    return offset > block.start and text[offset - 1] != "\n"


def line_start(text: str, block: Block, offset: int) -> int | None:
    """Find where the line around an offset begins; None for one so long that it may be cut."""
    least = max(block.start, offset - LONGEST)
    start = text.rfind("\n", least, offset) + 1 or least
    if start == least > block.start and text[start - 1] != "\n":
        return None
    end = min(block.end, start + LONGEST + 1)
    return start if end == block.end or text.find("\n", offset, end) >= 0 else None


def _between_words(text: str, block: Block, near: int) -> tuple[int, int]:
    if block.kind is not BlockKind.CODE:
        space = text.rfind(" ", near - LOOKAHEAD, near)
        # A space that carries a mark is a cluster with it and cannot vanish.
        if space >= 0 and not attaches(text[space + 1]):
            return space, space + 1
    at = cluster_start(text, near)
    return at, at
