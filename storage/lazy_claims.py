"""How many claims an article has, and of which kinds, read when asked for.

A row names both where its document does, and nobody judged the claims. To read all others takes
a file an article, too long for an opening: most are never asked for.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Sequence

from storage import article_records, bulk, pointing
from storage.disk.transaction import Document
from storage.errors import LibraryError
from storage.models import DEFAULT_DENSITY, Claim, Kind, Passage


class Pointed:
    """The claims that a document keeps, at the default density.

    Two are the same when they are read from the same: rows are compared, and none is read for it.
    """

    def __init__(self, id: int, document: Document, read: bulk.Read) -> None:
        self._id, self._document, self._read = id, document, read
        self._known: tuple[int, tuple[Kind, ...]] | None = None

    @property
    def origin(self) -> tuple[object, ...]:
        """What they are read from."""
        return self._id, self._document

    def count(self) -> int:
        """Return how many there are."""
        return self._found()[0]

    def kinds(self) -> tuple[Kind, ...]:
        """Return their kinds, each once."""
        return self._found()[1]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pointed) and self.origin == other.origin

    def __hash__(self) -> int:
        return hash(self._id)

    def _found(self) -> tuple[int, tuple[Kind, ...]]:
        if self._known is None:
            claims: Sequence[Claim] = ()
            # A machine made them, so a lost body is no loss.
            with contextlib.suppress(LibraryError):
                claims = self._claims()
            shown = [claim for claim in claims if claim.density <= DEFAULT_DENSITY]
            self._known = len(shown), tuple(sorted({claim.kind for claim in shown}))
        return self._known

    def _claims(self) -> Sequence[Claim]:
        return pointing.readable(self._id, bulk.whole(self._document, self._read)) or ()


class Judged(Pointed):
    """The same where a person has judged: without what was dismissed, with what was kept."""

    def __init__(
        self,
        id: int,
        document: Document,
        read: bulk.Read,
        article: Document,
        dismissed: Sequence[Passage],
        kept: Sequence[tuple[Passage, Kind]],
    ) -> None:
        super().__init__(id, document, read)
        self._article, self._dismissed, self._kept = article, dismissed, kept

    @property
    def origin(self) -> tuple[object, ...]:
        """What they are read from, the judgements too; with another text come other claims."""
        return *super().origin, self._dismissed, self._kept

    def _claims(self) -> Sequence[Claim]:
        text = article_records.text(self._id, bulk.whole(self._article, self._read))
        return pointing.standing(super()._claims(), self._dismissed, text, self._kept)


class LazyKinds(Collection[Kind]):
    """The kinds of such claims."""

    __slots__ = ("_pointed",)

    def __init__(self, pointed: Pointed) -> None:
        self._pointed = pointed

    def __contains__(self, kind: object) -> bool:
        return kind in self._pointed.kinds()

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._pointed.kinds())

    def __len__(self) -> int:
        return len(self._pointed.kinds())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LazyKinds) and self._pointed == other._pointed

    def __hash__(self) -> int:
        return hash(self._pointed)
