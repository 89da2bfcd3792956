from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from storage.typed import tags_in
from tui.reading.printed import MOST_CHARACTERS, MOST_LINES, Printed


def heard(*parts: str) -> Printed:
    printed = Printed()
    for part in parts:
        printed.hear(part)
    printed.end()
    return printed


def test_lines_are_joined_over_the_ends_of_what_is_heard() -> None:
    assert heard("one\ntw", "o\n", "three").lines == ["one", "two", "three"]


def test_what_a_terminal_would_obey_is_not_kept() -> None:
    printed = heard("\x1b[31mred\x1b[0m\x07\x1b]0;title\x07 \x9b2Jx\ta\r\n\u202eb\n")
    assert printed.lines == ["red x   a", "b"]


def test_of_a_line_written_over_and_over_the_last_state_stays() -> None:
    assert heard("10 %\r50 %\r100 %\n").lines == ["100 %"]


def test_there_is_an_end_to_lines_and_to_characters() -> None:
    printed = heard("\n" * (MOST_LINES + 5))
    assert printed.cut
    assert len(printed.lines) == MOST_LINES
    printed = heard("x" * (MOST_CHARACTERS + 5))
    assert printed.cut
    assert [len(line) for line in printed.lines] == [MOST_CHARACTERS]
    assert not printed.hear("more")


def test_rows_keep_their_indent_and_are_broken_at_the_width() -> None:
    printed = heard("  indented line\n\n漢字漢字\n")
    assert printed.rows(8) == ["  indent", "ed line", "", "漢字漢字"]
    assert printed.rows(4)[-2:] == ["漢字", "漢字"]


def test_rows_grow_with_the_lines() -> None:
    printed = Printed()
    printed.hear("one\n")
    assert printed.rows(10) == ["one"]
    printed.hear("two\n")
    assert printed.rows(10) == ["one", "two"]


def test_a_note_is_code_whatever_the_output_is() -> None:
    note = heard("#include <a>\n```\nafter\n\n").note("cat  a.c\n")
    assert note == "```\n$ cat a.c\n#include <a>\n    ```\nafter\n```"
    assert tags_in(note) == ()
    assert tags_in(f"{note}\n\n#mine") == ("mine",)


def test_a_note_says_that_there_was_more() -> None:
    assert "[there was more]" in heard("a\n" * (MOST_LINES + 1)).note("yes a")


@given(st.lists(st.text()), st.integers(2, 40))
def test_nothing_heard_can_steer_a_terminal_and_every_row_fits(
    parts: list[str], width: int
) -> None:
    for row in heard(*parts).rows(width):
        assert cell_len(row) <= width
        assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in row)
