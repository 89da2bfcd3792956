"""A library is damaged in every way we could think of, checked, and put right."""

from __future__ import annotations

import errno
import json
import os
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from storage.check import check
from storage.disk import backups
from storage.disk.pieces import pieces
from storage.errors import LibraryError, NotFound
from storage.library import Library
from storage.models import Article
from storage.restore import repair
from storage.shapes import table_of

Build = Callable[..., Article]


def journal(path: Path) -> Path:
    return path.with_name(path.name + ".journal")


def kinds(path: Path) -> set[str]:
    return {finding.kind for finding in check(path)}


def notes(path: Path) -> set[str]:
    with Library.open(path) as library:
        return {note.note for note in library.annotations()}


@pytest.fixture
def written(library: Library, article: Build) -> Path:
    """Give three articles with a note each in the snapshot, and two changes in the journal."""
    for number, title in enumerate(("One", "Two", "Three"), 1):
        library.add(article(title))
        library.annotate(number, 0, 3, note=f"note {number}")
    library.bookmark(1, 4, 9)
    library.fold()
    library.annotate(2, 4, 9, note="note 4")
    library.annotate(3, 4, 9, note="note 5")
    return library.path


ALL = {f"note {number}" for number in range(1, 6)}


def test_a_library_as_it_is_written_is_whole(written: Path) -> None:
    before = {file: file.read_bytes() for file in (written, journal(written))}
    assert check(written) == []
    assert repair(written) is None
    assert {file: file.read_bytes() for file in before} == before


