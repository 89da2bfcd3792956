"""The spans that could be claims: clauses of the prose blocks, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.claims.clause import clauses, count, finite
from storage.claims.segment import sentences
from storage.models import Block, BlockKind

PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE})
"""Where a claim may stand."""

_LEAD = re.compile(
    r"[\"'“‘(\[]*(?:(?:however|therefore|thus|hence|consequently|moreover|furthermore|nevertheless|"
    r"nonetheless|accordingly|additionally|likewise|similarly|meanwhile|also|instead|besides|"
    r"finally|first(?:ly)?|second(?:ly)?|third(?:ly)?|lastly|overall|ultimately|indeed|in fact|"
    r"of course|in short|in conclusion|in summary|to sum up|in addition|as a result|after all|"
    r"in other words|on the other hand|on the contrary|above all|in the end|that said|"
    r"at the same time|for this reason|for these reasons|in particular|again|then|still|yet)"
    r"(?:[,:]|\s[–—-])\s+|(?:therefore|thus)\s+(?=[a-z])|(?:and|but|so|or|yet)\s+(?=\S+\s))",
    re.I,
)
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
    before: str
    """The last character before it in its block, "" at the beginning."""
    after_heading: bool
    heading: str
    title: bool = False


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
                made.append(
                    Unit(
                        start=left,
                        end=end,
                        text=body,
                        tokens=_WORDS.findall(body[:1200].lower().replace("’", "'")),
                        words=count(text, left, end),
                        block=number,
                        kind=block.kind,
                        sentence=place,
                        sentences=len(spans),
                        piece=piece,
                        pieces=len(pieces),
                        lead=lead,
                        before=text[start - 1] if start > block.start else "",
                        after_heading=fresh,
                        heading=heading,
                    )
                )
        fresh = False
        number += 1
    return made


def eligible(unit: Unit) -> bool:
    """Tell whether a clause can be shown at all: a statement of a readable length."""
    if not 4 <= unit.words <= 45 or unit.end - unit.start > 600:
        return False
    last = unit.text.rstrip("\"'”’)]*_")[-1:]
    if last in "?？:：":
        return False
    if unit.kind is BlockKind.ITEM and last not in ".!。！…" and unit.words < 8:
        return False
    wide = sum(char > "\u2e7f" for char in unit.text)
    letters = sum(char.isalpha() for char in unit.text)
    if letters < 0.6 * len(unit.text):
        return False
    return wide > 4 or finite(unit.text, 0, len(unit.text)) or last in ".!"
