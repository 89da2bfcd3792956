"""The reading place, the window's size, and the person's own pace."""

from __future__ import annotations

import pytest

from storage.models import State
from tui.screens.reader_place import Placing
from tui.widgets.note_editor import NoteEditor


class FakeClock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    """Give a clock that stands still until it is put forward."""
    clock = FakeClock()
    monkeypatch.setattr(Placing, "clock", staticmethod(clock))
    return clock


@pytest.mark.parametrize("width", [24, 60, 110, 200])
async def test_the_reader_comes_back_to_the_very_sentence_at_any_width(sit, essay, width) -> None:
    async with sit((80, 24)) as person:
        await person.press("5", "0", "%", ")")
        sentence = person.screen.session.cursor
        await person.press("q")
    async with sit((width, 14)) as person:
        assert person.screen.session.cursor == sentence
        assert person.screen.in_sight(person.point)


@pytest.mark.parametrize("size", [(40, 40), (40, 8), (200, 50), (20, 5), (80, 10)])
async def test_a_new_size_keeps_the_sentence_in_sight(sit, size) -> None:
    async with sit((100, 40)) as person:
        await person.press("5", "0", "%", "1", "0", "j")
        at = person.point
        await person.pilot.resize_terminal(*size)
        await person.press()
        assert person.point == at
        assert person.screen.in_sight(at)


async def test_a_new_size_keeps_the_selection(sit) -> None:
    async with sit() as person:
        await person.press("v", "2", "w")
        chosen = person.screen.selection
        await person.pilot.resize_terminal(34, 9)
        await person.press()
        assert person.screen.selection == chosen


async def test_a_new_size_keeps_the_note_being_written(sit, library) -> None:
    async with sit((120, 36)) as person:
        await person.press("a", *"half")
        for size in ((34, 9), (20, 5), (400, 100)):
            await person.pilot.resize_terminal(*size)
            await person.press()
            editor = person.screen.query_one(NoteEditor)
            assert editor.region.intersection(person.screen.region) == editor.region
            assert editor.region.height < person.screen.page.region.height
        await person.press(*"done", "escape")
    assert [note.note for note in library.annotations(1)] == ["halfdone"]


async def test_the_pace_is_measured_and_kept(sit, essay, library, clock) -> None:
    async with sit((60, 16)) as person:
        usual = person.screen.pace
        for _ in range(6):
            clock.now += 20
            await person.press("space")
        await person.press("q")
    words, seconds = library.timed()
    assert words > 50
    assert seconds == 120
    async with sit((60, 16)) as person:
        assert person.screen.pace != usual
        await person.press("space", "q")
    assert library.timed() == (words, seconds)


async def test_jumping_through_a_text_is_no_reading(sit, library, clock) -> None:
    async with sit((60, 16)) as person:
        for share in "123456789":
            clock.now += 20
            await person.press(share, "0", "%")
        await person.press("q")
    assert library.timed() == (0, 0)


async def test_a_short_article_seen_whole_for_a_while_is_finished(
    sit, essay, library, clock
) -> None:
    async with sit((200, 120)) as person:
        assert person.screen.page.last_top == 0
        clock.now += 600
        await person.press("q")
    assert library.entries()[0].state is State.FINISHED


async def test_a_short_article_looked_at_and_left_is_not_finished(
    sit, essay, library, clock
) -> None:
    async with sit((200, 120)) as person:
        clock.now += 2
        await person.press("j", "q")
    assert library.entries()[0].state is State.READING


@pytest.mark.parametrize("keys", ["space", "pagedown", "ctrl+d ctrl+d"])
async def test_a_page_on_with_nothing_below_goes_to_the_end(sit, library, article, keys) -> None:
    short, _ = library.add(article("Short", "One thing is so.", "Another is not. It will be."))
    async with sit(article=short) as person:
        await person.press(*keys.split())
        assert "100%" in person.said
        assert "the end" in person.said
        await person.press("q")
    assert library.entries()[0].state is State.FINISHED


