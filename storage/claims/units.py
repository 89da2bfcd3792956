"""The spans that could be claims: clauses of the prose blocks, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.claims.addressed import addressed
from storage.claims.clause import clauses, count, finite
from storage.claims.lexicon import words
from storage.claims.others import of_others
from storage.claims.segment import sentences
from storage.models import Block, BlockKind

PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
"""Where a claim may stand."""

MOST_UNITS = 12_000
"""About as many clauses as a book of 800 pages has."""
MOST_WORDS = 36
"""A longer clause is more than a person would underline."""
HANGING = words(
    "which who whose where that with including such especially particularly as because since "
    "unless or nor to of in for on how what nay"
)
"""A later clause that opens with one of these says nothing without what stands before it."""
_LEAST = 3
"""With fewer words nothing is said ("Yes!"), unless it is asked."""

_LEAD = re.compile(
    r"[\"'“‘(\[]*(?:(?:however|therefore|thus|hence|consequently|moreover|furthermore|nevertheless|"
    r"nonetheless|accordingly|additionally|likewise|similarly|meanwhile|also|instead|besides|"
    r"finally|first(?:ly)?|second(?:ly)?|third(?:ly)?|lastly|overall|ultimately|indeed|in fact|"
    r"of course|in short|in conclusion|in summary|to sum up|in addition|as a result|after all|"
    r"in other words|on the other hand|on the contrary|above all|in the end|that said|"
    r"at the same time|for this reason|for these reasons|in particular|again|then|still|yet)"
    r"(?:[,:]|\s[–—-])\s+|(?:therefore|thus)\s+(?=[a-z])|(?:and|but|so(?!\s+(?:far|long|much|many|that))|or(?!\s+else)|yet),?\s+(?=\S+\s))",
    re.I,
)
_QUOTATION = re.compile(
    r"[“\"„«「『][^”\"“»」』]*+(?:[”\"“»」』]?\W*\Z|"
    r"(?<=[,.!?…])[”\"“»」』]\s+(?:\w+ ){0,3}?(?:said|says|told|added|asked|explained|wrote)\b)"
)
"""A clause that another says from beginning to end."""
_LEFT_OUT = re.compile(r"\s*\[(?:\.\.\.|…)\]\Z")
_WIDE = re.compile(r"[\u2e80-\uffff]")
_WORDS = re.compile(r"[^\W_](?:[\w.’'-]*[\w%])?%?")


@dataclass(slots=True)
class Unit:
    """A clause that could be a claim."""

    start: int
    end: int
    text: str
    tokens: list[str]
    """Its words in lower case, with straight apostrophes."""
    words: int
    block: int
    """Which prose block, counted from 0."""
    kind: BlockKind
    sentence: int
    """Which sentence of its block."""
    sentences: int
    """How many its block has."""
    piece: int
    """Which clause of its sentence."""
    pieces: int
    lead: str
    """The connective left out at its beginning, in lower case."""
    after_heading: bool
    """Whether its block is the first below a heading."""
    heading: str
    """The heading it stands under, "" for none."""


def units(text: str, blocks: Sequence[Block]) -> list[Unit]:
    """Cut the prose blocks into the clauses that could be claims, in reading order."""
    made: list[Unit] = []
    heading, fresh, number = "", False, 0
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            heading, fresh = text[block.start : block.end], True
        if block.kind not in PROSE or block.end <= block.start:
            continue
        spans = sentences(text, block.start, block.end)
        for place, span in enumerate(spans):
            pieces = clauses(text, *span)
            for piece, (start, end) in enumerate(pieces):
                left, lead = start, ""
                if match := _LEAD.match(text, start, min(end, start + 40)):
                    left, lead = match.end(), match[0].strip(" ,:-–—\"'“‘([").lower()
                body = text[left:end]
                size = count(text, left, end)
                if size < _LEAST and not body.endswith(("?", "？")):
                    continue
                made.append(
                    Unit(
                        start=left,
                        end=end,
                        text=body,
                        tokens=_WORDS.findall(body[:1200].lower().replace("’", "'")),
                        words=size,
                        block=number,
                        kind=block.kind,
                        sentence=place,
                        sentences=len(spans),
                        piece=piece,
                        pieces=len(pieces),
                        lead=lead,
                        after_heading=fresh,
                        heading=heading,
                    )
                )
        fresh = False
        number += 1
    # Of a whole shelf in one text only every so many clauses are weighed, to bound the time.
    return made[:: 1 + len(made) // MOST_UNITS]


def eligible(unit: Unit) -> bool:
    """Tell whether a clause can be shown at all: a statement of a readable length."""
    if not 4 <= unit.words <= MOST_WORDS or unit.end - unit.start > 400:
        return False
    if unit.piece and unit.tokens and _hangs(unit.tokens[0]):
        return False
    last = _LEFT_OUT.sub("", unit.text).rstrip("\"'”’)]*_")[-1:]
    if last in "?？:：" or _QUOTATION.match(unit.text):
        return False
    if unit.kind is BlockKind.ITEM and last not in ".!。！…" and unit.words < 8:
        return False
    if of_others(unit.text) or addressed(unit.text):
        return False
    if sum(map(str.isalpha, unit.text)) < 0.6 * len(unit.text):
        return False
    return len(_WIDE.findall(unit.text)) > 4 or finite(unit.text, 0, len(unit.text)) or last in ".!"


def _hangs(first: str) -> bool:
    """Tell by its first word that a later clause says nothing by itself."""
    return first in HANGING or (first.endswith("ing") and not first.endswith("thing"))
