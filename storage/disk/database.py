"""The library's TinyDB: read from memory, changed by transactions alone."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from tinydb import TinyDB

from storage.disk.follow import Accept
from storage.disk.lock import PATIENCE
from storage.disk.memory import Memory
from storage.disk.store import JournalStorage, Slim
from storage.disk.transaction import Document, Tables, Transaction
from storage.errors import LibraryError

Look = tuple[int, int, int, int]
"""A file's number, time of change in nanoseconds, size and permissions."""


class Database(TinyDB):
    """A TinyDB whose every transaction is one durable line in its journal.

    Whatever stands behind `reading`, `body`, `loads`, `transaction` (with its parts `begin`,
    `commit` and `end`) and `fold` may change without the library noticing: they are all that it
    uses.
    """

    def __init__(
        self, path: Path, accept: Accept, patience: float = PATIENCE, slim: Slim | None = None
    ) -> None:
        super().__init__(path, storage=JournalStorage, accept=accept, patience=patience, slim=slim)
        self._file = cast(JournalStorage, self.storage)
        self._file.memory()
        self._file.fold_if_worth()

    @property
    def loads(self) -> int:
        """How often something that another process wrote was read."""
        return self._file.loads

    @contextlib.contextmanager
    def reading(self) -> Iterator[Memory]:
        """Give what the library holds now, unchanged for the length of a block."""
        with self._file.guard:
            yield self._file.memory()

    def body(self, name: str) -> Document:
        """Return a body that a document names; raises LibraryError when it is not there."""
        with self._file.guard:
            return self._file.bodies.read(name)

    def state(self) -> Tables:
        """Return every table as it is now, shared: not to be modified."""
        return self._file.memory().tables

    @contextlib.contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[Transaction]:
        """Collect changes under the lock and write them when the block ends well.

        Raises LibraryError or LibraryBusy; an error of any kind changes nothing. What is not
        durable outlives the program, but perhaps not a power cut.
        """
        transaction = self.begin()
        try:
            yield transaction
            self.commit(transaction, durable=durable)
        finally:
            self.end()

    def begin(self) -> Transaction:
        """Take the lock until `end` and return an empty transaction, as `transaction` does."""
        file = self._file
        memory = file.acquire()
        if file.read_only:
            file.release()
            # Its journal might well be written, but its owner meant it to stay as it is.
            raise LibraryError(
                f"{file.path} is read-only; nothing was changed. "
                "Make it writable (chmod u+w) to go on writing in it."
            )
        return Transaction(memory, self.body)

    def commit(self, transaction: Transaction, *, durable: bool) -> None:
        """Write what was collected, if anything; raises LibraryError, and nothing is changed."""
        if changes := transaction.changes:
            puts = self._file.commit(changes, transaction.attached, durable=durable)
            transaction.became(puts)

    def end(self) -> None:
        """Let others write again."""
        self._file.release()

    def at_rest(self) -> Sequence[tuple[str, Look]]:
        """Return the files and what they look like when they hold what was read; else nothing."""
        now = self._file.at_rest()
        if now is None or now.snapshot is None or now.journal is None:
            return ()
        return ((str(self._file.path), now.snapshot), (str(self._file.journal), now.journal))

    def fold(self) -> None:
        """Bring the file that stock TinyDB reads up to date; raises LibraryError."""
        self._file.fold()
