"""The line in which one types what to find, and where it says how often that stands."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from tui.keyed import Keeping
from tui.rebinding import rebind
from tui.widgets.paint import Paint

_LABEL, _SHORT = " Find  ", " / "
_COUNT = 17
"""Cells for the number of hits: as many as five digits of five need, and air."""
_WIDE = 48
"""Cells of width from which there is room for both."""


class FindBar(Keeping, Input):
    """Asks for words; a label stands before them, and how often they were found behind them."""

    DEFAULT_CSS = f"""
    FindBar {{ dock: bottom; height: 1; border: none; background: $surface; }}
    FindBar.-textual-compact {{ padding: 0 1 0 {len(_SHORT)}; }}
    FindBar.-wide {{ padding: 0 {_COUNT} 0 {len(_LABEL)}; }}
    FindBar:focus {{ border: none; background-tint: $foreground 0%; }}
    """
    BINDINGS = [
        Binding("escape", "leave", "Leave the search", id="find.leave", show=False),
    ]

    @dataclass
    class Left(Message):
        """The person does not want to find anything any more."""

    def __init__(self) -> None:
        super().__init__(placeholder="words in this article", compact=True, select_on_focus=False)
        self._found = ""

    def on_mount(self) -> None:
        """Take a person's own key for leaving."""
        rebind(self)
        self.on_resize()

    def on_resize(self) -> None:
        """Leave out what there is no room for."""
        wide = self.app.size.width >= _WIDE
        if wide != self.has_class("-wide"):
            self.set_class(wide, "-wide")
            # It was scrolled for the room that the count left.
            self.scroll_to(x=0, animate=False)

    def tell(self, hit: int | None, hits: int) -> None:
        """Say on which hit one stands, and how many there are."""
        found = "no hits" if self.value.strip() else ""
        self._found = found if hit is None else f"{hit + 1} of {hits}"
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Give a key that was sent here before the search ended back to the page."""
        event.stop()
        if self.ended:
            event.prevent_default()
            self.screen.post_message(events.Key(event.key, event.character))

    def action_leave(self) -> None:
        """Close the line and forget what was found."""
        self._end(self.Left())

    async def action_submit(self) -> None:
        """Close the line and stay at what was found."""
        self._end(self.Submitted(self, self.value))

    def _end(self, message: Message) -> None:
        """Give the keys back; the screen hears of the end before any key that follows."""
        if not self.ended:
            self.ended = True
            self.screen.set_focus(None)
            self.screen.post_message(message)

    ended = False
    """Whether the search was left, or what was found was taken."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the label and the count into the room that is left free for them."""
        width = self.outer_size.width
        typed = super().render_lines(Region(0, 0, width, 1))[0]
        wide = self.has_class("-wide")
        label = self._strip(_LABEL if wide else _SHORT, "accent-text", bold=True)
        parts = [label, typed.crop(label.cell_length, width - _COUNT if wide else width)]
        if wide:
            parts.append(self._strip(f"{self._found} ".rjust(_COUNT), "page-faint"))
        return [Strip.join(parts).crop(*crop.column_span)]

    def _strip(self, words: str, colour: str, *, bold: bool = False) -> Strip:
        # By the theme itself: a component's style may not be there when the line is first drawn.
        style = Paint(self.app.theme_variables)(colour, bold=bold)
        strip = Strip([Segment(words, self.rich_style + style)])
        for filter in self.get_line_filters():
            strip = strip.apply_filter(filter, self.background_colors[1])
        return strip
