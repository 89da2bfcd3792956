"""Places in a text that a lost passage may have become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment

from tui.widgets.cells import cut, wrap
from tui.widgets.paint import Line, Paint

CHOSEN = "  ▸ "
"""Begins the line of the candidate that is chosen, so that it is seen without colour."""
_MARGIN = 15
"""Cells before the words of a candidate: its sign, its number, how like it is."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate with its words and what stands around them."""

    start: int
    end: int
    likeness: int
    """Per cent."""
    quote: str
    prefix: str
    suffix: str


def offers(found: Sequence[Offer] | None, chosen: int, width: int, paint: Paint) -> list[Line]:
    """Write candidates, the chosen one in its context; None says that they are looked for."""
    if not found:
        said = "Nothing in the text is like it." if found is not None else "Looking for it …"
        return [[Segment(f"    {cut(said, max(1, width - 4))}", paint("page-faint"))]]
    room = max(8, width - _MARGIN - 2)
    lines: list[Line] = [
        [Segment(f"    {cut('Where it may belong', width - 4)}", paint("page-faint"))]
    ]
    for number, offer in enumerate(found):
        here = number == chosen
        sign = CHOSEN if here else "    "
        head = f"{sign}{number + 1}  {offer.likeness:3} %   "
        quote = " ".join(offer.quote.split())
        if not here:
            first = [Segment(head, paint()), Segment(cut(quote, room), paint("page-faint"))]
            lines.append(first)
            continue
        parts = [
            *((part, "page-faint") for part in wrap(f"… {_tail(offer.prefix)}", room)),
            *((part, "page-strong") for part in wrap(quote, room)),
            *((part, "page-faint") for part in wrap(f"{_head(offer.suffix)} …", room)),
        ]
        for at, (part, colour) in enumerate(parts):
            margin = Segment(" " * _MARGIN) if at else Segment(head, paint(bold=True))
            strong = colour == "page-strong"
            lines.append([margin, Segment(part, paint(colour, bold=strong))])
    return lines


def _tail(prefix: str) -> str:
    """Give what stands before a place, without the piece of a word that it begins with."""
    return " ".join(prefix.split()[1:]) or prefix.strip()


def _head(suffix: str) -> str:
    """Give what stands after a place, without the piece of a word that it ends with."""
    return " ".join(suffix.split()[:-1]) or suffix.strip()


def is_chosen(line: Sequence[Segment]) -> bool:
    """Tell whether a line is where the chosen candidate begins."""
    return bool(line) and line[0].text.startswith(CHOSEN)
