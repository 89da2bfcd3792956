"""The library into which another copy is joined: what it holds by now, and how that changes."""

from __future__ import annotations

from storage import bulk, schema
from storage.disk.memory import Memory
from storage.disk.transaction import Document, Table, Tables, Transaction
from storage.errors import LibraryError, Unreadable
from storage.fields import OWNER
from storage.schema import ARTICLES
from storage.shapes import MARKS
from storage.standin import Mark


class Home:
    """The tables of a transaction, with what was put into them."""

    def __init__(self, change: Transaction) -> None:
        self.change = change
        # A transaction looks for documents the slower the more of them it has changed.
        self._now = Memory({t: dict(change.documents(t)) for t in schema.TABLES})

    @property
    def tables(self) -> Tables:
        """Every document as it is by now."""
        return self._now.tables

    def where(self, table: str, field: str, value: object) -> Table:
        """Return the documents of which a field has that value; not to be modified."""
        return self._now.where(table, field, value)

    def put(self, table: str, key: int, document: Document | None) -> None:
        """Put a document, or take it away."""
        self.change.put(table, key, document)
        self._now.put([(table, str(key), document)])

    def add(self, table: str, document: Document) -> int:
        """Put a document that is new; return its number."""
        key = schema.next_key(self.change, table)
        self.put(table, key, document)
        return key

    def marks(self, id: int) -> list[Mark]:
        """Return what a person left in an article."""
        return [
            (table, key, document)
            for table in MARKS
            for key, document in self.where(table, OWNER, id).items()
        ]

    def text(self, id: int) -> str | None:
        """Return an article's text; None where it is lost. Raises Unreadable."""
        return text_of(self.change.get(ARTICLES, id) or {}, self.change.body)


def text_of(document: Document, read: bulk.Read) -> str | None:
    """Return the text of an article's document; None where it is lost. Raises Unreadable."""
    try:
        return str(bulk.whole(document, read)["text"])
    except Unreadable:
        raise  # It may be whole, and nothing must stand in for it.
    except (LibraryError, KeyError):
        return None
