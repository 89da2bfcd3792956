"""A bare store of documents, without articles, so that thousands of them can be opened."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.disk.database import Database

Opener = Callable[[Path], Database]

# The power is cut at the calls of Linux: elsewhere flushing goes by other names.
collect_ignore = [] if sys.platform == "linux" else ["test_power.py", "test_mutants.py"]


@pytest.fixture
def opened() -> Opener:
    """Open a store of any content, as another process would; `opened(path)`."""

    def accept(content: Any, path: Path) -> Any:
        return content

    return lambda path: Database(path, accept, patience=1.0)


@pytest.fixture
def stored(tmp_path: Path, opened: Opener) -> Path:
    """Give a store of a snapshot and a journal of seven changes, some of them places."""
    database = opened(tmp_path / "any.json")
    with database.transaction() as change:
        change.put("notes", 1, {"note": "in the snapshot"})
    for number in range(2, 9):
        with database.transaction(durable=number % 3 != 0) as change:
            change.put("notes", number, {"note": f"number {number}, “quoted”"})
            change.put("places", 1, {"at": number})
    return tmp_path / "any.json"
