"""Very long articles, very long lines, very small and large screens: nothing waits for the rest."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Callable
from dataclasses import replace

import pytest

from storage.library import Library
from storage.models import Article
from tui.settings.model import Settings
from tui.widgets.note_editor import NoteEditor
from tui.widgets.page_ahead import Ahead

LENGTH = 300
"""Paragraphs of the long article, some 300 characters each."""


@pytest.fixture
def no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave no idle time, so that nothing is laid out but what is asked for."""
    monkeypatch.setattr(Ahead, "later", lambda self: None)


@pytest.fixture
def long(library: Library, article: Callable[..., Article]) -> Article:
    body = "The street of a city is drawn by those who need not cross it on foot. " * 4
    parts = (f"Paragraph {n} begins. {body}".strip() for n in range(LENGTH))
    return library.add(article("Long", *parts))[0]


async def quiet(done: Callable[[], bool]) -> None:
    """Press nothing until something is done in idle time."""
    for _ in range(1000):
        if done():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


def top_offset(person) -> int:
    return person.screen.page.first_offset


async def test_far_places_are_gone_to_without_what_lies_between(
    sit, no_time, library: Library, long: Article
) -> None:
    async with sit((80, 24), long) as person:
        page = person.screen.page

        def laid_out() -> int:
            start, end = page.spread.layout.extent
            return min(end, len(long.text)) - start

        await person.press("G")
        assert person.point == len(long.text) - 1
        assert f"Paragraph {LENGTH - 1} begins" in person.shown
        assert "100%" in person.said
        assert laid_out() < len(long.text) // 4
        await person.press("5", "0", "%")
        assert "50%" in person.said
        assert person.screen.in_sight(person.point)
        assert laid_out() < len(long.text) // 4
        before = person.shown
        await person.press("j", "j", "k", "k", "space", "b")
        assert person.screen.in_sight(person.point)
        await person.press("g", "g")
        assert person.shown.splitlines()[1].strip() == "Long"
        assert laid_out() < len(long.text) // 4
        await person.press("ctrl+o")
        assert person.shown.splitlines()[-1].strip() in before


async def test_a_layout_that_is_done_with_is_given_back_when_there_is_time(sit, long) -> None:
    async with sit((80, 24), long) as person:
        page = person.screen.page
        await quiet(lambda: page.spread.layout.begun and page.spread.layout.ended)
        old = weakref.ref(page.spread.layout)
        await person.press("less_than_sign")
        assert page.spread.layout is not old()
        await quiet(lambda: old() is None)


async def test_a_jump_moves_the_page_once_and_one_to_where_one_is_not_at_all(
    sit, no_time, long
) -> None:
    async with sit((80, 24), long) as person:
        page = person.screen.page
        for key in ("G", "home"):
            before = page.moves
            await person.press(key)
            assert page.moves == before + 1
        before = page.moves
        page.scroll_to_row(page.top)
        assert page.moves == before


async def test_all_that_was_passed_on_the_way_up_is_there(
    sit, no_time, library: Library, long: Article
) -> None:
    async with sit((80, 24), long) as person:
        await person.press("4", "0", "%")
        page = person.screen.page
        while page.spread.has(page.top - 1):
            line, top = page.spread.layout.line(page.spread.nearest_text(page.top)), page.top
            page.scroll_to_row(top - page.rows)
            assert top - page.rows <= page.top < top
            assert page.spread.layout.line(page.spread.nearest_text(top)) == line
        assert top_offset(person) == 0
        assert "Long" in person.shown


async def test_the_place_is_found_again_deep_in_a_long_text_at_any_width(
    sit, no_time, library: Library, long: Article
) -> None:
    async with sit((80, 24), long) as person:
        await person.press("7", "0", "%", "j")
        point, top = person.point, top_offset(person)
        await person.pilot.resize_terminal(120, 30)
        await person.pilot.pause()
        layout = person.screen.page.spread.layout
        row = person.screen.page.spread.nearest_text(person.screen.page.top)
        assert layout.line(row).start <= top < layout.line(row + 3).end
        assert layout.extent[0] > len(long.text) // 2
        assert person.point == point
        await person.press("j")
        assert point < person.point < point + 400
        await person.screen.save_place()
    async with sit((60, 20), long) as person:
        assert point < person.point < point + 400
        assert person.screen.in_sight(person.point)


