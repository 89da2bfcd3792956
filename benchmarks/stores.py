"""The stores that are measured side by side: the library, SQLite and stock TinyDB.

Each article has about 7 KB of text and ten claims. SQLite keeps the same fields and is as
durable (WAL, synchronous=FULL), with the reading place left to its next flush as ours is.
All of them give the same rows and take the same notes. Finding claims is another
benchmark's: they are given here.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from tinydb import TinyDB, where

from storage import claim_records, mark_records, pointing, progress_records
from storage.anchors import passage
from storage.article_records import article, article_document, entry
from storage.identity import new_uid, now
from storage.library import Library
from storage.models import (
    Annotation,
    Article,
    Block,
    BlockKind,
    Bookmark,
    Claim,
    Entry,
    Ink,
    Kind,
    Progress,
)

WORDS = ["reading", "margin", "people", "should", "streets", "because", "value", "claim", "light"]

SCHEMA = """
pragma journal_mode = wal;
pragma synchronous = full;
create table if not exists articles (id integer primary key, uid, title, byline, site, url,
    published, language, words, saved, tags, archived, trashed, digest, canonical, shown);
create table if not exists bodies (id integer primary key, text, blocks, raw, claims);
create table if not exists notes (id integer primary key, article, uid, document);
create table if not exists bookmarks (id integer primary key, article, label, document);
create table if not exists progress (article integer primary key, document);
create index if not exists notes_of on notes (article);
create index if not exists notes_by on notes (uid);
create index if not exists bookmarks_of on bookmarks (article);
create index if not exists digests on articles (digest);
"""

ROWS = """
select a.id, a.uid, a.title, a.byline, a.site, a.url, a.published, a.language, a.words, a.saved,
    a.tags, a.shown, (select count(*) from notes where article = a.id),
    (select count(*) from bookmarks where article = a.id), p.document
from articles a left join progress p on p.article = a.id order by a.saved desc, a.id desc
"""

Made = tuple[Article, tuple[Claim, ...]]


def _sentences() -> list[str]:
    chosen = random.Random(1)
    return [" ".join(chosen.choices(WORDS, k=14)).capitalize() + "." for _ in range(500)]


SENTENCES = _sentences()


def made(number: int) -> Made:
    """Make an article and ten claims."""
    text = " ".join(random.Random(number).choices(SENTENCES, k=80))
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    item = Article(title=f"Article {number}", text=text, blocks=(block,))
    spans = ((n * 90, n * 90 + 80) for n in range(10))
    claims = (Claim(a, b, text[a:b], Kind.VALUE, 0.5, ("should",), 3) for a, b in spans)
    return replace(item, id=number, uid=new_uid(), saved=now()), tuple(claims)


def annotation(id: int, text: str, start: int) -> Annotation:
    """Make a note on 15 letters of a text."""
    there = passage(text, start, start + 15)
    return Annotation(new_uid(), id, there, "a note", Ink.YELLOW, (), now(), now())


class Ours:
    """The library as the screens use it."""

    def __init__(self, folder: Path) -> None:
        self.library = Library.open(folder / "ours" / "library.json")

    def add(self, articles: Sequence[Made], progress: Callable[[int], object]) -> None:
        """Store articles, telling of it, with claims that are known."""
        claims = {item.title: found for item, found in articles}
        finding, pointing.found = pointing.found, lambda item, *_: claims[item.title]
        try:
            self.library.add_many((item for item, _ in articles), progress)
        finally:
            pointing.found = finding

    def note(self, id: int, start: int) -> str:
        """Store an annotation."""
        return self.library.annotate(id, start, start + 15, note="a note").uid

    def edit(self, uid: str, note: str) -> None:
        """Change an annotation."""
        self.library.edit_annotation(uid, note=note)

    def bookmark(self, id: int, start: int) -> None:
        """Store a bookmark under the next free letter."""
        self.library.bookmark(id, start, start + 15)

    def place(self, id: int, offset: int) -> None:
        """Store how far one has read."""
        self.library.set_progress(id, Progress(offset, offset, 0.5))

    def entries(self) -> list[Entry]:
        """List everything."""
        return self.library.entries()

    def article(self, id: int) -> object:
        """Return an article with its claims."""
        return self.library.article(id), self.library.claims(id)


class Sqlite:
    """The same library in the standard library's SQLite."""

    def __init__(self, folder: Path) -> None:
        self.db = sqlite3.connect(folder / "sqlite.db", isolation_level=None)
        self.db.executescript(SCHEMA)

    def add(self, articles: Iterable[Made], progress: Callable[[int], object]) -> None:
        """Store articles in one transaction."""
        self.db.execute("begin immediate")
        for item, claims in articles:
            document = article_document(item)
            pointed = pointing.document(item.id, claims)["claims"]
            self.db.execute(
                "insert into articles values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    *(item.id, item.uid, item.title, None, None, None, None, None),
                    *(item.words, item.saved, "[]", 0, "", document["digest"], ""),
                    len(pointed),
                ),
            )
            blocks = json.dumps(document["blocks"])
            self.db.execute(
                "insert into bodies values (?,?,?,?,?)",
                (item.id, item.text, blocks, "", json.dumps(pointed)),
            )
        self.db.execute("commit")
        progress(0)

    def note(self, id: int, start: int) -> str:
        """Store an annotation."""
        note = annotation(id, self._text(id), start)
        document = json.dumps(mark_records.annotation_document(note))
        self.db.execute(
            "insert into notes (article, uid, document) values (?,?,?)", (id, note.uid, document)
        )
        return note.uid

    def edit(self, uid: str, note: str) -> None:
        """Change an annotation."""
        key, known = self.db.execute(
            "select id, document from notes where uid = ?", (uid,)
        ).fetchone()
        document = json.dumps({**json.loads(known), "note": note, "modified": now()})
        self.db.execute("update notes set document = ? where id = ?", (document, key))

    def bookmark(self, id: int, start: int) -> None:
        """Store a bookmark."""
        self.db.execute("select label from bookmarks where article = ?", (id,)).fetchall()
        there = passage(self._text(id), start, start + 15)
        document = mark_records.bookmark_document(Bookmark(new_uid(), id, there, "a", now()))
        self.db.execute(
            "insert into bookmarks (article, label, document) values (?,?,?)",
            (id, "a", json.dumps(document)),
        )

    def place(self, id: int, offset: int) -> None:
        """Store how far one has read, without waiting for the disk."""
        self.db.execute("pragma synchronous = normal")
        document = progress_records.progress_document(id, Progress(offset, offset, 0.5, now()))
        self.db.execute("insert or replace into progress values (?,?)", (id, json.dumps(document)))
        self.db.execute("pragma synchronous = full")

    def entries(self) -> list[Entry]:
        """List everything."""
        rows = []
        for row in self.db.execute(ROWS):
            fields = ("uid", "title", "byline", "site", "url", "published", "language", "words")
            document = dict(zip(fields, row[1:9], strict=True))
            document |= {"saved": row[9], "tags": json.loads(row[10])}
            read = progress_records.progress(json.loads(row[14])) if row[14] else Progress()
            rows.append(entry(row[0], document, read, row[11], row[12], row[13]))
        return rows

    def article(self, id: int) -> object:
        """Return an article with its claims."""
        uid, title, saved, text, blocks, claims = self.db.execute(
            "select uid, title, saved, text, blocks, claims from articles join bodies using (id)"
            " where id = ?",
            (id,),
        ).fetchone()
        fields = {"uid": uid, "title": title, "saved": saved, "text": text}
        document = {**fields, "blocks": json.loads(blocks)}
        return article(id, document), claim_records.claims(id, {"claims": json.loads(claims)})

    def _text(self, id: int) -> str:
        text: str = self.db.execute("select text from bodies where id = ?", (id,)).fetchone()[0]
        return text


