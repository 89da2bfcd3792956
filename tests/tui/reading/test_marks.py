from hypothesis import given, settings
from hypothesis import strategies as st

from tui.reading.marks import Mark, MarkIndex, runs


def test_a_row_without_marks_is_one_run():
    assert runs(10, 20, []) == [(10, 20, ())]
    assert runs(10, 10, [Mark(0, 30, "cursor")]) == []


def test_a_row_is_cut_where_marks_begin_and_end():
    marks = [Mark(0, 14, "claim:policy", 2), Mark(12, 18, "ink:yellow", 1)]
    assert runs(10, 20, marks) == [
        (10, 12, ("claim:policy",)),
        (12, 14, ("ink:yellow", "claim:policy")),
        (14, 18, ("ink:yellow",)),
        (18, 20, ()),
    ]


def test_empty_marks_and_marks_elsewhere_cut_nothing():
    marks = [Mark(15, 15, "cursor"), Mark(0, 10, "search"), Mark(20, 30, "search")]
    assert runs(10, 20, marks) == [(10, 20, ())]


def test_a_name_counts_once_where_it_lies_over_itself():
    assert runs(0, 4, [Mark(0, 3, "search"), Mark(1, 4, "search")])[1] == (1, 3, ("search",))


marks = st.lists(
    st.builds(
        lambda start, size, name, rank: Mark(start, start + size, name, rank),
        st.integers(0, 9000),
        st.integers(0, 1500) | st.integers(4000, 4200),
        st.sampled_from("abcd"),
        st.integers(0, 3),
    ),
    max_size=20,
)


@settings(deadline=None)
@given(marks, st.integers(0, 3000), st.integers(0, 80))
def test_runs_are_the_row_in_pieces_each_with_its_marks(marks, start, size):
    end = start + size
    found = runs(start, end, marks)
    assert [run[0] for run in found] == [start, *(run[1] for run in found[:-1])][: len(found)]
    assert not found or found[-1][1] == end
    for begin, stop, names in found:
        assert begin < stop
        assert set(names) == {m.name for m in marks if m.start <= begin and stop <= m.end}
        assert len(set(names)) == len(names)


@settings(deadline=None)
@given(marks, st.integers(0, 9000), st.integers(0, 1200))
def test_the_index_finds_the_marks_that_a_look_at_all_would_find(marks, start, size):
    end = start + size
    expected = [m for m in marks if max(m.start, start) < min(m.end, end)]
    assert MarkIndex(marks, lambda mark: mark).between(start, end) == expected
