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

_TOKEN = re.compile(r"\S+")
_BREAK = re.compile(r"[;；]\s*|:\s+|：\s*|\s+[–—-]{1,2}\s+|—{1,2}")
_JOIN = re.compile(
    r",[\"'”’]?\s+(?:(?:and|but|yet|so|or|nor|while|whereas|although|though)\s+|"
    r"(?=(?:which|because|since|unless|as)\s))"
)
_COMMA = re.compile(
    r",[\"'”’]?\s+(?:and\s+|or\s+|but\s+)?(?=([A-Za-z'’-]+))|\s+and\s+(?=([a-z-]+))"
)
_ADJUNCT = re.compile(
    r",[\"'”’]?\s+(?=(?:with|including|such\s+as|especially|particularly|as\s+well\s+as|"
    r"rather\s+than|thus|thereby|according\s+to|in\s+order\s+to|so\s+that|where|who|when|if)\b)"
)
_LEADING = re.compile(
    r"(?:With|After|Before|By|In|On|As|At|For|Given|Despite|While|Although|If|"
    r"When|Since|Because|From|Over|During|Under|Through|Without|Once)\b"
)
_SUBJECT = re.compile(
    r",[\"'”’]?\s+(?=(?:the|a|an|this|that|these|those|we|they|it|he|she|you|I|"
    r"our|their|its|his|her|my|there|[A-Z][\w’'-]*)\s)"
)
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
        (LONG, _lists),
    ):
        again: list[Span] = []
        for piece in pieces:
            if count(text, *piece) > limit:
                again += _cut(text, piece, cuts(text, *piece))
            else:
                again.append(piece)
        pieces = again
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
        if left > begin and count(text, begin, left) >= LEAST and count(text, right, end) >= LEAST:
            pieces.append((begin, left))
            begin = right
    pieces.append((begin, end))
    return pieces


def _bare(text: str, piece: Span, start: int, end: int) -> Span | None:
    """Leave the punctuation at a cut out of the piece; the sentence's own ends stay."""
    left, right = piece
    while left < right and text[left] in _EDGE and left > start:
        left += 1
    while left < right and text[right - 1] in _EDGE and right < end:
        right -= 1
    return (left, right) if left < right else None
