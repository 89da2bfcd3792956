"""Articles of which only the address is known, on the screens."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from storage.errors import IntakeError
from storage.intake import read_bytes
from storage.library import Library
from storage.models import Article
from tui.app import ManiculeApp
from tui.keyed import normalise
from tui.screens.library import LibraryScreen
from tui.screens.reader import ReaderScreen

URL = "https://example.org/a"
TEXT = "# Far away\n\nA margin is wide because printers left room for hands.\n"


@pytest.fixture
def waiting(library: Library) -> Library:
    """Give a library of one address, which undo does not unmake."""
    with Library.open(library.path) as other:
        other.add(Article("Far away", "", (), url=URL))
    return library


def drawn(pilot: Pilot[None]) -> str:
    return pilot.app.export_screenshot().replace("&#160;", " ")


async def test_opening_an_address_fetches_its_text_first(waiting, desk, press, monkeypatch):
    def fetched(url: str, **_: object) -> Article:
        return replace(read_bytes(TEXT.encode(), url), url=url)

    monkeypatch.setattr("storage.intake.web.read_url", fetched)
    async with desk(waiting) as pilot:
        assert "no text" in drawn(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert "room for hands" in pilot.app.screen.session.text


async def test_esc_calls_the_fetch_off_and_the_row_stays_as_it_was(
    waiting, desk, press, monkeypatch
):
    def fetched(url: str, *, stopped, **_: object) -> Article:
        while not stopped():
            time.sleep(0.01)
        raise IntakeError(f"{url}: called off.")

    monkeypatch.setattr("storage.intake.web.read_url", fetched)
    async with desk(waiting) as pilot:
        await pilot.press("enter", "escape")
        await press(pilot, "j")
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert pilot.app.screen.stop_adding is None
        assert waiting.entries()[0].unfetched


async def test_a_fetch_that_fails_says_what_to_do(waiting, desk, press, monkeypatch):
    def fetched(url: str, **_: object) -> Article:
        raise IntakeError(f"{url} does not answer.")

    monkeypatch.setattr("storage.intake.web.read_url", fetched)
    async with desk(waiting) as pilot:
        await press(pilot, "enter")
        said = " ".join(toast.message for toast in pilot.app._notifications)
        assert "does not answer. Its address is kept: open it again when you are online" in said
        assert isinstance(pilot.app.screen, LibraryScreen)


@pytest.mark.parametrize("size", [(120, 36), (40, 10)])
async def test_no_key_of_the_reader_trips_over_an_article_without_a_text(waiting, size):
    keys = [
        key
        for binding in ReaderScreen.BINDINGS
        for key in binding.key.split(",")
        if binding.action not in ("leave", "original", "archive")
    ]
    assert len(keys) > 60
    async with ManiculeApp(waiting, article=1).run_test(size=size) as pilot:
        await pilot.pause(0)
        assert "not fetched yet" in drawn(pilot)
        for key in keys:
            await pilot.press(*normalise(key))
            await pilot.pause(0)
            for _ in range(4):
                if isinstance(pilot.app.screen, ReaderScreen) and not pilot.app.screen.editing:
                    break
                await pilot.press("escape")
                await pilot.pause(0)
        assert isinstance(pilot.app.screen, ReaderScreen)
    assert waiting.annotations(1) == []
    assert waiting.bookmarks(1) == []
    assert waiting.progress(1).fraction == 0
