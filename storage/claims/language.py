"""Whether a text is English, which is the only language whose words are weighed."""

from __future__ import annotations

from collections.abc import Sequence

from storage.claims.lexicon import words
from storage.claims.units import Unit

_COMMON = words("the of and to is that for with as are this from it be have we you they by not or")
_SHARE = 0.1
"""English prose has about three times as many of these among its words."""
_GLANCE = 400
_FEW = 12


def is_english(units: Sequence[Unit]) -> bool:
    """Judge by the commonest words of a spread of clauses; a few plain words count as English."""
    step = 1 + len(units) // _GLANCE
    tokens = [token for unit in units[::step] for token in unit.tokens]
    if any(unit.words > 3 * max(1, len(unit.tokens)) for unit in units[:_FEW]):
        return False
    if len(tokens) < _FEW:
        return all(token.isascii() for token in tokens)
    return sum(token in _COMMON for token in tokens) >= _SHARE * len(tokens)
