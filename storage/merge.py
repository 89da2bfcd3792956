"""Join another copy of a library into this one, record by record, within a transaction.

Articles are the same by uid, else by text, else by address where the marks of both find their
places in one of the two texts. All else is the same by uid. See `joining` for two copies of
one record, and `merge_marks` for what a person left in an article.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from storage import (
    article_records,
    bulk,
    feed_records,
    merge_marks,
    pages,
    progress_records,
    removals,
    schema,
)
from storage.disk.transaction import Document, Tables, Transaction
from storage.errors import LibraryError
from storage.fields import OWNER, UID, owner
from storage.gone import Gone
from storage.home import Home, text_of
from storage.identity import new_uid
from storage.joining import joined, newer
from storage.merge_marks import fit, preferred, readable
from storage.removals import uid_of
from storage.schema import ARTICLES, CLAIMS, DECISIONS, FEEDS, PROGRESS, REMOVALS
from storage.shapes import MARKS
from storage.standin import Mark, stand_in
from storage.traces import KEPT

_TEXT = (bulk.BODY, pages.PAGE, *bulk.BIG[ARTICLES], article_records.FINGERPRINT, "words")
"""Fields that go with the text of an article."""

Progressed = Callable[[int, int], None]
"""Told of how many articles of how many are done."""


class Merge:
    """One joining of another library's tables into those of a transaction."""

    def __init__(self, change: Transaction, other: Tables, read: bulk.Read) -> None:
        self.astray = 0
        """Records of the other library whose article it does not have."""
        self._change = change
        self._home = Home(change)
        self._other = other
        self._read = read
        self.homes: dict[int, int] = {}
        """Ids of articles there, to ids here."""
        self._marks: dict[int, list[Mark]] = {}
        self._gone = Gone(self._home.tables, other)
        self._left: set[int] = set()
        """Ids of articles there that are gone here, with all that is in them."""

    def run(self, progressed: Progressed | None = None) -> None:
        """Join everything; raises LibraryError and then nothing may be kept."""
        self._remember()
        self._gather()
        articles = self._other.get(ARTICLES, {})
        for done, (key, document) in enumerate(articles.items(), 1):
            self._article(int(key), document)
            if progressed:
                progressed(done, len(articles))
        for id, marks in self._marks.items():
            if id in self.homes:
                merge_marks.join(self._home, self.homes[id], marks)
            elif id not in self._left:
                self.astray += len(marks)

        for document in self._other.get(FEEDS, {}).values():
            address = document.get(feed_records.ADDRESS)
            if not address or not self._home.where(FEEDS, feed_records.ADDRESS, address):
                self._home.add(FEEDS, document)

    # What is gone for good

    def _remember(self) -> None:
        """Join the removals of both; what is gone there and still here goes to the trash."""
        theirs = {uid_of(d): d for d in self._other.get(REMOVALS, {}).values()}
        for uid, when in self._gone.times.items():
            known = self._home.where(REMOVALS, UID, uid)
            at, mine = next(iter(known.items()), (None, None))
            made = removals.joined(mine, {**theirs.get(uid, {}), removals.REMOVED: when})
            if made != mine:
                if at is None:
                    self._home.add(REMOVALS, made)
                else:
                    self._home.put(REMOVALS, int(at), made)
            for table in KEPT:
                for of_it, document in list(self._home.where(table, UID, uid).items()):
                    if (judged := self._gone.judged(document)) != document:
                        self._home.put(table, int(of_it), judged)

    def _gather(self) -> None:
        """Gather the marks of each article there, without those that are gone and not here."""
        for table in MARKS:
            for key, document in self._other.get(table, {}).items():
                marks = self._marks.setdefault(owner(document), [])
                if document not in self._gone or self._is_here(table, document):
                    marks.append((table, key, self._gone.judged(document)))

    def _is_here(self, table: str, document: Document) -> bool:
        return bool(self._home.where(table, UID, uid_of(document)))

    # Articles

    def _article(self, there: int, document: Document) -> None:
        here = self._same(there, document)
        if document in self._gone and not self._is_here(ARTICLES, document):
            if here is not None:
                self.homes[there] = here  # Added once more, as another: that one stays as it is.
                return
            if all(table == DECISIONS for table, _, _ in self._marks.get(there, ())):
                self._left.add(there)
                return
        document = self._gone.judged(document)
        if here is None:
            self.homes[there] = self._add(there, document)
            return
        self.homes[there] = here
        self._join(here, there, document)

    def _join(self, here: int, there: int, document: Document) -> None:
        """Make one article of two: the text of the later, and what was changed last."""
        mine = self._change.get(ARTICLES, here) or {}
        same = mine.get(UID) == document.get(UID)
        texts = mine.get(article_records.FINGERPRINT), document.get(article_records.FINGERPRINT)
        made = joined(mine, document, _TEXT)
        made = {n: v for n, v in made.items() if n not in _TEXT}
        # An address alone, of which the text is still to be fetched, never takes a text's place.
        later = newer(mine, document) if same else self._latest(mine, document)
        theirs = texts[0] != texts[1] and bool(texts[1]) and (not texts[0] or later is document)
        source = document if theirs else mine
        made.update({field: source[field] for field in _TEXT if field in source})
        if theirs:
            self._bring(there, here, document)
        if made != mine:
            self._home.put(ARTICLES, here, made)
        if texts[0] != texts[1]:
            merge_marks.settle(self._home, here)
        self._progress(there, here)

    def _same(self, there: int, document: Document) -> int | None:
        """Return which article here is that one, if any is."""
        for field in (UID, article_records.FINGERPRINT):
            found = document.get(field)
            twins = self._home.where(ARTICLES, field, found) if found else {}
            if twins:
                return int(min(twins, key=lambda key: preferred(twins[key])))
        address = document.get(article_records.ADDRESS)
        twins = self._home.where(ARTICLES, article_records.ADDRESS, address) if address else {}
        for key in sorted(twins, key=lambda key: preferred(twins[key])):
            if self._fits(int(key), twins[key], there, document):
                return int(key)
        return None

    def _fits(self, here: int, mine: Document, there: int, document: Document) -> bool:
        """Tell whether all that was marked in the older text is found in the later one."""
        if self._latest(mine, document) is mine:
            return fit(self._home.text(here), self._marks.get(there, []))
        return fit(text_of(document, self._read), self._home.marks(here))

    @staticmethod
    def _latest(one: Document, other: Document) -> Document:
        """Return the article saved last: its text is what the address leads to now."""
        key = ("saved", article_records.FINGERPRINT)
        return max(
            one,
            other,
            key=lambda d: [str(bool(d.get(key[1]))), *(str(d.get(f, "")) for f in key)],
        )

    def _add(self, there: int, document: Document) -> int:
        if text_of(document, self._read) is None:
            marks = [mark for mark in self._marks.get(there, ()) if readable(*mark)]
            document, self._marks[there] = stand_in(document, marks)
            document.pop(bulk.BODY, None)
        here = schema.next_key(self._change, ARTICLES)
        made = self._bring(there, here, document)
        self._home.put(ARTICLES, here, made)
        self._progress(there, here)
        return here

    def _bring(self, there: int, here: int, document: Document) -> Document:
        """Take over the text and the claims of an article; return its document."""
        claims = self._other.get(CLAIMS, {}).get(str(there), {})
        document, claims = self._embody(ARTICLES, document), self._embody(CLAIMS, claims)
        if isinstance(page := document.get(pages.PAGE), str):
            self._attach(page)
        if isinstance(claims.get(bulk.BODY), str):
            self._home.put(CLAIMS, here, {**claims, OWNER: here})
        elif self._change.get(CLAIMS, here) is not None:
            self._home.put(CLAIMS, here, None)
        return document

    def _embody(self, table: str, document: Document) -> Document:
        """Take over what is big in a document, which is in a body or in the document itself."""
        name = document.get(bulk.BODY)
        if bulk.BIG[table][0] in document:
            name = new_uid()
            document, body = bulk.split(table, document, name)
            self._change.attach(name, body)
        elif isinstance(name, str):
            self._attach(name)
        return document

    def _attach(self, name: str) -> None:
        """Keep a body under its own name; a claims' that is lost is no loss."""
        try:
            self._change.body(name)
        except LibraryError:
            try:
                self._change.attach(name, self._read(name))
            except LibraryError:
                return

    def _progress(self, there: int, here: int) -> None:
        theirs = self._other.get(PROGRESS, {}).get(str(there))
        mine = self._change.get(PROGRESS, here)
        if theirs is not None:
            theirs = {**theirs, OWNER: here}
            last = theirs if mine is None else max(mine, theirs, key=_read_last)
            if mine is not None:
                last = progress_records.furthest(last, mine, theirs)
            if last != mine:
                self._home.put(PROGRESS, here, last)


def _read_last(document: Document) -> tuple[Any, ...]:
    where = progress_records.progress(document)
    return where.seen, where.fraction, where.offset, where.cursor
