"""Break one line of text into rows of a given width."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Protocol

from tui.reading.clusters import Cluster, attaches
from tui.reading.hyphens import Divide, last_division

Span = tuple[int, int]

_LONG = 12
"""A word of so many code points may be broken at its own hyphens and slashes."""
_SHORT = 6
"""A last row narrower than this, in cells, looks lost."""

# Where a word may be broken: any word, a long one, one that is wider than a row.
_DASH = re.compile(r"—(?=\w)|—(?=[“‘\"'(]\w)")
_HYPHEN = re.compile(r"—(?=\w)|(?<=[^\W\d_]{3})[-‐–/](?=[^\W\d_]{3})")
_ADDRESS = re.compile(r"[-‐–—/?&=_.,;:#%+~@](?=\w)")

SOFT_HYPHEN = "\u00ad"
# Unseen signs with which an author says where a word may be broken.
_SOFT = re.compile(f"[{SOFT_HYPHEN}\u200b](?=[^ ])")

# What may not begin or end a row when it is broken between ideographs.
_NEVER_FIRST = frozenset(
    "、。，．・：；？！」』】〕〉》〗〙］｝）｠”’…‥ー〜～々ゝゞヽヾ％"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ｡､･ｰ｣.,:;?!)]}%»\u00a0\u202f"
)
_NEVER_LAST = frozenset("「『【〔〈《〖〘［｛（｟“‘([{«＄￥｢$€£¥\u00a0\u202f")

# Spaces that let a row end, unlike U+00A0, U+2007 and U+202F.
_SPACES = re.compile("[\t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")
_SPACE_BEFORE_ODD = re.compile(" (?=([^ -\u00ac\u00ae-\u02ff]))")


@lru_cache(1)
def _wide() -> re.Pattern[str]:
    """Give the signs beside which a row may end, made when the first text needs them."""
    return re.compile(
        "[\u2e80-\u312f\u31a0-\u31bf\u31f0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
        "\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
    )


class Ruler(Protocol):
    """Measure a line in cells; every offset given is the start of a cluster, or the end."""

    def reach(self, start: int, room: int) -> int:
        """Find how far one gets within some cells, one cluster at least."""

    def floor(self, offset: int) -> int:
        """Find the last cluster start at or before any offset."""

    def cells(self, start: int, end: int) -> int:
        """Count the cells of a span."""


class PlainRuler:
    """Measure a line in which every code point is one cell."""

    def __init__(self, end: int) -> None:
        self._end = end

    def reach(self, start: int, room: int) -> int:
        return min(start + room, self._end)

    def floor(self, offset: int) -> int:
        return offset

    def cells(self, start: int, end: int) -> int:
        return end - start


class ClusterRuler:
    """Measure a line of clusters of any width."""

    def __init__(self, line: Sequence[Cluster], end: int) -> None:
        self._starts: list[int] = list(map(itemgetter(1), line))
        self._starts.append(end)
        self._edges: list[int] = [0, *accumulate(map(itemgetter(2), line))]

    def reach(self, start: int, room: int) -> int:
        index = bisect_left(self._starts, start)
        last = bisect_right(self._edges, self._edges[index] + room) - 1
        return self._starts[min(max(last, index + 1), len(self._starts) - 1)]

    def floor(self, offset: int) -> int:
        return self._starts[bisect_right(self._starts, offset) - 1]

    def cells(self, start: int, end: int) -> int:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._edges[last] - self._edges[first]


def breakable(text: str) -> str:
    """Give a text of the same length in which the spaces to break at, and no others, are spaces."""
    shape = _SPACES.sub(" ", text)
    # A space that carries a mark is a cluster with it and cannot vanish at a row's end.
    return _SPACE_BEFORE_ODD.sub(lambda m: "\u00a0" if attaches(m[1]) else " ", shape)


def wrap(
    shape: str, start: int, end: int, room: int, ruler: Ruler, divide: Divide | None = None
) -> list[Span]:
    """Break ``shape[start:end]`` into rows of at most ``room`` cells.

    Spaces at a break belong to no row. Rows follow each other; at least one is given. Where
    words may be divided they are when a row would be much too short else, and the row has
    room for a hyphen, which is no part of the text.
    """
    plain = shape.isascii()
    wide = not plain and _wide().search(shape, start, end) is not None
    soft = not plain and _SOFT.search(shape, start, end) is not None
    rows: list[Span] = []
    while (limit := ruler.reach(start, room)) < end:
        stop, after = _cut(shape, start, limit, end, room, ruler, wide, soft, divide)
        rows.append((start, stop))
        start = after
        if start >= end:
            return rows
    rows.append((start, end))
    if len(rows) > 1:
        _mend_last(shape, rows, room, ruler, divide)
    return rows


def balance(shape: str, start: int, end: int, room: int, ruler: Ruler) -> list[Span]:
    """Break ``shape[start:end]`` into as few rows as fit, all about as long: for headings."""
    rows = wrap(shape, start, end, room, ruler)
    least, most = max(1, room // 2), room
    while len(rows) > 1 and least < most:
        middle = (least + most) // 2
        tried = wrap(shape, start, end, middle, ruler)
        if len(tried) == len(rows) and not _torn(tried):
            rows, most = tried, middle
        else:
            least = middle + 1
    return rows


def hyphened(cut: list[Cluster], text: str, end: int, room: int) -> list[Cluster]:
    """Draw the hyphen where a row's clusters end at a soft one, in the middle of a word."""
    if cut and text[end - 1] == SOFT_HYPHEN and end < len(text) and not text[end].isspace():
        shown, at, width = cut[-1]
        # A word wider than the row is broken anywhere, and may leave no room for it.
        if sum(cells for _, _, cells in cut) >= room:
            return cut
        return [*cut[:-1], (f"{shown}-", at, width + 1)]
    return cut


