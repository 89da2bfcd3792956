"""The library's TinyDB: read from memory, changed by transactions alone."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from tinydb import TinyDB

from storage.disk.lock import PATIENCE
from storage.disk.snapshot import Accept, SnapshotStorage
from storage.disk.transaction import Tables, Transaction


class Database(TinyDB):
    """A TinyDB whose every transaction is one durable write of its file.

    Whatever stands behind `tables`, `loads` and `transaction` may change without
    the library noticing: they are all that it uses.
    """

    def __init__(self, path: Path, accept: Accept, patience: float = PATIENCE) -> None:
        super().__init__(path, storage=SnapshotStorage, accept=accept, patience=patience)

    @property
    def _file(self) -> SnapshotStorage:
        return cast(SnapshotStorage, self.storage)

    @property
    def loads(self) -> int:
        """How often the file was read: it grows when another process has written."""
        return self._file.loads

    def state(self) -> Tables:
        """Return every table as it is on disk now, shared: not to be modified."""
        return self._file.tables()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Collect changes under the lock and write them when the block ends well.

        Raises LibraryError or LibraryBusy; an error of any kind changes nothing.
        """
        with self._file.locked():
            transaction = Transaction(self._file.tables())
            yield transaction
            if transaction.changes:
                self._file.commit(transaction.result())
