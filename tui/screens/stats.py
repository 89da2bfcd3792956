"""How much was read and kept, lately and at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding
from textual.getters import query_one

from storage.statistics import Statistics, statistics
from tui.figures import HEIGHT, heading, plotted, table, totals
from tui.plot import KEPT, LEAST, MISSING, READ
from tui.screens.desk import CHANGING, GOING, Desk, Movable, movement
from tui.settings.model import settings_of
from tui.widgets.cells import wrap
from tui.widgets.hints import Hints
from tui.widgets.masthead import Masthead
from tui.widgets.paint import Line, Paint
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from storage.library import Library

EDGE = 2
"""Cells left free at the left."""

_DAY = 11
"""Cells of the longest day: "23 Nov 2026"."""

_BESIDES = 15
"""Lines of the screen besides the plot, with some weeks of the table."""

_LOWEST = 7
"""Lines below which a plot shows nothing."""

_DOWN, *_OTHERS = movement("stats")


class StatsScreen(Desk):
    """The same as `manicule stats`: figures, a plot of the weeks, a table of them."""

    BINDINGS = [
        replace(_DOWN, description="Scroll", show=True),
        *_OTHERS,
        Binding("u", "undo", "Undo", id="stats.undo", group=CHANGING, show=False),
        Binding("ctrl+r", "redo", "Do again", id="stats.redo", group=CHANGING, show=False),
        Binding("escape,q,W", "close", "Close", id="stats.close", group=GOING),
        Binding("question_mark", "help", "Help", id="stats.help", group=GOING),
    ]

    sheet = query_one(Sheet)

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[tuple[int, int], list[str] | None] = ((0, 0), None)
        self._found: Statistics | None = None

    def compose(self) -> ComposeResult:
        yield Masthead()
        yield Sheet()
        yield Hints()

    async def on_mount(self) -> None:
        """Count, and show."""
        self.query_one(Masthead).show("Reading", ["counting …"])
        self.follow_file()
        await self.reload()

    async def on_resize(self) -> None:
        """Draw the plot anew for another size."""
        if self._found is not None and self._drawn[0] != self._room:
            await self._draw(self._found)

    @property
    def _room(self) -> tuple[int, int]:
        """Columns and lines for the plot."""
        height = max(_LOWEST, min(HEIGHT, self.size.height - _BESIDES))
        return self.size.width - 2 * EDGE - 1, height

    @property
    def moving(self) -> Movable:
        return self.sheet

    async def reload(self) -> None:
        found = await self.ask(_count, self.library)
        if found is None:
            return
        self._found = found
        self.query_one(Masthead).show("Reading", [])
        self.tell_damage()
        await self._draw(found)

    async def _draw(self, found: Statistics) -> None:
        """Draw off the event loop: what draws it takes a moment to load."""
        size = self._room
        drawn = None
        if not found.nothing:
            drawn = await self.ask(plotted, found, *size)
        self._drawn = size, drawn
        form = settings_of(self.app).dates

        def write(room: int, paint: Paint) -> Sequence[Line]:
            lines: list[Line] = [[]]
            for name, words in totals(found):
                for at, part in enumerate(wrap(words, max(8, room - EDGE - 10))):
                    head = Segment(" " * EDGE + ("" if at else name).ljust(10), paint(bold=True))
                    lines.append([head, Segment(part, paint())])
            lines.append([])
            lines += _said(heading(found), room, paint)
            if found.nothing:
                return lines
            if drawn is not None:
                lines += [_coloured(line, paint) for line in drawn]
            elif room > LEAST + 2 * EDGE:
                lines += _said(MISSING, room, paint)
            lines.append([])
            for at, row in enumerate(table(found.begun(), form)):
                # Days right, so that months stand below each other; a dot is nothing.
                week = row[0].rjust(_DAY) if at else row[0].ljust(_DAY)
                cells = ("·" if cell == "0" else cell for cell in row[1:])
                words = week + "".join(cell.rjust(8) for cell in cells)
                lines.append(
                    [Segment(" " * EDGE + words, paint("page-text" if at else "page-faint"))]
                )
            return lines

        self.sheet.show(write)

    def action_close(self) -> None:
        """Go back to where one came from."""
        self.dismiss()


def _said(words: str, room: int, paint: Paint) -> list[Line]:
    return [_coloured(part, paint) for part in wrap(words, max(8, room - EDGE))]


def _coloured(line: str, paint: Paint) -> Line:
    """Give the bars of a line the colours of a link and of a note, the frame a faint one."""
    colours = {READ: "page-link", KEPT: "note"}
    letters = (Segment(letter, paint(colours.get(letter, "page-faint"))) for letter in line)
    return [Segment(" " * EDGE), *letters]


def _count(library: Library) -> Statistics:
    """Count as of today."""
    return statistics(library.entries(), *library.made(), date.today())
