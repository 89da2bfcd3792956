"""Finding words in the article."""

from __future__ import annotations

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
