"""What a journal says when it is whole, cut short, spoilt, or another snapshot's."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from storage.disk.database import Database
from storage.errors import LibraryError

Opener = Callable[[Path], Database]

BITS = range(8) if "MANICULE_TORTURE" in os.environ else (0, 5)


def journal(path: Path) -> Path:
    return path.with_name(path.name + ".journal")


def notes(database: Database) -> dict[str, dict[str, object]]:
    return dict(database.state().get("notes", {}))


def add(database: Database, key: int, note: str = "new") -> None:
    with database.transaction() as change:
        change.put("notes", key, {"note": note})


def copied(path: Path, folder: Path) -> Path:
    folder.mkdir()
    shutil.copy(path, folder / path.name)
    shutil.copy(journal(path), journal(folder / path.name))
    return folder / path.name


def test_a_change_adds_a_line_and_leaves_the_snapshot_alone(stored: Path, opened: Opener) -> None:
    before, lines = stored.read_bytes(), journal(stored).read_bytes()
    add(opened(stored), 50)
    assert stored.read_bytes() == before
    assert journal(stored).read_bytes().startswith(lines)
    assert journal(stored).read_bytes().count(b"\n") == lines.count(b"\n") + 1
    assert notes(opened(stored))["50"] == {"note": "new"}


def test_stock_tinydb_sees_what_was_folded(stored: Path, opened: Opener) -> None:
    database = opened(stored)
    with TinyDB(stored, encoding="utf-8") as stock:
        assert len(stock.table("notes")) == 1
    database.fold()
    with TinyDB(stored, encoding="utf-8") as stock:
        assert len(stock.table("notes")) == 8
    assert notes(opened(stored)) == notes(database)
    assert not database.loads - 1


def test_closing_folds(stored: Path, opened: Opener) -> None:
    opened(stored).close()
    assert len(json.loads(stored.read_text("utf-8"))["notes"]) == 8
    assert journal(stored).read_bytes().count(b"\n") == 1


def test_a_journal_cut_anywhere_gives_the_whole_lines_before_and_takes_more(
    stored: Path, opened: Opener
) -> None:
    lines = journal(stored).read_bytes()
    everything = notes(opened(stored))
    start = lines.index(b"\n") + 1
    for length in range(start, len(lines) + 1):
        journal(stored).write_bytes(lines[:length])
        whole = lines[start:length].count(b"\n")
        database = opened(stored)
        assert notes(database) == dict(list(everything.items())[: 1 + whole])
        add(database, 99)
        assert len(notes(opened(stored))) == whole + 2
        for torn in stored.parent.glob("*.torn-*"):
            rest = lines[start:length].rpartition(b"\n")[2]
            assert torn.read_bytes() == rest
            torn.unlink()


def test_no_flipped_bit_makes_a_wrong_record(stored: Path, opened: Opener) -> None:
    lines = bytearray(journal(stored).read_bytes())
    everything = list(notes(opened(stored)).items())
    refused = 0
    for at in range(len(lines)):
        for bit in BITS:
            lines[at] ^= 1 << bit
            journal(stored).write_bytes(lines)
            try:
                found = list(notes(opened(stored)).items())
            except LibraryError:
                refused += 1
            else:
                # The last line, or a place that nobody had waited for.
                assert all(row in everything for row in found)
                assert len(everything) - len(found) in (1, 2)
            lines[at] ^= 1 << bit
    assert refused > len(lines) * len(BITS) / 2


def test_a_place_lost_by_a_power_cut_is_stepped_over(stored: Path, opened: Opener) -> None:
    database = opened(stored)
    database.fold()
    for number in (20, 21, 22):
        with database.transaction(durable=False) as change:
            change.put("places", number, {"at": number})
    lines = journal(stored).read_bytes().splitlines(keepends=True)
    lines[2] = b"\0" * (len(lines[2]) - 1) + b"\n"
    journal(stored).write_bytes(b"".join(lines))
    again = opened(stored)
    assert set(again.state()["places"]) == {"1", "20", "22"}
    add(again, 30)
    assert set(opened(stored).state()["places"]) == {"1", "20", "22"}
    assert "30" in notes(opened(stored))


def test_a_note_spoilt_before_whole_ones_is_refused(stored: Path, opened: Opener) -> None:
    lines = journal(stored).read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"number", b"rubber")
    journal(stored).write_bytes(b"".join(lines))
    with pytest.raises(LibraryError, match="is damaged at byte"):
        opened(stored)


def test_a_journal_folded_already_is_not_read_twice(
    stored: Path, opened: Opener, tmp_path: Path
) -> None:
    # Killed between the new snapshot and the new journal.
    lines = journal(stored).read_bytes()
    database = opened(stored)
    database.fold()
    journal(stored).write_bytes(lines)
    again = opened(stored)
    assert notes(again) == notes(database)
    add(again, 99)
    assert len(notes(opened(stored))) == 9
    # And killed there once more.
    journal(stored).write_bytes(lines)
    assert len(notes(opened(stored))) == 9


def test_an_old_copy_under_a_newer_journal_is_refused(
    stored: Path, opened: Opener, tmp_path: Path
) -> None:
    old = stored.read_bytes()
    database = opened(stored)
    database.fold()
    add(database, 99)
    lines = journal(stored).read_bytes()
    stored.write_bytes(old)
    with pytest.raises(LibraryError, match=r"do not belong together \(an older copy"):
        opened(stored)
    with pytest.raises(LibraryError, match="do not belong together"):
        add(database, 100)
    assert (stored.read_bytes(), journal(stored).read_bytes()) == (old, lines)


def test_a_journal_of_another_library_is_refused(
    stored: Path, opened: Opener, tmp_path: Path
) -> None:
    other = opened(tmp_path / "other.json")
    add(other, 1)
    add(other, 2)
    shutil.copy(journal(other_path := tmp_path / "other.json"), journal(stored))
    with pytest.raises(LibraryError, match="do not belong together"):
        opened(stored)
    assert notes(opened(other_path))


def test_a_journal_without_its_library_is_refused(stored: Path, opened: Opener) -> None:
    stored.unlink()
    with pytest.raises(LibraryError, match="is missing, but"):
        opened(stored)


def test_an_edit_under_a_pending_journal_is_refused_and_nothing_is_overwritten(
    stored: Path, opened: Opener
) -> None:
    database = opened(stored)
    with TinyDB(stored, encoding="utf-8") as stock:
        stock.table("notes").update({"note": "edited by hand"})
    edited, lines = stored.read_bytes(), journal(stored).read_bytes()
    for use in (lambda: opened(stored), lambda: add(database, 9), database.fold):
        with pytest.raises(LibraryError, match="was changed by another program"):
            use()
    assert (stored.read_bytes(), journal(stored).read_bytes()) == (edited, lines)


def test_an_edit_of_a_folded_library_is_taken_over(stored: Path, opened: Opener) -> None:
    database = opened(stored)
    database.fold()
    with TinyDB(stored, encoding="utf-8") as stock:
        stock.table("notes").update({"note": "edited by hand"})
    add(database, 9)
    assert {note["note"] for note in notes(opened(stored)).values()} == {"edited by hand", "new"}


def test_a_copy_without_its_journal_opens_and_goes_on(
    stored: Path, opened: Opener, tmp_path: Path
) -> None:
    alone = tmp_path / "alone" / "any.json"
    alone.parent.mkdir()
    shutil.copy(stored, alone)
    add(opened(alone), 9)
    assert set(notes(opened(alone))) == {"1", "9"}


def test_a_journal_that_vanishes_is_written_again(stored: Path, opened: Opener) -> None:
    database = opened(stored)
    journal(stored).unlink()
    assert len(notes(database)) == 8
    add(database, 9)
    assert len(notes(opened(stored))) == 9


def test_a_copy_of_both_files_is_the_same_library(
    stored: Path, opened: Opener, tmp_path: Path
) -> None:
    copy = copied(stored, tmp_path / "copy")
    assert notes(opened(copy)) == notes(opened(stored))


def test_a_large_journal_is_folded_at_opening(stored: Path, opened: Opener) -> None:
    add(opened(stored), 9, "x" * 300_000)
    assert journal(stored).stat().st_size > 300_000
    opened(stored)
    assert journal(stored).stat().st_size < 300


def test_another_process_is_followed_through_its_folding(stored: Path, opened: Opener) -> None:
    one, two = opened(stored), opened(stored)
    for number in range(100, 120):
        add(one, number)
        assert str(number) in notes(two)
        if number % 3 == 0:
            one.fold()
        add(two, 100 + number)
        assert notes(one) == notes(two)
    assert len(notes(opened(stored))) == 48


def test_a_line_taken_back_by_its_writer_is_forgotten(stored: Path, opened: Opener) -> None:
    reader = opened(stored)
    lines = journal(stored).read_bytes()
    add(opened(stored), 50, "aaa")
    assert "50" in notes(reader)
    journal(stored).write_bytes(lines)
    add(opened(stored), 51, "bbb")
    os.utime(journal(stored), ns=(0, 0))
    assert "50" not in notes(reader)
    assert "51" in notes(reader)
