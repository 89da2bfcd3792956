"""Marks that were not found again, from the shell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.library import Library

Run = Callable[..., Any]

GONE = "It costs nothing, and nobody is asked whether it may be used."
TOLD = "It costs nothing, and no one is asked if somebody may use it."
END = "Here it ends, as everything does."


@pytest.fixture
def torn(manicule: Run, tmp_path: Path, article) -> Run:
    with Library.open(tmp_path / "library.json") as library:
        stored, _ = library.add(article("Old", "It begins.", GONE, END, url="https://a.example/"))
        at = stored.text.index(GONE)
        library.annotate(stored.id, at, at + len(GONE), note="goes")
        library.bookmark(stored.id, 0, 4)
        library.annotate(stored.id, at + len(GONE) + 2, len(stored.text))
        library.renew(stored.id, article("New", "Other words.", f"More of it. {TOLD}", END))
    return manicule


def test_orphans_are_listed_with_their_candidates(torn: Run) -> None:
    done = torn("notes", "--orphans")
    assert (done.status, done.err) == (0, "")
    assert f"“{GONE}” (no longer found in the text)" in done.out
    assert f"[{TOLD}]" in done.out
    note = next(row for row in torn("notes", "--orphans", "--json").json if row.get("note"))
    best = note["candidates"][0]
    text = torn("show", "1", "--json").json["text"]
    assert text[best["start"] : best["end"]] == best["quote"] == TOLD
    assert 35 <= best["likeness"] <= 100
    assert note["mark"] == note["uid"][:8]
    assert note["kept"] is False


def test_the_same_query_fits_orphans_and_notes(torn: Run) -> None:
    assert len(torn("notes", "is:orphan", "--json").json) == 2
    assert len(torn("notes", "--orphans", "has:bookmark", "--json").json) == 1
    assert torn("list", "is:orphan").out.startswith("1\t")
    none = torn("notes", "--orphans", "zebra")
    assert (none.status, none.out) == (0, "")
    assert "no such mark fits" in none.err
    assert torn("notes", "--orphans", "is:trashed").status == 1


def test_a_candidate_or_quoted_words_take_an_orphan_in(torn: Run) -> None:
    marks = {row["kind"]: row["mark"] for row in torn("notes", "--orphans", "--json").json}
    done = torn("reattach", marks["annotation"], "--to", "1")
    assert (done.status, done.err) == (0, "")
    assert "It costs nothing" in done.out
    done = torn("reattach", marks["bookmark"], "--quote", "Other words")
    assert done.status == 0
    assert torn("notes", "--orphans", "--json").json == []
    assert "every mark was found again" in torn("notes", "--orphans").err
    assert "goes" in torn("notes").out


def test_an_orphan_can_be_kept_as_it_is(torn: Run) -> None:
    mark = torn("notes", "--orphans", "goes", "--json").json[0]["mark"]
    assert torn("reattach", mark, "--keep").status == 0
    assert torn("notes", "--orphans", "--json").json[-1]["kept"] is True
    assert "kept as an orphan" in torn("notes", "--orphans").out


def test_what_cannot_be_attached_is_refused_in_a_sentence(torn: Run) -> None:
    mark = torn("notes", "--orphans", "goes", "--json").json[0]["mark"]
    for words, said in (
        (("reattach", "12345678", "--to", "1"), "is called “12345678”"),
        (("reattach", mark, "--to", "9"), "no candidate 9"),
        (("reattach", mark, "--quote", "zebra"), "does not say"),
    ):
        done = torn(*words)
        assert (done.status, done.out) == (1, "")
        assert said in done.err
    for wrong in (("reattach", mark), ("reattach", mark, "--to", "1", "--nth", "2")):
        assert torn(*wrong).status == 2
