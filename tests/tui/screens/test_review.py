from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.pilot import Pilot

from storage.library import Library
from storage.schedule import Answer
from tui.app import ManiculeApp
from tui.screens.library import LibraryScreen
from tui.screens.review import ReviewScreen
from tui.widgets.hints import Hints
from tui.widgets.masthead import Masthead

LATER = date.today() + timedelta(days=3)


class Day(date):
    """Days, of which today is one after the highlights were made."""

    @classmethod
    def today(cls) -> date:
        return LATER


@pytest.fixture
def kept(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Give a library whose seven highlights were made some days ago."""
    for start in range(0, 12, 2):
        shelf.annotate(2, start, start + 1)
    shelf.annotate(1, 0, 9, note="why")
    monkeypatch.setattr("tui.screens.review.date", Day)
    return shelf


def screen(pilot: Pilot[None]) -> ReviewScreen:
    found = pilot.app.screen
    assert isinstance(found, ReviewScreen)
    return found


def told(pilot: Pilot[None]) -> str:
    return screen(pilot).query_one(Hints).message


def sheet(pilot: Pilot[None]) -> str:
    return "\n".join("".join(s.text for s in line) for line in screen(pilot).sheet.lines)


async def test_a_library_without_highlights_says_what_to_do(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "R")
        assert "Nothing to review yet" in screen(pilot).jottings._empty
        await press(pilot, "K", "L", "e", "y", "enter", "+", "q")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_what_was_made_today_says_when_it_comes(shelf, desk, press):
    shelf.annotate(2, 0, 5)
    async with desk(shelf) as pilot:
        await press(pilot, "R")
        assert "The next comes back on" in screen(pilot).jottings._empty


async def test_five_come_back_and_more_when_asked_for(kept, desk, press):
    async with desk(kept) as pilot:
        await press(pilot, "R")
        assert len(screen(pilot).jottings.rows) == 5
        assert "2 more due" in str(screen(pilot).query_one(Masthead).render_line(0).text)
        await press(pilot, "+")
        assert len(screen(pilot).jottings.rows) == 7
        screen(pilot).jottings.seek(kept.annotations(1)[0].uid)
        await press(pilot, "j", "k")
        shown = [row.note for row in screen(pilot).jottings.rows]
        assert "why" in shown
        assert "kept, it comes back in 1 day" in sheet(pilot)


@pytest.mark.parametrize(
    ("key", "answer", "words"),
    [
        ("K", Answer.KEEP, "Kept: it comes back tomorrow, and kept again in 2 days"),
        ("L", Answer.LATER, "Put off until tomorrow"),
        ("e", Answer.RETIRE, "it comes back no more"),
    ],
)
async def test_one_key_answers_and_u_takes_it_back(kept, desk, press, key, answer, words):
    async with desk(kept) as pilot:
        await press(pilot, "R")
        first = screen(pilot).jottings.current
        await press(pilot, key)
        assert words in told(pilot)
        assert first.uid not in {row.uid for row in screen(pilot).jottings.rows}
        review = next(n.review for n in kept.annotations() if n.uid == first.uid)
        assert review.at
        assert review.retired is (answer is Answer.RETIRE)
        assert review.interval == (1 if answer is Answer.KEEP else 0)
        await press(pilot, "u")
        assert first.uid in {row.uid for row in screen(pilot).jottings.rows}
        await press(pilot, "ctrl+r")
        assert first.uid not in {row.uid for row in screen(pilot).jottings.rows}


async def test_the_passage_is_one_key_away(kept, desk, press):
    async with desk(kept) as pilot:
        await press(pilot, "R")
        row = screen(pilot).jottings.current
        await press(pilot, "enter")
        assert pilot.app.screen.session.article.id == row.article
        assert pilot.app.screen.session.point == row.passage.start
        await press(pilot, "q")
        assert screen(pilot).jottings.current == row


async def test_it_can_be_where_one_starts_and_leaves(kept, press):
    async with ManiculeApp(kept, review=2).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "j")
        assert len(screen(pilot).jottings.rows) == 2
        await pilot.press("q")
    assert pilot.app.return_code == 0


async def test_where_nothing_comes_back_there_is_no_empty_sheet(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "R")
        assert not pilot.app.screen.sheet.display


@pytest.mark.parametrize("key", ["enter", "K", "L", "e", "y", "z"])
async def test_a_key_with_nothing_to_review_says_so(shelf, desk, press, key):
    async with desk(shelf) as pilot:
        await press(pilot, "R", key)
        assert "nothing to review" in told(pilot)


async def test_more_says_when_no_more_are_due(kept, desk, press):
    async with desk(kept) as pilot:
        await press(pilot, "R", "+")
        assert told(pilot) == ""
        await press(pilot, "+")
        assert "No more highlights are due" in told(pilot)


async def test_a_highlight_to_review_is_read_whole(kept, desk, press):
    async with desk(kept, size=(60, 12)) as pilot:
        await press(pilot, "R", "z")
        assert not screen(pilot).jottings.display
        assert screen(pilot).sheet.display
        await press(pilot, "K")
        assert "Kept: it comes back" in told(pilot)
        await press(pilot, "q")
        assert screen(pilot).jottings.display


async def test_the_cursor_goes_to_the_highlight_whose_answer_is_taken_back(kept, desk, press):
    async with desk(kept) as pilot:
        await press(pilot, "R", "j")
        second = screen(pilot).jottings.current
        await press(pilot, "e", "k", "k", "u")
        assert screen(pilot).jottings.current.uid == second.uid