class Stock:
    """The same library in TinyDB as it comes: all in one JSON file."""

    def __init__(self, folder: Path) -> None:
        self.db = TinyDB(folder / "stock.json")

    def add(self, articles: Iterable[Made], progress: Callable[[int], object]) -> None:
        """Store articles with one writing of the file."""
        rows = [
            article_document(item) | {"claims": pointing.document(item.id, claims)["claims"]}
            for item, claims in articles
        ]
        self.db.table("articles").insert_multiple(rows)

    def note(self, id: int, start: int) -> str:
        """Store an annotation."""
        text = "x" * (start + 50)
        note = annotation(id, text, start)
        self.db.table("annotations").insert(mark_records.annotation_document(note))
        return note.uid

    def edit(self, uid: str, note: str) -> None:
        """Change an annotation."""
        self.db.table("annotations").update({"note": note}, where("uid") == uid)

    def bookmark(self, id: int, start: int) -> None:
        """Store a bookmark."""
        self.db.table("bookmarks").insert({"article": id, "start": start, "label": "a"})

    def place(self, id: int, offset: int) -> None:
        """Store how far one has read."""
        read = {"article": id, "offset": offset}
        self.db.table("progress").upsert(read, where("article") == id)

    def entries(self) -> list[Entry]:
        """List everything, from one reading of the file."""
        tables = self.db.storage.read() or {}
        notes = Counter(note["article"] for note in tables.get("annotations", {}).values())
        rows = [
            entry(int(key), row, Progress(), claim_records.claims_shown(row), notes[int(key)], 0)
            for key, row in tables.get("articles", {}).items()
        ]
        return sorted(rows, key=lambda row: (row.saved, row.id), reverse=True)

    def article(self, id: int) -> object:
        """Return an article."""
        return self.db.table("articles").get(doc_id=id)


Store = Ours | Sqlite | Stock
STORES: dict[str, type[Ours] | type[Sqlite] | type[Stock]] = {
    "ours": Ours,
    "SQLite": Sqlite,
    "stock": Stock,
}
