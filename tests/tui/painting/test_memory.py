"""What the terminal shows after an update, played by a terminal that is none of ours."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.painting.memory import Memory

WIDTH, HEIGHT = 8, 12


class Terminal:
    """A screen of a few rows and what is remembered of it."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.memory.size(WIDTH, HEIGHT)
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.stream = pyte.Stream(self.screen)

    def show(self, rows: dict[int, dict[int, str | None]]) -> str:
        sent = self.memory.update(rows)
        self.stream.feed(sent)
        return sent

    def page(self, rows: list[str], first: int = 0) -> str:
        return self.show({y: {0: f"{row:{WIDTH}}"} for y, row in enumerate(rows, first)})

    def text(self) -> list[str]:
        return [row.rstrip() for row in self.screen.display]


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


def lines(first: int) -> list[str]:
    return [f"line {number}" for number in range(first, first + HEIGHT)]


def test_what_stands_already_is_not_sent_again(terminal: Terminal) -> None:
    terminal.page(lines(0))
    assert terminal.page(lines(0)) == ""


def test_a_changed_row_is_sent_alone(terminal: Terminal) -> None:
    terminal.page(lines(0))
    terminal.page([*lines(0)[:3], "other", *lines(0)[4:]])
    assert terminal.text() == [*lines(0)[:3], "other", *lines(0)[4:]]


@pytest.mark.parametrize("by", [1, 3, -1, -3])
def test_a_scroll_sends_only_the_rows_that_come_in(terminal: Terminal, by: int) -> None:
    terminal.page(lines(10))
    sent = terminal.page(lines(10 + by))
    assert terminal.text() == lines(10 + by)
    assert sent.count("line") == abs(by)


def test_rows_around_a_scroll_stay_where_they_are(terminal: Terminal) -> None:
    terminal.page(["head", *lines(10)[:-2], "foot"])
    terminal.page(["head", *lines(11)[:-2], "foot"])
    assert terminal.text() == ["head", *lines(11)[:-2], "foot"]


@pytest.mark.parametrize("kept", range(HEIGHT))
@pytest.mark.parametrize("by", [1, -1])
def test_a_row_that_is_not_drawn_anew_is_never_moved(
    terminal: Terminal, kept: int, by: int
) -> None:
    terminal.page(lines(10))
    moved = {y: {0: f"{row:{WIDTH}}"} for y, row in enumerate(lines(10 + by))}
    terminal.show({y: row for y, row in moved.items() if y != kept})
    wanted = lines(10 + by)
    wanted[kept] = lines(10)[kept]
    assert terminal.text() == wanted


def test_after_forgetting_every_row_is_sent(terminal: Terminal) -> None:
    terminal.page(lines(0))
    terminal.memory.forget()
    assert not terminal.memory.knows(WIDTH, HEIGHT)
    terminal.memory.size(WIDTH, HEIGHT)
    assert terminal.page(lines(0)).count("line") == HEIGHT


def test_a_piece_that_was_covered_by_a_whole_row_is_sent_again(terminal: Terminal) -> None:
    terminal.show({0: {0: "left", 4: "over"}})
    terminal.show({0: {0: "one line"}})
    terminal.show({0: {0: "left", 4: "over"}})
    assert terminal.text()[0] == "leftover"


def test_a_piece_that_was_not_drawn_stays(terminal: Terminal) -> None:
    terminal.show({0: {0: "left", 4: "over"}})
    terminal.show({0: {0: "turn", 4: None}})
    assert terminal.text()[0] == "turnover"


ROWS = st.lists(st.sampled_from(["", *(f"row {n}" for n in range(9))]), min_size=1, max_size=HEIGHT)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("page"), ROWS, st.integers(0, HEIGHT - 1)),
            st.tuples(st.just("scroll"), st.integers(-5, 5), st.integers(0, 3)),
            st.tuples(st.just("halves"), ROWS, st.integers(0, HEIGHT - 1)),
        ),
        max_size=12,
    )
)
def test_the_terminal_always_shows_what_was_wanted(steps: list[tuple[str, object, int]]) -> None:
    terminal = Terminal()
    wanted = [""] * HEIGHT
    top = 50
    terminal.page(wanted)
    for kind, what, at in steps:
        if kind == "scroll":
            assert isinstance(what, int)
            top += what
            new = dict(enumerate((f"line {top + y}" for y in range(HEIGHT - at)), at))
        else:
            assert isinstance(what, list)
            new = {at + y: row for y, row in enumerate(what) if at + y < HEIGHT}
        if kind == "halves":
            terminal.show({y: {0: f"{row:4}"[:4], 4: f"{row:8}"[4:]} for y, row in new.items()})
        else:
            terminal.show({y: {0: f"{row:{WIDTH}}"} for y, row in new.items()})
        for y, row in new.items():
            wanted[y] = row
        assert terminal.text() == wanted