async def test_far_notes_are_not_placed_until_they_are_come_to(
    sit, no_time, library: Library, long: Article
) -> None:
    far = long.text.index("Paragraph 250 ")
    library.annotate(long.id, far, far + 13, note="far note")
    library.annotate(long.id, 0, 13, note="near note")
    for size in ((80, 24), (130, 24)):
        async with sit(size, long) as person:
            await person.press("g", "g")
            assert "near note" in person.shown
            await person.press("]", "a")
            assert "far note" in person.shown
            assert person.screen.page.spread.layout.extent[0] > 0
            await person.press("[", "a")
            assert "near note" in person.shown


async def test_a_long_text_is_searched_beside_the_keys(
    sit, library: Library, long: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.reader_finding.CHARACTERS_AT_ONCE", 1000)
    async with sit((80, 24), long) as person:
        await person.press("slash", *"paragraph 27", "enter")
        assert len(person.screen.hits) == 11
        assert person.point == long.text.index("Paragraph 27 ")
        await person.press("N")
        assert person.point == long.text.index("Paragraph 279")
        await person.press("slash", *"is not there", "enter")
        assert "is not in this article" in person.said
        await person.press("slash", *"street", "escape")
        assert person.screen.hits == []


LINES = {
    "words": "one line of words " * 8000,
    "one word": "x" * 140_000,
    "ideographs": "東京の路地は静か" * 10_000,
    "right to left": "הרחוב הזה שקט " * 10_000,
    "control signs": "red \x1b[31m\x07 and \ue000 private " * 6000,
}


@pytest.mark.parametrize("name", LINES)
async def test_one_line_without_end_is_read_from_both_ends(
    sit, no_time, library: Library, article: Callable[..., Article], name: str
) -> None:
    stored = library.add(article("Line", LINES[name].strip()))[0]
    async with sit((80, 24), stored) as person:
        await person.press("G")
        assert "100%" in person.said
        start, end = person.screen.page.spread.layout.extent
        assert end - start < len(stored.text) // 2
        await person.press("k", "b", "5", "0", "%", "j")
        assert "50%" in person.said
        await person.press("g", "g")
        assert "Line" in person.shown
        assert "\x1b" not in person.shown
        if name == "right to left":
            assert "Right-to-left text: shown in logical order" in person.shown


async def test_fifty_thousand_blocks_are_gone_through(
    sit, no_time, library: Library, article: Callable[..., Article]
) -> None:
    stored = library.add(article("Many", *(f"Block {n}." for n in range(50_000))))[0]
    async with sit((80, 24), stored) as person:
        await person.press("G", "k")
        assert "Block 49998." in person.shown
        await person.press("5", "0", "%", "{")
        assert person.screen.page.spread.layout.extent[0] > 100_000
        await person.press("g", "g", "}")
        assert "Block 2." in person.shown


@pytest.mark.parametrize("size", [(20, 5), (400, 100)])
async def test_resizing_while_selecting_and_while_writing_loses_nothing(
    sit, library: Library, long: Article, size: tuple[int, int]
) -> None:
    async with sit((80, 24), long) as person:
        await person.press("6", "0", "%", "v", ")")
        chosen = person.screen.selection
        await person.pilot.resize_terminal(*size)
        await person.pilot.pause()
        assert person.screen.selection == chosen
        assert person.screen.in_sight(person.point)
        await person.press("a", *"half")
        await person.pilot.resize_terminal(80, 24)
        await person.press(*" more")
        await person.pilot.resize_terminal(*size)
        await person.pilot.pause()
        assert person.screen.query_one(NoteEditor).text == "half more"
        await person.press("escape")
    note = library.annotations(long.id)[0]
    assert note.note == "half more"
    assert (note.passage.start, note.passage.end) == (chosen.start, chosen.end)


async def test_divided_words_are_copied_whole(
    sit, library: Library, article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyphen", reason="the extra manicule[hyphen] is not installed")
    words = "Every internationalisation of such responsibilities needs considerable deliberation."
    stored = library.add(replace(article("Words", words), language="en"))[0]
    monkeypatch.setattr("tui.screens.reader_base.settings_of", lambda app: Settings(hyphenate=True))
    copied: list[str] = []
    async with sit((30, 12), stored) as person:
        monkeypatch.setattr(person.pilot.app, "copy_to_clipboard", copied.append)
        await person.press("v", "y")
        assert any(line.rstrip().endswith("-") for line in person.shown.splitlines())
    assert copied == [words]
