"""A set of changes to documents that reach the disk together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

Document = dict[str, Any]
Table = dict[str, Document]
"""Documents by their number, written in decimals as TinyDB keeps them."""
Tables = dict[str, Table]


@dataclass(frozen=True, slots=True)
class Change:
    """One document before and after; None where it does not exist."""

    table: str
    key: int
    before: Document | None
    after: Document | None

    @property
    def place(self) -> tuple[str, int]:
        """Which document it is."""
        return self.table, self.key


class Indexed(Protocol):
    """What can be asked for documents by a field of theirs."""

    def where(self, table: str, field: str, value: object) -> Table:
        """Return the documents of which a field has that value; not to be modified."""


class State(Indexed, Protocol):
    """What a transaction starts from."""

    tables: Tables


class Transaction:
    """Changes on top of a state of the tables, which itself is left as it is."""

    def __init__(self, memory: State, bodies: Callable[[str], Document]) -> None:
        self.what = "change"
        """What is being done, in a person's words."""
        self.attached: dict[str, Document] = {}
        """New bodies, by the names under which documents refer to them."""
        self._memory = memory
        self._bodies = bodies
        self._changes: dict[tuple[str, int], Change] = {}

    @property
    def changes(self) -> list[Change]:
        """What differs from the state started with, in the order first touched."""
        return [change for change in self._changes.values() if change.before != change.after]

    def get(self, table: str, key: int) -> Document | None:
        """Return a document as it is now; not to be modified."""
        change = self._changes.get((table, key))
        if change is not None:
            return change.after
        return self._memory.tables.get(table, {}).get(str(key))

    def put(self, table: str, key: int, document: Document | None) -> None:
        """Replace a document, or delete it when None is given."""
        first = self._changes.get((table, key))
        before = first.before if first else self.get(table, key)
        self._changes[table, key] = Change(table, key, before, document)

    def documents(self, table: str) -> Table:
        """Return a table as it is now; not to be modified."""
        touched = self._touched(table)
        documents = self._memory.tables.get(table, {})
        return _applied(documents, touched) if touched else documents

    def where(self, table: str, field: str, value: object) -> Table:
        """Return the documents of which a field has that value now; not to be modified."""
        documents = self._memory.where(table, field, value)
        touched = self._touched(table)
        if not touched:
            return documents
        return {
            key: document
            for key, document in _applied(documents, touched).items()
            if document.get(field) == value
        }

    def became(self, puts: Iterable[tuple[str, str, Document | None]]) -> None:
        """Note what was stored in the place of documents of this transaction."""
        for table, key, document in puts:
            if (change := self._changes.get((table, int(key)))) is not None:
                self._changes[change.place] = replace(change, after=document)

    def attach(self, name: str, body: Document) -> None:
        """Keep a body in a file of its own, to be named by documents of this transaction."""
        self.attached[name] = body

    def body(self, name: str) -> Document:
        """Return a body; not to be modified. Raises LibraryError when it is not there."""
        return self.attached.get(name) or self._bodies(name)

    def _touched(self, table: str) -> list[Change]:
        return [change for change in self._changes.values() if change.table == table]


def _applied(documents: Table, changes: list[Change]) -> Table:
    result = dict(documents)
    for change in changes:
        if change.after is None:
            result.pop(str(change.key), None)
        else:
            result[str(change.key)] = change.after
    return result
