"""Cut text into the clusters a terminal draws as one, and measure them in cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import repeat

from rich.cells import cell_len, get_character_cell_size

Cluster = tuple[str, int, int]
"""What to draw, the offset of the first code point, the width in cells."""

Tabs = Callable[[int, int], str]
"""What to draw for a tab, given the cell column it starts in and how many tabs came before it."""

# One cell each, never part of a larger cluster: nearly all prose in Latin, Greek, Cyrillic,
# Hebrew and Arabic.
_SIMPLE = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u061f-\u063f"
    "\u0641-\u064a\u0660-\u066f\u0671-\u06d3\u06f0-\u06f9\u1e00-\u1eff"
    "\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2100-\u218b\u2190-\u22ff\u2500-\u25fc]*"
)
# From here on no sign is simple, and before here none is wide in that sense.
_IDEOGRAPHS = "\u2e80"
_JOINER = "\u200d"
_DOT = " · "
_JOINERS = re.compile(f"{_JOINER}+")
_MOST = 32
"""Code points of one cluster that are drawn."""
# Control signs have pictures of their own; what has none, and signs that mean something only
# to the font of whoever wrote them, stand as a box. None of them is ever sent as it is.
_UNKNOWN = "\ufffd"
_PRIVATE = "▯"
_PICTURES = {**{chr(code): chr(0x2400 + code) for code in range(32)}, "\x7f": "␡"}
# Shown as a plain space: their own glyphs are missing or of unclear width in many fonts.
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")


# What only some texts need is made with the first of them.
@cache
def _wide() -> re.Pattern[str]:
    """Find what is two cells each, and a cluster of its own."""
    return re.compile(
        "[\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*"
    )


@cache
def _unseen() -> re.Pattern[str]:
    """Find what is invisible, and what a terminal may reorder the line or show a box for."""
    return re.compile(
        "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
        "\U0001d173-\U0001d17a\U000e0001]"
    )


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


def dots(_column: int, _nth: int) -> str:
    """Draw a tab as a dot between spaces, in a table too wide for its columns."""
    return _DOT


def to_stops(column: int, _nth: int) -> str:
    """Draw a tab of code: up to the next column that four divides."""
    return " " * (4 - column % 4)


def clusters(text: str, start: int, end: int, tabs: Tabs = single_space) -> list[Cluster]:
    """Cut ``text[start:end]`` into clusters: marks, joined emoji and flags are kept whole."""
    found: list[Cluster] = []
    column = nth = 0
    at = start
    while at < end:
        raw = text[at]
        cells, run = (1, _SIMPLE) if raw < _IDEOGRAPHS else (2, _wide())
        plain = _run_end(run, text, at, end)
        if plain > at:
            shown = draw_simple(text[at:plain]) if cells == 1 else text[at:plain]
            found.extend(zip(shown, range(at, plain), repeat(cells)))
            column += (plain - at) * cells
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


def _run_end(run: re.Pattern[str], text: str, at: int, end: int) -> int:
    """Find how far signs of one width go from here that no mark behind them makes part of more."""
    match = run.match(text, at, end)
    stop = match.end() if match else at
    return stop - 1 if at < stop < end and attaches(text[stop]) else stop


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
    first = raw[0]
    if _is_control(first):
        return _PICTURES.get(first, _UNKNOWN), 1
    if unicodedata.category(first) == "Co":
        return _PRIVATE, 1
    # However many marks are piled upon a sign, not more go to the terminal than one can read.
    shown = _BLANKS.sub(" ", _unseen().sub("", raw[:_MOST]))
    if _JOINER in shown:
        # A joiner that joins nothing would swallow the next cluster on the row.
        shown = _JOINERS.sub(_JOINER, shown).rstrip(_JOINER)
    return shown, cell_len(shown)
