"""Search in a big library: filter as one types, full text, and the index itself.

usage: python benchmarks/search.py [ARTICLES...]   (default 3000)

Articles are those of `stores.py` with rarer words strewn in, so that words of every frequency
can be asked for. Beside it the same rows in SQLite, filtered by LIKE over title and author, and
the same titles and texts in its own full-text search, asked for the best 20 by rank.
"""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from stores import Made, Ours, made

from storage.hits import best
from storage.library import Library
from storage.query import Query, parse
from storage.search import Search, index_path

QUERIES = {
    "rare word": "word9999",
    "medium word": "word77",
    "common word": "streets",
    "beginning": "str",
    "a letter": "w",
    "two words": "word1 streets",
    "three letters": "wor",
    "phrase": '"word77 because"',
    "fields and word": "is:unread has:claim saved:<2w word1",
}
ROUNDS = 15


def articles(number: int) -> Iterator[Made]:
    """Make articles with a title and some words that few others have."""
    chance = random.Random(7)
    for each in range(number):
        item, claims = made(each)
        rare = " ".join(f"word{int(10 ** chance.uniform(0, 4))} because" for _ in range(20))
        text = f"{item.text}\n\n{rare}."
        blocks = (item.blocks[0], item.blocks[0]._replace(start=len(item.text) + 2, end=len(text)))
        title = f"Article {each} on {rare.split()[0]}"
        yield replace(item, title=title, text=text, blocks=blocks, byline=f"Author {each}"), claims


def timed(search: Search | None, work: Callable[[], object]) -> tuple[float, float]:
    """Return the median and the worst time of a few runs, in ms, nothing being known before."""
    times = []
    for _ in range(ROUNDS):
        if search is not None:
            search.forget()
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), max(times)


def measure(number: int, folder: Path) -> None:
    """Print the times of a library of that many articles."""
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    ours = Ours(folder)
    ours.add(list(articles(number)), lambda _: None)
    library = ours.library
    print(f"\n{number} articles")
    _sqlite(folder, library)
    peer = _full_text(folder, library)
    search = Search(library)
    start = time.perf_counter()
    if search.prepare():
        size = index_path(library.path).stat().st_size / 1e6
        print(f"index made       {time.perf_counter() - start:9.1f} s   {size:.0f} MB")
    for name, words in QUERIES.items():
        query = parse(words)
        entries = library.entries()
        found = len(search.find(query, entries))
        typing = timed(search, lambda query=query: search.find(query, library.entries()))  # type: ignore[misc]
        hits = timed(search, lambda query=query: best(search, library, query, 20))  # type: ignore[misc]
        print(
            f"{name:16} {found:6} found   filter {typing[0]:7.1f} ms (worst {typing[1]:.1f})   "
            f"search {hits[0]:7.1f} ms (worst {hits[1]:.1f})   "
            f"SQLite {timed(None, lambda query=query: peer(query))[0]:7.1f} ms"  # type: ignore[misc]
        )
    search.close()
    library.close()


def _sqlite(folder: Path, library: Library) -> None:
    base = sqlite3.connect(folder / "rows.sqlite")
    base.execute("create table rows (id integer primary key, title, byline)")
    rows = ((entry.id, entry.title, entry.byline) for entry in library.entries())
    base.executemany("insert into rows values (?, ?, ?)", rows)
    asked = "select id, title, byline from rows where title like ? or byline like ?"
    took, worst = timed(None, lambda: base.execute(asked, ("%word77%", "%word77%")).fetchall())
    print(f"SQLite, LIKE                      {took:7.1f} ms (worst {worst:.1f})")
    base.close()


def _full_text(folder: Path, library: Library) -> Callable[[Query], object]:
    """Put titles and texts into an SQLite table, and return what asks it."""
    base = sqlite3.connect(folder / "texts.sqlite")
    base.execute("create virtual table texts using fts5(title, text, content='', prefix='2 3')")
    rows = ((entry.id, entry.title, library.text(entry.id)) for entry in library.entries())
    base.executemany("insert into texts (rowid, title, text) values (?, ?, ?)", rows)
    base.commit()
    best = "select rowid, rank from texts where texts match ? order by rank limit 20"

    def ask(query: Query) -> object:
        words = " ".join(f'"{word}"*' for word in query.words)
        return base.execute(best, (words,)).fetchall()

    return ask


def main(numbers: list[str]) -> int:
    """Measure libraries of the sizes given."""
    for number in map(int, numbers or ("3000",)):
        with tempfile.TemporaryDirectory() as folder:
            measure(number, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
