"""Make a passage from offsets, and find it again in a changed text.

A note under the wrong words is worse than a note that says its place is lost, so
whatever could stand in two places, or is too short to be sure of, is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice, product

from storage.models import Passage
from storage.squeezed import Squeezed, squeeze

CONTEXT = 32
"""Code points remembered on each side of a passage; more where it must be told from twins."""

NOWHERE = 1_000_000_000
"""Where a passage starts of which nobody knows the place: no text reaches so far, so that
nearness to it says nothing."""

_ENOUGH = 16
"""Letters from which a quote that stands in a single place speaks for itself."""
_AGREES = 0.6
"""How alike (0-1) the surroundings must be for a quote that does not."""
_AGREES_WELL = 0.75
"""The same for a quote so short that it is almost nothing without them."""
_AGREES_ALMOST = 0.9
"""The same for an edited one: where lines come again with a word changed, another is as like it."""
_CLEARLY = 0.2
"""How much more alike than those of the second best place."""
_NEAR = 200
"""How far, in code points, a place may have moved to be told from its twins by nearness."""
_EDITABLE = 32
"""Letters from which a quote may have been edited and still be known."""
_SEED = 12
"""Letters of an edited quote, or of what stands beside it, that must be unchanged."""
_MOST = 200
"""Places looked at; what stands in more than these is no place."""
_MOST_TWINS = 9
"""Other places with the same words that are counted."""
_MOST_SEEDS = 20
"""The same for the ends of an edited quote, which are tried in pairs."""
_REACHES = 25, 40, 56, 80, 112, 160, 256
"""Code points on a side by which a passage may be told from its twins."""
_BEYOND = 8
"""Code points remembered beyond that; a side longer than CONTEXT is one that no twin has."""
_ROOM = 4 * max(_REACHES)
"""Code points of a text that hold so many, whatever white space is among them."""


def passage(text: str, start: int, end: int) -> Passage:
    """Return the passage of a span with its surroundings.

    Raises ValueError when the span is empty or reaches outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}-{end} is no span of a text of {len(text)} characters")
    made = _among(
        text, start, end, [at for at in _places(text, text[start:end]) if not start <= at[0] < end]
    )
    if made.twins:
        return made
    # What reads almost the same between the same words would be taken for it with a word changed.
    almost = [(at, to) for _, at, to in _edits(text, made) if to <= start or at >= end]
    return _among(text, start, end, almost) if almost else made


def _among(text: str, start: int, end: int, twins: list[tuple[int, int]]) -> Passage:
    """Return a passage with so much around it that it is told from its twins."""
    before = _reach(
        text[max(0, start - _ROOM) : start], [text[max(0, at - _ROOM) : at] for at, _ in twins]
    )
    after = _reach(text[end : end + _ROOM][::-1], [text[to : to + _ROOM][::-1] for _, to in twins])
    return Passage(
        start,
        end,
        text[start:end],
        text[max(0, start - before) : start],
        text[end : end + after],
        min(_MOST_TWINS, len(twins)),
    )


def _places(text: str, quote: str) -> list[tuple[int, int]]:
    """Return where the same words stand, whatever white space is between them; not all of many."""
    words = quote.split()
    if not words:
        return []
    found = re.finditer(r"\s+".join(map(re.escape, words)), text)
    return [place.span() for place in islice(found, _MOST + 1)]


def _reach(before: str, others: list[str]) -> int:
    """Return how many letters before a passage to remember, given what is before its twins."""
    if 0 < len(others) < _MOST:
        words, others = before.rstrip(), [squeeze(other).rstrip() for other in others]
        for reach in _REACHES:
            side = squeeze(words[-reach:])
            if not any(other.endswith(side) for other in others):
                return reach + _BEYOND + len(before) - len(words)
    return CONTEXT


def unplaced(quote: str, prefix: str = "", suffix: str = "") -> Passage:
    """Return a passage of which only the words are known, not where they stood."""
    return Passage(
        NOWHERE, NOWHERE + max(1, len(quote)), quote, prefix[-CONTEXT:], suffix[:CONTEXT]
    )


def stands(text: str, start: int, quote: str, prefix: str, suffix: str) -> bool:
    """Tell whether a quote stands in its old place with its old surroundings."""
    return (
        bool(quote)
        and text.startswith(quote, start)
        and text.endswith(prefix, 0, start)
        and text.startswith(suffix, start + len(quote))
    )


