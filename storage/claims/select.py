"""Which clauses to show, and at which density: the strongest, spread out, without repeats."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence

from storage.claims.centrality import Vector, cosine
from storage.claims.units import Unit
from storage.models import BlockKind

WORDS_A_CLAIM = {1: 400, 2: 220, 3: 100, 4: 75, 5: 52}
"""How many words of prose there are to one claim, by density."""
MOST = {1: 0.10, 2: 0.17, 3: 0.25, 4: 0.33, 5: 0.45}
"""No larger share of the clauses is shown, by density."""
MARKED = {1: 0.08, 2: 0.13, 3: 0.21, 4: 0.27, 5: 0.38}
"""No larger share of the words is marked, by density; one claim may be."""
OF_PARAGRAPH = 0.4
"""No larger share of a paragraph's words is shown; its first claim may be larger."""
SMALL = 80
"""A paragraph of fewer words has room for little more than one claim,"""
OF_SMALL = 0.7
"""so that more of it may be shown."""

_FREE = 0.45
"""Two clauses may share so much, as a cosine, before the later one loses by it."""
_SAME = 0.6
_LIST = 0.7
_HEAVY = 4
"""Two clauses are compared when they share one of so many heaviest terms of each,"""
_RECENT = 8
"""and only with the last so many picked for a term."""
_TRIES = 12
"""A clause is weighed anew at most so often, lest many equal ones take for ever."""
_SILENCE = 4
"""A stretch of so many times the usual distance without a claim is too long,"""
_FAIR = 0.6
"""if it has a clause of this share of the strength of the weakest that is shown."""
_BACK = 8
"""One claim in so many is kept back for such stretches."""


class _Choice:
    """Clauses picked so far, and those still to be picked by falling strength."""

    def __init__(
        self, units: Sequence[Unit], rows: Sequence[Vector], scores: Sequence[float]
    ) -> None:
        self.units, self.rows, self.scores = units, rows, scores
        self.picked: dict[int, float] = {}
        self._heaviest = [heapq.nlargest(_HEAVY, row, key=lambda t: (row[t], t)) for row in rows]
        self._by_term: dict[str, list[int]] = defaultdict(list)
        self._listed: set[int] = set()
        self._marked: dict[int, int] = defaultdict(int)
        self._sizes: dict[int, int] = defaultdict(int)
        """Words of each paragraph."""
        for unit in units:
            self._sizes[unit.block] += unit.words
        self.heap: list[tuple[float, int, int, int]] = []
        self._words = sum(self._sizes.values())
        self._room = 0
        """How many more words may be marked at this density."""
        self._waiting: list[tuple[float, int, int, int]] = []
        """Clauses too long for it."""

    def fill(self, able: Sequence[bool]) -> None:
        """Take in the clauses that may be shown."""
        self.heap = [(-score, at, 0, 0) for at, score in enumerate(self.scores) if able[at]]
        heapq.heapify(self.heap)

    def widen(self, density: int) -> None:
        """Give room to as many words as a density may mark."""
        marked = sum(self.units[at].words for at in self.picked)
        self._room = int(self._words * MARKED[density]) - marked
        for entry in self._waiting:
            heapq.heappush(self.heap, entry)
        self._waiting = []

    def fits(self, at: int) -> bool:
        """Tell whether there is room for a clause; for one there always is."""
        return not self.picked or self.units[at].words <= self._room

    def crowded(self, at: int) -> bool:
        """Tell whether a clause would fill its paragraph."""
        unit = self.units[at]
        marked, size = self._marked[unit.block], self._sizes[unit.block]
        share = OF_PARAGRAPH if size >= SMALL else OF_SMALL
        return marked > 0 and marked + unit.words > share * size

    def pick(self, at: int, strength: float) -> None:
        """Show a clause."""
        unit = self.units[at]
        self.picked[at] = strength
        self._room -= unit.words
        self._marked[unit.block] += unit.words
        if unit.kind is not BlockKind.PARAGRAPH:
            self._listed.add(unit.block)
        for term in self._heaviest[at]:
            self._by_term[term].append(at)

    def strength(self, at: int) -> float:
        """Weigh a clause beside those picked: one that repeats another loses."""
        rivals = {o for term in self._heaviest[at] for o in self._by_term.get(term, ())[-_RECENT:]}
        closest = max((cosine(self.rows[at], self.rows[other]) for other in rivals), default=0.0)
        factor = 1 - _SAME * max(0.0, closest - _FREE) / (1 - _FREE)
        return self.scores[at] * factor * (_LIST if self.units[at].block in self._listed else 1)

    def next(self) -> tuple[int, float] | None:
        """Take the strongest of the rest out of the heap."""
        while self.heap:
            negative, at, seen, tries = entry = heapq.heappop(self.heap)
            if at in self.picked or self.crowded(at):
                continue
            if not self.fits(at):
                self._waiting.append(entry)
                continue
            if seen != len(self.picked) and tries < _TRIES:
                heapq.heappush(self.heap, (-self.strength(at), at, len(self.picked), tries + 1))
                continue
            return at, -negative
        return None


def chosen(
    units: Sequence[Unit], rows: Sequence[Vector], scores: Sequence[float], able: Sequence[bool]
) -> list[tuple[int, float, int]]:
    """Pick clauses one by one; each as (place, strength, lowest density), strongest first.

    Each density holds the one before. A silent stretch of the article is given its best fair
    clause, in the place of the weakest that the density would show.
    """
    choice = _Choice(units, rows, scores)
    choice.fill(able)
    found: list[tuple[int, float, int]] = []
    for density, limit in quotas(units).items():
        choice.widen(density)
        batch: list[tuple[int, float]] = []
        kept_back = (limit - len(choice.picked)) // _BACK
        _fill(choice, limit - kept_back, batch)
        if batch and kept_back:
            lowest = batch[-1][1]
            longest = _SILENCE * WORDS_A_CLAIM[density]
            for at in _silent(choice, able, longest, _FAIR * lowest)[:kept_back]:
                if choice.fits(at):
                    batch.append((at, lowest))
                    choice.pick(at, lowest)
        _fill(choice, limit, batch)
        found += [(at, strength, density) for at, strength in batch]
    return found


def _fill(choice: _Choice, limit: int, batch: list[tuple[int, float]]) -> None:
    """Pick the strongest until so many are shown."""
    while len(choice.picked) < limit and (best := choice.next()):
        batch.append(best)
        choice.pick(*best)


def _silent(choice: _Choice, able: Sequence[bool], longest: int, fair: float) -> list[int]:
    """Find the best fair clause of each long stretch without a claim."""
    found: list[int] = []
    words, best, strength = 0, -1, fair
    for at, unit in enumerate(choice.units):
        if at in choice.picked:
            if words > longest and best >= 0:
                found.append(best)
            words, best, strength = 0, -1, fair
            continue
        words += unit.words
        if able[at] and choice.scores[at] > strength and not choice.crowded(at):
            best, strength = at, choice.scores[at]
    if words > longest and best >= 0:
        found.append(best)
    return found


def quotas(units: Sequence[Unit]) -> dict[int, int]:
    """Say how many claims each density shows; one at least where there is a clause."""
    words = sum(unit.words for unit in units)
    return {
        density: max(min(1, len(units)), min(round(words / each), int(len(units) * MOST[density])))
        for density, each in WORDS_A_CLAIM.items()
    }
