"""Clauses of a long sentence, so that a claim need not drag its whole sentence along."""

from __future__ import annotations

import re

from storage.claims.lexicon import AUXILIARIES, BASE_VERBS, FINITE_VERBS
from storage.claims.segment import Span

LONG = 35
"""Words above which a sentence is cut at all."""
LISTS = 45
"""Words above which lists of verbs are cut too."""
LEAST = 7
"""No piece has fewer words than this."""
_HUGE = 20_000
"""Code points above which a sentence is no prose and is left whole."""
_GLANCE = 200
"""Code points that are certain to hold seven words of prose."""

_TOKEN = re.compile(r"\S+")
_BREAK = re.compile(r"[;；]\s*|:\s+|：\s*|(?<!\s)\s++[–—-]{1,2}\s+|—{1,2}|(?<=\w)--(?=\w)")
_JOIN = re.compile(
    r",[\"'”’]?\s+(?:(?:and|but|yet|so|or|nor|while|whereas|although|though)\s+|"
    r"(?=(?:which|because|since|unless|as)\s))"
)
_COMMA = re.compile(
    r",[\"'”’]?\s+(?:and\s+|or\s+|but\s+)?(?=([A-Za-z'’-]+))|(?<!\s)\s++and\s+(?=([a-z-]+))"
)
_ADJUNCT = re.compile(
    r",[\"'”’]?\s+(?=(?:with|including|such\s+as|especially|particularly|as\s+well\s+as|"
    r"rather\s+than|thus|thereby|according\s+to|in\s+order\s+to|so\s+that|where|who|when|if)\b)"
)
_LEADING = re.compile(
    r"(?:with|after|before|by|in|on|as|at|for|given|despite|while|although|though|even|if|when|"
    r"since|because|from|over|during|under|through|without|once|instead|whatever|whether|unless)\b",
    re.I,
)
_SUBJECT = re.compile(r",[\"'”’]?\s+(?!(?:and|or|nor|but|which|who|whose|where|that|with)\b)")
_JOINT = re.compile(
    r"(?:,|(?<![\s,]))\s++(?=(?:so\s+that|because|but|while|whereas|in\s+order\s+to|until|"
    r"unless|since|when|if|even\s+(?:if|when|though)|although|though|which|who|rather\s+than|as\s+well\s+as)\b)"
)
_HEAD = re.compile(
    r"\b(?:is|was|are|means?|meant|shows?|showed|shown|found|find|believe|think|know|see|seen|says?|"
    r"said|argues?|suggests?|recogni[sz]e|reali[sz]ed?|learned|fact|appears|evident|clear|hope|"
    r"convinced|conclude|doubt|sure|certain)\s+that,?\s+"
)
_HEAD_LENGTH = 140
_EDGE = " \t\r\n\f\v\u00a0,;:；：—–-"


def count(text: str, start: int, end: int) -> int:
    """Count words; two CJK characters count as one word, for they have no spaces."""
    piece = text[start:end]
    if piece.isascii():
        return len(piece.split())
    wide = sum("\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" for char in piece)
    return len(piece.split()) + wide // 2


def clauses(text: str, start: int, end: int) -> list[Span]:
    """Cut one sentence into clauses of at least seven words; short sentences stay whole.

    The spans are in order and trimmed; connectives and punctuation between them are left out.
    """
    if count(text, start, end) <= LONG or end - start > _HUGE:
        return [(start, end)]
    pieces = [(start, end)]
    for limit, cuts in (
        (LONG, _breaks),
        (LONG, _joins),
        (LONG, _adjuncts),
        (LISTS, _lists),
        (LONG, _without_head),
        (LONG, _joints),
        (LONG, _lists),
    ):
        pieces = [
            part
            for piece in pieces
            for part in (
                _cut(text, piece, cuts(text, *piece)) if count(text, *piece) > limit else [piece]
            )
        ]
    return [span for piece in pieces if (span := _bare(text, piece, start, end))]


def is_verb(word: str) -> bool:
    """Tell whether a word may head a verb phrase without "to"."""
    low = word.lower()
    return low in BASE_VERBS or (len(low) > 6 and low.endswith(("ize", "ify", "ise")))


def finite(text: str, start: int, end: int, first: int = 60) -> bool:
    """Look for a finite verb among the first words of a span."""
    for number, match in enumerate(_TOKEN.finditer(text, start, end)):
        if number >= first:
            break
        word = match[0].strip("\"'“”‘’(),.").lower().replace("’", "'")
        if word in AUXILIARIES or word in FINITE_VERBS or word.endswith(("n't", "'re", "'ll")):
            return True
        if number and len(word) > 4 and word.endswith("ed"):
            return True
    return False


def _breaks(text: str, start: int, end: int) -> list[Span]:
    return [match.span() for match in _BREAK.finditer(text, start, end)]


def _joins(text: str, start: int, end: int) -> list[Span]:
    found = []
    left = start
    for match in _JOIN.finditer(text, start, end):
        if finite(text, left, match.start()) and finite(text, match.end(), end, 9):
            found.append(match.span())
            left = match.end()
    return found


def _adjuncts(text: str, start: int, end: int) -> list[Span]:
    found = [match.span() for match in _ADJUNCT.finditer(text, start, end)]
    if _LEADING.match(text, start, end):
        for match in _SUBJECT.finditer(text, start, end):
            if finite(text, match.end(), end, 8):
                found.append(match.span())
                break
    return sorted(found)


def _joints(text: str, start: int, end: int) -> list[Span]:
    """Find where a reason, a condition or a contrast begins without a comma."""
    return [
        match.span()
        for match in _JOINT.finditer(text, start, end)
        if finite(text, start, match.start())
    ]


def _without_head(text: str, start: int, end: int) -> list[Span]:
    """Step over "The lesson is that" and "In such a year," to what is claimed."""
    for match in _HEAD.finditer(text, start, min(end, start + _HEAD_LENGTH)):
        if count(text, match.end(), end) >= 2 * LEAST:
            return [(start, match.end())]
    if _LEADING.match(text, start, end):
        for match in _SUBJECT.finditer(text, start, end):
            if _enough(text, start, match.start()):
                break
            if finite(text, match.end(), end, 8):
                return [(start, match.end())]
    return []


def _lists(text: str, start: int, end: int) -> list[Span]:
    found = []
    for match in _COMMA.finditer(text, start, end):
        word = match[1] or match[2] or ""
        if is_verb(word) or (match[1] and len(word) > 5 and word.endswith("ing")):
            found.append(match.span())
    return found


def _cut(text: str, piece: Span, cuts: list[Span]) -> list[Span]:
    """Cut where both sides keep enough words, joining what is too short to the left."""
    start, end = piece
    pieces: list[Span] = []
    begin = start
    for left, right in cuts:
        if left == start:
            begin = right
        elif (
            left > begin and count(text, begin, left) >= LEAST and count(text, right, end) >= LEAST
        ):
            pieces.append((begin, left))
            begin = right
    pieces.append((begin, end))
    return pieces


def _enough(text: str, start: int, end: int) -> bool:
    """Tell whether a piece has words enough, looking no further than it takes."""
    return count(text, start, min(end, start + _GLANCE)) >= LEAST


def _bare(text: str, piece: Span, start: int, end: int) -> Span | None:
    """Leave the punctuation at a cut out of the piece; the sentence's own ends stay."""
    left, right = piece
    while left < right and text[left] in _EDGE and left > start:
        left += 1
    while left < right and text[right - 1] in _EDGE and right < end:
        right -= 1
    return (left, right) if left < right else None
