"""Cut text into the clusters a terminal draws as one, and measure them in cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import repeat

from rich.cells import cell_len, get_character_cell_size

Cluster = tuple[str, int, int]
"""What to draw, the offset of the first code point, the width in cells."""

Tabs = Callable[[int, int], str]
"""What to draw for a tab, given the cell column it starts in and how many tabs came before it."""

# One cell each, never part of a larger cluster: nearly all prose in Latin, Greek and Cyrillic.
_SIMPLE = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2100-\u218b\u2190-\u22ff\u2500-\u25fc]*"
)
# From here on no sign is simple.
_IDEOGRAPHS = "\u2e80"
_JOINER = "\u200d"
_JOINERS = re.compile(f"{_JOINER}+")
_UNKNOWN = "\ufffd"
# Shown as a plain space: their own glyphs are missing or of unclear width in many fonts.
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
# Invisible, and a terminal may reorder the line or show a box for them.
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def is_simple(text: str) -> bool:
    """Tell whether every code point of a text is one cell and a cluster of its own."""
    if text.isascii() and text.isprintable():
        return True
    return _SIMPLE.fullmatch(text) is not None


def draw_simple(text: str) -> str:
    """Give what to draw for a simple text: the same, with plain spaces for odd ones."""
    return text if text.isprintable() else _BLANKS.sub(" ", text)


def single_space(_column: int, _nth: int) -> str:
    """Draw a tab as one space."""
    return " "


def clusters(text: str, start: int, end: int, tabs: Tabs = single_space) -> list[Cluster]:
    """Cut ``text[start:end]`` into clusters: marks, joined emoji and flags are kept whole."""
    found: list[Cluster] = []
    column = nth = 0
    at = start
    while at < end:
        raw = text[at]
        plain = _plain_end(text, at, end) if raw < _IDEOGRAPHS else at
        if plain > at:
            shown = draw_simple(text[at:plain])
            found.extend(zip(shown, range(at, plain), repeat(1)))
            column += plain - at
            at = plain
            continue
        after = at + 1
        if _is_regional(raw) or (after < end and attaches(text[after])):
            after = _cluster_end(text, at, end)
            raw = text[at:after]
        if raw[0] == "\t":
            shown = tabs(column, nth)
            width = cell_len(shown)
            nth += 1
        else:
            shown, width = _shown(raw)
        found.append((shown, at, width))
        column += width
        at = after
    return found


def cluster_end(text: str, offset: int) -> int:
    """Find where the cluster that starts at an offset ends."""
    return _cluster_end(text, offset, len(text)) if offset < len(text) else len(text)


def cluster_start(text: str, offset: int) -> int:
    """Find where the cluster around an offset starts."""
    if offset <= 0 or offset >= len(text):
        return max(0, min(offset, len(text)))
    # Clusters can only be told from the left, so step back to a sign that certainly begins one.
    begin = offset
    while begin > 0 and _leans_back(text, begin):
        begin -= 1
    while (after := _cluster_end(text, begin, len(text))) <= offset:
        begin = after
    return begin


def _leans_back(text: str, at: int) -> bool:
    return text[at - 1] == _JOINER or _is_regional(text[at]) or attaches(text[at])


def _plain_end(text: str, at: int, end: int) -> int:
    """Find how far simple signs go from here that no mark behind them makes part of more."""
    simple = _SIMPLE.match(text, at, end)
    plain = simple.end() if simple else at
    return plain - 1 if at < plain < end and attaches(text[plain]) else plain


def _cluster_end(text: str, at: int, end: int) -> int:
    first = text[at]
    after = at + 1
    if _is_control(first):
        return after
    if _is_regional(first) and after < end and _is_regional(text[after]):
        after += 1
    while after < end and attaches(text[after]):
        joined = text[after] == _JOINER
        after += 1
        # A joiner takes the next sign with it, unless it dangles before a space or a line end.
        if joined and after < end and _joinable(text[after]):
            after += 1
    return after


@lru_cache(4096)
def attaches(sign: str) -> bool:
    """Tell whether a code point belongs to the cluster before it."""
    return sign == "\u00ad" or (not _is_control(sign) and get_character_cell_size(sign) == 0)


def _joinable(sign: str) -> bool:
    return not (sign.isspace() or _is_control(sign) or attaches(sign))


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")


def _is_regional(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


@lru_cache(4096)
def _shown(raw: str) -> tuple[str, int]:
    if _is_control(raw[0]):
        return _UNKNOWN, 1
    shown = _BLANKS.sub(" ", _UNSEEN.sub("", raw))
    if _JOINER in shown:
        # A joiner that joins nothing would swallow the next cluster on the row.
        shown = _JOINERS.sub(_JOINER, shown).rstrip(_JOINER)
    return shown, cell_len(shown)