def locate(text: str, passage: Passage) -> tuple[int, int] | None:
    """Return where a passage stands in a text now, or None when in doubt.

    Tried in turn: the same place with the same surroundings; the same words elsewhere;
    the same words with other white space; a long quote with small edits.
    """
    start, quote = passage.start, passage.quote
    if stands(text, start, quote, passage.prefix, passage.suffix):
        return start, start + len(quote)
    # White space is found in its old place or nowhere.
    if not passage.quote.strip():
        return None
    if passage.twins:
        return _among_twins(text, passage)
    places = list(islice(occurrences(text, quote), _MOST + 1))
    return _choose(text, passage, places) if places else _in_squeezed(text, passage)


def _among_twins(text: str, passage: Passage) -> tuple[int, int] | None:
    """Return the only place of the same words beside what no twin had beside it.

    Being like it is not enough: so is a twin, when the passage itself has gone. Nor is one side of
    two: what stood between both may have gone, and either of them with it. Where a side is short
    the text began or ended there, and does so still.
    """
    if max(len(passage.prefix), len(passage.suffix)) <= CONTEXT:
        return None
    squeezed, wanted = Squeezed.of(text), _squeezed(passage)
    whole = squeeze(passage.prefix + passage.quote + passage.suffix)
    places = list(islice(occurrences(squeezed.text, whole), 2))
    if len(places) != 1:
        return None
    before, after = squeezed.text[: places[0]], squeezed.text[places[0] + len(whole) :]
    if len(passage.prefix) < CONTEXT and before.strip():
        return None
    if len(passage.suffix) < CONTEXT and after.strip():
        return None
    start = places[0] + len(wanted.prefix)
    return _restored(text, passage, squeezed.back(start, start + len(wanted.quote)))


def occurrences(text: str, quote: str) -> Iterator[int]:
    """Give every place at which a quote begins."""
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _choose(text: str, passage: Passage, places: list[int]) -> tuple[int, int] | None:
    """Return the place among equals that the surroundings point at, if they do."""
    if not places or len(places) > _MOST:
        return None
    length = len(passage.quote)
    if len(places) == 1 and len(passage.quote.strip()) >= _ENOUGH:
        return places[0], places[0] + length
    scored = sorted(
        ((surroundings(text, at, at + length, passage), at) for at in places), reverse=True
    )
    best, at = scored[0]
    if best < (_AGREES if len(passage.quote.strip()) >= _ENOUGH else _AGREES_WELL):
        return None
    if len(scored) == 1 or best - scored[1][0] >= _CLEARLY:
        return at, at + length
    # Letter for letter the same: a twin that is only like it was perhaps always there.
    if best == 1.0 > scored[1][0]:
        return at, at + length
    return _nearest([at for score, at in scored if best - score < _CLEARLY], passage)


def _nearest(places: list[int], passage: Passage) -> tuple[int, int] | None:
    """Return the place by far the nearest to where the passage was, if there is one."""
    first, second = sorted(places, key=lambda at: abs(at - passage.start))[:2]
    moved, other = abs(first - passage.start), abs(second - passage.start)
    if moved > _NEAR or moved * 4 > other:
        return None
    return first, first + len(passage.quote)


def surroundings(text: str, start: int, end: int, passage: Passage) -> float:
    """Return how alike (0-1) the surroundings of a span and of the passage are.

    The edge of the text is a surrounding too: what had nothing before it should have nothing now.
    What had something is not the less like itself for having more.
    """
    return (_alike_before(text, start, passage) + _alike_after(text, end, passage)) / 2


def _alike_before(text: str, start: int, passage: Passage) -> float:
    before, prefix = text[max(0, start - CONTEXT) : start], passage.prefix[-CONTEXT:]
    return 1.0 if prefix and before.endswith(prefix) else alike(before, prefix)


def _alike_after(text: str, end: int, passage: Passage) -> float:
    after, suffix = text[end : end + CONTEXT], passage.suffix[:CONTEXT]
    return 1.0 if suffix and after.startswith(suffix) else alike(after, suffix)


