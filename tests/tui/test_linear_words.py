"""Marks in words: brackets that nest, whatever crosses whatever."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.linear_words import Mark, worded

TEXT = "one two three four five six"
BRACKET = re.compile(r"\[(/?)(highlight|claim)([^]]*)\]")


def said(*marks: Mark, start: int = 0, end: int = len(TEXT)) -> str:
    return " ".join(worded(TEXT, start, end, marks).split())


def mark(words: str, name: str, kind: str = "", note: str = "") -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), name, kind, note)


def test_marks_that_cross_nest_and_go_on() -> None:
    assert said(
        mark("two three", "highlight", note="mine"), mark("three four", "claim", "forecast")
    ) == (
        "one [highlight] two [claim: forecast] three [/claim] [/highlight] [note] mine [/note] "
        "[claim: forecast, going on] four [/claim] five six"
    )


def test_marks_on_the_same_words_nest() -> None:
    both = mark("two three", "highlight"), mark("two three", "claim", "fact")
    assert (
        said(*both) == "one [highlight] [claim: fact] two three [/claim] [/highlight] four five six"
    )


def test_of_two_that_begin_together_the_longer_one_holds_the_other() -> None:
    both = mark("two", "highlight"), mark("two three", "claim", "fact")
    assert (
        said(*both) == "one [claim: fact] [highlight] two [/highlight] three [/claim] four five six"
    )


def test_a_mark_over_two_paragraphs_goes_on_and_its_note_is_said_once() -> None:
    long = mark("two three four", "highlight", note="mine")
    assert said(long, end=13) == "one [highlight] two three [/highlight]"
    assert said(long, start=14) == (
        "[highlight, going on] four [/highlight] [note] mine [/note] five six"
    )


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


@given(st.lists(st.tuples(spans, st.sampled_from(["highlight", "claim"]))), spans)
def test_every_bracket_closes_the_last_one_and_no_word_is_lost(drawn, stretch) -> None:
    marks = [Mark(start, end, name) for (start, end), name in drawn]
    words = worded(TEXT, *stretch, marks)
    standing: list[str] = []
    begun = 0
    for closes, name, more in BRACKET.findall(words):
        if closes:
            assert standing.pop() == name
        else:
            standing.append(name)
            begun += not more
    assert standing == []
    start, end = stretch
    assert begun == sum(m.start < m.end and start <= m.start < end for m in marks)
    assert "".join(BRACKET.sub("", words).split()) == "".join(TEXT[start:end].split())
