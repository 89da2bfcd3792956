"""One state of the library as nouns: everything that can be read from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from operator import is_
from typing import TypeVar

from storage import article_records, pointing, records
from storage.anchors import locate, passage
from storage.disk.transaction import Document, Table, Tables
from storage.errors import Ambiguous, NotFound
from storage.models import (
    DEFAULT_DENSITY,
    Annotation,
    Article,
    Bookmark,
    Claim,
    Entry,
    Passage,
    Progress,
)
from storage.query import fold
from storage.schema import ANNOTATIONS, ARTICLES, BOOKMARKS, CLAIMS, DECISIONS, PROGRESS

Note = TypeVar("Note", Annotation, Bookmark)
Groups = dict[int, list[tuple[str, Document]]]
_Basis = tuple[object, ...]

CANDIDATES = 5
"""Titles named when words fit more than one."""


class Catalog:
    """What one state of the tables says. The tables do not change; a later state has its own."""

    def __init__(self, tables: Tables, before: Catalog | None = None) -> None:
        self.tables = tables
        # Most changes touch one document: what is made of all others still holds. Both are
        # kept with what they were made of, and compared with it by identity.
        self._groups: dict[str, tuple[Table, Groups]] = dict(before._groups) if before else {}
        self._rows: dict[int, tuple[_Basis, Entry]] = before._rows if before else {}

    def articles(self) -> Table:
        return self.tables.get(ARTICLES, {})

    def document(self, id: int) -> Document:
        """Return an article's document; raises NotFound."""
        document = self.articles().get(str(id))
        if document is None:
            raise NotFound(f"There is no article {id}; `manicule list` shows which there are.")
        return document

    def article(self, id: int) -> Article:
        return article_records.article(id, self.document(id))

    def entries(self, trashed: bool) -> list[Entry]:
        """Return the rows of the library or of the trash, newest saved first."""
        marks = self._marks()
        rows = [
            self._entry(int(key), document, marks)
            for key, document in self.articles().items()
            if article_records.is_trashed(document) == trashed
        ]
        return sorted(rows, key=lambda entry: (entry.saved, entry.id), reverse=True)

    def find(self, reference: str, trashed: bool) -> Entry:
        """Return the article of that number, or whose title alone has those words."""
        reference = " ".join(reference.split())
        number = int(reference) if reference.isdecimal() and len(reference) < 10 else 0
        document = self.articles().get(str(number))
        if document is not None and article_records.is_trashed(document) == trashed:
            return self._entry(number, document, self._marks())
        if document is not None:
            raise NotFound(_elsewhere(number, document))
        wanted = fold(reference)
        words = wanted.split()
        fitting = [
            (int(key), document, title)
            for key, document in self.articles().items()
            if article_records.is_trashed(document) == trashed
            and (title := " ".join(fold(article_records.title(document)).split()))
            and words
            and all(word in title for word in words)
        ]
        exact = [found for found in fitting if found[2] == wanted]
        if len(exact or fitting) == 1:
            return self._entry(*(exact or fitting)[0][:2], self._marks())
        if not fitting:
            where, listed = (" in the trash", " is:trashed") if trashed else ("", "")
            raise NotFound(
                f"No article{where} is called “{reference}”; "
                f"`manicule list{listed}` shows which there are."
            )
        raise Ambiguous(_which(reference, [(id, document) for id, document, _ in exact or fitting]))

    def claims(self, id: int, found: tuple[Claim, ...] | None = None) -> tuple[Claim, ...] | None:
        """Return an article's claims without those dismissed; None when they are to be found.

        `found` are claims found since, which then are used.
        """
        document = self.document(id)
        text = article_records.text(id, document)
        claims = found
        if claims is None:
            claims = pointing.stored(id, text, self.tables.get(CLAIMS, {}).get(str(id)))
        if claims is None:
            return None
        return pointing.standing(claims, self._dismissed(id), text)

    def annotations(self, id: int | None) -> list[Annotation]:
        return self._notes(ANNOTATIONS, records.annotation, id)

    def bookmarks(self, id: int | None) -> list[Bookmark]:
        return self._notes(BOOKMARKS, records.bookmark, id)

    def progress(self, id: int) -> Progress:
        return records.progress(self.tables.get(PROGRESS, {}).get(str(id)))

    def grouped(self, name: str) -> Groups:
        """Return a table's documents by the article they belong to."""
        table = self.tables.get(name, {})
        known = self._groups.get(name)
        if known is None or known[0] is not table:
            groups: Groups = defaultdict(list)
            for key, document in table.items():
                groups[records.owner(document)].append((key, document))
            known = self._groups[name] = table, dict(groups)
        return known[1]

    def _notes(
        self, table: str, convert: Callable[[str, Document], Note], id: int | None
    ) -> list[Note]:
        groups = self.grouped(table)
        if id is not None:
            text = article_records.text(id, self.document(id))
            notes = [placed(convert(key, doc), text) for key, doc in groups.get(id, [])]
            return sorted(notes, key=lambda note: (note.passage.start, note.passage.end))
        dated: list[tuple[str, int, Note]] = []
        for article, documents in groups.items():
            home = self.articles().get(str(article))
            if home is None or article_records.is_trashed(home):
                continue
            text = article_records.text(article, home)
            for key, document in documents:
                note = placed(convert(key, document), text)
                dated.append((note.created, int(key), note))
        dated.sort(key=lambda found: found[:2], reverse=True)
        return [note for _, _, note in dated]

    def _dismissed(self, id: int) -> list[Passage]:
        return [records.decision(*found) for found in self.grouped(DECISIONS).get(id, [])]

    def _marks(self) -> tuple[Groups, ...]:
        return tuple(map(self.grouped, (ANNOTATIONS, BOOKMARKS, DECISIONS)))

    def _entry(self, id: int, document: Document, marks: tuple[Groups, ...]) -> Entry:
        progress = self.tables.get(PROGRESS, {}).get(str(id))
        claims = self.tables.get(CLAIMS, {}).get(str(id))
        notes, bookmarks, dismissed = (group.get(id) for group in marks)
        basis = document, progress, claims, notes, bookmarks, dismissed
        known = self._rows.get(id)
        if known is not None and all(map(is_, known[0], basis)):
            return known[1]
        entry = article_records.entry(
            id,
            document,
            records.progress(progress),
            self._shown(id, claims, bool(dismissed)),
            len(notes or ()),
            len(bookmarks or ()),
        )
        self._rows[id] = basis, entry
        return entry

    def _shown(self, id: int, document: Document | None, judged: bool) -> int:
        """Count the claims of the default density, without finding any anew."""
        if document is None:
            return 0
        if judged:
            text = article_records.text(id, self.document(id))
            claims = pointing.readable(id, document)
            standing = pointing.standing(claims or (), self._dismissed(id), text)
            return sum(claim.density <= DEFAULT_DENSITY for claim in standing)
        return records.claims_shown(document)


def placed(note: Note, text: str) -> Note:
    """Return an annotation or bookmark where its passage stands now, or as lost."""
    place = locate(text, note.passage)
    if place is None:
        return replace(note, lost=True)
    if place == (note.passage.start, note.passage.end):
        return note
    return replace(note, passage=passage(text, *place))


def _elsewhere(number: int, document: Document) -> str:
    """Return the sentence on an article that is in the trash, or on one that is not."""
    title = article_records.title(document)
    if article_records.is_trashed(document):
        return f"“{title}” is in the trash; `manicule remove --restore {number}` takes it out."
    return f"“{title}” ({number}) is not in the trash."


def _which(reference: str, fitting: list[tuple[int, Document]]) -> str:
    """Return the sentence that asks which of several articles is meant."""
    named = [f"{id} “{article_records.title(document)}”" for id, document in fitting[:CANDIDATES]]
    more = len(fitting) - len(named)
    rest = f" and {more} more" if more else ""
    return (
        f"“{reference}” fits {len(fitting)} articles: {', '.join(named)}{rest}; "
        "give the number or more words of the title."
    )
