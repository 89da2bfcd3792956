"""Join another copy of a library into this one, record by record, within a transaction.

Articles are the same by uid, else by text, else by address where the marks of both find their
places in one of the two texts. All else is the same by uid. See `joining` for two copies of
one record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from storage import article_records, bulk, feed_records, pages, records, removals, schema, typed
from storage.anchors import locate, passage
from storage.disk.memory import Memory
from storage.disk.transaction import Document, Table, Tables, Transaction
from storage.errors import LibraryError, Unreadable
from storage.gone import Gone
from storage.identity import new_uid
from storage.joining import joined, newer
from storage.removals import uid_of
from storage.schema import ARTICLES, BOOKMARKS, CLAIMS, DECISIONS, FEEDS, PROGRESS, REMOVALS
from storage.shapes import MARKS, passage_of
from storage.standin import stand_in
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
        self._other = other
        self._read = read
        # A transaction looks for documents the slower the more of them it has changed.
        self._now = Memory({t: dict(change.documents(t)) for t in schema.TABLES})
        self.homes: dict[int, int] = {}
        """Ids of articles there, to ids here."""
        self._marks: dict[int, list[tuple[str, str, Document]]] = {}
        self._gone = Gone(self._now.tables, other)
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
                self._join_marks(self.homes[id], marks)
            elif id not in self._left:
                self.astray += len(marks)

        for document in self._other.get(FEEDS, {}).values():
            address = document.get(feed_records.ADDRESS)
            if not address or not self._now.where(FEEDS, feed_records.ADDRESS, address):
                self._put(FEEDS, schema.next_key(self._change, FEEDS), document)

    def _put(self, table: str, key: int, document: Document | None) -> None:
        self._change.put(table, key, document)
        self._now.put([(table, str(key), document)])

    # What is gone for good

    def _remember(self) -> None:
        """Join the removals of both; what is gone there and still here goes to the trash."""
        theirs = {uid_of(d): d for d in self._other.get(REMOVALS, {}).values()}
        for uid, when in self._gone.times.items():
            known = self._now.where(REMOVALS, records.UID, uid)
            at, mine = next(iter(known.items()), (None, None))
            made = removals.joined(mine, {**theirs.get(uid, {}), removals.REMOVED: when})
            if made != mine:
                key = schema.next_key(self._change, REMOVALS) if at is None else int(at)
                self._put(REMOVALS, key, made)
            for table in KEPT:
                for of_it, document in list(self._now.where(table, records.UID, uid).items()):
                    if (judged := self._gone.judged(document)) != document:
                        self._put(table, int(of_it), judged)

    def _gather(self) -> None:
        """Gather the marks of each article there, without those that are gone and not here."""
        for table in MARKS:
            for key, document in self._other.get(table, {}).items():
                marks = self._marks.setdefault(records.owner(document), [])
                if document not in self._gone or self._is_here(table, document):
                    marks.append((table, key, self._gone.judged(document)))

    def _is_here(self, table: str, document: Document) -> bool:
        return bool(self._now.where(table, records.UID, uid_of(document)))

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
        mine = self._change.get(ARTICLES, here) or {}
        same = mine.get(records.UID) == document.get(records.UID)
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
            self._put(ARTICLES, here, made)
        if texts[0] != texts[1]:
            self._settle(here)
        self._progress(there, here)

    def _same(self, there: int, document: Document) -> int | None:
        """Return which article here is that one, if any is."""
        for field in (records.UID, article_records.FINGERPRINT):
            found = document.get(field)
            twins = self._now.where(ARTICLES, field, found) if found else {}
            if twins:
                return int(min(twins, key=lambda key: _preferred(twins[key])))
        address = document.get(article_records.ADDRESS)
        twins = self._now.where(ARTICLES, article_records.ADDRESS, address) if address else {}
        for key in sorted(twins, key=lambda key: _preferred(twins[key])):
            if self._fits(int(key), twins[key], there, document):
                return int(key)
        return None

    def _fits(self, here: int, mine: Document, there: int, document: Document) -> bool:
        """Tell whether all that was marked in the older text is found in the later one."""
        later, marks = self._text(document, self._read), self._own_marks(here)
        if self._latest(mine, document) is mine:
            later, marks = self._text(mine, self._change.body), self._marks.get(there, [])
        return later is not None and all(
            locate(later, passage_of(table, key, mark)) is not None
            for table, key, mark in marks
            if _readable(table, key, mark)
        )

    @staticmethod
    def _latest(one: Document, other: Document) -> Document:
        """Return the article saved last: its text is what the address leads to now."""
        key = ("saved", article_records.FINGERPRINT)
        return max(
            one,
            other,
            key=lambda d: [str(bool(d.get(key[1]))), *(str(d.get(f, "")) for f in key)],
        )

    def _text(self, document: Document, read: bulk.Read) -> str | None:
        try:
            return str(bulk.whole(document, read)["text"])
        except Unreadable:
            raise  # It may be whole, and nothing must stand in for it.
        except (LibraryError, KeyError):
            return None

    def _own_marks(self, here: int) -> list[tuple[str, str, Document]]:
        return [
            (table, key, document)
            for table in MARKS
            for key, document in self._now.where(table, records.OWNER, here).items()
        ]

    def _add(self, there: int, document: Document) -> int:
        if self._text(document, self._read) is None:
            readable = [mark for mark in self._marks.get(there, ()) if _readable(*mark)]
            document, self._marks[there] = stand_in(document, readable)
            document.pop(bulk.BODY, None)
        here = schema.next_key(self._change, ARTICLES)
        made = self._bring(there, here, document)
        self._put(ARTICLES, here, made)
        self._progress(there, here)
        return here

    def _bring(self, there: int, here: int, document: Document) -> Document:
        """Take over the text and the claims of an article; return its document."""
        name = document.get(bulk.BODY)
        if "text" in document:
            name = new_uid()
            document, body = bulk.split(ARTICLES, document, name)
            self._change.attach(name, body)
        elif isinstance(name, str):
            self._attach(name)
        if isinstance(page := document.get(pages.PAGE), str):
            self._attach(page)
        claims = self._other.get(CLAIMS, {}).get(str(there))
        of_claims = claims and claims.get(bulk.BODY)
        if claims and isinstance(of_claims, str):
            if of_claims != name:
                self._attach(of_claims)
            self._put(CLAIMS, here, {**claims, records.OWNER: here})
        elif self._change.get(CLAIMS, here) is not None:
            self._put(CLAIMS, here, None)
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

    def _settle(self, here: int) -> None:
        """Put marks at the places of their passages in the text that the article has now."""
        text = self._text(self._change.get(ARTICLES, here) or {}, self._change.body)
        for table, key, document in self._own_marks(here):
            if text is not None and _readable(table, key, document):
                self._put(table, int(key), _placed(document, text))

    def _progress(self, there: int, here: int) -> None:
        theirs = self._other.get(PROGRESS, {}).get(str(there))
        mine = self._change.get(PROGRESS, here)
        if theirs is not None:
            theirs = {**theirs, records.OWNER: here}
            last = theirs if mine is None else max(mine, theirs, key=_read_last)
            if last != mine:
                self._put(PROGRESS, here, last)

    # What a person left in them

    def _join_marks(self, here: int, marks: Iterable[tuple[str, str, Document]]) -> None:
        text: str | None = None
        for table, key, document in marks:
            document = {**document, records.OWNER: here}
            if table == DECISIONS:
                self._decision(here, document)
                continue
            uid = document.get(records.UID)
            known = self._now.where(table, records.UID, uid) if uid else {}
            if known:
                mine_at, mine = next(iter(known.items()))
                made = joined(mine, document)
                if made.get("passage") != mine.get("passage"):
                    made = _placed(made, text := text or self._text_of(here))
                if made != mine:
                    self._put(table, int(mine_at), made)
                continue
            if _readable(table, key, document):
                document = _placed(document, text := text or self._text_of(here))
            self._put(table, schema.next_key(self._change, table), document)
        if any(table == BOOKMARKS for table, _, _ in marks):
            self._label(here)

    def _text_of(self, here: int) -> str:
        return self._text(self._change.get(ARTICLES, here) or {}, self._change.body) or ""

    def _decision(self, here: int, document: Document) -> None:
        known = self._now.where(DECISIONS, records.OWNER, here).values()
        if all(_place(document) != _place(other) for other in known):
            self._put(DECISIONS, schema.next_key(self._change, DECISIONS), document)

    def _label(self, here: int) -> None:
        """Give bookmarks of one article labels of their own; the oldest keeps what two have."""
        alive = {
            key: document
            for key, document in self._now.where(BOOKMARKS, records.OWNER, here).items()
            if not document.get("trashed")
        }
        taken = {str(document.get("label", "")) for document in alive.values()}
        seen: set[str] = set()
        for key in sorted(alive, key=lambda key: _preferred(alive[key], "created")):
            label = str(alive[key].get("label", ""))
            if label in seen:
                label = _another(label, taken)
                taken.add(label)
                self._put(BOOKMARKS, int(key), {**alive[key], "label": label})
            seen.add(label)


def bodies_of(tables: Tables) -> list[str]:
    """Return the names of the bodies that documents name, in their order."""
    names = (
        document.get(field)
        for table in bulk.BIG
        for document in tables.get(table, {}).values()
        for field in (bulk.BODY, pages.PAGE)
    )
    return list(dict.fromkeys(name for name in names if isinstance(name, str) and name))


def referred(strays: Tables, home: Tables) -> Tables:
    """Return stray documents of a library with the articles of it that they are in."""
    articles: Table = dict(strays.get(ARTICLES, {}))
    for table in (*MARKS, PROGRESS, CLAIMS):
        for document in strays.get(table, {}).values():
            key = str(records.owner(document))
            if key in home.get(ARTICLES, {}):
                articles.setdefault(key, home[ARTICLES][key])
    return {**strays, ARTICLES: articles}


def _another(label: str, taken: set[str]) -> str:
    """Return a letter for a letter, and words with a number for words."""
    if len(label) <= 2:
        return typed.free_label(taken)
    number = 2
    while f"{label} {number}" in taken:
        number += 1
    return f"{label} {number}"


def _preferred(document: Document, when: str = "saved") -> tuple[bool, str, str]:
    return bool(document.get("trashed")), str(document.get(when, "")), str(document.get("uid"))


def _read_last(document: Document) -> tuple[Any, ...]:
    where = records.progress(document)
    return where.seen, where.fraction, where.offset, where.cursor


def _place(document: Document) -> object:
    place = document.get("passage", {})
    return place.get("start"), place.get("end"), place.get("quote")


def _placed(document: Document, text: str) -> Document:
    """Return a mark where its passage stands in a text; where it was, when that is in doubt."""
    place = locate(text, records.passage(document["passage"]))
    if place is None or place == (document["passage"]["start"], document["passage"]["end"]):
        return document
    return {**document, "passage": records.passage_document(passage(text, *place))}


def _readable(table: str, key: str, document: Document) -> bool:
    try:
        passage_of(table, key, document)
    except LibraryError:
        return False
    return True
