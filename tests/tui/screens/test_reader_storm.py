"""Keys at random, faster than they are obeyed, in a window that never keeps its size."""

from __future__ import annotations

import random

import pytest
from textual import events

from storage.library import Library
from storage.models import Article
from tui.app import ManiculeApp
from tui.screens.reader import ReaderScreen
from tui.strokes import normalise

KEYS = (
    *("j", "k", "space", "b", "ctrl+d", "ctrl+u", "G", "g", "{", "}", "(", ")", "[", "]", "h"),
    # No undo: the last of them would take the article itself back.
    *("enter", "a", "x", "v", "V", "l", "w", "0", "$", "+", "-", "i", "m", "'"),
    *("/", "n", "N", "c", "1", "3", "9", "%", "s", "tab", "<", ">", "z", "t", "M", "?", "f"),
    *("escape", "escape", "escape", "ctrl+s", "ctrl+g", "ctrl+o", "O", "down", "up", "y", "T"),
)
SIZES = ((20, 5), (80, 24), (110, 7), (120, 36), (200, 60), (40, 12), (20, 60))


@pytest.mark.parametrize("seed", range(4))
async def test_no_storm_of_keys_and_sizes_brings_the_reader_down(
    library: Library, essay: Article, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Otherwise the first escape too many would be the end of the storm.
    monkeypatch.setattr(ReaderScreen, "close", lambda self: None)
    chance = random.Random(seed)
    app = ManiculeApp(library, article=essay.id)
    with Library.open(library.path) as other:
        async with app.run_test(size=(80, 24)) as pilot:
            for turn in range(30):
                for key in chance.choices(KEYS, k=10):
                    name = normalise(key)[0]
                    app.post_message(events.Key(name, key if len(key) == 1 else None))
                await pilot.resize_terminal(*chance.choice(SIZES))
                if turn % 10 == 5:
                    other.annotate(essay.id, turn, turn + 30, note="by another program")
                await pilot.pause(0)
            await pilot.resize_terminal(80, 24)
            for _ in range(40):
                # What was opened last is closed first; the reader itself is left as it is.
                reader = app.screen if isinstance(app.screen, ReaderScreen) else None
                if reader and not (reader.editing or reader.selection or reader.focused):
                    break
                await pilot.press("ctrl+g" if reader and reader.editing else "escape")
                await pilot.pause(0.02)
            assert isinstance(app.screen, ReaderScreen)
            await pilot.press("G")
            await pilot.pause(0.05)
            assert app.screen.session.point == len(essay.text) - 1
