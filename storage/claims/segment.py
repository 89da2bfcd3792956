"""Sentences of a block, by punctuation and what stands around it.

Every pattern here is linear: a run of punctuation is taken whole, then judged by a bounded
look to the left and to the right, so that a megabyte on one line costs no more than prose.
"""

from __future__ import annotations

import re

from storage.claims.lexicon import words

Span = tuple[int, int]

_CLOSERS = "\"'”’»)\\]」』）〉》*_"
_OPENERS = "\"'“‘«([「『（〈《*_¿¡"
_STOP = re.compile(
    rf"[.!?…]++[{_CLOSERS}]*+(?:\[\d{{1,3}}\])*+|[。！？｡]++[{_CLOSERS}]*+"
    r"|[•●▪◦‣∙][ \t]++|\n[ \t]*+(?:[-*+]|\d{1,2}[.)])[ \t]++"
)
_SPACE = re.compile(r"\s*+")
_WORD = re.compile(r"[^\W_]++")
_LABEL = re.compile(r"\(?(?:\d{1,3}|[ivxIVX]{1,4}|[a-zA-Z])\Z")
_LOOK = 300

# After these a full stop never ends a sentence.
_INSIDE = words(
    "mr mrs ms dr prof rev hon gen col capt lt sgt maj cmdr adm sen rep gov pres supt "
    "messrs mme mlle mt ft fig figs eq eqs nos vols pp cf vs viz eg ie e.g i.e approx ca al "
    "ed eds esp incl resp tel op cit"
)
# After these it does not when a number follows.
_BEFORE_NUMBER = words(
    "no vol p ch sec art jan feb mar apr jun jul aug sep sept oct nov dec par para n"
)
# After these it does when the next word is one that seldom stands after a capital inside a name.
_EITHER = words(
    "etc inc ltd co corp jr sr bros ph.d m.d b.a m.a a.m p.m u.s u.k u.n d.c e.u b.c a.d "
    "u.s.a u.s.c dept univ assn ave blvd st est llc no vol jan feb mar apr jun jul aug sep "
    "sept oct nov dec"
)
_STARTERS = words(
    "a after all although an and another any as at because before both but by during each "
    "even every few finally first for from further he her here his how however i if in "
    "indeed instead it its just last later like many meanwhile more moreover most much my "
    "neither no nobody none nor not nothing now of on once one only or other our over "
    "perhaps she since so some still such that the their then there therefore these they "
    "this those though through thus to today two under unless until we what when where "
    "whether which while who whose why with without yes yet you your"
)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Split one block into sentences; trimmed spans in reading order.

    Offsets are code points into ``text``; white space alone gives none.
    """
    stop = len(text) if end is None else min(end, len(text))
    lower_only = text[start : start + 4000].islower()
    found: list[Span] = []
    begin = start
    for match in _STOP.finditer(text, start, stop):
        at = match.start()
        if at < begin:
            continue
        first = text[at]
        if first in "\n•●▪◦‣∙":
            _add(text, begin, at, found)
            begin = match.end()
        elif first in "。！？｡" or _ends(text, begin, match, stop, lower_only):
            _add(text, begin, match.end(), found)
            begin = match.end()
    _add(text, begin, stop, found)
    return found


def trimmed(text: str, start: int, end: int) -> Span:
    """Leave the white space at both ends out of a span."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip()))


def _add(text: str, start: int, end: int, found: list[Span]) -> None:
    start, end = trimmed(text, start, end)
    if start == end:
        return
    if not _WORD.search(text, start, end):
        # A lone mark belongs to what stands before it: "really ?!" or a closing ornament.
        if found and end - found[-1][1] < 8:
            found[-1] = (found[-1][0], end)
        return
    found.append((start, end))


def _ends(text: str, begin: int, match: re.Match[str], stop: int, lower_only: bool) -> bool:
    """Judge whether a run of Latin punctuation ends a sentence."""
    at, after = match.span()
    if after >= stop:
        return True
    if not text[after].isspace():
        return ord(text[after]) > 0x2E7F and match[0][0] in "!?"
    space = _SPACE.match(text, after, stop)
    nxt = space.end() if space else after
    if nxt >= stop:
        return True
    while nxt < stop and nxt < after + 12 and text[nxt] in _OPENERS:
        nxt += 1
    if nxt >= stop:
        return True
    head = text[nxt]
    if head.islower() and not lower_only:
        return False
    run = match[0].rstrip(_CLOSERS)
    if run.startswith(".") and "!" not in run and "?" not in run and not run.startswith(".."):
        follow = _WORD.match(text, nxt, min(stop, nxt + 30))
        if not _full_stop(text, begin, at, follow[0] if follow else ""):
            return False
    return not _inside_brackets(text, begin, at, after)


def _full_stop(text: str, begin: int, at: int, follow: str) -> bool:
    """Tell a full stop from the dot of an abbreviation, an initial or a label."""
    left = text[max(begin, at - 24) : at]
    token = left.split()[-1].lstrip(_OPENERS) if left and not left[-1].isspace() else ""
    if not token:
        return bool(left)
    low = token.lower()
    digits = follow[:1].isdigit()
    starter = follow.lower() in _STARTERS and follow[:1].isupper()
    if len(token) == len(left.strip().lstrip(_OPENERS)) and _LABEL.match(token):
        # "3." or "b." opening a sentence is a list label.
        return text[begin:at].strip().lstrip(_OPENERS) != token
    if low in _INSIDE or low.rstrip(".") in _INSIDE:
        return False
    if low in _BEFORE_NUMBER and digits:
        return False
    if low in _EITHER:
        return starter
    if len(token) == 1 and token.isalpha() and token.isupper() and token != "I":
        return starter
    if "." in token and all(len(part) <= 1 for part in token.split(".")):
        return starter
    return True


def _inside_brackets(text: str, begin: int, at: int, after: int) -> bool:
    """Keep "(Smith wrote it. It sold.)" together when it stands inside a sentence."""
    opened = text.rfind("(", max(begin, at - _LOOK), at)
    if opened < 0 or text.find(")", opened, after) >= 0:
        return False
    if opened == begin:
        return False
    closed = text.find(")", after, after + _LOOK)
    again = text.find("(", after, after + _LOOK)
    return closed >= 0 and (again < 0 or closed < again)
