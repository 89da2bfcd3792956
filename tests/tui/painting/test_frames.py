"""After every key the terminal shows what painting everything anew would show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyte
import pytest
from textual._compositor import CompositorUpdate
from textual.geometry import Size
from textual.pilot import Pilot

import tui.app
from storage.library import Library
from storage.models import Article, Progress
from tui.app import ManiculeApp
from tui.painting.frames import Frame
from tui.painting.memory import Memory


def terminal(width: int, height: int) -> tuple[pyte.Screen, pyte.Stream]:
    screen = pyte.Screen(width, height)
    return screen, pyte.Stream(screen)


class Watched(ManiculeApp):
    """An app whose frames go to a terminal of the test's own."""

    # Textual looks for the file beside the class, which is not where it is.
    CSS_PATH = Path(tui.app.__file__).with_name("manicule.tcss")
    memory = Memory()
    sent = 0

    def put_on(self, size: tuple[int, int]) -> None:
        self.memory = Memory()
        self.shown, self.stream = terminal(*size)

    def _display(self, screen: Any, renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate) and not self._batch_count:
            frame = Frame(renderable, self.size, self.memory, screen._compositor)
            frame.prepare(self.console)
            self.stream.feed(frame.prepared)
            self.sent = len(frame.prepared)
        super()._display(screen, renderable)

    def wanted(self) -> pyte.Screen:
        screen, stream = terminal(*self.size)
        stream.feed(self.screen._compositor.render_full_update().render_segments(self.console))
        return screen


def same(one: pyte.Screen, other: pyte.Screen) -> None:
    assert one.display == other.display
    for y in range(one.lines):
        assert [one.buffer[y][x] for x in range(one.columns)] == [
            other.buffer[y][x] for x in range(other.columns)
        ], f"row {y}"


PARAGRAPHS = [
    f"Paragraph {n} says that streets become safer because drivers should slow down there. "
    f"東京の路地 and a wave 🌊 stand in it, and one more sentence, the {n}th of its kind."
    for n in range(60)
]

WAYS = {
    "lines": ["j"] * 45 + ["k"] * 12,
    "pages": ["space", "space", "b", "G", "b", "g", "g"],
    "half pages": ["ctrl+d", "ctrl+d", "ctrl+u", "right_curly_bracket", "left_curly_bracket"],
    "selecting": ["j", "j", "v", "j", "j", "plus", "o", "k", "escape", "j"],
    "marking": ["j", "enter", "j", "m", "m", "j", "x", "u", "space", "b"],
    "claims": ["]", "c", "c", "c", "plus", "minus", "1", "w", "j", "j"],
    "a note": ["j", "a", "f", "i", "n", "e", "enter", "s", "ctrl+s", "j", "j", "u"],
    "finding": ["slash", "d", "r", "i", "backspace", "v", "enter", "n", "n", "N", "escape"],
    "the measure": ["less_than_sign", "j", "greater_than_sign", "j", "z", "j", "z", "j"],
    "themes": ["j", "T", "j", "T", "space"],
    "dialogs": ["question_mark", "j", "escape", "j", "apostrophe", "escape", "j", "t", "escape"],
    "another screen": ["M", "escape", "j", "colon", "h", "escape", "j", "space"],
}


@pytest.fixture
def stored(library: Library, article: Callable[..., Article]) -> Article:
    return library.add(article("Slow streets", *PARAGRAPHS))[0]


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("size", [(120, 30), (70, 20)])
async def test_every_key_leaves_the_right_screen(
    library: Library, stored: Article, way: str, size: tuple[int, int]
) -> None:
    app = Watched(library, article=stored.id)
    app.put_on(size)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in WAYS[way]:
            await pilot.press(key)
            await settle(pilot)
            same(app.shown, app.wanted())


async def test_another_size_leaves_the_right_screen(library: Library, stored: Article) -> None:
    app = Watched(library, article=stored.id)
    app.put_on((100, 30))
    async with app.run_test(size=(100, 30)) as pilot:
        for size in [(60, 20), (130, 40), (20, 5), (100, 30)]:
            await pilot.press("space")
            app.put_on(size)
            await pilot.resize_terminal(*size)
            await settle(pilot)
            same(app.shown, app.wanted())


async def test_a_screen_that_has_not_heard_of_the_new_size_is_left_to_textual(
    library: Library, stored: Article
) -> None:
    app = Watched(library, article=stored.id)
    app.put_on((100, 30))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        compositor, memory, now = app.screen._compositor, Memory(), Size(60, 20)
        # What stood above it was drawn at the new size already.
        memory.size(*now)
        memory.update({y: {0: "above"} for y in range(now.height)})
        compositor._dirty_regions.add(app.size.region)
        part = compositor.render_partial_update()
        assert part is not None
        frame = Frame(part, now, memory, compositor)
        frame.prepare(app.console)
        assert "Paragraph 0" in frame.prepared
        assert not memory.knows(*now)


async def test_a_line_on_costs_far_less_than_a_page(library: Library, stored: Article) -> None:
    app = Watched(library, article=stored.id)
    app.put_on((80, 40))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("space", "space")
        await settle(pilot)
        page = app.sent
        await pilot.press("j")
        await settle(pilot)
        assert app.sent < page / 3


class Filmed(Watched):
    """An app of which every frame is kept."""

    def put_on(self, size: tuple[int, int]) -> None:
        super().put_on(size)
        self.film: list[str] = []

    def _display(self, screen: Any, renderable: Any) -> None:
        super()._display(screen, renderable)
        whole = screen._compositor.render_strips()[: self.size.height]
        self.film.append("\n".join(strip.text for strip in whole))
        self.film.append("\n".join(self.shown.display))


@pytest.mark.parametrize("size", [(120, 30), (70, 20)])
async def test_the_first_frame_of_an_article_is_at_the_place_left(
    library: Library, stored: Article, size: tuple[int, int]
) -> None:
    place = stored.text.index("Paragraph 40")
    library.set_progress(stored.id, Progress(offset=place, cursor=place, fraction=0.6))
    app = Filmed(library, article=stored.id)
    app.put_on(size)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert any("Paragraph 40" in frame for frame in app.film)
        assert not [frame for frame in app.film if "Paragraph 0" in frame]
        assert not [frame for frame in app.film if "Paragraph 1 " in frame]
