"""Adding what is here already, with another text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

QUOTE = "A limit that the street itself contradicts is not a limit"
LOST = "For sixty years the default street in a growing city"


@pytest.fixture
def edited(manicule: Run, streets: Path) -> Path:
    """Give the file of a stored article with two marks, its words changed under one of them."""
    manicule("add", streets)
    manicule("highlight", "1", "--quote", QUOTE, "--note", "so true")
    manicule("bookmark", "1", "--quote", LOST)
    _without_its_opening(streets)
    return streets


def _without_its_opening(path: Path) -> None:
    paragraphs = path.read_text("utf-8").split("\n\n")
    paragraphs[1] = "Nobody who draws a street has to cross it on foot, as a rule."
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")


def test_a_changed_file_renews_its_article_and_says_what_became_of_the_marks(
    manicule: Run, edited: Path
) -> None:
    done = manicule("add", edited)
    assert (done.status, done.out) == (
        0,
        "renewed 1  Slow streets, fast cities "
        "(133 words before, 102 now; 1 mark found again, 1 without a place)\n",
    )
    assert "`manicule notes --orphans`" in done.err
    assert LOST in manicule("notes", "--orphans").out
    shown = manicule("show", "1", "--json").json
    (note,) = shown["annotations"]
    assert shown["text"][note["start"] : note["end"]] == QUOTE
    assert len(manicule("list", "--json").json) == 1
    assert manicule("add", edited).out == "already here as 1  Slow streets, fast cities\n"


def test_a_library_with_a_renewed_article_is_whole_and_told_from_a_damaged_one(
    manicule: Run, edited: Path, tmp_path: Path
) -> None:
    manicule("add", edited)
    done = manicule("check")
    assert (done.status, done.out.splitlines()) == (
        0,
        [
            "Marks that have no place in the text of their article: 1. `manicule notes --orphans` "
            "lists them.",
            f"{tmp_path / 'library.json'} is whole.",
        ],
    )
    assert manicule("check", "--json").json["healthy"]
    assert manicule("doctor").status == 0
    assert "library.json, whole, 1 finding: `manicule check`" in manicule("doctor").out
    manicule("remove", "1")
    assert "orphans" not in manicule("check").out
    manicule("remove", "--restore", "1")
    for body in tmp_path.glob("bodies/*/*.json"):
        body.unlink()
    assert manicule("check").status == manicule("doctor").status == 1


def test_marks_that_are_found_again_in_a_new_text_are_no_finding(
    manicule: Run, streets: Path, tmp_path: Path
) -> None:
    manicule("add", streets)
    manicule("highlight", "1", "--quote", QUOTE)
    _without_its_opening(streets)
    manicule("add", streets)
    assert manicule("check").out == f"{tmp_path / 'library.json'} is whole.\n"


def test_the_new_text_is_there_for_another_process(process: Run, streets: Path) -> None:
    process("add", streets)
    process("highlight", "1", "--quote", QUOTE, "--note", "so true")
    _without_its_opening(streets)
    (said,) = process("add", streets, "--json").json
    assert said["renewed"]["found"] == 1
    shown = process("show", "1", "--json").json
    assert "Nobody who draws a street" in shown["text"]
    assert [note["note"] for note in shown["annotations"]] == ["so true"]


def test_a_changed_page_of_the_web_renews_its_article(
    manicule: Run, streets: Path, web: Callable[[Path], str]
) -> None:
    url = f"{web(streets.parent)}/streets.txt"
    manicule("add", url, "--allow-private")
    manicule("highlight", "1", "--quote", QUOTE)
    _without_its_opening(streets)
    (said,) = manicule("add", url, "--allow-private", "--tag", "again", "--json").json
    assert said == {
        "id": 1,
        "title": "Slow streets, fast cities",
        "new": False,
        "restored": False,
        "renewed": {"words_before": 133, "words": 102, "found": 1, "lost": 0, "lost_before": 0},
        "left": None,
        "like": None,
    }
    assert manicule("list", "--json").json[0]["tags"] == ["again"]


def test_an_excerpt_is_left_out_and_the_command_that_takes_it_is_named(
    manicule: Run, edited: Path
) -> None:
    before = manicule("show", "1", "--json").json
    paragraphs = edited.read_text("utf-8").split("\n\n")
    edited.write_text("\n\n".join([paragraphs[0], paragraphs[2]]), encoding="utf-8")
    done = manicule("add", edited)
    assert (done.status, done.out) == (0, "already here as 1  Slow streets, fast cities\n")
    assert f"`manicule add {edited} --renew 1`" in done.err
    assert "so much shorter" in done.err
    assert manicule("add", edited, "--json").json[0]["left"] == "shorter"
    assert manicule("show", "1", "--json").json == before
    taken = manicule("add", edited, "--renew", "1")
    assert taken.out.startswith("renewed 1  Slow streets, fast cities (133 words before, ")


def test_a_text_in_which_no_mark_would_be_found_again_is_left_out_and_told_of(
    manicule: Run, streets: Path
) -> None:
    manicule("add", streets)
    manicule("highlight", "1", "--quote", LOST)
    _without_its_opening(streets)
    done = manicule("add", streets)
    assert (done.status, done.out) == (0, "already here as 1  Slow streets, fast cities\n")
    assert "none of your marks has a place" in done.err
    assert f"`manicule add {streets} --renew 1`" in done.err
    assert manicule("add", streets, "--json").json[0]["left"] == "losing"


def test_what_looks_like_another_says_so_and_how_to_put_it_there(
    manicule: Run, edited: Path
) -> None:
    data = edited.read_bytes()
    done = manicule("add", "-", stdin=data)
    assert done.out.startswith("added 2  ")
    assert done.err == (
        "manicule: it looks like 1 “Slow streets, fast cities”, with 1 highlight and 1 bookmark: "
        "`manicule add - --renew 1` puts this text there, and `manicule remove 2` takes the new "
        "one away.\n"
    )
    assert manicule("add", "-", "--renew", "slow", stdin=data).status == 1
    assert manicule("remove", "2").status == 0
    assert manicule("add", "-", "--renew", "slow", stdin=data).out.startswith("renewed 1  ")
    looked = manicule("add", "-", "--json", stdin=data + b"\nOne more thing is to be said.\n")
    like = {"id": 1, "title": "Slow streets, fast cities", "marks": 2}
    assert looked.json[0]["like"] == like


def test_the_files_of_a_folder_are_renewed_each(manicule: Run, edited: Path) -> None:
    (edited.parent / "in").mkdir()
    edited.rename(edited.parent / "in" / edited.name)
    done = manicule("add", edited.parent / "in")
    # It has moved: what it looks like is told of with the file's own name.
    assert f"`manicule add {edited.parent / 'in' / edited.name} --renew 1`" in done.err
    (edited.parent / "in" / edited.name).write_text(
        edited.parent.joinpath("in", edited.name).read_text("utf-8") + "\nThat is all.\n", "utf-8"
    )
    assert manicule("add", edited.parent / "in").out.startswith("renewed 2  ")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("a.txt", "b.txt", "--renew", "1"), "--renew names one article"),
        (("a.txt", "b.txt", "--title", "T"), "--title names one article"),
    ],
)
def test_one_source_renews_one_article(manicule: Run, words: tuple[str, ...], why: str) -> None:
    done = manicule("add", *words)
    assert done.status == 2
    assert why in done.err


def test_a_folder_or_an_article_that_is_not_there_renews_nothing(
    manicule: Run, streets: Path
) -> None:
    manicule("add", streets)
    assert "is a folder" in manicule("add", streets.parent, "--renew", "1").err
    done = manicule("add", streets, "--renew", "7")
    assert (done.status, done.out) == (1, "")


def test_an_import_tells_of_other_texts_and_leaves_them_out(manicule: Run, tmp_path: Path) -> None:
    export = tmp_path / "export.json"
    row = {"url": "https://example.org/a", "title": "Salt", "is_archived": 0}
    row["content"] = "<p>Salt was never free.</p>"
    export.write_text(json.dumps([row]), encoding="utf-8")
    manicule("import", export)
    row["content"] = "<p>Salt was never free. Nor was the sea.</p>"
    export.write_text(json.dumps([row]), encoding="utf-8")
    done = manicule("import", export)
    assert "  1 already here, 1 with another text that was left out\n" in done.out
    assert manicule("import", export, "--json").json["text_left_out"] == 1


def test_a_title_that_is_given_with_what_is_here_is_taken(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    done = manicule("add", streets, "--title", "Slower  streets")
    assert done.out == "already here as 1  Slower streets; until now “Slow streets, fast cities”\n"
    assert manicule("add", streets, "--title", "Slower streets").out == (
        "already here as 1  Slower streets\n"
    )
    _without_its_opening(streets)
    done = manicule("add", streets, "--title", "Streets")
    assert done.out.startswith("renewed 1  Streets (133 words before, 102 now")
    assert done.out.endswith("); until now “Slower streets”\n")
    done = manicule("add", streets, "--renew", "1", "--title", "Again", "--json")
    assert done.json[0]["title"] == "Again"
    assert manicule("list", "--json").json[0]["title"] == "Again"
    manicule("remove", "1")
    done = manicule("add", streets, "--title", "Back")
    assert done.out == "back from the trash: 1  Back; until now “Again”\n"


def test_an_excerpt_of_what_is_in_the_trash_brings_it_back_and_says_so(
    manicule: Run, edited: Path
) -> None:
    paragraphs = edited.read_text("utf-8").split("\n\n")
    edited.write_text("\n\n".join([paragraphs[0], paragraphs[2]]), encoding="utf-8")
    manicule("remove", "1")
    done = manicule("add", edited, "--title", "Mine")
    assert done.out == "back from the trash: 1  Slow streets, fast cities\n"
    # What was left keeps its title too: it may be another text's.
    assert f"`manicule add {edited} --title Mine --renew 1`" in done.err


def test_the_command_that_takes_a_page_all_the_same_can_fetch_it(
    manicule: Run, streets: Path, web: Callable[[Path], str], tmp_path: Path
) -> None:
    url = f"{web(streets.parent)}/streets.txt"
    cookies = tmp_path / "my cookies.txt"
    cookies.write_text("# Netscape HTTP Cookie File\n", encoding="utf-8")
    fetching = ("--cookies", cookies, "--allow-private")
    manicule("add", url, *fetching)
    streets.write_text("Log in to go on reading what you pay for.\n", encoding="utf-8")
    done = manicule("add", url, *fetching)
    command = f"`manicule add {url} --cookies '{cookies}' --allow-private --renew 1`"
    assert command in done.err


def test_a_title_given_with_a_text_that_is_here_from_elsewhere_is_told_of(
    manicule: Run, streets: Path, web: Callable[[Path], str]
) -> None:
    manicule("add", streets)
    url = f"{web(streets.parent)}/streets.txt"
    done = manicule("add", url, "--allow-private", "--title", "Mine")
    assert done.out == (
        "the same text as 1  “Mine”, which is in the library already; until now “Slow streets, "
        "fast cities”\n"
    )


def test_the_command_for_what_looks_like_another_keeps_the_title(
    manicule: Run, edited: Path
) -> None:
    title = "Slow streets, faster cities"
    done = manicule("add", "-", "--title", title, stdin=edited.read_bytes())
    assert f"`manicule add - --title '{title}' --renew 1`" in done.err
