"""Finding words in the article."""

from __future__ import annotations

import re

import pytest
from textual import events

from storage.library import Library
from storage.models import Article


async def test_words_are_found_over_the_end_of_a_line(
    sit, library: Library, stored: Article
) -> None:
    async with sit((40, 20), stored) as person:
        await person.press("slash", *"streets become safer")
        screen = person.screen
        assert len(screen.hits) == 27
        await person.press("enter", "n")
        assert screen.session.point == screen.hits[1][0]
        await person.press("N", "N")
        assert screen.hit == len(screen.hits) - 1
        await person.press("escape")
        assert screen.hits == []


async def test_a_search_given_up_returns_to_where_it_began(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("}", "slash", *"number 20", "escape")
        screen = person.screen
        assert screen.session.point == stored.text.index("Nearly half")
        assert screen.hits == []


async def test_a_selection_starts_with_the_hit_of_a_search(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("slash", *"fine attached", "enter", "v", "enter")
    assert library.annotations(stored.id)[0].passage.quote == "fine attached"


async def test_the_line_says_what_it_asks_for_and_how_often_it_was_found(sit) -> None:
    async with sit((80, 24)) as person:
        await person.press("/")
        line = person.said.splitlines()[-1]
        assert line.startswith(" Find  words in this article")
        await person.press(*"paragraph")
        assert person.said.splitlines()[-1].split() == ["Find", "paragraph", "1", "of", "27"]
        await person.press(*"xyz")
        assert person.said.splitlines()[-1].split()[-2:] == ["no", "hits"]
        await person.pilot.resize_terminal(24, 8)
        await person.press("backspace")
        assert person.said.splitlines()[-1].strip() == "/ paragraphxy"


@pytest.mark.parametrize(("keys", "there"), [(["escape", "G"], -1), (["enter", "n", "n"], 2)])
async def test_keys_right_behind_the_one_that_ends_a_search_are_for_the_page(
    sit, keys: list[str], there: int
) -> None:
    async with sit((80, 24)) as person:
        text = person.screen.session.text
        places = [match.start() for match in re.finditer("becomes? safer", text)]
        wanted = len(text) - 1 if there < 0 else places[there]
        for key in ["/", *"become safer", *keys]:
            name = {"/": "slash", " ": "space"}.get(key, key)
            person.pilot.app.post_message(events.Key(name, key if len(key) == 1 else None))
        for _ in range(100):
            await person.pilot.pause(0.01)
            if person.point == wanted:
                break
        assert person.point == wanted
