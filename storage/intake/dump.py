"""A whole page copied as text: find the article among menus, comments and footers.

This takes much away, so it starts only on proof: many lines that are surely furniture, never on
the shape of lines alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from storage.intake import chrome, furniture, names
from storage.intake.dates import find_date
from storage.intake.units import Unit
from storage.intake.verbatim import VERBATIM
from storage.models import BlockKind

_FEWEST_UNITS = 20
_FEWEST_CHROME = 4
_SHORT_SHARE = 0.4
_FULL = 20
"""Words of prose that make a full paragraph."""
_COMMENTS = re.compile(
    r"(?:\d+|one|no|leave a|post a|schreibe? eine[n]?) (?:comments?|responses?|replies|reply|"
    r"thoughts?|"
    r"gedanken|kommentare?|antwort(?:en)?|commentaires?|comentarios?)\b(?: (?:zu|on|to|auf|"
    r"sur)\b|$|:|\W*$)",
    re.I,
)
_LIST_WEIGHS = 5
_LOOK_UP = 12
"""So many units above the article are looked at for its title."""


def article_span(units: Sequence[Unit]) -> tuple[int, int] | None:
    """Give the first and the end unit of the article in a page dump, None when it is none."""
    if len(units) < _FEWEST_UNITS:
        return None
    surely = sum(_is_furniture(unit) for unit in units)
    short = sum(len(unit.text.split()) <= 5 for unit in units)
    if surely < _FEWEST_CHROME or short <= _SHORT_SHARE * len(units):
        return None
    sums = [0.0, *accumulate(_worths(units))]
    best, span, lowest = 0.0, None, 0
    for end in range(1, len(sums)):
        if sums[end] - sums[lowest] > best:
            best, span = sums[end] - sums[lowest], (lowest, end)
        if sums[end] < sums[lowest]:
            lowest = end
    return _trimmed(units, span) if span else None


def _trimmed(units: Sequence[Unit], span: tuple[int, int]) -> tuple[int, int]:
    """Begin at the first full paragraph, and end where readers' comments begin."""
    first, end = span
    first = next((i for i in range(first, end) if _worth(units[i]) >= _FULL), first)
    for i in range(first + 1, end):
        if len(units[i].text) < 200 and _COMMENTS.match(units[i].text):
            return first, i
    return first, end


def title_above(units: Sequence[Unit], first: int) -> int | None:
    """Give the unit above the article that is most likely its title."""
    counts = Counter(unit.text.casefold() for unit in units)
    near = [
        i
        for i in range(first - 1, max(-1, first - 1 - _LOOK_UP), -1)
        if units[i].kind is BlockKind.PARAGRAPH
        and not _is_furniture(units[i])
        and 2 <= len(units[i].text.split()) <= 25
        and not units[i].text.endswith((".", ",", ";", ":"))
        and not find_date(units[i].text)
        and not re.search(r" ,|\[", units[i].text)
        and not names.byline(units[i].text)
        and not names.are_people(units[i].text)
        and not chrome.is_salutation(units[i].text)
    ]
    # By whom an article is stands below its title, as does what the page offers to do with it.
    signed = [i for i in range(max(0, first - _LOOK_UP), first) if names.byline(units[i].text)]
    if signed and (above := [i for i in near if i < signed[0]]):
        near = above
    repeated = [i for i in near if counts[units[i].text.casefold()] > 1]
    return next(iter(repeated or near), None)


def _worths(units: Sequence[Unit]) -> Iterator[float]:
    run = 0
    for unit in units:
        run = run + 1 if unit.kind is BlockKind.ITEM else 0
        # A long list may well be the article's own: only its first items speak against it.
        yield max(0.0, _worth(unit)) if run > _LIST_WEIGHS else _worth(unit)


def _worth(unit: Unit) -> float:
    """Say how much a unit speaks for the article, in words; below 0 against it."""
    words = len(unit.text.split())
    if unit.kind in VERBATIM:
        return float(min(words, _FULL))
    if furniture.interruption(unit.text) in ("ad", "related"):
        return -4.0  # as often within an article as beside it
    if _is_furniture(unit):
        return -15.0
    if unit.kind is BlockKind.ITEM and words <= 4:
        return -6.0
    if chrome.is_prose(unit.text):
        return float(min(words, 80)) or 80.0
    return -4.0 if words <= 8 else 0.0


def _is_furniture(unit: Unit) -> bool:
    text = unit.text
    return bool(furniture.furniture(text)) or furniture.is_tags(text) or furniture.is_related(text)
