"""The room behind a journal's last line: faster to write in, and never mistaken for words."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.disk import append
from storage.disk.database import Database

Opener = Callable[[Path], Database]

pytestmark = pytest.mark.skipif(not hasattr(os, "fdatasync"), reason="no room is made here")

ROOM = 512


@pytest.fixture(autouse=True)
def _roomy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(append, "ROOM_FROM", 0)
    monkeypatch.setattr(append, "ROOM", ROOM)


def journal(path: Path) -> Path:
    return path.with_name(path.name + ".journal")


def notes(database: Database) -> set[str]:
    return set(database.state().get("notes", {}))


def add(database: Database, key: int) -> None:
    with database.transaction() as change:
        change.put("notes", key, {"note": f"number {key}"})


def test_a_line_in_the_room_changes_no_size(stored: Path, opened: Opener) -> None:
    database = opened(stored)
    add(database, 50)
    size = journal(stored).stat().st_size
    assert journal(stored).read_bytes().endswith(b"\0")
    add(database, 51)
    assert journal(stored).stat().st_size == size
    assert {"50", "51"} <= notes(opened(stored))


def test_another_is_seen_in_the_room_within_one_tick_of_the_clock(
    stored: Path, opened: Opener
) -> None:
    one, other = opened(stored), opened(stored)
    add(one, 50)
    assert "50" in notes(other)
    before = journal(stored).stat()
    add(one, 51)
    os.utime(journal(stored), ns=(before.st_atime_ns, before.st_mtime_ns))
    assert journal(stored).stat().st_size == before.st_size
    assert "51" in notes(other)
    add(other, 52)
    assert "52" in notes(one)
    assert {"50", "51", "52"} <= notes(opened(stored))


def test_a_journal_cut_or_blanked_anywhere_gives_the_whole_lines_before(
    stored: Path, opened: Opener
) -> None:
    database = opened(stored)
    for key in (50, 51):
        add(database, key)
    lines = journal(stored).read_bytes()
    start = lines.index(b'"50"')
    start = lines.rindex(b"\n", 0, start) + 1
    known = notes(database)
    for length in range(start, len(lines)):
        whole = lines[start:length].count(b"\n")
        expected = known - {"50", "51"} | set(["50", "51"][:whole])
        for torn in (lines[:length], lines[:length].ljust(len(lines), b"\0")):
            journal(stored).write_bytes(torn)
            again = opened(stored)
            assert notes(again) == expected
            add(again, 99)
            assert notes(opened(stored)) == expected | {"99"}
    kept = {aside.read_bytes() for aside in stored.parent.glob("*.torn-*")}
    assert all(aside.strip(b"\0\n") for aside in kept)


def test_rubbish_in_the_room_is_no_record_and_is_put_aside(stored: Path, opened: Opener) -> None:
    database = opened(stored)
    add(database, 50)
    known = notes(database)
    with journal(stored).open("r+b") as file:
        file.seek(-100, os.SEEK_END)
        file.write(b"rubbish\nfrom a sector\n")
    again = opened(stored)
    assert notes(again) == known
    add(again, 99)
    assert notes(opened(stored)) == known | {"99"}
    assert notes(database) == known | {"99"}
    assert b"rubbish" not in journal(stored).read_bytes()
    (aside,) = stored.parent.glob("*.torn-*")
    assert aside.read_bytes().strip(b"\0") == b"rubbish\nfrom a sector\n"


def test_a_line_seen_halfway_is_seen_whole_when_it_is_finished(
    stored: Path, opened: Opener
) -> None:
    writer, reader = opened(stored), opened(stored)
    add(writer, 50)
    known = notes(reader)
    before, state = journal(stored).read_bytes(), journal(stored).stat()
    add(writer, 51)
    after = journal(stored).read_bytes()
    assert len(before) == len(after)
    end = len(before.rstrip(b"\0"))
    for content, expected in (
        (after[: end + 20].ljust(len(after), b"\0"), known),
        (after[: end + 30].ljust(len(after), b"\0"), known),
        (after, known | {"51"}),
    ):
        with journal(stored).open("r+b") as file:
            file.write(content)
        os.utime(journal(stored), ns=(state.st_atime_ns, state.st_mtime_ns))
        assert notes(reader) == expected


def test_closing_gives_the_room_back(stored: Path, opened: Opener) -> None:
    database = opened(stored)
    database.fold()
    with database.transaction() as change:
        change.put("texts", 1, {"text": "x" * 2_000_000})
    database.fold()
    add(database, 60)
    assert journal(stored).read_bytes().endswith(b"\0")
    reader = opened(stored)
    assert "60" in notes(reader)
    reader.close()
    assert journal(stored).read_bytes().endswith(b"\0")
    database.close()
    assert journal(stored).read_bytes().count(b"\n") == 2
    assert journal(stored).read_bytes().endswith(b"\n")
    assert "60" in notes(opened(stored))


def test_a_full_disk_takes_the_line_without_room(
    stored: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = append.write

    def refusing(handle: int, data: bytes, offset: int = 0) -> None:
        if data == bytes(ROOM):
            write(handle, data[:100], offset)
            raise OSError(28, "No space left on device")
        write(handle, data, offset)

    monkeypatch.setattr(append, "write", refusing)
    database = opened(stored)
    for key in range(50, 60):
        add(database, key)
    assert {str(key) for key in range(50, 60)} <= notes(opened(stored))
    assert not list(stored.parent.glob("*.torn-*"))
