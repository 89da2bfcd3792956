"""The library as nouns: everything that can be read from it."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from operator import attrgetter

from storage import (
    article_records,
    bulk,
    claim_records,
    mark_records,
    pointing,
    progress_records,
    quarantine,
)
from storage.anchors import locate, passage
from storage.disk.memory import Memory
from storage.disk.transaction import Document, Table
from storage.errors import LibraryError, NotFound
from storage.fields import OWNER, is_trashed, owner
from storage.garbage import uncollected
from storage.lazy_claims import Judged, LazyKinds, Pointed
from storage.models import (
    Annotation,
    Article,
    Bookmark,
    Claim,
    Decision,
    Entry,
    Kind,
    Passage,
    Progress,
)
from storage.placed import Damaged, Placed, proper
from storage.schema import (
    ANNOTATIONS,
    ARTICLES,
    BOOKMARKS,
    CLAIMS,
    DECISIONS,
    PROGRESS,
)

_NONE: Table = {}


class Catalog:
    """What the library's memory says, as nouns that are made once and kept while they hold.

    Its owner keeps threads apart, as for the memory itself.
    """

    def __init__(self, memory: Memory, read: bulk.Read) -> None:
        self.memory = memory
        self._read = read
        self.version = object()
        self._rows: dict[int, Entry] = {}
        self._orders: dict[bool, list[int]] = {}
        self._listed: dict[bool, list[Entry]] = {}
        self._damaged: Damaged = {}
        self._placed = Placed(memory, read, self.document, self._damaged)
        self._marks = [memory.index(table, OWNER) for table in (ANNOTATIONS, BOOKMARKS, DECISIONS)]
        for key, record in self._table(quarantine.DAMAGED).items():
            self._damaged[quarantine.DAMAGED, key] = (
                f"{quarantine.called(record)}; it was left as it is: "
                "`manicule check` says what can be done."
            )
        memory.watch(self._forget)

    def articles(self) -> Table:
        return self._table(ARTICLES)

    def document(self, id: int) -> Document:
        """Return an article's document; raises NotFound."""
        document = self.articles().get(str(id))
        if document is None:
            raise NotFound(f"There is no article {id}; `manicule list` shows which there are.")
        return document

    def article(self, id: int) -> Article:
        return article_records.article(id, bulk.whole(self.document(id), self._read))

    def entries(self, trashed: bool) -> list[Entry]:
        """Return the rows of the library or of the trash, newest saved first.

        A damaged article has no row: it is left to `damaged`, and in the file as it is.
        """
        listed = self._listed.get(trashed)
        if listed is None:
            listed = self._listed[trashed] = self._list(trashed)
        return listed.copy()

    def _list(self, trashed: bool) -> list[Entry]:
        order = self._orders.get(trashed)
        if order is not None:
            rows, articles = self._rows, self.articles()
            return [
                row
                for id in order
                if (row := rows.get(id) or self._row(key := str(id), articles[key]))
            ]
        with uncollected():
            made = [
                row
                for key, document in self.articles().items()
                if is_trashed(document) == trashed and (row := self._row(key, document))
            ]
            made.sort(key=attrgetter("saved", "id"), reverse=True)
            self._orders[trashed] = [entry.id for entry in made]
        return made

    def stamps(self) -> dict[int, str]:
        """Return a fingerprint of every article's text, by the article's number."""
        return {
            int(key): article_records.stamp(document) for key, document in self.articles().items()
        }

    def stamp(self, id: int) -> str:
        """Return a fingerprint of an article's text; raises NotFound."""
        return article_records.stamp(self.document(id))

    def text(self, id: int) -> str:
        """Return an article's text; raises NotFound, LibraryError."""
        return self._text(id, self.document(id))

    def damaged(self) -> tuple[str, ...]:
        """Return a sentence for each record that nobody could read until now."""
        return tuple(self._damaged.values())

    def entry(self, id: int) -> Entry:
        """Return the row of an article, wherever it is; raises NotFound, LibraryError."""
        return self._entry(str(id), self.document(id))

    def claims(self, id: int, found: tuple[Claim, ...] | None = None) -> tuple[Claim, ...] | None:
        """Return an article's claims without those dismissed; None when they are to be found.

        `found` are claims found since, which then are used.
        """
        text = self._text(id, self.document(id))
        claims = found
        kept = self._table(CLAIMS).get(str(id))
        if claims is None and kept is not None:
            # A machine made them, so a lost body is no loss.
            with contextlib.suppress(LibraryError):
                read = bool(self.progress(id).seen)
                claims = pointing.stored(id, text, bulk.whole(kept, self._read), read=read)
        if claims is None:
            return None
        return pointing.standing(claims, self._placed.dismissed(id), text, self._placed.kept(id))

    def annotations(self, id: int | None, trashed: bool = False) -> list[Annotation]:
        return self._placed.annotations(id, trashed)

    def bookmarks(self, id: int | None, trashed: bool = False) -> list[Bookmark]:
        return self._placed.bookmarks(id, trashed)

    def made(self) -> tuple[list[Annotation], list[Bookmark]]:
        """Return all annotations and bookmarks as they were made; no text is read for it."""
        return self._placed.made()

    def written(self) -> dict[int, list[str]]:
        """Return notes and their tags by article; no text is read for it."""
        found: dict[int, list[str]] = {}
        for document in self._table(ANNOTATIONS).values():
            words = mark_records.written(document)
            if words and not is_trashed(document):
                found.setdefault(owner(document), []).extend(words)
        return found

    def dismissed(self, id: int) -> list[Passage]:
        """Return where claims stood that a person dismissed, in reading order."""
        text = self._text(id, self.document(id))
        places = [(p, locate(text, p)) for p in self._placed.dismissed(id)]
        found = [passage(text, *place) if place else p for p, place in places]
        return sorted(found, key=lambda p: (p.start, p.end))

    def judged(self, id: int) -> list[Decision]:
        """Return all that a person said of an article's claims, in the order it was said."""
        return self._placed.judged(id)

    def progress(self, id: int) -> Progress:
        return progress_records.progress(self._table(PROGRESS).get(str(id)))

    def timed(self) -> tuple[int, int]:
        """Return how many words were read while the time was taken, and the seconds."""
        places = [
            progress_records.progress(document) for document in self._table(PROGRESS).values()
        ]
        return sum(place.words for place in places), sum(place.seconds for place in places)

    def _text(self, id: int, document: Document) -> str:
        return article_records.text(id, bulk.whole(document, self._read))

    def decisions(self) -> Table:
        """Return the documents of all decisions on claims."""
        return self._table(DECISIONS)

    def _table(self, name: str) -> Table:
        return self.memory.tables.get(name, {})

    def _row(self, key: str, document: Document) -> Entry | None:
        """Return the row of an article; None for a damaged one."""
        try:
            return self._entry(key, document)
        except LibraryError as error:
            self._damaged[ARTICLES, key] = str(error)
            return None

    def _entry(self, key: str, document: Document) -> Entry:
        id, table = proper(key), self.memory.tables.get
        known = self._rows.get(id)
        if known is not None:
            return known
        notes, bookmarks, decisions = self._marks
        annotations = notes.get(id)
        pointed = table(CLAIMS, _NONE).get(key)
        claims, kinds = self._pointed(id, pointed, id in decisions) if pointed else (0, ())
        entry = self._rows[id] = article_records.entry(
            id,
            document,
            progress_records.progress(table(PROGRESS, _NONE).get(key)),
            claims,
            _standing(annotations) if annotations else 0,
            _standing(bookmarks[id]) if id in bookmarks else 0,
            mark_records.inks(annotations.values()) if annotations else (),
            kinds,
            mark_records.noted(annotations.values()) if annotations else (),
            mark_records.retired(annotations.values()) if annotations else 0,
            mark_records.worded(annotations.values()) if annotations else 0,
        )
        return entry

    def _forget(
        self, table: str, key: str, before: Document | None, after: Document | None
    ) -> None:
        """Drop what was made of a document that has changed."""
        self._placed.forget(table, key)
        self._listed.clear()
        if table in (ARTICLES, ANNOTATIONS, BOOKMARKS):
            self.version = object()
        if self._damaged.pop((table, key), None):
            self._orders.clear()
        if table in (ARTICLES, CLAIMS, PROGRESS):
            self._rows.pop(int(key), None)
        elif table in (ANNOTATIONS, BOOKMARKS, DECISIONS):
            for document in (before, after):
                self._rows.pop(owner(document or {}), None)
        if table == ARTICLES and article_records.rank(before) != article_records.rank(after):
            self._orders.clear()

    def _pointed(
        self, id: int, document: Document, judged: bool
    ) -> tuple[int | Pointed, Collection[Kind]]:
        """Count the claims of the default density, and name their kinds, finding none anew."""
        if judged:
            late: Pointed = Judged(
                id,
                document,
                self._read,
                self.document(id),
                self._placed.dismissed(id),
                self._placed.kept(id),
            )
            return late, LazyKinds(late)
        kinds: Collection[Kind] | None = claim_records.claims_kinds(document)
        if kinds is None:
            kinds = LazyKinds(Pointed(id, document, self._read))
        return claim_records.claims_shown(document), kinds


def _standing(documents: Table) -> int:
    """Count the documents that are not in the trash."""
    return sum([not is_trashed(document) for document in documents.values()])
