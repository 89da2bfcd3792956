"""The reader as a person uses it: keys in, library and screen out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from storage.library import Library
from storage.models import Article, Ink, Kind, State
from tui.app import ManiculeApp
from tui.screens.reader import ReaderScreen

WIDE, NARROW = (120, 36), (80, 24)

PARAGRAPHS = (
    "Cities should set the speed first and draw the street to fit it. A limit that the street "
    "contradicts is not a limit. It is a wish with a fine attached.",
    "Nearly half of all road deaths happen on four percent of the streets. The share is rising.",
    *(
        f"Paragraph number {n} says that streets become safer because drivers slow down. "
        f"It adds one more sentence, the {n}th of its kind."
        for n in range(3, 30)
    ),
)


@pytest.fixture
def stored(library: Library, article: Callable[..., Article]) -> Article:
    """Give a stored article of some screens' length."""
    return library.add(article("Slow streets", *PARAGRAPHS))[0]


def app_of(library: Library, stored: Article) -> ManiculeApp:
    return ManiculeApp(library, article=stored.id)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def reader(pilot: Pilot[None]) -> ReaderScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    return screen


def shown(pilot: Pilot[None]) -> str:
    page = reader(pilot).page
    return "\n".join(page.render_line(y).text for y in range(page.size.height))


async def test_enter_keeps_the_claim_at_the_cursor_as_a_highlight(
    library: Library, stored: Article
) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "]", "c")
        claim = reader(pilot).session.claim_here()
        assert claim is not None
        await press(pilot, "enter")
    (kept,) = library.annotations(stored.id)
    assert kept.passage.quote == claim.text


async def test_a_note_is_written_beside_the_passage_and_kept_by_escape(
    library: Library, stored: Article
) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, ")", "a", *"hello", "escape")
        (note,) = library.annotations(stored.id)
        assert note.note == "hello"
        assert note.passage.quote == "A limit that the street contradicts is not a limit."
        assert "✎ hello" in shown(pilot)


async def test_on_a_narrow_screen_the_note_stands_under_its_passage(
    library: Library, stored: Article
) -> None:
    async with app_of(library, stored).run_test(size=NARROW) as pilot:
        await press(pilot, ")", "a", *"hello", "escape")
        lines = shown(pilot).splitlines()
        (at,) = [y for y, line in enumerate(lines) if "✎ hello" in line]
        assert "not a limit." in lines[at - 1]


async def test_a_note_left_empty_keeps_nothing(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "a", "escape")
    assert library.annotations(stored.id) == []


async def test_a_discarded_edit_leaves_the_note_as_it_was(
    library: Library, stored: Article
) -> None:
    library.annotate(stored.id, 0, 6, note="first")
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "a", *"junk", "ctrl+g")
    assert library.annotations(stored.id)[0].note == "first"


async def test_a_selection_starts_with_the_sentence_and_grows_by_motions(
    library: Library, stored: Article
) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "v")
        screen = reader(pilot)
        assert screen.selection is not None
        first = stored.text.index(" A limit")
        assert (screen.selection.start, screen.selection.end) == (0, first)
        await press(pilot, ")")
        assert stored.text[: screen.selection.end].endswith("is not a limit.")
        await press(pilot, "b")
        assert stored.text[: screen.selection.end].endswith("is not a")
        await press(pilot, "o", "w")
        assert stored.text[screen.selection.start :].startswith("should set")
        await press(pilot, "escape")
        assert screen.selection is None


async def test_characters_and_lines_move_the_end_of_a_selection(
    library: Library, stored: Article
) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "v")
        screen = reader(pilot)
        assert screen.selection is not None
        end = screen.selection.end
        await press(pilot, "h", "h", "l")
        assert screen.selection.end == end - 1
        await press(pilot, "j")
        assert screen.selection.end > end
        await press(pilot, "minus", "minus", "minus", "enter")
    (kept,) = library.annotations(stored.id)
    assert " " not in kept.passage.quote


async def test_a_bookmark_is_found_again_by_its_letter(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "}", "m", "k", "G")
        assert reader(pilot).session.point > 1000
        await press(pilot, "apostrophe", "k")
        assert reader(pilot).session.point == stored.text.index("Nearly half")
    assert [mark.label for mark in library.bookmarks(stored.id)] == ["k"]


async def test_mm_takes_the_next_free_letter(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "m", "m", "}", "m", "m")
    assert [mark.label for mark in library.bookmarks(stored.id)] == ["a", "b"]


