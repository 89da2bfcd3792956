"""Search over titles, texts, claims and notes; the same answer with an index and without."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from pathlib import Path

from storage.errors import ManiculeError
from storage.fulltext import BATCH, Broken, Busy, Index, Progress
from storage.library import Library
from storage.models import Entry
from storage.paths import cache_folder
from storage.query import Query, Row, fold, rank, row
from storage.words import is_plain, place_of

SMALL = 2_000
"""Articles below which reading all of them is quicker than keeping an index."""
_LOSSES = 3
"""How often an index may break before texts are read without one."""
FEW = 200
"""Articles missing in the index that are read at once instead."""


class Search:
    """Answers queries about one library; any thread may ask, one is answered at a time."""

    def __init__(self, library: Library, small: int = SMALL) -> None:
        self._library = library
        self._small = small
        self._guard = threading.RLock()
        self._folded: dict[int, tuple[str, str]] = {}
        self._index: Index | None = None
        self._unusable = False
        self._version: object = None
        self._stamps: Mapping[int, str] = {}
        self._notes: dict[int, str] = {}
        self._rows: dict[int, Row] = {}
        self._lacked: tuple[object, list[int]] = (None, [])
        self._lost = 0
        self.behind = 0
        """How many articles the index lacked when it was last asked; `prepare` enters them."""

    def close(self) -> None:
        """Let go of the index."""
        with self._guard:
            if self._index is not None:
                self._index.close()
                self._index = None

    def prepare(
        self, progress: Progress | None = None, stop: Callable[[], bool] = lambda: False
    ) -> bool:
        """Bring the index up to date; tell whether anything had to be done.

        Questions are answered in between, from what the index has by then.
        """
        self._look()
        if len(self._stamps) < self._small:
            return False
        done = False
        for _ in range(2):
            try:
                with self._guard:
                    index = self._opened()
                    if index is None:
                        return done
                    index.refresh()
                    index.forget(self._stamps)
                    lacking = index.lacking(self._stamps)
                for at in range(0, len(lacking), BATCH):
                    if stop():
                        return done
                    batch = [
                        (id, self._stamps.get(id, ""), self._read(id))
                        for id in lacking[at : at + BATCH]
                    ]
                    with self._guard:
                        index.add(batch)
                    done = True
                    if progress is not None:
                        progress(at + len(batch), len(lacking))
                return done
            except Busy:
                return done  # the other program does the same work
            except Broken:
                self._lose()
        return done

    def find(self, query: Query, entries: Iterable[Entry]) -> list[Entry]:
        """Return the entries that fit, those with every word in the title first."""
        if query.orphans:
            entries = self._with_orphans(entries)
        if not (query.words or query.without):
            return [entry for entry in entries if query.admits(entry)]
        with self._guard:
            self._look()
            texts = {word: self.having(word) for word in (*query.words, *query.without)}
            return rank(map(self._row, entries), query, texts)

    def _with_orphans(self, entries: Iterable[Entry]) -> list[Entry]:
        """Count in every entry the marks of which the passage is lost."""
        lost = Counter(mark.article for mark in self._library.orphans())
        return [e._replace(orphans=lost[e.id]) if e.id in lost else e for e in entries]

    def _row(self, entry: Entry) -> Row:
        """Return an entry with its searched words, made once for as long as it is the same."""
        known = self._rows.get(entry.id)
        if known is None or known[0] is not entry:
            known = self._rows[entry.id] = row(entry, self._notes.get(entry.id, ""))
        return known

    def having(self, word: str) -> Container[int]:
        """Return the articles in whose text a folded word or phrase stands."""
        with self._guard:
            self._look()
            pattern = place_of(word)
            index = self._opened() if len(self._stamps) >= self._small else None
            if index is None:
                return {id for id in self._stamps if pattern.search(self.text(id))}
            try:
                index.refresh()
                found = index.having(word)
                lacking = self._lacking(index)
            except Broken:
                self._lose()
                return self.having(word)
            self.behind = len(lacking)
            found.difference_update(lacking)
            if not is_plain(word):
                found = {id for id in found if pattern.search(self.text(id))}
            if len(lacking) <= FEW:
                found.update(id for id in lacking if pattern.search(self._read(id)))
            return found

    def scores(self, words: tuple[str, ...], ids: Iterable[int], most: int) -> dict[int, float]:
        """Return how well the texts of articles fit words; not of all, where these are many."""
        with self._guard:
            self._look()
            index = self._opened() if len(self._stamps) >= self._small else None
            if index is not None:
                try:
                    return index.scored(words, most)
                except Broken:
                    self._lose()
            counted = {}
            for id in ids:
                text = self.text(id)
                found = [len(place_of(word).findall(text)) for word in words]
                # A long text has every word more often; each further one counts for less.
                length = 0.5 + len(text) / 10_000
                counted[id] = sum(count / (count + length) for count in found)
            return counted

    def text(self, id: int) -> str:
        """Return the folded text of an article, and remember it and the others read last."""
        stamp = self._stamps.get(id, "")
        known = self._folded.get(id)
        if known is None or known[0] != stamp:
            if len(self._folded) >= SMALL:
                del self._folded[next(iter(self._folded))]
            known = self._folded[id] = stamp, self._read(id)
        return known[1]

    def noted(self, id: int) -> str:
        """Return what the person wrote in an article, folded."""
        return self._notes.get(id, "")

    def _read(self, id: int) -> str:
        try:
            text = self._library.text(id)
        except ManiculeError:
            return ""  # it went away meanwhile, or is damaged: its title alone is searched
        # Past the cache of `fold`, which is meant for titles and would hold every text.
        return fold.__wrapped__(text)

    def _look(self) -> None:
        """Read anew what is kept of the library, when the library has changed."""
        with self._guard:
            version = self._library.version
            if version is self._version:
                return
            self._stamps = self._library.stamps()
            notes: dict[int, list[str]] = {}
            for note in self._library.annotations():
                if note.note or note.tags:
                    notes.setdefault(note.article, []).extend((note.note, *note.tags))
            self._notes = {id: fold.__wrapped__("\n".join(of)) for id, of in notes.items()}
            self._rows.clear()
            self._folded = {id: kept for id, kept in self._folded.items() if id in self._stamps}
            self._version = version

    def _lacking(self, index: Index) -> list[int]:
        state = self._version, index.state
        if self._lacked[0] != state:
            self._lacked = state, index.lacking(self._stamps)
        return self._lacked[1]

    def _opened(self) -> Index | None:
        if self._index is None and not self._unusable:
            try:
                self._index = Index(index_path(self._library.path))
            except Broken:
                self._unusable = True
        return self._index

    def _lose(self) -> None:
        """Throw a broken index away; the next question makes it anew, or does without."""
        with self._guard:
            if self._index is not None:
                self._index.discard()
                self._index = None
            self._lost += 1
            self._unusable = self._lost > _LOSSES


def index_path(library: Path) -> Path:
    """Return where the index of a library is kept."""
    name = hashlib.sha256(str(library.resolve()).encode("utf-8", "surrogatepass")).hexdigest()
    return cache_folder() / "search" / f"{name[:24]}.sqlite"
