from hypothesis import given
from hypothesis import strategies as st

from tui.reading.selection import Selection

SENTENCES = [(0, 10), (11, 20), (21, 30)]


def span_at(offset: int) -> tuple[int, int]:
    return next(((s, e) for s, e in SENTENCES if offset < e), SENTENCES[-1])


def following(offset: int) -> int:
    return next((s for s, _ in SENTENCES if s > offset), offset)


def preceding(offset: int) -> int:
    return max((s for s, _ in SENTENCES if s < span_at(offset)[0]), default=0)


def test_a_sentence_on_takes_the_next_one_whole() -> None:
    assert Selection(0, 10).stepped(True, span_at, following) == Selection(0, 20)


def test_a_sentence_on_first_completes_a_sentence_that_is_cut() -> None:
    assert Selection(0, 5).stepped(True, span_at, following) == Selection(0, 10)


def test_a_sentence_back_gives_the_last_one_up() -> None:
    assert Selection(0, 20).stepped(False, span_at, preceding) == Selection(0, 10)


def test_the_start_moves_after_the_ends_are_swapped() -> None:
    chosen = Selection(11, 20).swapped().stepped(False, span_at, preceding)
    assert (chosen.start, chosen.end, chosen.at_end) == (0, 20, False)


@given(start=st.integers(0, 50), length=st.integers(1, 50), to=st.lists(st.integers(0, 100)))
def test_a_selection_is_never_empty_nor_turned_round(
    start: int, length: int, to: list[int]
) -> None:
    chosen = Selection(start, start + length)
    for offset in to:
        chosen = chosen.moved(offset)
        assert chosen.start < chosen.end


def test_ends_that_pass_each_other_change_roles() -> None:
    chosen = Selection(10, 20).moved(5)
    assert (chosen.start, chosen.end, chosen.at_end) == (5, 10, False)
