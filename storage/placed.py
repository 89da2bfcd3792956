"""What a person left in articles, as nouns that stand where their passages stand now."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar, cast

from storage import article_records, bulk, decision_records, mark_records
from storage.anchors import locate, passage
from storage.decision_records import is_kept
from storage.disk.memory import Memory
from storage.disk.transaction import Document, Table
from storage.errors import LibraryError
from storage.fields import OWNER, is_trashed, owner
from storage.garbage import uncollected
from storage.models import Annotation, Bookmark, Decision, Kind, Passage
from storage.schema import ANNOTATIONS, ARTICLES, BOOKMARKS, DECISIONS

Note = TypeVar("Note", Annotation, Bookmark)

Home = Callable[[int], Document]
"""Gives the document of an article; raises NotFound."""

Damaged = dict[tuple[str, str], str]
"""A sentence for each record that nobody could read, by its table and key."""


class Placed:
    """Notes, bookmarks and decisions; the first two are made once and kept while they hold."""

    def __init__(self, memory: Memory, read: bulk.Read, home: Home, damaged: Damaged) -> None:
        self._memory = memory
        self._read = read
        self._home = home
        self._damaged = damaged
        self._known: dict[tuple[str, str], Annotation | Bookmark] = {}

    def annotations(self, id: int | None, trashed: bool) -> list[Annotation]:
        return self._notes(ANNOTATIONS, mark_records.annotation, id, trashed)

    def bookmarks(self, id: int | None, trashed: bool) -> list[Bookmark]:
        return self._notes(BOOKMARKS, mark_records.bookmark, id, trashed)

    def made(self) -> tuple[list[Annotation], list[Bookmark]]:
        """Return all of both as they were made: what became of their places is not looked for.

        To look takes reading every text that has one.
        """
        with uncollected():
            return (
                list(self._unplaced(ANNOTATIONS, mark_records.annotation)),
                list(self._unplaced(BOOKMARKS, mark_records.bookmark)),
            )

    def _unplaced(self, table: str, convert: Callable[[str, Document], Note]) -> Iterator[Note]:
        for key, document, home in self._rows(self._table(table).items(), trashed=False):
            try:
                proper(key)
                note = convert(key, document)
                _at_home(table, key, home)
                yield note
            except LibraryError as error:
                self._damaged[table, key] = str(error)

    def dismissed(self, id: int) -> list[Passage]:
        """Return where an article's claims were said to be none."""
        return [place for place, document in self._decided(id) if not is_kept(document)]

    def kept(self, id: int) -> list[tuple[Passage, Kind]]:
        """Return where an article's claims were said to be claims, and of which kind."""
        return [
            (place, decision_records.kept_kind(document))
            for place, document in self._decided(id)
            if is_kept(document)
        ]

    def judged(self, id: int) -> list[Decision]:
        """Return all that was said of an article's claims."""
        found = []
        for key, document in self._of(DECISIONS, id).items():
            if not is_trashed(document):
                with contextlib.suppress(LibraryError):  # `_decided` tells of it
                    found.append(decision_records.judged(key, document))
        return found

    def forget(self, table: str, key: str) -> None:
        """Drop what was made of a document that has changed, or stands in an article that has."""
        self._known.pop((table, key), None)
        if table == ARTICLES:
            for notes in (ANNOTATIONS, BOOKMARKS):
                for of_it in self._of(notes, int(key)):
                    self._known.pop((notes, of_it), None)

    def _notes(
        self, table: str, convert: Callable[[str, Document], Note], id: int | None, trashed: bool
    ) -> list[Note]:
        """Return an article's notes in reading order, or all, newest first; or those removed."""
        if id is not None:
            home = self._home(id)
            notes = [
                (note, int(key))
                for key, document in self._of(table, id).items()
                if is_trashed(document) == trashed
                and (note := self._note(table, key, document, home, convert))
            ]
            notes.sort(key=lambda found: (found[0].passage.start, found[0].passage.end, found[1]))
            return [note for note, _ in notes]
        with uncollected():
            return self._all(table, convert, trashed)

    def _all(
        self, table: str, convert: Callable[[str, Document], Note], trashed: bool
    ) -> list[Note]:
        dated: list[tuple[str, int, Note]] = []
        rows: Collection[tuple[str, Document]] = self._table(table).items()
        if len(self._known) < len(rows):
            # Article by article: a text is then read once, however its notes lie about.
            rows = sorted(rows, key=lambda row: owner(row[1]))
        for key, document, home in self._rows(rows, trashed=trashed):
            note = self._note(table, key, document, home, convert)
            if note is not None:
                dated.append((note.trashed or note.created, int(key), note))
        dated.sort(key=lambda found: found[:2], reverse=True)
        return [note for _, _, note in dated]

    def _rows(
        self, rows: Iterable[tuple[str, Document]], *, trashed: bool
    ) -> Iterator[tuple[str, Document, Document | None]]:
        """Give those of these documents that are in the trash, or are not, and their articles'."""
        articles = self._table(ARTICLES)
        for key, document in rows:
            if is_trashed(document) == trashed:
                home = articles.get(str(owner(document)))
                # What stands in a removed article is away with it.
                if home is None or trashed or not is_trashed(home):
                    yield key, document, home

    def _note(
        self,
        table: str,
        key: str,
        document: Document,
        home: Document | None,
        convert: Callable[[str, Document], Note],
    ) -> Note | None:
        """Return an annotation or a bookmark where it stands now; None for a damaged one."""
        known = self._known.get((table, key))
        if known is None:
            try:
                proper(key)
                known = self._made(table, key, convert(key, document), home)
            except LibraryError as error:
                self._damaged[table, key] = str(error)
                return None
            self._known[table, key] = known
        return cast(Note, known)

    def _made(self, table: str, key: str, note: Note, home: Document | None) -> Note:
        """Return a note where it stands in its article; raises LibraryError where none is."""
        home = _at_home(table, key, home)
        try:
            return placed(note, article_records.text(note.article, bulk.whole(home, self._read)))
        except LibraryError:
            # A person's words are shown even where the text they stand in is gone.
            return replace(note, lost=True)

    def _decided(self, id: int) -> list[tuple[Passage, Document]]:
        """Return the decisions on an article's claims that hold, with their passages."""
        found = []
        for key, document in self._of(DECISIONS, id).items():
            if not is_trashed(document):
                try:
                    found.append((decision_records.decision(key, document), document))
                except LibraryError as error:
                    self._damaged[DECISIONS, key] = str(error)
        return found

    def _table(self, name: str) -> Table:
        return self._memory.tables.get(name, {})

    def _of(self, table: str, id: int) -> Table:
        """Return the documents that belong to an article."""
        return self._memory.where(table, OWNER, id)


def _at_home(table: str, key: str, home: Document | None) -> Document:
    """Return the document of a record's article; raises LibraryError where there is none."""
    if home is None:
        raise LibraryError(
            f"{table.removesuffix('s').capitalize()} {key} of the library belongs to "
            "no article; it was left as it is: `manicule check` says what can be done."
        )
    return home


def proper(key: str) -> int:
    """Return a document's number; raises LibraryError for one that is written otherwise."""
    number = int(key)
    if key != str(number):
        raise LibraryError(
            f"Record {key} of the library has no proper number; it was left as it is: "
            "`manicule check` says what can be done."
        )
    return number


def placed(note: Note, text: str) -> Note:
    """Return an annotation or bookmark where its passage stands now, or as lost."""
    place = locate(text, note.passage)
    if place is None:
        return replace(note, lost=True)
    if place == (note.passage.start, note.passage.end):
        return note
    return replace(note, passage=passage(text, *place))