async def test_a_page_on_at_the_end_takes_all_that_is_left_into_a_selection(
    sit, library, article
) -> None:
    short, _ = library.add(article("Short", "One thing is so.", "Another is not. Soon."))
    async with sit(article=short) as person:
        await person.press("v", "ctrl+d", "ctrl+d")
        chosen = person.screen.selection
        assert (chosen.start, chosen.end) == (0, len(short.text))


async def test_the_reading_place_is_kept_to_the_line(sit, library, stored) -> None:
    async with sit((80, 24), stored) as person:
        await person.press("space", "space", "j", "j")
        top, point = person.screen.page.first_offset, person.screen.session.point
        assert top > 0
        await person.press("q")
    entry = library.entries()[0]
    assert entry.state is State.READING
    assert 0 < entry.progress.fraction < 1
    async with sit((80, 24), stored) as person:
        await person.pilot.pause()
        assert person.screen.page.first_offset == top
        assert person.screen.session.point == point


async def test_opening_alone_does_not_count_as_reading(sit, library, stored) -> None:
    async with sit((80, 24), stored) as person:
        await person.press("q")
    assert library.entries()[0].progress.fraction == 0


async def test_a_look_at_the_end_is_not_reading_to_the_end(sit, library, stored) -> None:
    async with sit((80, 24), stored) as person:
        await person.press("G", "g", "g", "space", "q")
    assert 0 < library.entries()[0].progress.fraction < 0.5


async def test_what_was_read_stays_read_when_one_goes_back(sit, library, stored) -> None:
    async with sit((80, 24), stored) as person:
        await person.press(*[" "] * 12)
        assert "100%" in person.said
        await person.press("g", "g")
        assert "100%" not in person.screen.status.render_line(0).text
        await person.press("q")
    entry = library.entries()[0]
    assert (entry.state, entry.progress.fraction) == (State.FINISHED, 1.0)
    assert (entry.progress.cursor, entry.progress.offset) == (0, 0)


async def test_a_search_that_wraps_takes_nothing_from_what_was_read(sit, library, stored) -> None:
    async with sit((80, 24), stored) as person:
        await person.press("5", "0", "%", "q")
    read = library.entries()[0].progress.fraction
    assert read > 0.4
    async with sit((80, 24), stored) as person:
        await person.press("/", *"contradicts", "enter", "q")
    progress = library.entries()[0].progress
    assert progress.fraction == read
    assert progress.cursor < 200


async def test_a_look_further_on_counts_from_where_one_reads_on(sit, library, stored) -> None:
    async with sit((80, 24), stored) as person:
        await person.press("5", "0", "%")
        await person.screen.save_place()
        assert library.entries()[0].progress.fraction == 0
        await person.press("j", "g", "g", "q")
    assert library.entries()[0].progress.fraction > 0.4


async def test_a_look_at_a_claim_from_the_library_is_not_reading_up_to_it(
    library, stored, desk, press
) -> None:
    place = len(stored.text) * 9 // 10
    async with desk(library, (80, 24)) as pilot:
        pilot.app.screen.read(stored.id, place)
        await press(pilot, "q")
    progress = library.entries()[0].progress
    assert (progress.fraction, progress.cursor) == (0, place)


async def test_who_reads_to_the_last_line_has_finished(sit, library, stored) -> None:
    async with sit((80, 24), stored) as person:
        await person.press("G", "q")
    assert library.entries()[0].state is State.FINISHED


async def test_the_cursor_is_in_sight_when_the_window_has_become_smaller(
    sit, library, stored
) -> None:
    async with sit((120, 50), stored) as person:
        await person.press(*"jjjjjjjjjjjjjjjjjjjjjjjjjjj", "q")
    async with sit((60, 14), stored) as person:
        await person.pilot.pause()
        page, session = person.screen.page, person.screen.session
        assert 0 <= page.spread.row_of(session.point) - page.top < page.rows
