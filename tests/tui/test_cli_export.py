"""`manicule export`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def stocked(manicule: Run, streets: Path) -> Run:
    """Give a runner on a library of two articles, one of them marked."""
    manicule("add", streets)
    manicule("add", "-", "--title", "Kerbs", stdin=b"Kerbs should be low, everywhere.\n")
    manicule("highlight", "1", "--quote", "sixty years", "--note", "long")
    return manicule


def test_notes_and_claims_go_to_stdout_as_markdown(stocked: Run) -> None:
    out = stocked("export", "1").out
    assert out.startswith('---\ntitle: "Slow streets, fast cities"\n')
    assert "> sixty years\n" in out
    assert "## Key claims" in out
    assert "everyone else." not in out.partition("## Key claims")[0]
    assert "==sixty years==" in stocked("export", "1", "--full").out


def test_without_names_all_articles_are_exported_archived_ones_too(stocked: Run) -> None:
    stocked("archive", "2")
    out = stocked("export").out
    assert out.count("# Slow streets") == 1
    assert out.count("# Kerbs") == 1


def test_json_holds_the_trash_too(stocked: Run) -> None:
    stocked("remove", "2")
    document = stocked("export", "--to", "json").json
    trashed = {each["id"]: bool(each["trashed"]) for each in document["articles"]}
    assert trashed == {1: False, 2: True}
    assert "Kerbs" not in stocked("export").out


def test_an_article_named_twice_is_exported_once(stocked: Run) -> None:
    articles = stocked("export", "1", "slow", "--to", "json").json["articles"]
    assert [each["id"] for each in articles] == [1]


def test_a_file_is_written_and_said_so_on_stderr(stocked: Run, tmp_path: Path) -> None:
    target = tmp_path / "notes.md"
    done = stocked("export", "1", "-o", target)
    assert (done.status, done.out) == (0, "")
    assert "exported 1 article to" in done.err
    written = target.read_text("utf-8")
    ours = "\n".join(line for line in written.split("\n") if not line.startswith("<!-- manicule:"))
    assert ours.split() == stocked("export", "1").out.split()


@pytest.mark.parametrize("named", ["there", "new", "new.d/"])
def test_a_folder_gets_a_file_an_article(stocked: Run, tmp_path: Path, named: str) -> None:
    (tmp_path / "there").mkdir()
    done = stocked("export", "--to", "json", "-o", f"{tmp_path}/{named}")
    assert done.status == 0
    files = sorted((tmp_path / named).iterdir())
    assert [file.name for file in files] == [
        "0001-slow-streets-fast-cities.json",
        "0002-kerbs.json",
    ]
    (record,) = json.loads(files[1].read_text("utf-8"))["articles"]
    assert record["title"] == "Kerbs"


def test_exporting_again_replaces_the_same_files(stocked: Run, tmp_path: Path) -> None:
    for _ in range(2):
        stocked("export", "-o", tmp_path / "notes")
    assert len(list((tmp_path / "notes").iterdir())) == 2


def test_the_library_itself_is_never_written_over(stocked: Run, tmp_path: Path) -> None:
    before = (tmp_path / "library.json").read_bytes()
    done = stocked("export", "--to", "json", "-o", tmp_path / "library.json")
    assert done.status == 1
    assert "is the library itself" in done.err
    assert (tmp_path / "library.json").read_bytes() == before


def test_an_empty_library_has_nothing_to_export(manicule: Run) -> None:
    done = manicule("export")
    assert (done.status, done.out) == (1, "")
    assert "nothing to export" in done.err
