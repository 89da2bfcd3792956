"""What portion of a text a passage was, and what portions like it a span can be made into.

Words that are like a lost passage begin and end anywhere; what a person is offered for a sentence
is a sentence, and lies in one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from storage.claims.segment import Span, sentences, trimmed
from storage.models import SEPARATOR, Passage

Divide = Callable[[str, int, int], list[Span]]

_PARTS = re.compile(r"[,;:]\s+|[，；：、]\s*|\s+[–—]\s+|\s+(?=\()")
"""What stands between two clauses, as far as punctuation tells."""
_STOPS = tuple(".!?…。！？｡")
_CLOSERS = "\"'”’»)]」』"


@dataclass(frozen=True, slots=True)
class Portions:
    """What a passage was a portion of: what is offered for it is the same of another place."""

    start: bool
    """Whether it began where a sentence begins."""
    end: bool
    """Whether it ended where a sentence ends."""
    block: bool
    """Whether it lay in one block."""

    @classmethod
    def of(cls, passage: Passage) -> Portions:
        quote, before, after = passage.quote.strip(), passage.prefix, passage.suffix
        # Of words that came alone nobody knows what was around; a full stop tells of a sentence.
        alone = _stops(quote)
        return cls(
            start=before.endswith("\n") or _stops(before) if before.strip() else alone,
            end=alone or after.startswith("\n"),
            block=SEPARATOR not in quote,
        )

    def spans(self, text: str, start: int, end: int, divide: Divide = sentences) -> Iterator[Span]:
        """Give what of a span can be offered: it is cut at blocks, and its ends at sentences.

        A passage that was part of a sentence ends as it did: at a clause, where one is near.
        """
        blocks = list(_blocks(text, start, end))
        if not self.block:
            every = [span for block in blocks for span in divide(text, *block)]
            yield from self._fitted(text, start, end, every)
            return
        for first, last in blocks:
            inside = max(start, first), min(end, last)
            yield from self._fitted(text, *inside, divide(text, first, last))

    def _fitted(self, text: str, start: int, end: int, whole: list[Span]) -> Iterator[Span]:
        start, end = trimmed(text, start, end)
        met = [span for span in whole if span[0] < end and span[1] > start]
        if not met or start >= end:
            return

        def held(span: Span) -> float:
            return (min(end, span[1]) - max(start, span[0])) / (span[1] - span[0])

        clauses = [part for span in met for part in _clauses(text, *span)]
        far = (end - start) // 3
        first = _near(start, [clause[0] for clause in clauses], far)
        last = _near(end, [clause[1] for clause in clauses], far)
        for some in (met, [span for span in met if held(span) > 0.5], [max(met, key=held)]):
            if some:
                yield from _forward(
                    some[0][0] if self.start else first, some[-1][1] if self.end else last
                )
        if len(met) == 1 and first != start and last != end:
            yield from _forward(first, last)
        if not self.start and not self.end:
            yield start, end


def _forward(start: int, end: int) -> Iterator[Span]:
    if start < end:
        yield start, end


def _near(at: int, edges: list[int], far: int) -> int:
    """Return the nearest of some edges, or the place itself when none is near."""
    nearest = min(edges, key=lambda edge: abs(edge - at))
    return nearest if abs(nearest - at) <= far else at


def _stops(text: str) -> bool:
    return text.rstrip().rstrip(_CLOSERS).endswith(_STOPS)


def _blocks(text: str, start: int, end: int) -> Iterator[Span]:
    """Give the blocks of the text that a span touches."""
    first = text.rfind(SEPARATOR, 0, start)
    first = 0 if first < 0 else first + len(SEPARATOR)
    while first < end:
        last = text.find(SEPARATOR, first)
        last = len(text) if last < 0 else last
        yield first, last
        first = last + len(SEPARATOR)


def _clauses(text: str, start: int, end: int) -> list[Span]:
    """Return a sentence's clauses."""
    cuts = [cut.span() for cut in _PARTS.finditer(text, start, end)]
    edges = [start, *chain.from_iterable(cuts), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
