from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.reading.margin import Flow, NoteCard, Placed, place_cards, wrap_words


def card(key: str, row: int, height: int) -> NoteCard:
    return NoteCard(key, row, height)


def test_words_are_wrapped_and_none_give_no_rows():
    assert wrap_words("The whole argument", 10) == ("The whole", "argument")
    assert wrap_words("", 10) == ()


@settings(deadline=None)
@given(st.text(st.sampled_from("ab 日👩\u200de\u0301-\x1b"), max_size=60), st.integers(2, 20))
def test_no_row_of_words_is_too_wide(text, width):
    assert all(cell_len(row) <= width for row in wrap_words(text, width))


def test_notes_stand_level_with_their_passages():
    placed = place_cards([card("a", 2, 2), card("b", 10, 1)])
    assert placed == [Placed("a", 2, 2, 2), Placed("b", 10, 1, 10)]


def test_a_note_in_the_way_pushes_the_next_one_down():
    placed = place_cards([card("a", 2, 4), card("b", 3, 1), card("c", 8, 1)])
    assert [(each.key, each.top) for each in placed] == [("a", 2), ("b", 7), ("c", 9)]


cards = st.lists(st.builds(card, st.just("k"), st.integers(0, 40), st.integers(0, 6)), max_size=12)


@settings(deadline=None)
@given(cards, st.integers(0, 3))
def test_notes_never_overlap_and_are_pushed_no_further_than_needed(cards, gap):
    placed = place_cards(cards, gap)
    assert sorted(each.row for each in placed) == [each.row for each in placed]
    assert len(placed) == len(cards)
    free = 0
    for each in placed:
        assert each.top == max(each.row, free)
        free = each.top + max(1, each.height + gap)


def test_inserted_rows_follow_their_page_row():
    flow = Flow([(-1, 1), (0, 2), (0, 1), (2, 1)], 1)
    rows = [flow.page_row(row) for row in range(8)]
    assert rows == [(0, 0), 0, (1, 0), (1, 1), (2, 0), 1, 2, (3, 0)]


def test_inserts_in_any_order_keep_their_numbers():
    flow = Flow([(2, 1), (0, 1)], 0)
    assert [flow.page_row(row) for row in range(5)] == [0, (1, 0), 1, 2, (0, 0)]


def test_rows_put_in_above_the_level_move_nothing_below_it():
    flow = Flow([(-3, 2), (1, 1)], 7)
    assert [flow.display_row(row) for row in range(-3, 3)] == [2, 5, 6, 7, 8, 10]
    assert [flow.page_row(row) for row in range(2, 6)] == [-3, (0, 0), (0, 1), -2]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-9, 29), st.integers(0, 4)), max_size=8), st.integers(-3, 3))
def test_every_display_row_is_one_page_row_or_one_line_of_an_insert(inserts, level):
    flow = Flow(inserts, level)
    top, bottom = flow.display_row(-10), flow.display_row(31)
    rows = [flow.page_row(row) for row in range(top, bottom)]
    assert [row for row in rows if isinstance(row, int)] == list(range(-10, 31))
    lines = sorted(row for row in rows if not isinstance(row, int))
    assert lines == [(i, n) for i, (_, count) in enumerate(inserts) for n in range(count)]
    assert flow.display_row(0) == level
    for row in range(-10, 31):
        assert rows[flow.display_row(row) - top] == row
    for index, (after, count) in enumerate(inserts):
        if count:
            assert rows.index((index, 0)) > flow.display_row(after) - top
