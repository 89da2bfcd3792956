"""What is kept of a page that was left is what the next opening of the article shows."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.pilot import Pilot

import tui.app
from storage.library import Library
from tui.app import ManiculeApp
from tui.painting.early import Early, Left
from tui.painting.kept import asked
from tui.screens.reader import ReaderScreen
from tui.settings.model import Settings
from tui.strokes import normalise

WALKS = int(os.environ.get("MANICULE_WALKS", "1"))
"""How many walks are taken through each article, size and kind of settings."""
LEAST_KEPT = 0.5
"""The share of walks that is to leave a page that can be compared."""

MOVES = ["j", "k", "space", "b", "ctrl+d", "ctrl+u", "}", "{", ")", "(", "]c", "[c", "]a", "]h"]
FAR = ["gg", "G", "5 0 %", "9 j", "3 }", "7 space"]
MARKS = ["enter", "mk", "mm", "x", "u", "ctrl+r", "ig", "a n o t e ctrl+s"]
LOOKS = [
    "c",
    "c",
    "+",
    "-",
    "1",
    "v escape",
    "v",
    "z z",
    "z",
    "<",
    ">",
    "/ t h e enter",
    "n",
    "/ t",
    "f",
    "w",
    "'",
]
SCREENS = ["tab", "tab tab", "tab q", "s q", "s", "? q", "M q", "ctrl+o", "escape"]

KINDS = [[MOVES], [MOVES, FAR], [MOVES, MARKS], [MOVES, LOOKS, MARKS, SCREENS]]

LONG_NOTE = " ".join(f"Thought number {n} goes on." for n in range(60))


class Watched(ManiculeApp):
    """Remembers the first frame that shows a text."""

    # Textual looks for it beside the class.
    CSS_PATH = Path(tui.app.__file__).with_name("manicule.tcss")
    frame: Sequence[str] | None = None

    def _display(self, screen: Any, renderable: Any) -> None:
        if (
            self.frame is None
            and isinstance(screen, ReaderScreen)
            and isinstance(renderable, LayoutUpdate)
            and screen.page.size.area
        ):
            self.frame = [
                "".join(strip.render(self.console) for strip in strips)
                for strips in renderable.strips
            ]
        super()._display(screen, renderable)


@pytest.fixture
def path(tmp_path: Path, article: Callable[..., Any]) -> Path:
    """Give a library of three articles: long, marked, and shorter than a screen."""
    path = tmp_path / "walks.json"
    said = [
        f"Paragraph {n} says that streets become safer because drivers slow down. Cities should "
        f"act on it, the {n}th time. " + "It goes on and on. " * (n % 7)
        for n in range(60)
    ]
    with Library.open(path) as library:
        library.add(article("Long", *said))
        marked = library.add(article("Marked", *said[::-1]))[0]
        library.add(article("Short", *said[:3]))
        for number in range(0, len(marked.text) - 60, 700):
            note = (LONG_NOTE, "Short #tag", "")[number % 3]
            library.annotate(marked.id, number, number + 50, note=note)
    return path


async def settled(pilot: Pilot[None]) -> None:
    await pilot.pause(0)
    while workers := list(pilot.app.workers):
        for worker in workers:
            await worker.wait()
        await pilot.pause(0)
    await pilot.pause(0)


async def left_after(
    path: Path, number: int, size: tuple[int, int], keys: Sequence[str], settings: Settings
) -> Left | None:
    """Read an article, press some keys and leave; give what the next opening is to show."""
    with Library.open(path) as library:
        app = Watched(library, article=number, settings=settings)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            for word in keys:
                for key in word.split():
                    await pilot.press(*normalise(key))
                await settled(pilot)
            if app._exit or not isinstance(app.screen, ReaderScreen):
                return None
            # As quitting does; it would take the pilot's screens away.
            await app.screen.put_away()
            return app.screen.will_open_with()


async def opened(
    path: Path, number: int, size: tuple[int, int], settings: Settings
) -> Sequence[str]:
    """Give the first frame of an opening."""
    with Library.open(path) as library:
        app = Watched(library, article=number, settings=settings)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
    assert app.frame is not None
    return app.frame


def text(rows: Sequence[str]) -> Sequence[str]:
    """Leave out head and foot."""
    return rows[2:-1]


SIZES = [(80, 24), (120, 36), (200, 50)]
SETTINGS = [Settings(), Settings(theme="paper", density=5, margin=False)]


@pytest.mark.parametrize("number", [1, 2, 3])
async def test_wherever_one_walked_what_is_kept_is_the_first_page_of_the_next_opening(
    path: Path, number: int
) -> None:
    walks = list(product(SIZES, SETTINGS, range(WALKS)))
    compared = 0
    for size, settings, walk in walks:
        chance = random.Random(f"{number} {size} {settings.theme} {walk}")
        kinds = chance.choice(KINDS)
        keys = [chance.choice(chance.choice(kinds)) for _ in range(chance.randint(1, 12))]
        left = await left_after(path, number, size, keys, settings)
        if left is not None:
            frame = await opened(path, number, size, settings)
            assert text(left.rows) == text(frame), (size, settings, keys)
            compared += 1
    assert compared >= LEAST_KEPT * len(walks)


@pytest.mark.parametrize("keys", [[], ["j"], ["space"], ["}", "}"], ["]c"], ["enter"], ["G"]])
async def test_a_page_that_was_simply_read_is_kept(path: Path, keys: Sequence[str]) -> None:
    left = await left_after(path, 1, (100, 30), keys, Settings())
    assert left is not None
    assert left.article == 1
    assert len(left.rows) == 30
    assert text(left.rows) == text(await opened(path, 1, (100, 30), Settings()))
    # Nothing of head and foot is told before it is certain.
    for row in (*left.rows[:2], left.rows[-1]):
        assert not re.sub(r"\x1b\[[0-9;]*m", "", row).strip()


@pytest.mark.parametrize("keys", ["c", "+", "z", "v", "/ t h e enter", "tab", "?", "s"])
async def test_a_page_that_an_opening_would_not_show_is_not_kept(path: Path, keys: str) -> None:
    assert await left_after(path, 1, (100, 30), keys.split(), Settings()) is None


async def test_nothing_of_a_text_but_its_letters_is_kept(
    tmp_path: Path, article: Callable[..., Any]
) -> None:
    path = tmp_path / "hostile.json"
    with Library.open(path) as library:
        hostile = "A sentence \x1b[2J\x1b]0;title\x07 that \x9b31m hides \x00 much."
        library.add(article("Ti\x1b[2Jtle", hostile, *["Another paragraph of it."] * 9))
    left = await left_after(path, 1, (100, 30), [], Settings())
    assert left is not None
    rest = re.sub(r"\x1b\[[0-9;]*m", "", "".join(left.rows))
    assert "A sentence" in rest
    assert rest.isprintable()


@pytest.mark.parametrize("painted", [True, False])
async def test_an_early_page_stays_until_the_text_of_a_long_article_is_there(
    path: Path, painted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[bool] = []

    def display(app: App[None], screen: Any, renderable: Any) -> None:
        if isinstance(screen, ReaderScreen) and renderable is not None:
            drawn.append(screen.is_open)

    monkeypatch.setattr("tui.screens.reader_base.WORDS_AT_ONCE", 10)
    monkeypatch.setattr(App, "_display", display)
    with Library.open(path) as library:
        early = Early(asked(None, "1"))
        early.painted = painted
        async with ManiculeApp(library, article=1, early=early).run_test() as pilot:
            await settled(pilot)
    assert all(drawn) is painted
    assert drawn[-1]
