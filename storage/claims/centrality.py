"""How much a clause shares with the whole article: TF-IDF vectors, centroid, ranks.

The graph over clauses is never built: a step of the ranking goes from clauses to words and
back, so that the work grows with the length of the text and not with its square.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from storage.claims.lexicon import STOP

Vector = dict[str, float]

_TERM = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}|[^\W\d_\u3040-\u30ff\u3400-\u9fff][\w’'-]*")
_DAMPING = 0.85
_STEPS = 8


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Reduce an English word roughly, so that "policies" meets "policy"; "" for a stop word."""
    low = word.lower().replace("’", "'").strip("'-")
    if low in STOP or len(low) < 3:
        return low if len(low) == 2 and not low.isascii() else ""
    low = low.removesuffix("'s")
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("ly", "")):
        if low.endswith(ending) and len(low) - len(ending) > 3:
            low = low[: -len(ending)] + instead
            break
    else:
        if low.endswith("s") and not low.endswith("ss") and len(low) > 3:
            low = low[:-1]
    return low[:-1] if low.endswith("e") and len(low) > 4 else low


def terms(text: str) -> list[str]:
    """List the stems of a text's content words."""
    return [root for word in _TERM.findall(text) if (root := stem(word))]


def vectors(units: Sequence[Sequence[str]]) -> list[Vector]:
    """Weigh the terms of each unit by TF-IDF over the units, to length one."""
    seen = Counter(term for unit in units for term in set(unit))
    total = len(units)
    rarity = {term: math.log(1 + total / count) for term, count in seen.items()}
    return [unit_vector({t: n * rarity[t] for t, n in Counter(unit).items()}) for unit in units]


def unit_vector(weights: Vector) -> Vector:
    """Scale a vector to length one."""
    length = math.sqrt(sum(value * value for value in weights.values()))
    return {term: value / length for term, value in weights.items()} if length else {}


def cosine(one: Vector, other: Vector) -> float:
    """Multiply two vectors of length one."""
    if len(one) > len(other):
        one, other = other, one
    return sum([value * other[term] for term, value in one.items() if term in other])


def centroid(rows: Sequence[Vector]) -> Vector:
    """Give the direction of the sum of the vectors."""
    total: Vector = {}
    for row in rows:
        for term, value in row.items():
            total[term] = total.get(term, 0.0) + value
    return unit_vector(total)


def ranks(rows: Sequence[Vector]) -> list[float]:
    """Rank the units as TextRank would on their cosines, in time linear in the terms."""
    count = len(rows)
    if not count:
        return []
    degrees = _spread(rows, [1.0] * count)
    score = [1.0 / count] * count
    for _ in range(_STEPS):
        passed = _spread(
            rows, [s / d if d > 1e-9 else 0.0 for s, d in zip(score, degrees, strict=True)]
        )
        score = [(1 - _DAMPING) / count + _DAMPING * value for value in passed]
    return score


def _spread(rows: Sequence[Vector], shares: Sequence[float]) -> list[float]:
    """Multiply the matrix of cosines, without its diagonal, by the shares."""
    by_term: Vector = {}
    for row, share in zip(rows, shares, strict=True):
        for term, value in row.items():
            by_term[term] = by_term.get(term, 0.0) + value * share
    return [
        sum([value * by_term[term] for term, value in row.items()]) - (share if row else 0.0)
        for row, share in zip(rows, shares, strict=True)
    ]


def percentiles(values: Sequence[float]) -> list[float]:
    """Turn values into their rank within the article, 0 to 1; equal values share one."""
    order = sorted(set(values))
    last = max(1, len(order) - 1)
    place = {value: number / last for number, value in enumerate(order)}
    return [place[value] for value in values]