def test_where_there_is_no_library_nothing_is_said_to_be_whole(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no library"):
        check(tmp_path / "library.json")


def test_a_damaged_line_costs_one_document(written: Path) -> None:
    data = written.read_bytes()
    at = data.index(b"note 2")
    written.write_bytes(data[: at - 40] + b"\0" * 20 + data[at - 20 :])
    original = written.read_bytes(), journal(written).read_bytes()
    with pytest.raises(LibraryError, match="manicule check --repair"):
        Library.open(written)
    assert kinds(written) == {"snapshot"}
    done = repair(written)
    assert done is not None
    assert done.aside is not None
    assert (done.aside.read_bytes(), journal(done.aside).read_bytes()) == original
    assert notes(written) == ALL - {"note 2"}
    assert check(written) == []


def test_a_whole_backup_serves_when_it_is_the_latest(written: Path) -> None:
    with Library.open(written) as library:
        target, _ = library.backup()
        library.fold()
    written.unlink()
    with pytest.raises(LibraryError, match=f"manicule restore {target.name}"):
        Library.open(written)
    repair(written)
    assert notes(written) == ALL


def test_what_a_damage_took_comes_from_the_latest_backup(written: Path) -> None:
    backups.keep(written, date(2099, 1, 1))
    damaged = written.read_bytes().replace(b"note 2", b"\0\0\0\0\0\0")
    written.unlink()  # else the backup, a link, is damaged along
    written.write_bytes(damaged)
    repair(written)
    assert notes(written) == ALL


@pytest.mark.parametrize("content", [b"", b" \n\n", b"{}", b"\0" * 4096, None])
def test_an_emptied_library_is_not_taken_for_a_new_one(
    written: Path, content: bytes | None
) -> None:
    backups.keep(written, date(2099, 1, 1))
    written.unlink()
    if content is not None:
        written.write_bytes(content)
    with pytest.raises(LibraryError, match=r"manicule restore library-2099-01-01\.json"):
        Library.open(written)
    assert "snapshot" in kinds(written)
    repair(written)
    assert notes(written) == ALL


@pytest.mark.parametrize("content", [b"", b"{}", None])
def test_a_journal_alone_says_that_there_was_a_library(
    written: Path, content: bytes | None
) -> None:
    Library.open(written).fold()
    for copy in backups.copies(written):
        copy.unlink()
    written.unlink()
    if content is not None:
        written.write_bytes(content)
    with pytest.raises(LibraryError, match=r"(empty|missing), but library\.json\.journal"):
        Library.open(written)


def test_notes_outlive_a_library_of_which_the_journal_alone_is_left(written: Path) -> None:
    written.unlink()
    for copy in backups.copies(written):
        copy.unlink()
    repair(written)
    assert notes(written) == {"note 4", "note 5"}
    assert check(written) == []


def test_a_journal_damaged_in_the_middle_loses_that_change_alone(written: Path) -> None:
    lines = journal(written).read_bytes()
    journal(written).write_bytes(lines.replace(b"note 4", b"nota 4"))
    with pytest.raises(LibraryError, match="damaged at byte"):
        Library.open(written)
    assert kinds(written) == {"journal"}
    repair(written)
    assert notes(written) == ALL - {"note 4"}
    assert check(written) == []


def test_a_journal_with_a_damaged_first_line_keeps_its_changes(written: Path) -> None:
    lines = journal(written).read_bytes()
    journal(written).write_bytes(b"x" + lines[1:])
    assert kinds(written) == {"journal"}
    repair(written)
    assert notes(written) == ALL


def test_an_older_copy_under_a_newer_journal_gets_what_is_in_the_journal(
    written: Path,
) -> None:
    old = written.read_bytes()
    with Library.open(written) as library:
        library.fold()
        library.annotate(1, 10, 14, note="later")
        written.write_bytes(old)
    with pytest.raises(LibraryError, match="do not belong together"):
        Library.open(written)
    assert kinds(written) == {"journal"}
    repair(written)
    assert notes(written) == {"note 1", "note 2", "note 3", "later"}
    assert check(written) == []


def test_a_changed_byte_that_leaves_the_file_readable_is_seen(written: Path) -> None:
    with Library.open(written) as library:
        library.fold()
    written.write_bytes(written.read_bytes().replace(b"note 2", b"note 7"))
    assert kinds(written) == {"snapshot"}


def test_a_damaged_text_is_seen_and_its_notes_stand_on_their_quotes(written: Path) -> None:
    with Library.open(written) as library:
        quoted = {note.passage.quote for note in library.annotations(2)}
    content = json.loads(written.read_bytes())
    name = content["articles"]["2"]["body"]
    body = written.parent / "bodies" / name[:2] / f"{name}.json"
    damaged = body.read_bytes().replace(b"margin", b"morgin")
    body.write_bytes(damaged)
    (finding,) = check(written)
    assert finding.kind == "text"
    assert "“Two”" in finding.what
    repair(written)
    assert notes(written) == ALL
    with Library.open(written) as library:
        assert library.article(2).title == "Two"
        assert {note.passage.quote for note in library.annotations(2)} == quoted
        assert not any(note.lost for note in library.annotations(2))
    assert body.read_bytes() == damaged


def test_texts_of_earlier_versions_have_no_checksum_and_are_whole(written: Path) -> None:
    for body in written.parent.glob("bodies/*/*.json"):
        content = json.loads(body.read_bytes())
        assert content.pop("crc")
        body.write_text(json.dumps(content), "utf-8")
    assert check(written) == []
    assert notes(written) == ALL


def test_documents_are_held_against_their_shape_and_each_other(written: Path) -> None:
    with Library.open(written) as library:
        library.fold()
    with TinyDB(written, encoding="utf-8") as stock:
        table = stock.table("annotations")
        table.update({"passage": {}}, doc_ids=[1])
        table.update({"article": 99}, doc_ids=[2])
        table.update({"uid": "same"}, doc_ids=[3, 4])
        passage = {**table.get(doc_id=5)["passage"], "quote": "these are no words of it at all"}  # type: ignore[call-overload,index]
        table.update({"passage": passage}, doc_ids=[5])
    said = {finding.kind: finding.what for finding in check(written)}
    assert said.keys() == {"snapshot", "document", "reference", "duplicate", "quote"}
    assert "Annotation 1" in said["document"]
    assert "article 99" in said["reference"]
    assert "3 and 4" in said["duplicate"]
    done = repair(written)
    assert done is not None
    assert any("note 1" in sentence for sentence in done.left_out)
    assert notes(written) == ALL - {"note 1"}
    assert kinds(written) == {"quote"}


def test_leftovers_and_copies_are_named(written: Path) -> None:
    for name in (
        "library.json.tmp",
        "library.json.journal.torn-20260101T000000Z",
        "library.sync-conflict-20240101-120000-ABCDEFG.json",
        "library (Anna's conflicted copy 2024-01-01).json",
        "library (conflicted copy 2024-01-01 120000).json",
        "library.json.orig",
        "library.json.sync-conflict-20240101-120000-ABCDEFG.journal",
    ):
        written.with_name(name).write_text("x")
    written.with_name("library-of-babel.json").write_text("{}")
    found = check(written)
    assert [finding.kind for finding in found] == ["leftover"] * 2 + ["copy"] * 5
    assert sum("manicule merge" in finding.what for finding in found) == 5
    assert repair(written) is None


def test_both_sides_of_a_conflict_that_git_wrote_into_the_file_are_kept(written: Path) -> None:
    with Library.open(written) as library:
        library.fold()
    lines = written.read_text("utf-8").splitlines()
    (at,) = (n for n, line in enumerate(lines) if '"note":"note 2"' in line)
    mine, theirs = lines[at], lines[at].replace("note 2", "note 2 of theirs")
    mixed = [
        *lines[:at],
        "<<<<<<< HEAD",
        mine,
        "=======",
        theirs,
        ">>>>>>> laptop",
        *lines[at + 1 :],
    ]
    written.write_text("\n".join(mixed) + "\n", "utf-8")
    repair(written)
    (joined,) = notes(written) - ALL
    assert set(joined.split("\n\n")) == {"note 2", "note 2 of theirs"}
    assert check(written) == []


def test_a_torn_tail_is_named_and_left_alone(written: Path) -> None:
    with journal(written).open("ab") as file:
        file.write(b"0bad 12 [[half a line")
    before = journal(written).read_bytes()
    assert kinds(written) == {"leftover"}
    assert journal(written).read_bytes() == before


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    path.write_text('{"_default": {"1": {"todo": "milk"}}}')
    for use in (check, repair):
        with pytest.raises(LibraryError, match="another program"):
            use(path)
    assert json.loads(path.read_text()) == {"_default": {"1": {"todo": "milk"}}}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_wherever_a_file_is_cut_or_holed_no_wrong_document_comes_out(
    written: Path, data: st.DataObject
) -> None:
    content = written.read_bytes()
    tables = json.loads(content)
    start = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(1, 600))
    filled = data.draw(st.sampled_from([b"", b"\0", b"\xff", b"\n", b"}"]))
    damaged = content[:start] + filled * length + content[start + length :]
    read = pieces(damaged, table_of)
    lines = damaged.split(b"\n")
    for found in (read.tables, read.again):
        for name, table in found.items():
            for key, document in table.items():
                if filled in (b"\0", b"\xff"):
                    assert document == tables[name][key]
    whole = {
        (name, key)
        for name, table in tables.items()
        for key, document in table.items()
        if name in ("annotations", "bookmarks")
        and any(json.dumps(document["uid"]).encode() in line for line in lines)
        and content.index(json.dumps(document["uid"]).encode()) > start + length + 20
    }
    if filled != b"}":
        assert whole <= {(name, key) for name, table in read.tables.items() for key in table}


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO])
def test_a_text_that_is_withheld_is_not_taken_for_lost(
    written: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    body = next(written.parent.glob("bodies/*/*.json"))
    real = open

    def refusing(file: object, *args: Any, **named: Any) -> Any:
        if str(file) == str(body):
            raise OSError(number, os.strerror(number), str(file))
        return real(file, *args, **named)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", refusing)
    before = _files(written.parent)
    with pytest.raises(LibraryError, match=r"nothing was changed.*cannot be read"):
        repair(written)
    assert _files(written.parent) == before


@pytest.mark.parametrize("how", ["empty", "link"])
def test_texts_on_a_disk_that_is_not_there_are_not_taken_for_lost(written: Path, how: str) -> None:
    bodies = written.with_name("bodies")
    bodies.rename(written.with_name("elsewhere"))
    if how == "empty":
        bodies.mkdir()
    else:
        bodies.symlink_to(written.with_name("not there"))
    before = written.read_bytes()
    with pytest.raises(LibraryError, match=r"nothing was changed.*bodies is empty, or its disk"):
        repair(written)
    assert written.read_bytes() == before


def test_a_copy_whose_texts_are_withheld_is_not_joined(written: Path, tmp_path: Path) -> None:
    bodies = written.with_name("bodies")
    bodies.rename(written.with_name("elsewhere"))
    bodies.mkdir()
    with Library.open(tmp_path / "mine" / "library.json") as library:
        with pytest.raises(LibraryError, match="cannot be read"):
            library.merge(written)
        assert library.entries() == []


def test_texts_that_are_lost_are_named_with_their_articles(written: Path) -> None:
    for body in written.parent.glob("bodies/*/*.json"):
        body.unlink()
    done = repair(written)
    assert done is not None
    for title in ("One", "Two", "Three"):
        assert any(f"“{title}”, is lost" in sentence for sentence in done.left_out)
    assert notes(written) == ALL


def _files(folder: Path) -> dict[Path, int]:
    return {file: zlib.crc32(file.read_bytes()) for file in folder.rglob("*") if file.is_file()}


def test_what_is_no_table_is_named_and_left_out_and_all_else_stays(written: Path) -> None:
    with Library.open(written) as library:
        library.fold()
    content = json.loads(written.read_text("utf-8"))
    content["bookmarks"] = ["esc\x1b", *range(100)]
    written.write_text(json.dumps(content), "utf-8")
    original = written.read_bytes()
    assert "What stands in the place of the table bookmarks is none." in {
        finding.what for finding in check(written)
    }
    done = repair(written)
    assert done is not None
    (sentence,) = done.left_out
    assert sentence.startswith("What stands in the place of the table bookmarks is none: [")
    assert len(sentence) < 150
    assert done.aside is not None
    assert done.aside.read_bytes() == original
    assert check(written) == []
    assert notes(written) == ALL


def test_a_table_that_is_none_comes_from_the_latest_backup_and_no_other_does(
    written: Path,
) -> None:
    with Library.open(written) as library:
        library.fold()
        backups.keep(written, date(2099, 1, 1))
        (removed,) = [note.uid for note in library.annotations() if note.note == "note 1"]
        library.remove_annotation(removed)
        library.empty_trash()
        library.fold()
    content = json.loads(written.read_text("utf-8"))
    content["bookmarks"] = 3
    written.write_text(json.dumps(content), "utf-8")
    assert repair(written) is not None
    assert notes(written) == ALL - {"note 1"}
    with Library.open(written) as library:
        assert len(library.bookmarks()) == 1


@pytest.mark.parametrize("value", [None, 3, {"1": {"schema": "2"}}])
def test_a_library_that_does_not_say_its_version_gets_that_of_its_backup_or_of_this_manicule(
    written: Path, value: object
) -> None:
    with Library.open(written) as library:
        library.fold()
    content = json.loads(written.read_text("utf-8"))
    written.write_text(json.dumps({**content, "_manicule": value}), "utf-8")
    assert "snapshot" in kinds(written)
    assert repair(written) is not None
    assert check(written) == []
    assert notes(written) == ALL


def test_an_article_or_a_note_without_a_uid_is_kept_under_a_new_one(written: Path) -> None:
    with Library.open(written) as library:
        library.fold()
    with TinyDB(written, encoding="utf-8") as stock:
        stock.table("articles").update({"uid": None, "title": 3}, doc_ids=[1])
        stock.table("annotations").update({"uid": 3}, doc_ids=[1])
    done = repair(written)
    assert done is not None
    assert done.left_out == ()
    assert check(written) == []
    assert notes(written) == ALL
    with Library.open(written) as library:
        assert library.title(1) == "An article without a title"
        assert "lost" not in library.text(1)
