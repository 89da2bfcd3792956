"""Links: a letter each, the address before anything is opened."""

from __future__ import annotations

import webbrowser

import pytest

from storage.intake import read_bytes
from tui.screens.address import AddressScreen
from tui.screens.reader import ReaderScreen

ADDRESS = "https://example.org/speed"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the addresses that a browser was given."""
    addresses: list[str] = []

    class Browser:
        def open(self, address: str) -> bool:
            addresses.append(address)
            return True

    monkeypatch.setattr(webbrowser, "get", Browser)
    return addresses


async def test_a_link_shows_its_letter_and_then_its_address_and_then_opens(sit, opened) -> None:
    async with sit() as person:
        await person.press("f")
        assert "Cities shouldaset the speed first" in person.said
        await person.press("a")
        assert isinstance(person.pilot.app.screen, AddressScreen)
        assert ADDRESS in person.said
        assert opened == []
        await person.press("enter")
        assert opened == [ADDRESS]
        assert f"Opened {ADDRESS}" in person.said


async def test_a_letter_takes_the_first_place_of_a_link_that_begins_a_row(
    sit, library, opened
) -> None:
    page = f"---\ntitle: Begun\n---\n[Hosts]({ADDRESS}) are named here.\n"
    begun = library.add(read_bytes(page.encode(), "begun.md"))[0]
    async with sit(article=begun) as person:
        await person.press("f")
        assert "aosts are named here" in person.said
        await person.press("a")
        assert ADDRESS in person.said


async def test_escape_takes_the_letters_away_and_opens_nothing(sit, opened) -> None:
    async with sit() as person:
        await person.press("f", "escape")
        assert "set the speed" in person.said
        await person.press("f", "a", "escape")
        assert isinstance(person.pilot.app.screen, ReaderScreen)
        assert "set the speed" in person.said
        assert opened == []


async def test_a_letter_that_no_link_has_is_said(sit) -> None:
    async with sit() as person:
        await person.press("f", "q")
        assert "No link has that letter" in person.said
        assert "set the speed" in person.said


async def test_without_a_link_in_sight_a_sentence_says_so(sit) -> None:
    async with sit((60, 14)) as person:
        await person.press("G", "f")
        assert "No link in sight" in person.said


async def test_an_article_of_a_file_has_no_original(sit, opened) -> None:
    async with sit() as person:
        await person.press("o")
        assert "no web address" in person.said
        assert opened == []


INNER = "---\ntitle: Inner\n---\nSee [the end](#the-end-again) and [none](#nowhere).\n\n"


async def test_a_link_to_a_heading_goes_there_and_ctrl_o_comes_back(sit, library, opened) -> None:
    middle = "\n\n".join(f"Paragraph {n} is here, and it is of some length." for n in range(40))
    page = f"{INNER}{middle}\n\n## The end, again!\n\nLast words of all.\n"
    inner = library.add(read_bytes(page.encode(), "inner.md"))[0]
    async with sit((80, 24), inner) as person:
        await person.press("f")
        assert "Seeathe end" in person.said
        assert "and none." in person.said
        await person.press("a")
        assert person.point == inner.text.index("The end, again!")
        assert opened == []
        await person.press("ctrl+o")
        assert person.point == 0
