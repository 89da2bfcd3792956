from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult

from storage.models import Entry, Progress, State
from tui.colours import DARK_MARKS
from tui.widgets.article_list import ArticleList
from tui.widgets.cells import cut, fit, wrap
from tui.widgets.columns import Column, columns_for

TITLES = (
    "Slow streets",
    "東京の路地はなぜ静かなのか",
    "Salt 🌊 and a coast 👩‍👩‍👧‍👦",
    "A\x1b[31m title\n",
    "ع" * 90,
)


def entry(number: int, title: str = "A title", **fields: object) -> Entry:
    known = {
        "byline": "Mara Okafor", "site": "Civic Review", "url": None, "published": None,
        "language": "en", "words": 2640, "saved": "2026-03-02T10:00:00Z", "state": State.UNREAD,
        "tags": (), "pointed": 11, "notes": 1, "bookmarks": 0, "progress": Progress(),
    }  # fmt: skip
    return Entry(id=number, uid=str(number), title=title, **{**known, **fields})


class Shelf(App[None]):
    def compose(self) -> ComposeResult:
        yield ArticleList()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK_MARKS


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
async def test_every_line_is_exactly_as_wide_as_the_widget(width):
    app = Shelf()
    async with app.run_test(size=(width, 10)) as pilot:
        rows = app.query_one(ArticleList)
        rows.show([entry(n, title) for n, title in enumerate(TITLES)])
        await pilot.pause()
        for y in range(10):
            strip = rows.render_line(y)
            assert sum(cell_len(s.text) for s in strip) == width
            assert "\x1b" not in strip.text


async def test_the_cursor_goes_through_ten_thousand_rows():
    app = Shelf()
    async with app.run_test(size=(100, 30)) as pilot:
        rows = app.query_one(ArticleList)
        rows.show([entry(n) for n in range(10_000)])
        rows.go(9_999)
        rows.move(-5_000)
        for y in range(30):
            rows.render_line(y)
        await pilot.pause()
        assert rows.cursor == 4_999


async def test_the_cursor_stays_on_its_article_when_rows_come_and_go():
    app = Shelf()
    async with app.run_test(size=(80, 8)) as pilot:
        rows = app.query_one(ArticleList)
        rows.show([entry(n) for n in range(50)])
        rows.go(20)
        rows.show([entry(n) for n in range(10, 50)])
        assert rows.current is not None
        assert rows.current.id == 20
        rows.show([entry(n) for n in range(3)])
        assert rows.cursor == 2
        rows.show([])
        assert rows.current is None
        await pilot.pause()


async def test_the_wheel_scrolls_and_leaves_the_cursor():
    app = Shelf()
    async with app.run_test(size=(80, 8)) as pilot:
        rows = app.query_one(ArticleList)
        rows.show([entry(n, f"Title {n}") for n in range(50)])
        await pilot._post_mouse_events([events.MouseScrollDown], rows)
        await pilot.pause()
        assert rows.cursor == 0
        assert "Title 3" in rows.render_line(1).text


async def test_the_row_under_the_cursor_is_seen_without_colour():
    app = Shelf()
    async with app.run_test(size=(80, 8)):
        rows = app.query_one(ArticleList)
        rows.show([entry(1), entry(2)])
        assert rows.render_line(1).text.startswith("▌")
        assert rows.render_line(2).text.startswith(" ")


def test_a_narrowing_screen_gives_up_columns_and_keeps_the_title():
    counts = [len(columns_for(width)) for width in (200, 90, 60, 40, 20)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == len(Column)
    assert [place.column for place in columns_for(16)] == [Column.TITLE]


@pytest.mark.parametrize("digits", [1, 2, 5])
@pytest.mark.parametrize("width", range(10, 220, 7))
def test_columns_fill_the_row(width, digits):
    assert sum(place.width for place in columns_for(width, digits)) == width


async def test_a_filter_leaves_the_columns_where_they_are():
    app = Shelf()
    async with app.run_test(size=(100, 8)):
        rows = app.query_one(ArticleList)
        rows.show([entry(1), entry(12_345)])
        before = rows.render_line(1).text
        assert " 12345 " in rows.render_line(2).text
        rows.show([entry(1)])
        assert rows.render_line(1).text == before


def test_half_a_character_that_no_terminal_takes_becomes_a_blank():
    assert cut("Salt\ud83c and\x1b water", 40).encode() == b"Salt  and  water"


def test_cut_text_ends_with_an_ellipsis_and_never_exceeds():
    assert cut("Slow streets", 6) == "Slow…"
    assert cut("東京の路地", 6) == "東京…"
    assert fit("7", 3, right=True) == "  7"


@pytest.mark.parametrize("text", [*TITLES, "", "a" * 50])
def test_wrapped_lines_fit_and_lose_no_word(text):
    for width in (1, 2, 5, 20):
        lines = wrap(text, width)
        assert all(cell_len(line) <= max(width, 2) for line in lines)
    assert "".join(wrap("東京の路地はなぜ", 5)) == "東京の路地はなぜ"