def chop(start: int, end: int, room: int, ruler: Ruler) -> list[Span]:
    """Break a line at the width alone, keeping every space: for code."""
    rows: list[Span] = []
    while (limit := ruler.reach(start, room)) < end:
        rows.append((start, limit))
        start = limit
    rows.append((start, end))
    return rows


LOOKAHEAD = 1024
"""Code points behind a row's limit within which the end of its last word is looked for."""


def _torn(rows: Sequence[Span]) -> bool:
    """Tell whether a word goes on from one row to the next."""
    return any(end == start for (_, end), (start, _) in pairwise(rows))


def _cut(
    shape: str,
    start: int,
    limit: int,
    end: int,
    room: int,
    ruler: Ruler,
    wide: bool,
    soft: bool,
    divide: Divide | None,
) -> Span:
    """Choose where a row stops and where the next one starts; the text from limit has no room."""
    first = start
    while first < limit and shape[first] == " ":
        first += 1
    if first == limit:
        return limit, limit
    space = shape.rfind(" ", first, limit + 1)
    if space == limit:
        return _around(shape, space, end)
    word = first if space < 0 else space + 1
    if wide and (at := _between(shape, word, limit, ruler)) > word:
        return at, at
    # No farther than matters: a text may be one word of a million letters.
    word_end = shape.find(" ", limit, min(end, limit + LOOKAHEAD))
    if word_end < 0:
        word_end = min(end, limit + LOOKAHEAD)
    divided = _soft_break(shape, start, word, limit, word_end, room, ruler) if soft else -1
    if space < 0 or ruler.reach(word, room) < word_end:
        if divided > word and ruler.cells(start, divided) * 2 >= room:
            return divided, divided
        # Wider than any row: begin it here when that fills the row well, and break it at a
        # sign of punctuation when one stands near enough.
        if space < 0 or ruler.cells(word, limit) * 2 >= room:
            at = _last_break(_ADDRESS, shape, word, limit, word_end, ruler)
            near = at > word and ruler.cells(at, limit) * 3 <= room
            return (at, at) if near else (limit, limit)
    else:
        signs = _HYPHEN if word_end - word >= _LONG else _DASH
        at = max(divided, _last_break(signs, shape, word, limit, word_end, ruler))
        if divide is not None and ruler.cells(start, space) < room - _ragged(room):
            # Before a cluster that has no room as a whole there may be less than one cell.
            last = limit - (ruler.cells(start, limit) >= room)
            at = max(at, last_division(shape, word, word_end, last, divide))
        if at > word:
            return at, at
    return _around(shape, space, end)


def _ragged(room: int) -> int:
    """Say how many cells a row may leave empty before a word is divided for it."""
    return max(3, room // 9)


def _around(shape: str, space: int, end: int) -> Span:
    stop, after = space, space + 1
    while shape[stop - 1] == " ":
        stop -= 1
    while after < end and shape[after] == " ":
        after += 1
    return stop, after


def _last_break(
    signs: re.Pattern[str], shape: str, word: int, limit: int, word_end: int, ruler: Ruler
) -> int:
    """Find the last place at or before limit that follows one of the signs, or -1."""
    best = -1
    for match in signs.finditer(shape, word, word_end):
        at = match.end()
        if at > limit:
            break
        if ruler.floor(at) == at:
            best = at
    return best


def _soft_break(
    shape: str, start: int, word: int, limit: int, word_end: int, room: int, ruler: Ruler
) -> int:
    """Find the last place where the author lets a word be broken, with room for a hyphen, or -1."""
    best = -1
    for match in _SOFT.finditer(shape, word, word_end):
        at = match.end()
        if at > limit:
            break
        hyphen = match[0] == SOFT_HYPHEN
        if ruler.floor(at) == at and ruler.cells(start, at) + hyphen <= room:
            best = at
    return best


def _between(shape: str, word: int, limit: int, ruler: Ruler) -> int:
    """Find the last place to break at beside a wide character, or -1."""
    wide = _wide()
    for at in range(limit, word, -1):
        if shape[at] in _NEVER_FIRST or ruler.floor(at) != at:
            continue
        before = shape[ruler.floor(at - 1)]
        if before not in _NEVER_LAST and (wide.match(before) or wide.match(shape[at])):
            return at
    return -1


def _mend_last(
    shape: str, rows: list[Span], room: int, ruler: Ruler, divide: Divide | None
) -> None:
    """Give a short last word the company of the word before it, if the row above can spare it.

    The short end of a divided word is brought together with its beginning.
    """
    (above, above_end), (last, end) = rows[-2:]
    torn = last == above_end
    if torn and not (divide and shape[last - 1].isalpha() and shape[last].isalpha()):
        return
    if ruler.cells(last, end) >= _SHORT or " " in shape[last:end]:
        return
    space = shape.rfind(" ", above, above_end)
    if space <= above or ruler.cells(space + 1, end) > room:
        return
    stop, after = _around(shape, space, end)
    if ruler.cells(above, stop) * 3 >= room * 2:
        rows[-2:] = [(above, stop), (after, end)]