def alike(one: str, other: str) -> float:
    """Return how alike (0-1) two texts are."""
    if one == other:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _at_least(least: float, one: str, other: str) -> float:
    """Return how alike two texts are when it is so much; 0 when it is less, said in less time."""
    if one == other:
        return 1.0
    compared = SequenceMatcher(None, one, other, autojunk=False)
    # Neither is ever less than the likeness itself.
    if compared.real_quick_ratio() < least or compared.quick_ratio() < least:
        return 0.0
    likeness = compared.ratio()
    return likeness if likeness >= least else 0.0


def _in_squeezed(text: str, passage: Passage) -> tuple[int, int] | None:
    squeezed = Squeezed.of(text)
    wanted = _squeezed(passage)
    wanted = wanted._replace(start=squeezed.there(wanted.start))
    places = list(islice(occurrences(squeezed.text, wanted.quote), _MOST + 1))
    found = _choose(squeezed.text, wanted, places) if places else _edited(squeezed.text, wanted)
    return None if found is None else _restored(text, passage, squeezed.back(*found))


def _squeezed(passage: Passage) -> Passage:
    """Return a passage with single blanks; those at the quote's edges go to what is around."""
    quote = passage.quote
    lead, trail = len(quote) - len(quote.lstrip()), quote[len(quote.rstrip()) :]
    return Passage(
        start=passage.start + lead,
        end=0,
        quote=squeeze(quote).strip(),
        prefix=squeeze(passage.prefix + quote[:lead]),
        suffix=squeeze(trail + passage.suffix),
    )


def _restored(text: str, passage: Passage, found: tuple[int, int]) -> tuple[int, int]:
    """Return a span with the blanks that were at the quote's edges, if they are still there."""
    quote = passage.quote
    lead, trail = len(quote) - len(quote.lstrip()), len(quote) - len(quote.rstrip())
    whole = max(0, found[0] - lead), found[1] + trail
    return whole if text[slice(*whole)] == quote else found


def _edited(text: str, passage: Passage) -> tuple[int, int] | None:
    """Return the only span that reads almost like a long quote between the same surroundings."""
    good = _edits(text, passage)
    if not good:
        return None
    best = max(good)
    if any(end <= best[1] or start >= best[2] for _, start, end in good):
        return None  # two places that do not touch
    return best[1], best[2]


def _edits(text: str, passage: Passage) -> list[tuple[float, int, int]]:
    """Return all spans that do, each after its likeness."""
    length = len(passage.quote)
    if length < _EDITABLE:
        return []
    # From 94 % of the letters for the shortest quotes down to 85 % for those of a paragraph.
    wanted = max(0.85, 0.94 - 0.14 * (length - _EDITABLE) / 300)
    # What is before a span is compared once for all its ends, and what is after it likewise.
    before = {start: _alike_before(text, start, passage) for start in _starts(text, passage)}
    after = {end: _alike_after(text, end, passage) for end in _ends(text, passage)}
    good: list[tuple[float, int, int]] = []
    for (start, one), (end, other) in product(before.items(), after.items()):
        if not 0.75 * length <= end - start <= 1.33 * length:
            continue
        if (one + other) / 2 < _AGREES_ALMOST:
            continue
        if likeness := _at_least(wanted, text[start:end], passage.quote):
            good.append((likeness, start, end))
    return good


def _starts(text: str, passage: Passage) -> set[int]:
    """Return where an edited quote may begin: at its own first letters, or after its prefix."""
    head, before = passage.quote[:_SEED], passage.prefix[-_SEED:]
    places = _seeds(text, head)
    if len(before) == _SEED:
        places |= {at + _SEED for at in _seeds(text, before)}
    elif text.startswith(passage.prefix):
        places.add(len(passage.prefix))
    return places if len(places) <= _MOST_SEEDS else set()


def _ends(text: str, passage: Passage) -> set[int]:
    """Return where an edited quote may end: at its own last letters, or before its suffix."""
    tail, after = passage.quote[-_SEED:], passage.suffix[:_SEED]
    places = {at + _SEED for at in _seeds(text, tail)}
    if len(after) == _SEED:
        places |= _seeds(text, after)
    elif text.endswith(passage.suffix):
        places.add(len(text) - len(passage.suffix))
    return places if len(places) <= _MOST_SEEDS else set()


def _seeds(text: str, letters: str) -> set[int]:
    """Return where letters stand; not all of more places than are tried."""
    return set(islice(occurrences(text, letters), _MOST_SEEDS + 1))
