"""What of two copies of a library was removed for good after it was last changed."""

from __future__ import annotations

from storage import removals
from storage.disk.transaction import Document, Tables
from storage.fields import TRASHED, trashed
from storage.identity import now
from storage.joining import changed
from storage.records import UID
from storage.schema import REMOVALS
from storage.traces import KEPT, MODIFIED


class Gone:
    """The removals of two copies; it is all the same which is which."""

    def __init__(self, *copies: Tables) -> None:
        self.times: dict[str, str] = {}
        """When what is gone for good was removed, by its uid."""
        for tables in copies:
            for document in tables.get(REMOVALS, {}).values():
                self._add(document, removals.time(document, removals.REMOVED))
        for tables in copies if self.times else ():
            for table in KEPT:
                for document in tables.get(table, {}).values():
                    # Removed once more, after it had come back.
                    if uid_of(document) in self.times:
                        self._add(document, str(document.get(TRASHED) or ""))

    def _add(self, document: Document, when: str) -> None:
        if uid := uid_of(document):
            self.times[uid] = max(when, self.times.get(uid, ""))

    def __contains__(self, document: Document) -> bool:
        """Tell whether a document was removed for good, and not changed since."""
        when = self.times.get(uid_of(document), "")
        return bool(when) and changed(document) <= when

    def outlived(self, tables: Tables) -> Tables:
        """Return tables of which a person wants everything back: what is gone changes now."""
        return {
            name: {key: {**d, MODIFIED: now()} if d in self else d for key, d in table.items()}
            for name, table in tables.items()
        }

    def judged(self, document: Document) -> Document:
        """Return a document as it is, or in the trash where it is gone."""
        return trashed(document, self.times[uid_of(document)]) if document in self else document


def uid_of(document: Document) -> str:
    """Return a document's uid; empty for one that has none."""
    uid = document.get(UID)
    return uid if isinstance(uid, str) else ""
