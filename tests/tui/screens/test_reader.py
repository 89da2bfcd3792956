"""The reader as a person uses it: keys in, library and screen out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from storage.library import Library
from storage.models import Article
from tui.app import ManiculeApp
from tui.screens.reader import ReaderScreen


async def test_every_line_is_reached_going_down_and_up(
    sit, library: Library, stored: Article
) -> None:
    async with sit((50, 12), stored) as person:
        screen = person.screen
        height = screen.page.spread.bottom
        seen = set()
        for _ in range(height):
            seen.add(screen.page.spread.row_of(screen.session.point))
            await person.pilot.press("j")
        layout = screen.page.spread.layout
        text_rows = {
            screen.page.spread.row_of(layout.line(row).start)
            for row in range(layout.stop)
            if layout.line(row).block >= 0
        }
        assert text_rows <= seen
        for _ in range(height):
            await person.pilot.press("k")
        assert screen.session.point < layout.line(0).end
        assert screen.page.top == 0


@pytest.mark.parametrize("size", [(20, 5), (30, 8), (80, 24), (120, 36), (200, 50)])
async def test_the_page_reads_at_every_size(
    sit, library: Library, stored: Article, size: tuple[int, int]
) -> None:
    library.annotate(stored.id, 0, 20, note="a note of some words that is long enough to wrap")
    async with sit(size, stored) as person:
        await person.press("j", "G", "g", "g", "}", "]", "c", "v", "escape", "a", "x", "escape")
        assert "".join(person.shown.split())


async def test_no_control_character_of_an_article_reaches_the_screen(
    sit, library: Library, article: Callable[..., Article]
) -> None:
    stored = library.add(article("Bad", "Red \x1b[31m alarm \x07 and \x9b5m [bold]markup[/bold]."))[
        0
    ]
    async with sit((80, 24), stored) as person:
        await person.pilot.pause()
        text = person.shown
        assert "[bold]markup[/bold]" in text
        assert not any(
            ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in text.replace("\n", "")
        )


async def test_undoing_the_adding_of_the_open_article_closes_it(
    press, library: Library, stored: Article
) -> None:
    app = ManiculeApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        assert isinstance(app.screen, ReaderScreen)
        await press(pilot, "u")
        assert not isinstance(app.screen, ReaderScreen)
    assert library.entries() == []


async def test_a_tag_is_given_and_taken_away_with_or_without_its_sign(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("t", *"#policy", "space", *"streets", "enter")
        assert library.article(stored.id).tags == ("policy", "streets")
        await person.press("t", *"-#policy", "enter")
    assert library.article(stored.id).tags == ("streets",)


async def test_escape_gives_up_one_thing_at_a_time(sit, library: Library, stored: Article) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("slash", *"zzzz", "enter", "escape")
        assert isinstance(person.pilot.app.screen, ReaderScreen)
        await person.press("z", "escape")
        assert isinstance(person.pilot.app.screen, ReaderScreen)
        assert person.screen.page.bare is False
