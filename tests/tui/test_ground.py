"""What the terminal says of itself, and the keys that were typed meanwhile."""

from __future__ import annotations

import os
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.ground import Answers, Asking, Ground, by_environment, has_few, is_dark

SAID = b"\x1b]11;rgb:fbfb/f8f8/f1f1\x1b\\\x1b[?62;22c"


@pytest.mark.parametrize(
    ("said", "dark"),
    [
        ("rgb:1616/1818/1d1d", True),
        ("rgb:fb/f8/f1", False),
        ("rgba:0/0/0/f", None),
        ("rgb:f/f/f", False),
        ("", None),
        (None, None),
        ("red", None),
    ],
)
def test_a_colour_is_dark_or_light_or_no_colour(said: str | None, dark: bool | None) -> None:
    assert is_dark(said) is dark


@pytest.mark.parametrize(
    ("value", "dark"), [("15;0", True), ("0;15", False), ("0;default;7", False), ("", True)]
)
def test_the_environment_is_asked_next(value: str, dark: bool) -> None:
    assert by_environment({"COLORFGBG": value}).dark is dark


@pytest.mark.parametrize(
    ("environment", "few"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "linux"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
    ],
)
def test_sixteen_colours_are_few(environment: dict[str, str], few: bool) -> None:
    assert has_few(environment) is few


@given(st.lists(st.integers(0, len(SAID)), max_size=4), st.sampled_from([b"", b"jj", b"3}", b"gg"]))
def test_answers_are_taken_out_wherever_they_are_cut_and_keys_stay(
    cuts: list[int], keys: bytes
) -> None:
    # A lone escape at the end of a piece may be the key of that name: it does not wait.
    places = [at for at in sorted(set(cuts)) if SAID[at - 1 : at] != b"\x1b"]
    ends = [0, *(at for at in places if at), len(SAID)]
    answers = Answers()
    typed = answers.feed(keys)
    for start, end in pairwise(ends):
        typed += answers.feed(SAID[start:end])
    typed += answers.feed(keys)
    assert typed == keys * 2
    assert answers.ground == "rgb:fbfb/f8f8/f1f1"
    assert answers.done


def test_what_is_typed_before_the_answer_is_kept_for_the_screens() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"j" + SAID + b"k")
    assert Asking(reading).answer({"TERM": "xterm-256color"}) == Ground(dark=False, typed=b"jk")
    os.close(reading)
    os.close(writing)


def test_a_terminal_that_never_answers_is_not_waited_for_and_owes_its_answer() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"]c")
    ground = Asking(reading).answer({"TERM": "xterm", "COLORFGBG": "0;15"})
    assert ground == Ground(dark=False, few=True, typed=b"]c", owed=True)
    os.close(reading)
    os.close(writing)