async def test_x_strikes_and_u_brings_back_and_redo_strikes_again(
    library: Library, stored: Article
) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        assert len(library.annotations(stored.id)) == 1
        await press(pilot, "x")
        assert library.annotations(stored.id) == []
        await press(pilot, "u")
        assert len(library.annotations(stored.id)) == 1
        await press(pilot, "ctrl+r")
        assert library.annotations(stored.id) == []


async def test_a_dismissed_claim_is_gone_until_undone(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "]", "c")
        screen = reader(pilot)
        claim = screen.session.claim_here()
        assert claim is not None
        await press(pilot, "x")
        assert claim not in screen.session.claims
        await press(pilot, "u")
        assert claim in screen.session.claims


async def test_ink_changes_by_letter(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "i", "g")
    assert library.annotations(stored.id)[0].ink is Ink.GREEN


async def test_claims_go_off_and_on_and_come_in_densities(
    library: Library, stored: Article
) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        screen = reader(pilot)
        usual = len(screen.session.claims)
        assert usual
        await press(pilot, "c")
        assert screen.session.claims == []
        await press(pilot, "c", "minus", "minus")
        fewest = len(screen.session.claims)
        await press(pilot, "plus", "plus", "plus", "plus")
        assert fewest < usual < len(screen.session.claims)
        kind = screen.session.claims[0].kind
        await press(pilot, str(list(Kind).index(kind) + 1), "c")
        assert kind not in {claim.kind for claim in screen.session.claims}


async def test_words_are_found_over_the_end_of_a_line(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=(40, 20)) as pilot:
        await press(pilot, "slash", *"streets become safer")
        screen = reader(pilot)
        assert len(screen.hits) == len(PARAGRAPHS) - 2
        await press(pilot, "enter", "n")
        assert screen.session.point == screen.hits[1][0]
        await press(pilot, "N", "N")
        assert screen.hit == len(screen.hits) - 1
        await press(pilot, "escape")
        assert screen.hits == []


async def test_a_search_given_up_returns_to_where_it_began(
    library: Library, stored: Article
) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "}", "slash", *"number 20", "escape")
        screen = reader(pilot)
        assert screen.session.point == stored.text.index("Nearly half")
        assert screen.hits == []


async def test_the_reading_place_is_kept_to_the_line(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=NARROW) as pilot:
        await press(pilot, "space", "space", "j", "j")
        top, point = reader(pilot).page.first_offset, reader(pilot).session.point
        assert top > 0
        await press(pilot, "q")
    entry = library.entries()[0]
    assert entry.state is State.READING
    assert 0 < entry.progress.fraction < 1
    async with app_of(library, stored).run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert reader(pilot).page.first_offset == top
        assert reader(pilot).session.point == point


async def test_opening_alone_does_not_count_as_reading(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=NARROW) as pilot:
        await press(pilot, "q")
    assert library.entries()[0].progress.fraction == 0


async def test_every_line_is_reached_going_down_and_up(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=(50, 12)) as pilot:
        screen = reader(pilot)
        height = screen.page.spread.height
        seen = set()
        for _ in range(height):
            seen.add(screen.page.spread.row_of(screen.session.point))
            await pilot.press("j")
        layout = screen.page.spread.layout
        text_rows = {
            screen.page.spread.row_of(layout.line(row).start)
            for row in range(layout.height)
            if layout.line(row).block >= 0
        }
        assert text_rows <= seen
        for _ in range(height):
            await pilot.press("k")
        assert screen.session.point < layout.line(0).end
        assert screen.page.top == 0


@pytest.mark.parametrize("size", [(20, 5), (30, 8), (80, 24), (120, 36), (200, 50)])
async def test_the_page_reads_at_every_size(
    library: Library, stored: Article, size: tuple[int, int]
) -> None:
    library.annotate(stored.id, 0, 20, note="a note of some words that is long enough to wrap")
    async with app_of(library, stored).run_test(size=size) as pilot:
        await press(pilot, "j", "G", "g", "g", "}", "]", "c", "v", "escape", "a", "x", "escape")
        assert "".join(shown(pilot).split())


