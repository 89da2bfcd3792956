"""`manicule search`, and `list` by words of the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def stocked(manicule: Run, streets: Path) -> Run:
    manicule("add", streets)
    manicule("add", "-", "--title", "Kerbs", stdin=b"Kerbs should be low, everywhere.\n")
    manicule("highlight", "2", "--quote", "low", "--note", "see the bus stops")
    return manicule


def test_hits_are_rows_with_place_and_passage(stocked: Run) -> None:
    done = stocked("search", "sixty", "years")
    assert done.status == 0
    id, where, start, title, passage = done.out.rstrip("\n").split("\t")
    assert (id, title) == ("1", "Slow streets, fast cities")
    assert where in ("claim", "text")
    text = stocked("show", "1", "--json").json["text"]
    assert text[int(start) :].startswith("sixty years")
    assert "sixty years" in passage


def test_json_names_article_place_and_marks(stocked: Run) -> None:
    first, second = stocked("search", "bus", "stops", "--json").json
    note = first if first["where"] == "note" else second
    assert note["article"]["title"] == "Kerbs"
    assert note["passage"] == "see the bus stops"
    assert [note["passage"][a:b] for a, b in note["matches"]] == ["bus", "stops"]


def test_nothing_found_is_status_1_and_said(stocked: Run) -> None:
    done = stocked("search", "zebra")
    assert (done.status, done.out) == (1, "")
    assert "nothing fits" in done.err


def test_more_hits_than_shown_are_counted(stocked: Run) -> None:
    done = stocked("search", "bus", "--limit", "1")
    assert done.out.count("\n") == 1
    assert "1 article more" in done.err


def test_fields_alone_are_no_search(stocked: Run) -> None:
    done = stocked("search", "is:unread")
    assert done.status == 1
    assert "needs a word" in done.err


def test_list_finds_words_of_the_text_too(stocked: Run) -> None:
    assert stocked("list", "contradicts").out.startswith("1\t")
    assert stocked("list", "bus").out.count("\n") == 2


def test_a_passage_that_was_cut_says_so_at_its_ends(manicule: Run) -> None:
    before, after = "Words come before it. " * 20, "Words come after it. " * 20
    manicule("add", "-", "--title", "Long", stdin=f"{before}A kerb here. {after}\n".encode())
    shown = manicule("search", "kerb").out.rstrip("\n").split("\t")[-1]
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "…" not in manicule("search", "kerb", "--json").json[0]["passage"]
