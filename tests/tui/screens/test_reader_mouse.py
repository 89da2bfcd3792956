"""The mouse: words, sentences, notes in the margin, signs in the gutter, the wheel."""

from __future__ import annotations

from textual.events import MouseScrollDown

from tui.widgets.note_editor import NoteEditor


def cell(person, offset: int) -> tuple[int, int]:
    """Give the cell of the page on which an offset stands."""
    page = person.screen.page
    _, column = page.spread.layout.place(offset)
    return page.spread.frame.text + column, page.spread.row_of(offset) - page.top


def chosen(person, text: str) -> str:
    selection = person.screen.selection
    assert selection is not None
    return text[selection.start : selection.end]


async def test_two_clicks_take_a_word_and_three_the_sentence(sit, essay) -> None:
    async with sit((120, 36)) as person:
        at = cell(person, essay.text.index("contradicts") + 3)
        await person.pilot.click(person.screen.page, offset=at, times=2)
        await person.press()
        assert chosen(person, essay.text) == "contradicts"
        await person.pilot.click(person.screen.page, offset=at, times=3)
        await person.press()
        assert chosen(person, essay.text) == "A limit that the street contradicts is not a limit."


async def test_the_wheel_scrolls_and_the_cursor_stays(sit) -> None:
    async with sit((80, 16)) as person:
        page = person.screen.page
        page.scroll_to_row(0)
        await person.pilot._post_mouse_events([MouseScrollDown], page)
        await person.press()
        assert page.top == 3
        assert person.point == 0


async def test_a_click_on_a_note_goes_to_its_passage_and_two_open_it(sit, essay, library) -> None:
    passage = essay.text.index("Nearly half")
    library.annotate(essay.id, passage, passage + 11, note="mine")
    async with sit((120, 36)) as person:
        page = person.screen.page
        x, y = page.spread.frame.notes + 2, cell(person, passage)[1]
        await person.pilot.click(page, offset=(x, y))
        await person.press()
        assert person.point == passage
        assert not person.screen.query(NoteEditor)
        await person.pilot.click(page, offset=(x, y), times=2)
        await person.press()
        assert person.screen.query_one(NoteEditor).text == "mine"


async def test_a_click_on_a_note_under_the_line_goes_to_its_passage(sit, essay, library) -> None:
    passage = essay.text.index("Nearly half")
    library.annotate(essay.id, passage, passage + 11, note="mine")
    async with sit((80, 30)) as person:
        x, _ = cell(person, passage)
        assert "✎ mine" in person.said
        rows = [n for n, line in enumerate(person.said.split("\n")) if "✎ mine" in line]
        await person.pilot.click(person.screen.page, offset=(x + 4, rows[0] - 2))
        await person.press()
        assert person.point == passage


async def test_a_click_on_a_bookmark_sign_names_it(sit, essay, library) -> None:
    passage = essay.text.index("Nearly half")
    library.bookmark(essay.id, passage, passage + 11, "k")
    async with sit((120, 36)) as person:
        x, y = person.screen.page.spread.frame.left + 2, cell(person, passage)[1]
        await person.pilot.click(person.screen.page, offset=(x, y))
        await person.press()
        assert person.point == passage
        assert "Bookmark k" in person.said


async def test_a_click_on_a_hand_says_why(sit) -> None:
    async with sit((80, 36)) as person:
        claim = min(person.screen.session.claims, key=lambda c: c.start)
        x, y = person.screen.page.spread.frame.left + 3, cell(person, claim.start)[1]
        await person.pilot.click(person.screen.page, offset=(x, y))
        await person.press()
        assert person.point == claim.start
        assert f"{claim.kind.upper()} (" in person.said


async def test_a_click_beside_everything_does_nothing(sit) -> None:
    async with sit((200, 50)) as person:
        await person.press(")")
        at = person.point
        await person.pilot.click(person.screen.page, offset=(0, 0))
        await person.press()
        assert person.point == at


async def test_the_mouse_points_and_draws_a_selection(sit, library, stored) -> None:
    async with sit((120, 36), stored) as person:
        screen = person.screen
        row = screen.page.spread.row_of(stored.text.index("Nearly"))
        left = screen.page.spread.frame.text
        y = row - screen.page.top
        await person.pilot.click(screen.page, offset=(left + 2, y))
        await person.pilot.pause()
        assert screen.session.point == stored.text.index("Nearly") + 2
        await person.pilot.mouse_down(screen.page, offset=(left, y))
        await person.pilot.hover(screen.page, offset=(left + 5, y))
        await person.pilot.mouse_up(screen.page, offset=(left + 5, y))
        await person.pilot.pause()
        assert screen.selection is not None
        assert stored.text[screen.selection.start : screen.selection.end] == "Nearly"
