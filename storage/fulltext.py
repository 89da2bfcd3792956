"""The full-text index of a big library: an SQLite file that may be deleted at any time.

It holds words only, no texts. A row is an article's text as it was at one moment, known by a
stamp; the row of a text that has changed or gone is passed over, and when these have become
many the index is made anew.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import cast

from storage.words import index_words, sought

VERSION = 4
BATCH = 500
"""Articles entered at once, between two looks at whether to go on."""
PATIENCE = 2.0
"""Seconds to wait for another program that is writing the same index."""
_WASTE = 0.25
"""The share of rows that may be out of date."""

# Thousands of words begin with the same few letters, and to join the places of all those takes
# longer than a person types: beginnings are held by themselves, without places, which is little
# and quickly joined. Phrases and ranks need the places; both in one table took three times as much.
_TOKENS = "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'\""
_SCHEMA = f"""
pragma journal_mode = wal;
pragma synchronous = normal;
begin;
create virtual table texts using fts5(words, content='', {_TOKENS});
create virtual table beginnings using fts5(
    words, content='', detail=none, columnsize=0, prefix='2 3 4 5', {_TOKENS}
);
create table held (row integer primary key, article integer, stamp text);
pragma user_version = {VERSION};
commit;
"""


class Broken(Exception):
    """The index cannot be used: it is damaged, or its folder is not writable."""


class Busy(Broken):
    """Another program is writing the index; what it has until now can be read."""


class Index:
    """Which articles hold which words; raises Broken whenever SQLite does not play along."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._open()
        except sqlite3.DatabaseError:
            # Spoilt, or of another version: it holds nothing that cannot be made again.
            self.discard()
            with _told():
                self._open()

    def _open(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Broken(str(error)) from error
        self._base = sqlite3.connect(
            self.path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        (version,) = self._base.execute("pragma user_version").fetchone()
        if version == 0:
            self._base.executescript(_SCHEMA)
        elif version != VERSION:
            raise sqlite3.DatabaseError(f"version {version}")
        self._load()

    def _load(self) -> None:
        (self._seen,) = self._base.execute("pragma data_version").fetchone()
        rows = self._base.execute("select row, article, stamp from held")
        self._state = object()
        self._held = {article: (stamp, row) for row, article, stamp in rows}
        self._rows = {row: article for article, (_, row) in self._held.items()}

    @property
    def state(self) -> object:
        """Something that is another object once the index holds other texts."""
        return self._state

    def close(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._base.close()

    def discard(self) -> None:
        """Delete the index."""
        if hasattr(self, "_base"):
            self.close()
        for ending in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                Path(f"{self.path}{ending}").unlink(missing_ok=True)

    def refresh(self) -> None:
        """Take notice of what another program has entered."""
        with _told():
            (version,) = self._base.execute("pragma data_version").fetchone()
            if version != self._seen:
                self._load()

    def lacking(self, stamps: Mapping[int, str]) -> list[int]:
        """Return the articles whose text the index does not have as it is now."""
        held = self._held
        return [id for id, stamp in stamps.items() if held.get(id, ("", 0))[0] != stamp]

    def forget(self, stamps: Mapping[int, str]) -> None:
        """Drop what there is no more; make everything anew when too much is out of date."""
        gone = [id for id in self._held if id not in stamps]
        with _told():
            if gone:
                self._base.execute("begin immediate")
                self._base.executemany("delete from held where article = ?", ((i,) for i in gone))
                self._base.execute("commit")
                for id in gone:
                    del self._rows[self._held.pop(id)[1]]
            (newest,) = self._base.execute("select coalesce(max(row), 0) from held").fetchone()
        if newest - len(self._held) > max(BATCH, _WASTE * newest):
            self.discard()
            with _told():
                self._open()

    def add(self, texts: Iterable[tuple[int, str, str]]) -> None:
        """Enter articles: number, stamp and folded text."""
        with _told():
            self._base.execute("begin immediate")
            try:
                (last,) = self._base.execute(
                    "select max((select coalesce(max(row), 0) from held), "
                    "(select coalesce(max(id), 0) from texts_docsize))"
                ).fetchone()
                entered = []
                for row, (id, stamp, text) in enumerate(texts, last + 1):
                    words = " ".join(index_words(text))
                    for table in ("texts", "beginnings"):
                        self._base.execute(
                            f"insert into {table} (rowid, words) values (?, ?)", (row, words)
                        )
                    entered.append((row, id, stamp))
                self._base.executemany(
                    "delete from held where article = ?", ((id,) for _, id, _ in entered)
                )
                self._base.executemany("insert into held values (?, ?, ?)", entered)
                self._base.execute("commit")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._base.execute("rollback")
                raise
        self._state = object()
        for row, id, stamp in entered:
            self._rows.pop(self._held.get(id, ("", 0))[1], None)
            self._held[id] = stamp, row
            self._rows[row] = id

    def having(self, word: str) -> set[int]:
        """Return the articles that have every part of a folded word, somewhere."""
        asked = sought(word)
        if not asked.parts:
            return set()
        phrase = asked.together and len(asked.parts) > 1
        table = "texts" if phrase else "beginnings"
        with _told():
            # In one row: Python's lock is then let go of and taken again once, not for each.
            (rows,) = self._base.execute(
                f"select group_concat(rowid) from {table} where {table} match ?", (_all([word]),)
            ).fetchone()
        if not rows:
            return set()
        # Twice as quick as to split it and to make numbers of the parts.
        found = set(map(self._rows.get, json.loads(f"[{rows}]")))
        found.discard(None)  # what has changed or gone since
        return cast("set[int]", found)

    def scored(self, words: Iterable[str], most: int) -> dict[int, float]:
        """Return how well the articles that have all words fit, the best of them only."""
        asked = _all(words)
        if not asked:
            return {}
        with _told():
            found = self._base.execute(
                "select rowid, rank from texts where texts match ? order by rank limit ?",
                (asked, most),
            ).fetchall()
        return {self._rows[row]: -score for row, score in found if row in self._rows}


def _all(words: Iterable[str]) -> str:
    """Write a question to the index: everything that is asked for these words."""
    asked = []
    for word in map(sought, words):
        ending = "" if word.whole else "*"
        if word.together and word.parts:
            asked.append(f'"{" ".join(word.parts)}"{ending}')
        else:
            asked.extend(f'"{part}"*' for part in word.parts)
    return " ".join(asked)


class _told(contextlib.AbstractContextManager["_told"]):
    """Turn what SQLite says into Broken."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            kind_of = Busy if "locked" in str(error) or "busy" in str(error) else Broken
            raise kind_of(str(error)) from error


Progress = Callable[[int, int], object]
"""Told how many of how many articles are in the index."""
