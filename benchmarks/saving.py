"""Measure the library beside SQLite and stock TinyDB, in one run on the same disk.

usage: python benchmarks/saving.py [ARTICLES...]     default: 100 10000

Each article has about 7 KB of text; SQLite keeps the same fields in columns and is as
durable (WAL, synchronous=FULL), with the reading place left to its next flush as ours is.
Listing makes the same rows of both. The same operations are taken in turns, so that a busy
minute hits all; times are medians in milliseconds. With stock TinyDB fewer turns are taken.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from tinydb import TinyDB, where

from storage import bulk
from storage.article_records import article, article_document, entry
from storage.claims import ENGINE
from storage.identity import new_uid, now
from storage.library import Library
from storage.models import Article, Block, BlockKind, Claim, Entry, Kind, Progress
from storage.pointing import document as claims_document
from storage.records import claims as claims_of
from storage.schema import ARTICLES, CLAIMS

WORDS = ["reading", "margin", "people", "should", "streets", "because", "value", "claim", "light"]
TURNS = 31
OPENINGS = 9
SLOW_TURNS = 3
STOCK_UP_TO = 10_000
"""Articles up to which stock TinyDB is measured: beyond it takes minutes."""

Turn = Callable[..., None]

SCHEMA = """
pragma journal_mode = wal;
pragma synchronous = full;
create table if not exists articles (id integer primary key, uid, title, byline, site, url,
    published, language, words, saved, tags, archived, trashed, digest, canonical, shown);
create table if not exists bodies (id integer primary key, text, blocks, raw, claims);
create table if not exists notes (id integer primary key, article, uid, document);
create table if not exists progress (article integer primary key, document);
create index if not exists notes_of on notes (article);
create index if not exists digests on articles (digest);
"""

ROWS = """
select a.id, a.uid, a.title, a.byline, a.site, a.url, a.published, a.language, a.words, a.saved,
    a.tags, a.shown, (select count(*) from notes where article = a.id), p.document
from articles a left join progress p on p.article = a.id order by a.saved desc, a.id desc
"""


def body(seed: int) -> str:
    """Make some 7 KB of words."""
    chosen = random.Random(seed)
    sentences = (" ".join(chosen.choices(WORDS, k=14)).capitalize() + "." for _ in range(80))
    return " ".join(sentences)


def made(number: int) -> tuple[Article, tuple[Claim, ...]]:
    """Make an article and ten claims: finding them is another benchmark's."""
    text = body(number)
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    item = Article(title=f"Article {number}", text=text, blocks=(block,))
    spans = ((n * 90, n * 90 + 80) for n in range(10))
    claims = (Claim(a, b, text[a:b], Kind.VALUE, 0.5, ("should",), 3) for a, b in spans)
    return replace(item, id=number, uid=new_uid(), saved=now()), tuple(claims)


class Sqlite:
    """The same library in the standard library's SQLite."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.executescript(SCHEMA)

    def add(self, articles: Iterable[tuple[Article, tuple[Claim, ...]]]) -> None:
        """Store articles in one transaction."""
        self.db.execute("begin immediate")
        for item, claims in articles:
            document = article_document(item)
            pointed = claims_document(item.id, claims)["claims"]
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

    def note(self, id: int, start: int) -> None:
        """Store an annotation."""
        quote = self.db.execute("select text from bodies where id = ?", (id,)).fetchone()[0]
        document = {"start": start, "end": start + 15, "quote": quote[start : start + 15]}
        self.db.execute(
            "insert into notes (article, uid, document) values (?,?,?)",
            (id, new_uid(), json.dumps({**document, "note": "a note", "created": now()})),
        )

    def place(self, id: int, offset: int) -> None:
        """Store how far one has read, without waiting for the disk."""
        self.db.execute("pragma synchronous = normal")
        self.db.execute(
            "insert or replace into progress values (?,?)",
            (id, json.dumps({"offset": offset, "cursor": offset, "fraction": 0.5, "seen": now()})),
        )
        self.db.execute("pragma synchronous = full")

    def entries(self) -> list[Entry]:
        """List everything."""
        rows = []
        for row in self.db.execute(ROWS):
            fields = ("uid", "title", "byline", "site", "url", "published", "language", "words")
            document = dict(zip(fields, row[1:9], strict=True))
            document |= {"saved": row[9], "tags": json.loads(row[10])}
            read = Progress(**json.loads(row[13])) if row[13] else Progress()
            rows.append(entry(row[0], document, read, row[11], row[12], 0))
        return rows

    def article(self, id: int) -> tuple[Article, tuple[Claim, ...]]:
        """Return an article with its claims."""
        uid, title, saved, text, blocks, claims = self.db.execute(
            "select uid, title, saved, text, blocks, claims from articles join bodies using (id)"
            " where id = ?",
            (id,),
        ).fetchone()
        fields = {"uid": uid, "title": title, "saved": saved, "text": text}
        document = {**fields, "blocks": json.loads(blocks)}
        return article(id, document), claims_of(id, {"claims": json.loads(claims)})


def fill(path: Path, articles: list[tuple[Article, tuple[Claim, ...]]]) -> Library:
    """Write a library as folding would, and open it."""
    table, claims, bodies = {}, {}, {}
    for item, found in articles:
        name = new_uid()
        key = str(item.id)
        table[key], text = bulk.split(ARTICLES, article_document(item), name)
        claims[key], points = bulk.split(CLAIMS, claims_document(item.id, found), name)
        bodies[name] = {**text, **points}
    library = Library.open(path)
    with library._database.transaction() as change:
        change.put("_manicule", 1, {"schema": 2, "created": now(), "next": {}})
        for name, content in bodies.items():
            change.attach(name, content)
        for key in table:
            change.put(ARTICLES, int(key), table[key])
            change.put(CLAIMS, int(key), claims[key])
    return library


def timed(action: Callable[[], object]) -> float:
    """Give the milliseconds that an action takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def measure(count: int) -> None:
    """Fill the stores with as many articles, then take turns."""
    results: dict[str, dict[str, list[float]]] = {}

    def turn(what: str, **actions: Callable[[], object]) -> None:
        for who, action in actions.items():
            results.setdefault(what, {}).setdefault(who, []).append(timed(action))

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = [made(n) for n in range(1, count + 1)]
        kept: dict[str, object] = {}
        turn(
            "bulk add",
            ours=lambda: kept.update(ours=fill(folder / "ours.json", articles)),
            sqlite=lambda: Sqlite(folder / "sqlite.db").add(articles),
        )
        ours, sqlite = kept["ours"], Sqlite(folder / "sqlite.db")
        assert isinstance(ours, Library)
        stock = TinyDB(folder / "stock.json") if count <= STOCK_UP_TO else None
        if stock is not None:
            rows = [article_document(item) for item, _ in articles]
            turn("bulk add", stock=lambda: stock.table("articles").insert_multiple(rows))
        for n in range(TURNS):
            take_turns(turn, ours, sqlite, count, n)
            if n < OPENINGS:
                turn(
                    "open and list",
                    ours=lambda: Library.open(folder / "ours.json").entries(),
                    sqlite=lambda: Sqlite(folder / "sqlite.db").entries(),
                )
            if stock is not None and n < SLOW_TURNS:
                with_stock(turn, stock, folder, 1 + n % count, n * 20)
        disk = os.open(folder / "raw", os.O_RDWR | os.O_CREAT)
        flushes = []
        for n in range(TURNS):
            os.pwrite(disk, b"x" * 300, n * 300)
            flushes.append(timed(lambda: os.fsync(disk)))
        os.close(disk)
        report(count, results, statistics.median(flushes))


