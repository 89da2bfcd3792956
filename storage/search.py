"""Search over titles, texts, claims and notes; the same answer with an index and without."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from pathlib import Path

from storage.errors import ManiculeError
from storage.fulltext import BATCH, Broken, Busy, Index, Progress
from storage.library import Library
from storage.models import Entry
from storage.paths import cache_folder
from storage.query import Query, Row, fold, rank, row
from storage.words import place_of, sought

SMALL = 2_000
"""Articles below which reading all of them is quicker than keeping an index."""
_LOSSES = 3
"""How often an index may break before texts are read without one."""
FEW = 200
"""Articles missing in the index that are read at once instead."""
_GLANCE = 1_000
"""Titles that are looked at one by one, before all of them at once."""
KEPT = 8
"""Words whose articles are remembered, for the next letter typed and for the next page."""


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
        self._asked: list[Entry] = []
        self._answered: list[Row] = []
        self._state: object = None
        self._known: dict[str, set[int]] = {}
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

    def forget(self) -> None:
        """Let go of the answers that are kept for the next letter typed."""
        with self._guard:
            self._known.clear()

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

    def find(
        self, query: Query, entries: Iterable[Entry], stop: Callable[[], bool] = lambda: False
    ) -> list[Entry]:
        """Return the entries that fit, those with every word in the title first.

        `stop` is asked before every text that has to be read: once it says so, what is returned
        is of no use.
        """
        if query.orphans:
            entries = self._with_orphans(entries)
        if not (query.words or query.without):
            return query.admitted(entries)
        with self._guard:
            texts: dict[str, Collection[int]] = {}
            for word in (*query.words, *query.without):
                if stop():
                    return []
                texts[word] = self.having(word, stop)
            return rank(self._listed(entries), query, texts)

    def _with_orphans(self, entries: Iterable[Entry]) -> list[Entry]:
        """Count in every entry the marks of which the passage is lost."""
        lost = Counter(mark.article for mark in self._library.orphans())
        return [e._replace(orphans=lost[e.id]) if e.id in lost else e for e in entries]

    def _listed(self, entries: Iterable[Entry]) -> list[Row]:
        """Return entries with their searched words, made once for as long as they are the same."""
        listed = list(entries)
        # Entries are the same objects until they change, so that this is quickly seen.
        if listed != self._asked:
            rows, notes = self._rows, self._notes
            made = []
            for entry in listed:
                known = rows.get(entry.id)
                if known is None or known[0] is not entry:
                    known = rows[entry.id] = row(entry, notes.get(entry.id, ""))
                made.append(known)
            self._asked, self._answered = listed, made
        return self._answered

    def having(self, word: str, stop: Callable[[], bool] = lambda: False) -> set[int]:
        """Return the articles in whose text a folded word or phrase stands."""
        with self._guard:
            self._look()
            asked = sought(word)
            if not asked.parts:
                return set()  # signs alone: they are looked for in titles and notes
            index = self._opened() if len(self._stamps) >= self._small else None
            if index is None:
                return self._holding(word, self._stamps, self.text, stop)
            try:
                index.refresh()
                lacking = self._lacking(index)
                state = self._version, index.state
                if state != self._state:
                    self._state = state
                    self._known.clear()
                found = self._known.get(word)
                if found is None:
                    found = index.having(word)
            except Broken:
                self._lose()
                return self.having(word, stop)
            self.behind = len(lacking)
            if word in self._known:
                return found
            found.difference_update(lacking)
            if not asked.certain:
                found = self._holding(word, found, self.text, stop)
            if len(lacking) <= FEW:
                found |= self._holding(word, lacking, self._read, stop)
            if not stop():
                if len(self._known) >= KEPT:
                    del self._known[next(iter(self._known))]
                self._known[word] = found
            return found

    def _holding(
        self,
        word: str,
        ids: Iterable[int],
        text: Callable[[int], str],
        stop: Callable[[], bool],
    ) -> set[int]:
        """Return the articles in whose text a word stands, by reading them."""
        pattern = place_of(word)
        return {id for id in ids if not stop() and pattern.search(text(id))}

    def scores(self, words: tuple[str, ...], ids: Iterable[int], most: int) -> dict[int, float]:
        """Return how well the texts of articles fit words; not of all, where these are many."""
        with self._guard:
            self._look()
            index = self._opened() if len(self._stamps) >= self._small else None
            if index is not None:
                # What most texts have says nothing about any, and takes the longest to weigh;
                # a phrase, which says enough by standing there, as long as all its words.
                half = len(self._stamps) / 2
                single = [word for word in words if len(sought(word).parts) == 1]
                telling = [word for word in single if len(self.having(word)) <= half]
                try:
                    return index.scored(telling, most)
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

    def near(
        self,
        words: tuple[str, ...],
        fitting: list[Entry],
        ids: Set[int],
        most: int,
        besides: Collection[int],
    ) -> dict[int, float]:
        """Return how well titles and notes of fitting entries, of these ids, fit words.

        In full a note counts 1 and a title 2. Of entries that have nothing but a title, those are
        told that may be among the best `most`; those `besides` and with notes are told in any case.
        """
        found: dict[int, float] = {}
        if not words:
            return found
        with self._guard:
            for id in ids & self._notes.keys():
                told = sum(word in self._notes[id] for word in words)
                if told:
                    found[id] = told / len(words)
            titled = dict(self._titled(words, fitting, most))
            others = [id for id in (*found, *besides) if id in ids and id not in titled]
            for id in (*titled, *others):
                told = titled.get(id) or self._in_title(words, id)
                if told:
                    found[id] = found.get(id, 0.0) + 2 * told / len(words)
        return found

    def _titled(
        self, words: tuple[str, ...], fitting: list[Entry], most: int
    ) -> Iterator[tuple[int, int]]:
        """Give those with the most words in their titles, who come first, and how many words.

        Once there are enough with all words but one, no other is better than they.
        """
        enough = 0
        for at, entry in enumerate(fitting):
            if enough >= most or at >= _GLANCE:
                break
            told = self._in_title(words, entry.id)
            enough += told >= len(words) - 1
            if told:
                yield entry.id, told
        else:
            return
        if enough < most:
            ids = {entry.id for entry in fitting[at:]}
            counts = Counter(
                row[2]
                for word in words
                for row in [row for row in self._answered if word in row[1]]
                if row[2] in ids and row[1].find(word, 0, row[3]) >= 0
            )
            yield from counts.items()

    def _in_title(self, words: tuple[str, ...], id: int) -> int:
        """Count the words that stand in an article's title."""
        known = self._rows.get(id)
        if known is None:
            return 0  # it has changed since the entries were asked
        _, near, _, end = known
        return sum(near.find(word, 0, end) >= 0 for word in words)

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
            written = self._library.written()
            notes = {id: fold.__wrapped__("\n".join(of)) for id, of in written.items()}
            for id, _ in notes.items() ^ self._notes.items():
                self._rows.pop(id, None)
            self._notes = notes
            self._asked = []
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
