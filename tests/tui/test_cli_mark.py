"""Highlights and bookmarks by quotation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.errors import Ambiguous, NotFound
from tui.terminal.quotes import find_quote

Run = Callable[..., Any]

TEXT = "The kerb — so “low” — is a kerb.\n\nA kerb it’s not. aXaXa"


def test_a_quote_is_found_whatever_its_white_space() -> None:
    start, end = find_quote(TEXT, "is  a\tkerb. A kerb")
    assert TEXT[start:end] == "is a kerb.\n\nA kerb"


def test_a_quote_typed_with_plain_marks_is_found() -> None:
    start, end = find_quote(TEXT, 'kerb - so "low" - is')
    assert TEXT[start:end] == "kerb — so “low” — is"
    start, end = find_quote(TEXT, "it's not")
    assert TEXT[start:end] == "it’s not"


def test_what_a_pattern_would_obey_is_only_text() -> None:
    assert find_quote("a.c abc (x) [y]", "a.c") == (0, 3)
    assert find_quote("a.c abc (x) [y]", "(x) [y]") == (8, 15)


def test_a_quote_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match="does not say “zebra”"):
        find_quote(TEXT, "zebra")


def test_a_quote_that_occurs_often_is_refused_with_the_count() -> None:
    with pytest.raises(Ambiguous, match="occurs 3 times"):
        find_quote(TEXT, "kerb")


def test_occurrences_that_overlap_are_counted() -> None:
    with pytest.raises(Ambiguous, match="occurs twice"):
        find_quote(TEXT, "aXa")


def test_nth_chooses_and_must_exist() -> None:
    assert find_quote(TEXT, "kerb", 2) == (27, 31)
    assert find_quote(TEXT, "aXaXa", 1) == (51, 56)
    with pytest.raises(NotFound, match="occurs 3 times there, not 4 times"):
        find_quote(TEXT, "kerb", 4)


def test_a_highlight_keeps_quote_note_ink_and_tags(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    done = manicule(
        *("highlight", "slow", "--quote", "set  the\nspeed first", "--note", "Compare #Oslo"),
        *("--ink", "green", "--tag", "policy"),
    )
    assert done.status == 0
    assert "“set the speed first”" in done.out
    (annotation,) = manicule("show", "1", "--json").json["annotations"]
    assert annotation["quote"] == "set the speed first"
    assert annotation["note"] == "Compare #Oslo"
    assert annotation["ink"] == "green"
    assert sorted(annotation["tags"]) == ["Oslo", "policy"]


def test_a_bookmark_gets_its_label_or_the_next_letter(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    assert manicule("bookmark", "1", "--quote", "sixty years").out.startswith("bookmarked a in 1 ")
    manicule("bookmark", "1", "--quote", "The objection", "--label", "turn")
    labels = [mark["label"] for mark in manicule("show", "1", "--json").json["bookmarks"]]
    assert labels == ["a", "turn"]


def test_a_refused_quote_marks_nothing(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    for command in ("highlight", "bookmark"):
        for words in (["zebra"], ["street"], ["street", "--nth", "99"]):
            done = manicule(command, "1", "--quote", *words)
            assert done.status == 1
            assert done.out == ""
            assert len(done.err.splitlines()) == 1
    assert manicule("notes", "--json").json == []


def test_nth_marks_the_chosen_occurrence(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    manicule("highlight", "1", "--quote", "street", "--nth", "2")
    shown = manicule("show", "1", "--json").json
    first = shown["text"].index("street")
    second = shown["text"].index("street", first + 1)
    assert [each["start"] for each in shown["annotations"]] == [second]


def test_a_mark_is_printed_as_json_as_notes_describes_it(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    note = manicule("highlight", "1", "--quote", "speed first", "--note", "So?", "--json").json
    place = manicule("bookmark", "1", "--quote", "sixty years", "--label", "s", "--json").json
    assert (note["note"], place["label"]) == ("So?", "s")
    listed = {each["uid"]: each for each in manicule("notes", "--json").json}
    assert listed == {note["uid"]: note, place["uid"]: place}


def test_words_asked_for_are_looked_for_in_the_mark_and_the_title_alone(
    manicule: Run, streets: Path
) -> None:
    manicule("add", streets)
    manicule("highlight", "1", "--quote", "speed first", "--note", "So?")
    for words, found in [("so?", 1), ("speed", 1), ("fast", 1), ("okafor", 0), ("by:okafor", 1)]:
        assert len(manicule("notes", words, "--json").json) == found, words
