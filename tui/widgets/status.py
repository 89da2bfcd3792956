"""The reader's bottom line: mode, how far, how long, which claim, what is yours."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.widgets.cells import cut
from tui.widgets.paint import Bar, few_colours

_BAR = 12
_BOTH_FROM = 100
"""Cells from which there is room for a sentence beside what must not be overlooked."""


class Standing(NamedTuple):
    """What the status line tells."""

    mode: str = "READ"
    fraction: float = 0.0
    minutes_left: int = 0
    claim: int = 0
    claims: int = 0
    claims_on: bool = True
    notes: int = 0
    bookmarks: int = 0
    density: int = 3
    pending: str = ""
    """Keys typed of an unfinished sequence."""
    found: str = ""
    """Such as "3/17", while a search stands."""
    kept: str = ""
    """Whether the article is in the library, when it is not, and what keeps it."""
    hint: str = ""
    """What the mode's keys do; takes the place of the rest where there is room."""
    help: str = "? help"
    """The key of the help, which stands near the end; empty where keys are typed into a field."""
    leave: str = "q back"
    """The key that leaves, which stands last; empty where there is something else to end."""


class Status(Bar):
    """Draws a `Standing` on one line, leaving out what does not fit."""

    DEFAULT_CSS = """
    Status { height: 1; dock: bottom; }
    Status.-bare { layer: over; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._standing = Standing()
        self._said = ""
        self._alone = False

    def show(self, standing: Standing) -> None:
        """Tell where the reader stands."""
        if standing != self._standing:
            self._standing = standing
            self._appear()
            self.refresh()

    @property
    def said(self) -> bool:
        """Whether a sentence stands in place of the rest."""
        return bool(self._said)

    def say(self, sentence: str, *, alone: bool = False) -> None:
        """Say one sentence in place of the rest; nothing gives the rest back.

        One that stands `alone` is about what must not be overlooked, which is then not said twice.
        """
        if (sentence, alone) != (self._said, self._alone):
            self._said, self._alone = sentence, alone
            self._appear()
            self.refresh()

    @property
    def room(self) -> int:
        """Cells that a sentence has."""
        return self._room(self._before())

    def bare(self, bare: bool) -> None:
        """Stand there only while there is something to answer or to say, over the page."""
        self.set_class(bare, "-bare")
        self._appear()

    def _appear(self) -> None:
        self.display = bool(not self.has_class("-bare") or self._said or self._standing.pending)

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        paint = self.paint
        plain, faint = paint(on="surface"), paint("page-faint", on="surface")
        accent = paint("accent-text", on="surface")
        now = self._standing
        parts = self._before()
        if self._said:
            room = self._room(parts)
            parts.append([Segment(cut(self._said, room), paint("page-strong", on="surface"))])
            return self._fit(parts, plain)
        parts.append([Segment(f"{now.fraction:4.0%}", plain)])
        if now.found:
            parts.append([Segment(f"/ {now.found}", accent)])
        if now.hint:
            parts.append([Segment(now.hint, faint)])
        full = round(now.fraction * _BAR)
        bar = [
            Segment("━" * full, accent),
            Segment("─" * (_BAR - full), paint("page-rule", on="surface")),
        ]
        left = "the end" if not now.minutes_left else f"{now.minutes_left} min left"
        off = "" if now.claims_on else " off"
        rest = [
            [Segment("☞ ", accent), Segment(f"{now.claim}/{now.claims}{off}", accent)],
            [Segment(f"✎ {now.notes}", plain)],
            [Segment(f"⚑ {now.bookmarks}", paint("bookmark", on="surface"))],
            [Segment(left, faint)],
            [
                Segment("density ", faint),
                Segment("●" * now.density, accent),
                Segment("○" * (5 - now.density), faint),
            ],
            *([Segment(last, faint)] for last in (now.help, now.leave) if last),
        ]
        if self.outer_size.width >= 100 and not now.hint:
            parts.append(bar)
        return self._fit(parts + rest, plain)

    def _before(self) -> list[list[Segment]]:
        """Draw the mode, and what stands even before a sentence."""
        now = self._standing
        accent = self.paint("accent-text", on="surface")
        ground = "accent-text" if now.mode == "READ" else "primary"
        badge = self.paint("mode-text", on=ground, bold=True) + Style(
            reverse=few_colours(self.app) or None
        )
        parts: list[list[Segment]] = [[Segment(f" {now.mode} ", badge)]]
        if now.pending:
            parts.append([Segment(now.pending, accent)])
        both = not self._alone and self.outer_size.width >= _BOTH_FROM
        if now.kept and (both or not self._said):
            parts.append([Segment(now.kept, accent)])
        return parts

    def _room(self, parts: list[list[Segment]]) -> int:
        return self.outer_size.width - sum(cell_len(s.text) + 2 for part in parts for s in part)

    def _fit(self, parts: list[list[Segment]], plain: Style) -> Strip:
        """Put parts side by side until the line is full."""
        drawn: list[Segment] = []
        used = 0
        gap = "  " if self.outer_size.width >= 80 else " "
        for number, part in enumerate(parts):
            width = sum(cell_len(segment.text) for segment in part)
            if number and used + len(gap) + width > self.outer_size.width and len(drawn) > 2:
                break
            if number:
                drawn.append(Segment(gap, plain))
                used += len(gap)
            drawn.extend(part)
            used += width
        return Strip(drawn).adjust_cell_length(self.outer_size.width, plain)
