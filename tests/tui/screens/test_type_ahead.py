"""Keys that come faster than the fields and screens that they open."""

from __future__ import annotations

import asyncio
from unittest.mock import AsyncMock

import pytest
from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.widgets import Input

from tui import keyed
from tui.screens.skim import SkimScreen
from tui.strokes import normalise

NAMES = {
    "\x10": "ctrl+p",
    " ": "space",
    "\r": "enter",
    "\x13": "ctrl+s",
    "\x7f": "backspace",
    "\x11": "ctrl+q",
}
WORDS = "the quick brown fox jumps over the lazy dog"


async def type_ahead(pilot: Pilot[None], keys: str, turns: int, *, paste: str = "") -> None:
    """Send keys, with so many turns of the event loop after each."""
    for character in keys:
        key = NAMES.get(character) or normalise(character)[0]
        pilot.app.post_message(Key(key, character))
        for _ in range(turns):
            await asyncio.sleep(0)
    if paste:
        pilot.app.post_message(Paste(paste))
    for _ in range(3):
        await pilot.pause(0.05)


@pytest.mark.parametrize("turns", range(0, 24, 3))
async def test_a_note_has_every_letter_in_its_order(sit, turns: int) -> None:
    async with sit() as person:
        await type_ahead(person.pilot, "a" + WORDS, turns, paste=" and sleeps")
        assert person.screen.editor.text == f"{WORDS} and sleeps"


@pytest.mark.parametrize("turns", range(0, 24, 3))
async def test_so_has_what_is_looked_for(sit, turns: int) -> None:
    async with sit() as person:
        await type_ahead(person.pilot, "/" + WORDS, turns)
        assert person.screen.query_one(Input).value == WORDS


@pytest.mark.parametrize("turns", range(0, 24, 3))
async def test_so_has_a_prompt_that_is_a_screen_of_its_own(sit, turns: int) -> None:
    async with sit() as person:
        await type_ahead(person.pilot, "!" + WORDS, turns, paste="s")
        assert person.pilot.app.screen.query_one(Input).value == f"{WORDS}s"


async def test_quitting_waits_for_the_letters_before_it(sit, library, stored) -> None:
    async with sit(article=stored) as person:
        await type_ahead(person.pilot, "a" + WORDS, 0)
        await person.pilot.press("ctrl+q")
    assert [note.note for note in library.annotations(stored.id)] == [WORDS]


@pytest.mark.parametrize("turns", range(0, 24, 3))
async def test_what_follows_the_end_of_a_note_is_meant_for_the_page(
    sit, library, stored, turns: int
) -> None:
    async with sit(article=stored) as person:
        await type_ahead(person.pilot, f"a{WORDS}\x13G", turns)
        await person.press("a", *"last", "ctrl+s")
    assert sorted(note.note for note in library.annotations(stored.id)) == ["last", WORDS]


@pytest.mark.parametrize("turns", range(0, 24, 3))
async def test_what_follows_the_end_of_a_search_is_meant_for_the_page(
    sit, library, stored, turns: int
) -> None:
    async with sit(article=stored) as person:
        await type_ahead(person.pilot, "/streets\rnna" + WORDS, turns)
        assert person.screen.hit == 2
        assert person.screen.editor.text == WORDS


@pytest.mark.parametrize("turns", range(0, 24, 3))
async def test_letters_are_taken_back_in_their_turn(sit, turns: int) -> None:
    async with sit() as person:
        await type_ahead(person.pilot, "/abc\x7f\x7fd", turns)
        assert person.screen.query_one(Input).value == "ad"


@pytest.mark.parametrize("turns", range(0, 24, 3))
async def test_what_follows_a_prompt_is_meant_for_what_is_below(
    sit, library, stored, turns: int
) -> None:
    async with sit(article=stored) as person:
        await type_ahead(person.pilot, "tpolicy\ra" + WORDS, turns)
        assert person.screen.editor.text == WORDS
    assert library.article(stored.id).tags == ("policy",)


@pytest.mark.parametrize("key", [":", "\x10"])
@pytest.mark.parametrize("turns", [0, 3, 9, 18])
async def test_a_command_is_run_by_the_name_that_was_typed(
    sit, stored, key: str, turns: int
) -> None:
    async with sit(article=stored) as person:
        await type_ahead(person.pilot, f"{key}skim\r", turns)
        await person.pilot.pause(0.3)
        assert isinstance(person.pilot.app.screen, SkimScreen), person.said


@pytest.mark.parametrize("turns", range(0, 24, 3))
async def test_what_follows_a_filter_is_meant_for_the_rows(desk, shelf, turns: int) -> None:
    async with desk(shelf) as pilot:
        await type_ahead(pilot, "/kerb\rtpolicy", turns)
        await pilot.pause(0.2)
        assert pilot.app.screen.query_one(Input).value == "policy"
        pilot.app.pop_screen()
        assert pilot.app.screen.query_line.value == "kerb"


@pytest.mark.parametrize("quit", ["q", "\x11"])
@pytest.mark.parametrize("turns", range(0, 24, 3))
async def test_what_follows_quitting_touches_nothing(
    desk, shelf, monkeypatch, quit: str, turns: int
) -> None:
    # Quitting that waited for itself would never end.
    monkeypatch.setattr(keyed, "_PATIENCE", 1e6)
    before = shelf.entries()
    async with desk(shelf) as pilot:
        await type_ahead(pilot, f"{quit}ejdxe", turns)
        async with asyncio.timeout(30):
            while not pilot.app._exit:
                await asyncio.sleep(0.01)
    assert shelf.entries() == before


async def test_quitting_that_cannot_store_hears_keys_again(sit, monkeypatch) -> None:
    async with sit() as person:
        refused = AsyncMock(return_value=False)
        monkeypatch.setattr(person.screen, "put_away", refused)
        await person.press("ctrl+q")
        refused.assert_awaited_once()
        await person.press("a", *WORDS)
        assert person.screen.editor.text == WORDS
