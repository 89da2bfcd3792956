"""The library's health and its copies, from the command line."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.library import Library

Run = Callable[..., Any]


@pytest.fixture
def path(manicule: Run, streets: Path, tmp_path: Path) -> Path:
    """Give a library with an article and a note."""
    manicule("add", streets)
    manicule("highlight", "1", "--quote", "sixty years", "--note", "long")
    return tmp_path / "library.json"


def test_a_whole_library_is_said_to_be_so(manicule: Run, path: Path) -> None:
    done = manicule("check")
    assert (done.status, done.out, done.err) == (0, f"{path} is whole.\n", "")
    told = manicule("check", "--json").json
    assert told == {"library": str(path), "healthy": True, "findings": [], "repaired": None}


def test_a_damaged_library_is_named_mended_and_kept(manicule: Run, path: Path) -> None:
    path.write_bytes(damaged := path.read_bytes()[:-2])
    refused = manicule("list")
    assert refused.status == 1
    assert "manicule check --repair" in refused.err
    assert manicule("check").status == 1
    done = manicule("check", "--repair")
    assert done.status == 0
    aside = re.search(r"the files as they were: (.*)", done.out)
    assert aside is not None
    assert Path(aside[1]).read_bytes() == damaged
    assert "long" in manicule("notes").out
    assert manicule("check").status == 0


def test_nothing_to_check_is_refused(manicule: Run) -> None:
    done = manicule("check")
    assert done.status == 1
    assert "There is no library" in done.err


def test_a_backup_is_made_listed_and_restored(manicule: Run, path: Path) -> None:
    assert manicule("restore", "--list").status == 0
    made = manicule("backup")
    assert made.status == 0
    name = Path(made.out.split(" in ", 1)[1].strip()).name
    manicule("highlight", "1", "--quote", "on foot", "--note", "gone again")
    assert name in manicule("restore", "--list").out
    assert name in [row["name"] for row in manicule("restore", "--list", "--json").json]
    done = manicule("restore", name)
    assert done.status == 0
    assert "1 article and 1 mark" in done.out
    assert "gone again" not in manicule("notes").out
    back = re.search(r"`manicule restore (\S+)`", done.err)
    assert back is not None
    manicule("restore", back[1])
    assert "gone again" in manicule("notes").out


@pytest.mark.parametrize("words", [("restore",), ("restore", "x", "--list")])
def test_restore_wants_a_backup_or_the_list(manicule: Run, words: tuple[str, ...]) -> None:
    assert manicule(*words).status == 2


def test_a_conflicted_copy_is_joined_and_then_holds_nothing_new(manicule: Run, path: Path) -> None:
    copy = path.with_name("library (Anna's conflicted copy 2024-01-01).json")
    manicule("highlight", "1", "--quote", "on foot", "--note", "theirs")
    shutil.copy(path, copy)
    manicule("restore", next(iter(manicule("restore", "--list", "--json").json))["name"])
    assert "theirs" not in manicule("notes").out
    assert "manicule merge" in manicule("check").out
    done = manicule("merge", copy)
    assert (done.status, done.err) == (0, "")
    assert "2 annotations" in done.out
    assert "theirs" in manicule("notes").out
    assert "nothing new" in manicule("merge", copy).out


def test_a_backup_is_not_written_to_stdout(manicule: Run, path: Path) -> None:
    done = manicule("backup", "-")
    assert done.status == 1
    assert "name a file" in done.err
    assert not Path("-").exists()


def test_a_lost_text_is_named_and_told_by_the_status(manicule: Run, path: Path) -> None:
    for body in path.parent.glob("bodies/*/*.json"):
        body.unlink()
    done = manicule("check", "--repair")
    assert done.status == 1
    assert "left out: the text of article 1, “" in done.out
    assert manicule("check").status == 0
    assert "long" in manicule("notes").out


def test_what_a_crash_left_is_told_and_is_no_illness(manicule: Run, path: Path) -> None:
    torn = path.with_name("library.json.journal.torn-20200101T000000Z")
    torn.write_bytes(b"half a change")
    done = manicule("check")
    assert done.status == 0
    assert torn.name in done.out
    told = manicule("check", "--json").json
    assert told["healthy"] is True
    assert [finding["kind"] for finding in told["findings"]] == ["leftover"]
    assert manicule("check", "--repair").status == 0
    path.write_bytes(path.read_bytes()[:-2])
    assert manicule("check").status == 1


def test_records_of_a_copy_that_cannot_be_read_are_counted_and_named(
    manicule: Run, path: Path
) -> None:
    copy = path.with_name("copy.json")
    with Library.open(path) as library:
        library.fold()
    content = json.loads(path.read_text("utf-8"))
    del content["_journal"]
    content["annotations"] = {"1": "spoilt"}
    copy.write_text(json.dumps(content), "utf-8")
    for verb in ("merge", "restore"):
        done = manicule(verb, copy)
        assert done.status == 1
        assert f"1 record of {copy} could not be read:" in done.err
        assert "Record 1 of the table annotations is no record." in done.err
    content["articles"] = {"1": "spoilt"}
    content["claims"] = {}
    copy.write_text(json.dumps(content), "utf-8")
    for verb in ("merge", "restore"):
        done = manicule(verb, copy)
        assert (done.status, done.out) == (1, "")
        assert "can be read (" in done.err
        assert "Record 1 of the table articles is no record" in done.err
