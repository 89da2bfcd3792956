"""The library's tables in memory, changed document by document, with indexes kept along."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from storage.disk.journal import Put
from storage.disk.transaction import Document, Table, Tables

Watcher = Callable[[str, str, Document | None, Document | None], None]
"""Told of a table, a key, and the document before and after."""

Index = dict[object, Table]


class Memory:
    """Tables that change in place; documents never do. Its owner guards it against threads."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._watchers: list[Watcher] = []
        self._indexes: dict[str, dict[str, Index]] = {}

    def watch(self, watcher: Watcher) -> None:
        """Tell `watcher` of every document put from now on."""
        self._watchers.append(watcher)

    def where(self, table: str, field: str, value: object) -> Table:
        """Return the documents of which a field has that value; not to be modified."""
        return self.index(table, field).get(value, {})

    def index(self, table: str, field: str) -> Index:
        """Return a table's documents by the value of a field; the first call gathers them."""
        indexes = self._indexes.setdefault(table, {})
        index = indexes.get(field)
        if index is None:
            index = indexes[field] = {}
            for key, document in self.tables.get(table, {}).items():
                _enter(index, key, document.get(field), document)
        return index

    def put(self, puts: Iterable[Put]) -> None:
        """Put documents, or take them away."""
        for name, key, document in puts:
            before = self.tables.get(name, {}).get(key)
            if document is not None:
                self.tables.setdefault(name, {})[key] = document
            elif before is not None:
                del self.tables[name][key]
            for field, index in self._indexes.get(name, {}).items():
                if before is not None:
                    _leave(index, key, before.get(field))
                if document is not None:
                    _enter(index, key, document.get(field), document)
            for watcher in self._watchers:
                watcher(name, key, before, document)


def applied(tables: Tables, puts: Iterable[Put]) -> Tables:
    """Return the tables with these documents; tables not touched are the same objects."""
    result = dict(tables)
    fresh: set[str] = set()
    for name, key, document in puts:
        if name not in fresh:
            result[name] = dict(result.get(name, {}))
            fresh.add(name)
        if document is None:
            result[name].pop(key, None)
        else:
            result[name][key] = document
    return result


def _enter(index: Index, key: str, value: object, document: Document) -> None:
    # Lists and the like, edited by hand, are no values to look for.
    if isinstance(value, str | int):
        index.setdefault(value, {})[key] = document


def _leave(index: Index, key: str, value: object) -> None:
    if isinstance(value, str | int) and value in index:
        index[value].pop(key, None)
        if not index[value]:
            del index[value]
