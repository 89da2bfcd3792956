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
    assert "library itself" in done.err
    assert (tmp_path / "library.json").read_bytes() == before


def test_an_empty_library_has_nothing_to_export(manicule: Run) -> None:
    done = manicule("export")
    assert (done.status, done.out) == (1, "")
    assert "nothing to export" in done.err


@pytest.mark.parametrize("form", ["md", "html", "csv", "jsonld", "json"])
def test_every_form_goes_to_stdout_a_file_and_a_folder(
    stocked: Run, tmp_path: Path, form: str
) -> None:
    out = stocked("export", "--to", form).out
    assert "long" in out
    assert "Kerbs" in out or form == "csv"  # nothing is marked in it
    assert stocked("export", "--to", form, "-o", tmp_path / f"all.{form}").status == 0
    assert stocked("export", "--to", form, "-o", tmp_path / "all").status == 0
    assert len(list((tmp_path / "all").glob(f"*.{form}"))) == 2


def test_words_of_ones_own_in_an_exported_file_survive_the_next_export(
    stocked: Run, tmp_path: Path
) -> None:
    stocked("export", "-o", tmp_path / "notes")
    file = tmp_path / "notes" / "0002-kerbs.md"
    moved = tmp_path / "notes" / "streets" / "Kerbs.md"
    moved.parent.mkdir()
    moved.write_text(file.read_text("utf-8") + "\nMy own conclusion.\n", "utf-8")
    file.unlink()
    stocked("highlight", "2", "--quote", "low", "--note", "how low?")
    stocked("export", "-o", tmp_path / "notes")
    text = moved.read_text("utf-8")
    assert text.endswith("\nMy own conclusion.\n")
    assert "how low?" in text
    assert not file.exists()


def test_a_folder_that_is_a_file_is_refused_in_one_sentence(stocked: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    done = stocked("export", "-o", f"{tmp_path}/taken/")
    assert (done.status, done.out) == (1, "")
    assert "taken is a file" in done.err
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_file_that_is_no_text_is_left_alone(stocked: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_bytes(b"\xff\xfe\x00")
    done = stocked("export", "-o", tmp_path / "notes.md")
    assert done.status == 1
    assert "no text in UTF-8" in done.err
    assert (tmp_path / "notes.md").read_bytes() == b"\xff\xfe\x00"


def test_json_keeps_what_was_removed_and_dismissed(stocked: Run) -> None:
    stocked("highlight", "2", "--quote", "low")
    uid = stocked("notes", "--json").json[0]["uid"]
    from storage.library import Library
    from storage.paths import default_library

    with Library.open(default_library()) as library:
        library.remove_annotation(uid)
        library.dismiss(1, library.claims(1)[0])
    articles = {a["id"]: a for a in stocked("export", "--to", "json").json["articles"]}
    assert [mark["uid"] for mark in articles[2]["removed_annotations"]] == [uid]
    assert articles[2]["annotations"] == []
    assert len(articles[1]["dismissed"]) == 1


def test_no_file_of_the_library_is_written_over(stocked: Run, tmp_path: Path) -> None:
    body = next(tmp_path.glob("bodies/*/*.json"))
    for file in (body, tmp_path / "library.json.journal", tmp_path / "library.json.lock"):
        before = file.read_bytes() if file.exists() else None
        done = stocked("export", "--to", "json", "-o", file)
        assert done.status == 1
        assert "library itself" in done.err
        assert (file.read_bytes() if file.exists() else None) == before


def test_an_export_is_not_added_as_an_article(stocked: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    stocked("export", "1", "-o", target)
    done = stocked("add", target)
    assert (done.status, done.out) == (1, "")
    assert "out.md is an export of “Slow streets, fast cities” from manicule" in done.err
    assert len(stocked("list", "--json").json) == 2
