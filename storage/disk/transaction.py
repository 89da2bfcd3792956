"""A set of changes to documents that reach the disk together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from storage.identity import now

Document = dict[str, Any]
Table = dict[str, Document]
"""Documents by their number, written in decimals as TinyDB keeps them."""
Tables = dict[str, Table]


class Change(NamedTuple):
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
        self._moment = ""
        self._memory = memory
        self._bodies = bodies
        self._changes: dict[tuple[str, int], Change] = {}
        self._differing: Sequence[Change] | None = None
        self._touched: dict[str, dict[int, Change]] = {}
        self._indexes: dict[tuple[str, str], dict[object, dict[int, None]]] = {}
        """By table and field: which documents touched have a value there now."""

    def moment(self) -> str:
        """Return the time of all that is changed: one, though a second may turn meanwhile."""
        self._moment = self._moment or now()
        return self._moment

    @property
    def changes(self) -> Sequence[Change]:
        """What differs from the state started with, in the order first touched."""
        if self._differing is None:
            noted = self._changes.values()
            self._differing = [change for change in noted if change.before != change.after]
        return self._differing

    def get(self, table: str, key: int) -> Document | None:
        """Return a document as it is now; not to be modified."""
        change = self._changes.get((table, key))
        if change is not None:
            return change.after
        documents = self._memory.tables.get(table)
        return documents.get(str(key)) if documents else None

    def put(self, table: str, key: int, document: Document | None) -> None:
        """Replace a document, or delete it when None is given."""
        first = self._changes.get((table, key))
        before = first.before if first else self.get(table, key)
        self._note(Change(table, key, before, document), first)

    def documents(self, table: str) -> Table:
        """Return a table as it is now; not to be modified."""
        touched = self._touched.get(table)
        documents = self._memory.tables.get(table, {})
        return _applied(documents, touched.values()) if touched else documents

    def where(self, table: str, field: str, value: object) -> Table:
        """Return the documents of which a field has that value now; not to be modified."""
        documents = self._memory.where(table, field, value)
        touched = self._touched.get(table)
        if not touched:
            return documents
        found = {key: document for key, document in documents.items() if int(key) not in touched}
        for key in self._index(table, field).get(value, ()):
            if (document := touched[key].after) is not None:
                found[str(key)] = document
        return found

    def became(self, puts: Iterable[tuple[str, str, Document | None]]) -> None:
        """Note what was stored in the place of documents of this transaction."""
        for table, key, document in puts:
            if (change := self._changes.get((table, int(key)))) is not None:
                self._note(change._replace(after=document), change)

    def attach(self, name: str, body: Document) -> None:
        """Keep a body in a file of its own, to be named by documents of this transaction."""
        self.attached[name] = body

    def body(self, name: str) -> Document:
        """Return a body; not to be modified. Raises LibraryError when it is not there."""
        return self.attached.get(name) or self._bodies(name)

    def _note(self, change: Change, old: Change | None) -> None:
        self._changes[change.place] = change
        self._differing = None
        self._touched.setdefault(change.table, {})[change.key] = change
        for (table, field), index in self._indexes.items():
            if table == change.table:
                if old is not None:
                    index.get(_value(old, field), {}).pop(change.key, None)
                index.setdefault(_value(change, field), {})[change.key] = None

    def _index(self, table: str, field: str) -> dict[object, dict[int, None]]:
        """Return the documents touched by the value of a field; the first call gathers them."""
        index = self._indexes.get((table, field))
        if index is None:
            index = self._indexes[table, field] = {}
            for key, change in self._touched.get(table, {}).items():
                index.setdefault(_value(change, field), {})[key] = None
        return index


def _value(change: Change, field: str) -> object:
    """Return what to find a document by; lists and the like, edited by hand, are nothing."""
    value = change.after.get(field) if change.after is not None else None
    return value if isinstance(value, str | int) else None


def _applied(documents: Table, changes: Iterable[Change]) -> Table:
    result = dict(documents)
    for change in changes:
        if change.after is None:
            result.pop(str(change.key), None)
        else:
            result[str(change.key)] = change.after
    return result
