"""Which clauses to show, and at which density: the strongest, spread out, without repeats."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Sequence

from storage.claims.centrality import Vector, cosine
from storage.claims.units import Unit
from storage.models import BlockKind

WORDS_A_CLAIM = {1: 400, 2: 220, 3: 105, 4: 75, 5: 52}
"""How many words of prose there are to one claim, by density."""
MOST = {1: 0.10, 2: 0.17, 3: 0.25, 4: 0.33, 5: 0.45}
"""No larger share of the clauses is shown, by density."""

_SAME = 0.3
_CROWDED = 0.95
_NEXT = 0.92
_HEAVY = 4
"""Two clauses are compared when they share one of so many heaviest terms of each,"""
_RECENT = 8
"""and only with the last so many picked for a term."""
_TRIES = 12
"""A clause is weighed anew at most so often, lest many equal ones take for ever."""


def chosen(
    units: Sequence[Unit], rows: Sequence[Vector], scores: Sequence[float], able: Sequence[bool]
) -> list[tuple[int, float, int]]:
    """Pick clauses one by one; each as (place, strength, lowest density), strongest first.

    A clause loses strength when it repeats one picked before, stands beside it or in its
    paragraph. Strength only falls while picking, so that each density holds the one before.
    """
    limits = quotas(units)
    most = limits[5]
    if not most:
        return []
    heap = [(-score, at, 0, 0) for at, score in enumerate(scores) if able[at]]
    heapq.heapify(heap)
    picked: list[tuple[int, float]] = []
    by_term: dict[str, list[int]] = defaultdict(list)
    heaviest = [_heaviest(row) for row in rows]
    in_block: dict[int, int] = defaultdict(int)
    sizes: dict[int, int] = defaultdict(int)
    for unit in units:
        sizes[unit.block] += unit.words
    taken: set[int] = set()
    while heap and len(picked) < most:
        negative, at, seen, tries = heapq.heappop(heap)
        unit = units[at]
        if seen != len(picked) and tries < _TRIES:
            strength = scores[at] * _discount(
                at, units, rows, heaviest, by_term, in_block, sizes, taken
            )
            heapq.heappush(heap, (-strength, at, len(picked), tries + 1))
            continue
        picked.append((at, -negative))
        taken.add(at)
        in_block[unit.block] += 1
        for term in heaviest[at]:
            by_term[term].append(at)
    return [
        (at, strength, next(d for d in limits if place < limits[d]))
        for place, (at, strength) in enumerate(picked)
    ]


def quotas(units: Sequence[Unit]) -> dict[int, int]:
    """Say how many claims each density shows; one at least where there is a clause."""
    words = sum(unit.words for unit in units)
    return {
        density: max(min(1, len(units)), min(round(words / each), int(len(units) * MOST[density])))
        for density, each in WORDS_A_CLAIM.items()
    }


def _heaviest(row: Vector) -> list[str]:
    return heapq.nlargest(_HEAVY, row, key=lambda term: (row[term], term))


def _discount(
    at: int,
    units: Sequence[Unit],
    rows: Sequence[Vector],
    heaviest: Sequence[Sequence[str]],
    by_term: dict[str, list[int]],
    in_block: dict[int, int],
    sizes: dict[int, int],
    taken: set[int],
) -> float:
    unit = units[at]
    rivals = {other for term in heaviest[at] for other in by_term.get(term, ())[-_RECENT:]}
    closest = max((cosine(rows[at], rows[other]) for other in rivals), default=0.0)
    factor = 1 - _SAME * closest
    crowd = in_block[unit.block] * min(1.0, 120 / max(1, sizes[unit.block]))
    factor *= math.pow(_CROWDED, crowd)
    if unit.kind is not BlockKind.PARAGRAPH and in_block[unit.block]:
        factor *= 0.5
    for other in (at - 1, at + 1):
        if other in taken and units[other].block == unit.block:
            factor *= _NEXT
    return factor