async def test_the_mouse_points_and_draws_a_selection(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        screen = reader(pilot)
        row = screen.page.spread.row_of(stored.text.index("Nearly"))
        left = screen.page.spread.frame.text
        y = row - screen.page.top
        await pilot.click(screen.page, offset=(left + 2, y))
        await pilot.pause()
        assert screen.session.point == stored.text.index("Nearly") + 2
        await pilot.mouse_down(screen.page, offset=(left, y))
        await pilot.hover(screen.page, offset=(left + 5, y))
        await pilot.mouse_up(screen.page, offset=(left + 5, y))
        await pilot.pause()
        assert screen.selection is not None
        assert stored.text[screen.selection.start : screen.selection.end] == "Nearly"


async def test_no_control_character_of_an_article_reaches_the_screen(
    library: Library, article: Callable[..., Article]
) -> None:
    stored = library.add(article("Bad", "Red \x1b[31m alarm \x07 and \x9b5m [bold]markup[/bold]."))[
        0
    ]
    async with app_of(library, stored).run_test(size=NARROW) as pilot:
        await pilot.pause()
        text = shown(pilot)
        assert "[bold]markup[/bold]" in text
        assert not any(
            ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in text.replace("\n", "")
        )


async def test_a_look_at_the_end_is_not_reading_to_the_end(
    library: Library, stored: Article
) -> None:
    async with app_of(library, stored).run_test(size=NARROW) as pilot:
        await press(pilot, "G", "g", "g", "space", "q")
    assert 0 < library.entries()[0].progress.fraction < 0.5


async def test_who_reads_to_the_last_line_has_finished(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=NARROW) as pilot:
        await press(pilot, "G", "q")
    assert library.entries()[0].state is State.FINISHED


async def test_the_cursor_is_in_sight_when_the_window_has_become_smaller(
    library: Library, stored: Article
) -> None:
    async with app_of(library, stored).run_test(size=(120, 50)) as pilot:
        await press(pilot, *"jjjjjjjjjjjjjjjjjjjjjjjjjjj", "q")
    async with app_of(library, stored).run_test(size=(60, 14)) as pilot:
        await pilot.pause()
        page, session = reader(pilot).page, reader(pilot).session
        assert 0 <= page.spread.row_of(session.point) - page.top < page.rows


async def test_undoing_the_adding_of_the_open_article_closes_it(
    library: Library, stored: Article
) -> None:
    app = ManiculeApp(library)
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "enter")
        assert isinstance(app.screen, ReaderScreen)
        await press(pilot, "u")
        assert not isinstance(app.screen, ReaderScreen)
    assert library.entries() == []


async def test_a_tag_is_given_and_taken_away_with_or_without_its_sign(
    library: Library, stored: Article
) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "t", *"#policy", "space", *"streets", "enter")
        assert library.article(stored.id).tags == ("policy", "streets")
        await press(pilot, "t", *"-#policy", "enter")
    assert library.article(stored.id).tags == ("streets",)


async def test_escape_gives_up_one_thing_at_a_time(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"zzzz", "enter", "escape")
        assert isinstance(pilot.app.screen, ReaderScreen)
        await press(pilot, "z", "escape")
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert reader(pilot).page.bare is False


async def test_a_selection_starts_with_the_hit_of_a_search(
    library: Library, stored: Article
) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"fine attached", "enter", "v", "enter")
    assert library.annotations(stored.id)[0].passage.quote == "fine attached"


async def test_a_selection_never_shrinks_to_a_full_stop(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "v", *["minus"] * 6, "enter")
    assert library.annotations(stored.id)[0].passage.quote == "Cities"


async def test_a_bookmark_that_moves_says_so(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "m", "k", "}", "m", "k")
        assert reader(pilot).status.said
        await press(pilot, "m", "!")
    (mark,) = library.bookmarks(stored.id)
    assert mark.passage.quote.startswith("Nearly half")


async def test_two_programs_writing_one_note_lose_no_word(
    library: Library, stored: Article
) -> None:
    library.annotate(stored.id, 0, 6, note="first")
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "a", *" mine")
        with Library.open(library.path) as other:
            (note,) = other.annotations(stored.id)
            other.edit_annotation(note.uid, note="first theirs")
        await press(pilot, "escape")
    (kept,) = library.annotations(stored.id)
    assert "first theirs" in kept.note
    assert "first mine" in kept.note


async def test_a_note_whose_highlight_another_program_removed_is_kept(
    library: Library, stored: Article
) -> None:
    library.annotate(stored.id, 0, 6, note="first")
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "a", *" mine")
        with Library.open(library.path) as other:
            other.remove_annotation(other.annotations(stored.id)[0].uid)
        await press(pilot, "escape")
    assert [note.note for note in library.annotations(stored.id)] == ["first mine"]


async def test_leaving_a_note_twice_is_leaving_it_once(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "a", *"once")
        await pilot.press("ctrl+s", "ctrl+s", "escape", "ctrl+g")
        await pilot.pause()
    assert [note.note for note in library.annotations(stored.id)] == ["once"]


async def test_quitting_keeps_the_note_being_written(library: Library, stored: Article) -> None:
    async with app_of(library, stored).run_test(size=WIDE) as pilot:
        await press(pilot, "a", *"unsaved", "ctrl+q")
    assert [note.note for note in library.annotations(stored.id)] == ["unsaved"]
