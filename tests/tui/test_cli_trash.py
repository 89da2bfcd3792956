"""`manicule trash`, and what was dismissed, from the shell."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.library import Library

Run = Callable[..., Any]


@pytest.fixture
def marked(manicule: Run, streets: Path) -> Run:
    """Give the runner over a library of one article with a note and a bookmark."""
    manicule("add", streets)
    manicule("highlight", "1", "--quote", "the default street", "--note", "so it is")
    manicule("bookmark", "1", "--quote", "a wish with a fine")
    return manicule


def uid_of(tmp_path: Path, table: str) -> str:
    with Library.open(tmp_path / "library.json") as library:
        marks = library.annotations() if table == "annotations" else library.bookmarks()
        return marks[0].uid


def remove_note(tmp_path: Path) -> str:
    uid = uid_of(tmp_path, "annotations")
    with Library.open(tmp_path / "library.json") as library:
        library.remove_annotation(uid)
    return uid


def test_removing_says_what_goes_along_and_how_to_get_it_back(marked: Run) -> None:
    done = marked("remove", "1")
    assert done.out.endswith("Slow streets, fast cities, with 1 highlight and 1 bookmark\n")
    assert "`manicule trash restore 1` brings it back" in done.err
    assert marked("trash").out == (
        "1\tarticle\tuntil emptied\tSlow streets, fast cities (with 1 highlight and 1 bookmark)\n"
    )
    assert marked("trash", "restore", "1").status == 0
    assert len(marked("notes", "--json").json) == 2


def test_a_removed_note_is_listed_and_restored_by_its_mark(marked: Run, tmp_path: Path) -> None:
    uid = remove_note(tmp_path)
    (row,) = marked("trash").out.splitlines()
    assert row == f"{uid[:8]}\tnote\t30 days left\t“the default street” so it is"
    (record,) = marked("trash", "--json").json["annotations"]
    assert (record["uid"], record["article"], record["days_left"]) == (uid, 1, 30)
    assert [note["note"] for note in marked("notes", "is:trashed", "--json").json] == ["so it is"]
    assert "so it is" not in marked("notes").out
    done = marked("trash", "restore", uid[:8])
    assert done.out == "restored note “the default street” in article 1\n"
    assert "so it is" in marked("notes").out


def test_a_note_restored_into_a_removed_article_says_so(marked: Run, tmp_path: Path) -> None:
    uid = remove_note(tmp_path)
    marked("remove", "1")
    assert "article 1 is in the trash itself" in marked("trash", "restore", uid[:8]).err


def test_what_is_not_in_the_trash_is_not_restored(marked: Run) -> None:
    assert "not in the trash" in marked("trash", "restore", "1").err
    done = marked("trash", "restore", "zebra")
    assert done.status == 1
    assert "`manicule trash` shows what is there" in done.err


def test_one_unknown_thing_among_several_restores_none(marked: Run) -> None:
    marked("remove", "1")
    assert marked("trash", "restore", "1", "zebra").status == 1
    assert marked("list", "--json").json == []


def test_nothing_is_thrown_away_unasked(marked: Run, tmp_path: Path) -> None:
    remove_note(tmp_path)
    marked("remove", "1")
    done = marked("trash", "empty")
    assert done.status == 1
    assert (
        "1 article, 1 highlight and 1 bookmark: say so with `manicule trash empty --yes`"
        in done.err
    )
    assert len(marked("trash").out.splitlines()) == 2
    done = marked("trash", "empty", "--older-than", "30d", "--yes")
    assert (done.status, done.out) == (0, "")
    assert len(marked("trash").out.splitlines()) == 2
    done = marked("trash", "empty", "--yes")
    assert done.out == "thrown away for good: 1 article, 1 highlight and 1 bookmark\n"
    assert "empty" in marked("trash").err
    assert marked("trash", "empty", "--yes").status == 0


@pytest.mark.parametrize("age", ["", "x", "-1", "3y"])
def test_an_age_is_days_or_weeks(manicule: Run, age: str) -> None:
    assert manicule("trash", "empty", f"--older-than={age}").status == 2


def test_dismissed_claims_are_listed_and_brought_back(marked: Run, tmp_path: Path) -> None:
    before = marked("show", "1", "--claims", "--density", "5", "--json").json
    with Library.open(tmp_path / "library.json") as library:
        library.dismiss(1, library.claims(1)[0])
    (away,) = marked("claims", "1", "--dismissed", "--json").json
    assert away["text"] in {claim["text"] for claim in before}
    assert marked("claims", "slow streets", "--dismissed").out == f"1\t{away['text']}\n"
    assert marked("claims", "1", "--reinstate", "2").status == 1
    assert marked("claims", "1", "--reinstate", "1").status == 0
    assert marked("show", "1", "--claims", "--density", "5", "--json").json == before
    assert "no claim" in marked("claims", "1", "--dismissed").err


def test_a_spoilt_record_is_counted_and_the_rest_is_listed(marked: Run, tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    content = json.loads(path.read_text("utf-8"))
    content["annotations"]["1"]["passage"] = 3
    content["articles"]["1"]["tags"] = {"no": "list"}
    content["articles"]["7"] = {"title": None}
    path.write_text(json.dumps(content), "utf-8")
    done = marked("list")
    assert (done.status, len(done.out.splitlines())) == (0, 1)
    assert "Article 7 of the library cannot be read" in done.err
    assert "manicule check" in done.err
    done = marked("notes")
    assert "⚑ a" in done.out
    assert "2 records of the library cannot be read" in done.err
    marked("tag", "1", "--add", "x")
    with Library.open(path) as library:
        library.fold()
    after = json.loads(path.read_text("utf-8"))
    assert after["annotations"]["1"] == content["annotations"]["1"]
    assert after["articles"]["7"] == {"title": None}
