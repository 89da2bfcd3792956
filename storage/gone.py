"""What of two copies of a library was removed for good after it was last changed."""

from __future__ import annotations

from storage import removals
from storage.disk.transaction import Document, Tables
from storage.fields import TRASHED, trashed
from storage.joining import changed
from storage.removals import uid_of
from storage.schema import REMOVALS
from storage.traces import KEPT


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

    def judged(self, document: Document) -> Document:
        """Return a document as it is, or in the trash where it is gone."""
        return trashed(document, self.times[uid_of(document)]) if document in self else document