def take_turns(turn: Turn, ours: Library, sqlite: Sqlite, count: int, n: int) -> None:
    """Do once, here and there, what a person does."""
    id, other, at = 1 + (n * 7) % count, 1 + (n * 13 + 5) % count, n * 20
    extra = made(count + n + 1)
    turn(
        "save a note",
        ours=lambda: ours.annotate(id, at, at + 15, note="a note"),
        sqlite=lambda: sqlite.note(id, at),
    )
    turn(
        "save the place",
        ours=lambda: ours.set_progress(id, Progress(n + 1, n, 0.5)),
        sqlite=lambda: sqlite.place(id, n + 1),
    )
    turn("list again", ours=ours.entries, sqlite=sqlite.entries)
    turn(
        "one article",
        ours=lambda: (ours.article(other), ours.claims(other)),
        sqlite=lambda: sqlite.article(other),
    )
    # Finding claims is another benchmark's: both are given them.
    turn("add one", ours=lambda: add(ours, extra), sqlite=lambda: sqlite.add([extra]))


def add(library: Library, extra: tuple[Article, tuple[Claim, ...]]) -> None:
    """Store one article of which the claims are known."""
    from storage import shelf

    with library._change() as change:
        shelf.add(change, extra[0], extra[1])


def with_stock(turn: Turn, stock: TinyDB, folder: Path, id: int, at: int) -> None:
    """Take the same turns with stock TinyDB."""
    note = {"article": id, "start": at, "end": at + 15, "note": "a note"}
    turn("save a note", stock=lambda: stock.table("annotations").insert(note))
    turn(
        "save the place",
        stock=lambda: stock.table("progress").upsert(
            {"article": id, "offset": at}, where("article") == id
        ),
    )
    turn("list again", stock=lambda: stock.table("articles").all())
    turn("one article", stock=lambda: stock.table("articles").get(doc_id=id))
    document = article_document(made(at)[0])
    turn("add one", stock=lambda: stock.table("articles").insert(document))
    turn("open and list", stock=lambda: TinyDB(folder / "stock.json").table("articles").all())


def report(count: int, results: dict[str, dict[str, list[float]]], flush: float) -> None:
    """Print the medians and what they are to each other."""
    print(f"\n{count} articles (engine {ENGINE}; one flush of this disk {flush:.3f} ms)")
    print(
        f"  {'ms':16}{'ours':>10}{'SQLite':>10}{'stock':>11}{'ours/SQLite':>13}{'stock/ours':>12}"
    )
    for what, times in results.items():
        medians = {who: statistics.median(taken) for who, taken in times.items()}
        mine, peer, stock = medians["ours"], medians["sqlite"], medians.get("stock")
        print(
            f"  {what:16}{mine:10.3f}{peer:10.3f}"
            + (f"{stock:11.1f}" if stock else f"{'-':>11}")
            + f"{mine / peer:12.2f}x"
            + (f"{stock / mine:11.0f}x" if stock else f"{'-':>12}")
        )


if __name__ == "__main__":
    for size in [int(arg) for arg in sys.argv[1:]] or [100, 10_000]:
        measure(size)
