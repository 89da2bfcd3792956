"""Lines to look at, scrolled by keys or the wheel."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual.strip import Strip

from tui.widgets.paint import Paint
from tui.widgets.wheel import Wheeled, thumb

Lines = Sequence[Sequence[Segment]]
Writer = Callable[[int, Paint], Lines]


class Sheet(Wheeled, can_focus=False):
    """Shows lines that are written anew whenever the width or the theme changes."""

    DEFAULT_CSS = """
    Sheet { height: 1fr; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._writer: Writer | None = None
        self._lines: Lines | None = None
        self._width = 0
        self._top = 0

    def show(self, writer: Writer) -> None:
        """Show from its top what `writer` gives for a width."""
        self._writer = writer
        self._lines = None
        self._top = 0
        self.refresh()

    def renew(self) -> None:
        """Have the lines written again, and stay where one is."""
        self._lines = None
        self.refresh()

    def notify_style_update(self) -> None:
        self._lines = None
        super().notify_style_update()

    @property
    def cursor(self) -> int:
        """The first line in view."""
        return self._top

    @property
    def page(self) -> int:
        """How many lines are in view at once."""
        return max(1, self.size.height)

    @property
    def lines(self) -> Lines:
        """The lines as written for the width there is."""
        width = self.size.width
        if self._lines is None or self._width != width:
            self._width = width
            self._lines = self._writer(width - 1, self.paint) if self._writer else ()
        return self._lines

    def move(self, by: int) -> None:
        """Scroll by so many lines."""
        self.go(self._top + by)

    def go(self, index: int) -> None:
        """Scroll so that this line is the first, as far as there are lines below it."""
        self._top = max(0, min(index, len(self.lines) - self.page))
        self.refresh()

    def on_resize(self) -> None:
        # Another height may leave room for more of what was cut.
        self._lines = None
        self.go(self._top)

    def scroll_rows(self, by: int) -> None:
        self.move(by)

    def render_line(self, y: int) -> Strip:
        lines = self.lines
        index = self._top + y
        segments = list(lines[index]) if index < len(lines) else []
        if len(lines) <= self.page:
            return self.line(segments)
        used = sum(segment.cell_length for segment in segments)
        segments.append(Segment(" " * max(0, self.size.width - 1 - used)))
        bar = thumb(y, self._top, self.page, len(lines))
        return self.line([*segments, Segment(bar, self.paint("page-rule"))])
