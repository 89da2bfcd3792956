"""Styles by the names of the theme's colours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.color import Color as TerminalColor
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from typing import Self

Line = list[Segment]
"""What is drawn in one row."""


class Paint:
    """Gives a style for a named colour, each made once a theme."""

    def __init__(self, variables: Mapping[str, str], plain: bool = False) -> None:
        self._variables = variables
        self._plain = plain
        self._made: dict[tuple[str, str, bool, bool], Style] = {}

    def __call__(
        self, colour: str = "page-text", *, on: str = "", bold: bool = False, italic: bool = False
    ) -> Style:
        """Give text of one named colour on another; `on=""` leaves the background."""
        key = (colour, on, bold, italic)
        style = self._made.get(key)
        if style is None:
            # Without colour (NO_COLOR) the row under the cursor is shown by reversing it.
            reverse = self._plain and on == "row-cursor"
            style = self._made[key] = Style(
                color=self._colour("page-strong" if reverse else colour),
                bgcolor=self._colour(on) if on else None,
                bold=bold or None,
                italic=italic or None,
                reverse=reverse or None,
            )
        return style

    def _colour(self, name: str) -> TerminalColor:
        return Color.parse(self._variables[name]).rich_color


def few_colours(app: App[object]) -> bool:
    """Tell whether marks must differ by more than colour."""
    return bool(getattr(app, "few_colours", app.no_color))


class Painted(Widget):
    """A widget that draws lines of its own with `self.paint`."""

    # What it shows is not laid out as text, so that a mouse could select only nonsense.
    ALLOW_SELECT = False

    _paint: Paint | None = None
    _ground: Style | None = None

    @property
    def paint(self) -> Paint:
        """The styles of the theme as it is now."""
        if self._paint is None:
            self._paint = Paint(self.app.theme_variables, few_colours(self.app))
        return self._paint

    def notify_style_update(self) -> None:
        self._paint = None
        super().notify_style_update()

    def line(self, segments: Iterable[Segment], fill: Style | None = None) -> Strip:
        """Make a strip as wide as the widget, on the widget's own background."""
        strip = Strip(segments).adjust_cell_length(self.size.width, fill)
        return strip.apply_style(self._ground or self.rich_style)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; what they stand on is looked up once for all of them."""
        self._ground = self.rich_style
        try:
            return super().render_lines(crop)
        finally:
            self._ground = None


class Bar(Painted):
    """Lines that have neither border nor padding, each kept until it is drawn anew."""

    _behind: tuple[Style, Color] | None = None
    """What a bar of these styles stands on."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: dict[tuple[int, int], Strip] = {}

    def refresh(self, *regions: Region, **options: bool) -> Self:
        """Draw the bar anew, or only the lines of some regions."""
        if regions:
            anew = {y for region in regions for y in region.line_range}
            self._lines = {at: line for at, line in self._lines.items() if at[0] not in anew}
        else:
            self._lines.clear()
        return super().refresh(*regions, **options)

    def notify_style_update(self) -> None:
        self._lines.clear()
        self._behind = None
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the lines as they are: Textual would look for borders and padding on each."""
        wanted = [(y, self.outer_size.width) for y in crop.line_range]
        if not self._lines.keys() >= set(wanted):
            self._draw([key for key in wanted if key not in self._lines])
        lines = [self._lines[key] for key in wanted]
        if crop.column_span == (0, self.outer_size.width):
            return lines
        return [line.crop(*crop.column_span) for line in lines]

    def _draw(self, missing: Iterable[tuple[int, int]]) -> None:
        # These are put together from all that is around, which takes longer than the lines do.
        if self._behind is None:
            self._behind = self.rich_style, self.background_colors[1]
        self._ground, behind = self._behind
        filters = self.get_line_filters()
        for key in missing:
            strip = self.render_line(key[0])
            for filter in filters:
                strip = strip.apply_filter(filter, behind)
            self._lines[key] = strip
        self._ground = None
