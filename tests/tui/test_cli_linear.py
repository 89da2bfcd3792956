"""`manicule read --linear`: everything in words, in order."""

from __future__ import annotations

import pytest


@pytest.fixture
def aloud(manicule, streets):
    manicule("add", streets)

    def reading(*lines: str) -> str:
        done = manicule("read", "1", "--linear", stdin="\n".join(lines).encode() + b"\n")
        assert (done.status, done.err) == (0, "")
        return done.out

    return reading


def test_all_of_the_text_is_said_in_order_with_its_claims_in_words(aloud) -> None:
    said = aloud("all", "q")
    assert said.index("For sixty years") < said.index("Cities should") < said.index("The objection")
    assert "[claim: policy] Cities should set the speed first" in said
    assert said.count("[claim: ") == said.count("[/claim]") > 0


def test_a_claim_is_kept_noted_and_marked_where_one_is(aloud, manicule) -> None:
    said = aloud("n", "w", "a mine #tag", "b kerb", "k", "q")
    assert "Noted on: " in said
    assert "Bookmark kerb: " in said
    again = aloud("top", "all")
    assert "[note] mine #tag [/note]" in again
    assert "[bookmark kerb]" in again
    assert "mine" in manicule("notes").out


def test_find_goes_to_the_words_and_says_when_they_are_missing(aloud) -> None:
    said = aloud("/ faster cars", "/ drivers already", "k")
    assert "faster cars is not in the article." in said
    assert "Kept: Cities should set the speed first" in said


def test_a_claim_is_struck_and_brought_back(aloud) -> None:
    said = aloud("n", "x", "u", "q")
    assert "Dismissed: " in said
    assert "Undone: " in said


def test_the_place_is_kept_from_one_time_to_the_next(aloud) -> None:
    aloud("", "", "q")
    assert "The objection" in aloud("q")


@pytest.mark.parametrize("typed", ["frob", "a", "/", "N", "p", "x", "w", "u", "b " + "x" * 5])
def test_whatever_is_typed_is_answered(aloud, typed: str) -> None:
    bare = aloud("top")
    assert len(aloud("top", typed)) > len(bare)


def test_what_is_not_there_is_refused(manicule) -> None:
    done = manicule("read", "7", "--linear")
    assert done.status == 1
