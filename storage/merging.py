"""Read another copy of a library from its file and join it."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage import removals, schema
from storage.article_records import FINGERPRINT
from storage.copies import bodies_of, referred
from storage.disk.bring import bring
from storage.disk.foreign import INSTEAD
from storage.disk.transaction import Document, Tables, Transaction
from storage.disk.whole import Whole, unpacked
from storage.errors import LibraryError
from storage.fields import UID
from storage.gone import Gone
from storage.merge import Merge, Progressed
from storage.quarantine import META
from storage.schema import ANNOTATIONS, ARTICLES, BOOKMARKS, REMOVALS
from storage.unread import unread

_SAME = (UID, FINGERPRINT)
"""The fields by which articles are the same at once."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What joining changed."""

    articles: int = 0
    """Articles that are new."""
    annotations: int = 0
    bookmarks: int = 0
    changed: int = 0
    """Articles, annotations and bookmarks that were here and are not as they were."""
    astray: int = 0
    """Records of the other copy that belong to no article of it: they were left out."""
    unread: tuple[str, ...] = ()
    """A sentence for each record of the other copy that cannot be read."""

    @property
    def nothing(self) -> bool:
        """Nothing was left to join."""
        return self == Merged(astray=self.astray, unread=self.unread)


class Theirs:
    """Another copy of a library, read from its file."""

    def __init__(self, file: Path, whole: Whole) -> None:
        self._file = file
        self._whole = whole
        tables = schema.accept(whole.tables, file)
        if not any(tables.get(table) for table in (META, *schema.TABLES)):
            raise LibraryError(f"{file} holds no library; nothing was changed: {INSTEAD}.")
        self._unread = unread(tables, file)
        self._tables = {**tables, REMOVALS: removals.remembered(tables.get(REMOVALS, {}))}

    def bring(self, path: Path, mine: Tables) -> None:
        """Bring the texts of articles that are not here to the disk, before any lock is taken."""
        known = {
            (field, document.get(field))
            for document in mine.get(ARTICLES, {}).values()
            for field in _SAME
        }
        gone = Gone(mine, self._tables)
        new = {
            key: document
            for key, document in self._tables.get(ARTICLES, {}).items()
            if document not in gone
            and not any((field, document.get(field)) in known for field in _SAME)
        }
        bring(path, bodies_of({ARTICLES: new}), self._whole.read)

    def join(self, change: Transaction, progressed: Progressed | None) -> Merged:
        """Join everything; an error leaves what must not be kept."""
        tables = self._tables
        if self._whole.stray:
            tables = referred(tables, {ARTICLES: change.documents(ARTICLES)})

        def read(name: str) -> Document:
            try:
                return self._whole.read(name)
            except LibraryError as error:
                try:
                    # A copy that was carried elsewhere without its texts.
                    return change.body(name)
                except LibraryError:
                    raise error from None

        joining = Merge(change, tables, read)
        joining.run(progressed)
        change.what = f"merging {self._file.name}"
        counted = ARTICLES, ANNOTATIONS, BOOKMARKS
        made = [made for made in change.changes if made.table in counted]
        new = Counter(made_.table for made_ in made if made_.before is None)
        return Merged(
            new[ARTICLES],
            new[ANNOTATIONS],
            new[BOOKMARKS],
            changed=len(made) - new.total(),
            astray=joining.astray,
            unread=self._unread,
        )


@contextlib.contextmanager
def theirs(file: Path) -> Iterator[Theirs]:
    """Open another copy of a library; raises NotFound or LibraryError."""
    with unpacked(file) as whole:
        yield Theirs(file, whole)
