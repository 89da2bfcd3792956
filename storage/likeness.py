"""Where in a text a passage that was not found again may stand, and how like it that is.

`anchors` alone puts a mark anywhere; what is found here is an offer to a person, who decides.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import chain, islice

from storage.anchors import alike, occurrences, surroundings
from storage.claims.segment import sentences
from storage.models import Passage
from storage.portions import Portions
from storage.squeezed import squeeze

LEAST = 35
"""Per cent of likeness below which a place is no more like a passage than any other."""
MOST = 5
"""Places that are offered."""

_LONE = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(f"[{_LONE}]|[^\\W{_LONE}]+")
"""A word; a single letter in scripts that leave no blanks between words."""
_BESIDE = 12
"""Letters of the surroundings by which the gap that a passage left is known."""
_LONG = 600
"""Letters above which words are compared, and no letters."""
_SHORT = 16
"""Letters below which the surroundings say as much as the quote."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a lost passage may have become."""

    start: int
    end: int
    likeness: int
    """Per cent, 0 to 100; 100 only for the same words in the same surroundings."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str


def candidates(text: str, passage: Passage, most: int = MOST) -> list[Candidate]:
    """Return the places most like a passage, the likest first; none lies over another."""
    portions = Portions.of(passage)
    # Many spans lie in the same block, which may be a book's whole text.
    divide = cache(sentences)
    spans = set(_same(text, passage))
    for start, end in chain(_gaps(text, passage), _similar(text, passage)):
        spans.update(portions.spans(text, start, end, divide))
    found = []
    for start, end in spans:
        inside, around = _alikeness(text, start, end, passage)
        one = Candidate(start, end, _per_cent(inside, around, passage))
        if one.likeness >= LEAST:
            found.append((0.8 * inside + 0.2 * around, one))
    # Of two that overlap the one with the liker words: what stands around is like for both.
    found.sort(key=lambda f: (-f[0], abs(f[1].start - passage.start), f[1].start, f[1].end))
    kept: list[Candidate] = []
    for _, one in found:
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda c: -c.likeness)[:most]


def _per_cent(inside: float, around: float, passage: Passage) -> int:
    share = 0.3 if len(passage.quote.strip()) >= _SHORT else 0.5
    return math.floor(100 * ((1 - share) * inside + share * around))


def _alikeness(text: str, start: int, end: int, passage: Passage) -> tuple[float, float]:
    """Return how alike (0-1) the words of a span and of a passage are, and what is around."""
    around = surroundings(text, start, end, passage)
    here, quote = squeeze(text[start:end]).strip(), squeeze(passage.quote).strip()
    if here == quote:
        return 1.0, around
    words = _ratio(_words(here), _words(quote))
    if max(len(here), len(quote)) > _LONG:
        return words, around
    return (words + alike(here, quote)) / 2, around


def _words(text: str) -> list[_Word]:
    return [_Word(w.start(), w.end(), w[0].casefold()) for w in _WORD.finditer(text)]


def _ratio(one: list[_Word], other: list[_Word]) -> float:
    ours, theirs = ([word.folded for word in words] for words in (one, other))
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def _same(text: str, passage: Passage) -> Iterator[tuple[int, int]]:
    """Give the places of the very words, too many or too little alike for a mark to be put."""
    if passage.quote.strip():
        for at in islice(occurrences(text, passage.quote), 4 * MOST):
            yield at, at + len(passage.quote)


def _gaps(text: str, passage: Passage) -> Iterator[tuple[int, int]]:
    """Give what stands now between the words that stood around the passage."""
    before, after = passage.prefix[-_BESIDE:], passage.suffix[:_BESIDE]
    if len(before.strip()) < _BESIDE - 2 or len(after.strip()) < _BESIDE - 2:
        return
    for at in islice(occurrences(text, before), MOST):
        start = at + len(before)
        end = text.find(after, start, start + 3 * len(passage.quote) + 200)
        if end > start and text[start:end].strip():
            yield start, end


def _similar(text: str, passage: Passage) -> Iterator[tuple[int, int]]:
    """Give the spans that share most words with the quote, rare ones counting for more."""
    quote, words = _words(passage.quote), _words(text)
    if not quote or not words:
        return
    length = min(len(quote), len(words))
    for first in _windows([w.folded for w in words], Counter(w.folded for w in quote), length):
        window = words[first].start, words[first + length - 1].end
        low = max(0, first - length // 2 - 2)
        high = min(len(words), first + length + length // 2 + 2)
        yield window
        yield from _fitted(words[low:high], quote)


def _windows(words: list[str], wanted: Counter[str], length: int) -> list[int]:
    """Return where runs of words begin that hold most of what is wanted, best first."""
    common = Counter(word for word in words if word in wanted)
    weight = {word: 1 + math.log(len(words) / count) for word, count in common.items()}
    held: Counter[str] = Counter()
    total, shared = 0.0, []
    for at, word in enumerate(words):
        if word in weight:
            held[word] += 1
            total += weight[word] if held[word] <= wanted[word] else 0.0
        gone = words[at - length] if at >= length else ""
        if gone in weight:
            total -= weight[gone] if held[gone] <= wanted[gone] else 0.0
            held[gone] -= 1
        if at >= length - 1:
            shared.append(total)
    best: list[int] = []
    for first in sorted(range(len(shared)), key=lambda at: -shared[at]):
        if shared[first] <= 0 or len(best) == 2 * MOST:
            break
        if all(abs(first - other) * 2 >= length for other in best):
            best.append(first)
    return best


def _fitted(words: list[_Word], quote: list[_Word]) -> Iterator[tuple[int, int]]:
    """Give the span among words that begins and ends where the quote does."""
    matcher = SequenceMatcher(
        None, [w.folded for w in quote], [w.folded for w in words], autojunk=len(quote) > _LONG
    )
    met = [block for block in matcher.get_matching_blocks() if block.size]
    if not met:
        return
    first = max(0, met[0].b - met[0].a)
    last = min(len(words), met[-1].b + len(quote) - met[-1].a) - 1
    if first <= last:
        yield words[first].start, words[last].end
