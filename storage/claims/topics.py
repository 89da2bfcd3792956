"""Signals of what a clause speaks of: the article, its title, its section, its paragraph."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from storage.claims import centrality
from storage.claims.centrality import Vector, cosine
from storage.claims.units import Unit

Signals = dict[str, float]


def topical(
    units: Sequence[Unit], stems: Sequence[Sequence[str]], rows: Sequence[Vector], title: str
) -> list[Signals]:
    """Measure how close each clause is to the whole and its parts.

    ``stems`` are the content words of each clause, ``rows`` their vectors.
    """
    middle = centrality.centroid(rows)
    rank = centrality.percentiles(centrality.ranks(rows))
    near = centrality.percentiles([cosine(row, middle) for row in rows])
    head = _direction(title)
    sections = {name: _direction(name) for name in dict.fromkeys(unit.heading for unit in units)}
    contents = centrality.centroid(list(sections.values()))
    sums = _paragraph_sums(units, rows)
    sizes = {block: math.sqrt(sum(v * v for v in total.values())) for block, total in sums.items()}
    common = Counter(stem for own in stems for stem in dict.fromkeys(own))
    often = max(3.0, 1.6 * common.total() / max(1, len(common)))
    made: list[Signals] = []
    for at, unit in enumerate(units):
        row = rows[at]
        signal = {
            "sums up the article": rank[at],
            "close to the whole": near[at],
            "very central": max(0.0, rank[at] - 0.8) * 5,
            "close to title": min(1.0, 2.5 * cosine(row, head)),
            "close to heading": min(1.0, 2 * cosine(row, sections[unit.heading])),
            "close to the headings": min(1.0, 2.5 * cosine(row, contents)),
        }
        if unit.sentences > 1:
            rest = sums[unit.block]
            own = sum([value * rest[term] for term, value in row.items()])
            share = max(0.0, own - 1) / max(1.0, sizes[unit.block] - 1)
            signal["sums up the paragraph"] = min(1.0, 2 * share)
        if row:
            counts = [common[term] for term in row]
            signal["words used once"] = counts.count(1) / len(counts)
            signal["words used often"] = sum(n >= often for n in counts) / len(counts)
            opening = centrality.terms(" ".join(unit.text[:200].split()[:6]))
            if any(common[term] >= often for term in opening):
                signal["subject is the topic"] = 1.0
        made.append(signal)
    return made


def _direction(line: str) -> Vector:
    return centrality.unit_vector(dict.fromkeys(centrality.terms(line), 1.0))


def _paragraph_sums(units: Sequence[Unit], rows: Sequence[Vector]) -> dict[int, Vector]:
    sums: dict[int, Vector] = {}
    for unit, row in zip(units, rows, strict=True):
        total = sums.setdefault(unit.block, {})
        for term, value in row.items():
            total[term] = total.get(term, 0.0) + value
    return sums
