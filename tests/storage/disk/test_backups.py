"""The copies that folding leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from storage.disk import backups
from storage.disk.database import Database

Opener = Callable[[Path], Database]


def test_the_first_folding_of_a_day_keeps_what_was_there(stored: Path, opened: Opener) -> None:
    before = stored.read_bytes()
    database = opened(stored)
    database.fold()
    with database.transaction() as change:
        change.put("notes", 70, {"note": "later"})
    database.fold()
    (copy,) = backups.copies(stored)
    assert copy.read_bytes() == before
    assert copy.name == f"any-{datetime.now(UTC).date()}.json"


def test_copies_thin_out_and_stay_bounded(tmp_path: Path) -> None:
    library = tmp_path / "library.json"
    library.write_text("{}")
    first = date(2025, 1, 1)
    for number in range(200):
        backups.keep(library, first + timedelta(number))
    days = [date.fromisoformat(path.stem[-10:]) for path in backups.copies(library)]
    assert len(days) == backups.DAYS + backups.WEEKS
    assert days[: backups.DAYS] == [first + timedelta(199 - n) for n in range(backups.DAYS)]
    weeks = [day.isocalendar()[:2] for day in days[backups.DAYS :]]
    assert len(set(weeks)) == len(weeks)


def test_a_disk_without_links_gets_true_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)
    library = tmp_path / "library.json"
    library.write_text('{"a": {}}')
    backups.keep(library, date(2025, 1, 1))
    (copy,) = backups.copies(library)
    library.write_text("changed in place")
    assert copy.read_text() == '{"a": {}}'


def test_a_folder_that_cannot_be_made_hinders_nothing(stored: Path, opened: Opener) -> None:
    stored.with_name("backups").write_text("in the way")
    database = opened(stored)
    database.fold()
    assert len(opened(stored).state()["notes"]) == 8
