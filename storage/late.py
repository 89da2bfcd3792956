"""The kinds of an article's claims, read when asked for where its row does not name them."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator

from storage import bulk, pointing
from storage.disk.transaction import Document
from storage.errors import LibraryError
from storage.models import DEFAULT_DENSITY, Claim, Kind


class LateKinds(Collection[Kind]):
    """Kinds of claims that were stored before rows named them.

    To read them all takes a file an article, too long for an opening: most are never asked for.
    """

    __slots__ = ("_document", "_id", "_known", "_read")

    def __init__(self, id: int, document: Document, read: bulk.Read) -> None:
        self._id, self._document, self._read = id, document, read
        self._known: tuple[Kind, ...] | None = None

    def __contains__(self, kind: object) -> bool:
        return kind in self._kinds()

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._kinds())

    def __len__(self) -> int:
        return len(self._kinds())

    def _kinds(self) -> tuple[Kind, ...]:
        if self._known is None:
            claims: tuple[Claim, ...] | None = ()
            # A machine made them, so a lost body is no loss.
            with contextlib.suppress(LibraryError):
                claims = pointing.readable(self._id, bulk.whole(self._document, self._read))
            self._known = kinds_of(claims or ())
        return self._known


def kinds_of(claims: Collection[Claim]) -> tuple[Kind, ...]:
    """Return the kinds of the claims of the default density, each once."""
    return tuple(sorted({c.kind for c in claims if c.density <= DEFAULT_DENSITY}))
