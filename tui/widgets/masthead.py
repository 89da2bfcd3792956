"""The head of every screen: where one is, and how far."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from tui.widgets.cells import cut, safe
from tui.widgets.paint import Bar

NAME_FROM = 56
"""Cells of width from which the program's name is spelled out."""


class Masthead(Bar):
    """One line of words above one line that divides, or shows how far one has read."""

    DEFAULT_CSS = """
    Masthead {
        height: 2;
        width: 1fr;
        dock: top;
    }
    """

    _title = ""
    _details: tuple[str, ...] = ()
    _aside = ""
    _progress: float | None = None

    def show(
        self,
        title: str,
        details: Sequence[str] = (),
        progress: float | None = None,
        aside: str = "",
    ) -> None:
        """Set what is shown; `aside` stands at the right edge, `progress` is 0 to 1."""
        shown = (safe(title), tuple(safe(d) for d in details if d), safe(aside))
        if shown != (self._title, self._details, self._aside):
            self._title, self._details, self._aside = shown
            self.refresh()
        was, self._progress = self._cells(), progress
        if self._cells() != was:
            self.refresh(Region(0, 1, self.outer_size.width, 1))

    def _cells(self) -> int | None:
        """Count the cells of the second line that are read."""
        if self._progress is None:
            return None
        return round(min(1.0, max(0.0, self._progress)) * self.outer_size.width)

    def render_line(self, y: int) -> Strip:
        width = self.outer_size.width
        if y == 0:
            return self.line(self._words(width), self.paint(on="surface"))
        return self.line(self._line(width))

    def _words(self, width: int) -> list[Segment]:
        """Lay out the first line: name, title, as many details as fit, the aside."""
        paint = self.paint
        named = width >= NAME_FROM
        name = " ☞ manicule  " if named else " ☞ "
        segments = [Segment(name, paint("accent-text", on="surface", bold=named))]
        room = width - cell_len(name) - 1
        title = cut(self._title, room)
        segments.append(Segment(title, paint("page-strong", on="surface", bold=True)))
        room -= cell_len(title)
        faint = paint("page-faint", on="surface")
        aside = f"   {self._aside}" if self._aside else ""
        for index, detail in enumerate(self._details):
            words = f" · {detail}" if index else f"   {detail}"
            if cell_len(words) > room:
                break
            segments.append(Segment(words, faint))
            room -= cell_len(words)
        if aside and cell_len(aside) <= room:
            segments.append(Segment(" " * (room - cell_len(aside)) + aside, faint))
        return segments

    def _line(self, width: int) -> list[Segment]:
        """Draw the second line: the part read in the accent's colour, the rest faint."""
        read = self._cells()
        if read is None:
            return [Segment("─" * width, self.paint("page-rule"))]
        return [
            Segment("━" * read, self.paint("accent-text")),
            Segment("─" * (width - read), self.paint("page-rule")),
        ]
