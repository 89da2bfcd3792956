"""Textual's frames, sent as what differs from the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

from tui.painting.memory import Memory, Row

__all__ = ["CompositorUpdate", "Frame"]

if TYPE_CHECKING:
    from rich.console import Console
    from textual._compositor import Compositor
    from textual.geometry import Size
    from textual.strip import Strip


class Frame(CompositorUpdate):
    """An update of the compositor that sends only what the terminal does not show yet."""

    def __init__(
        self,
        update: CompositorUpdate,
        size: Size,
        memory: Memory,
        compositor: Compositor,
    ) -> None:
        self._update = update
        self._size = size
        self._memory = memory
        self._compositor = compositor

        self.prepared = ""
        """What is to be sent; empty when all stands already."""

    def prepare(self, console: Console) -> None:
        """Find out what is to be sent; to be called once, for a frame that will be sent."""
        update, memory = self._update, self._memory
        width, height = self._size
        if isinstance(update, ChopsUpdate) and not memory.knows(width, height):
            update = self._compositor.render_full_update()
        memory.size(width, height)
        # A screen just uncovered may not know yet that the terminal has another size by now.
        fits = self._compositor.size == self._size
        if fits and isinstance(update, ChopsUpdate):
            self.prepared = memory.update(_parts(update, console))
        elif fits and isinstance(update, LayoutUpdate) and update.region == self._size.region:
            self.prepared = memory.update(_all(update, console))
        else:
            memory.forget()
            self.prepared = update.render_segments(console)

    def render_segments(self, console: Console) -> str:
        """Give what was prepared."""
        return self.prepared


def _parts(update: ChopsUpdate, console: Console) -> Mapping[int, Row]:
    rows: dict[int, Row] = {}
    for y in dict.fromkeys(y for y, _, _ in update.spans):
        chops = update.chops[y].items()
        rows[y] = {x: None if chop is None else chop.render(console) for x, chop in chops}
    return rows


def _all(update: LayoutUpdate, console: Console) -> Mapping[int, Row]:
    return {y: _row(strips, console) for y, strips in enumerate(update.strips)}


def _row(strips: Iterable[Strip], console: Console) -> Row:
    pieces = list(strips)
    edges = accumulate((strip.cell_length for strip in pieces), initial=0)
    return {x: strip.render(console) for x, strip in zip(edges, pieces, strict=False)}
