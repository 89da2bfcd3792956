"""Say where the words of a language may be divided, by pyphen, which `manicule[hyphen]` brings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tui.reading.clusters import Cluster, attaches

Divide = Callable[[str], Sequence[int]]
"""Gives the places inside a word, counted from its start, where a row may end with a hyphen."""

LEFT, RIGHT = 2, 3
"""Letters of a word that stay before and come behind the hyphen at least."""
_LONGEST = 64
"""Letters beyond which nothing is a word."""
_WORD = re.compile(r"[^\W\d_]{5,64}")
_LETTERS = re.compile(r"[^\W\d_]*")

_loaded: dict[str, Divide | None] = {}


def is_installed() -> bool:
    """Tell whether there is anything to divide words by, without loading it."""
    from importlib.util import find_spec

    return find_spec("pyphen") is not None


def is_loaded(language: str) -> bool:
    """Tell whether `divider` answers at once."""
    return language in _loaded


def divider(language: str) -> Divide | None:
    """Give what divides the words of a language, None for one of which nothing is known.

    The first time in a language takes a tenth of a second and more: never between two keys.
    """
    if language not in _loaded:
        _loaded[language] = _load(language)
    return _loaded[language]


def _load(language: str) -> Divide | None:
    try:
        import pyphen
    except ImportError:
        return None
    known = pyphen.language_fallback(language)
    if known is None:
        return None
    words = pyphen.Pyphen(lang=known, left=LEFT, right=RIGHT)

    def divide(word: str) -> list[int]:
        # Where letters would change at the hyphen, the text would no longer be what it is.
        return [] if word.isupper() else [at for at in words.positions(word) if at.data is None]

    return divide


def last_division(text: str, start: int, end: int, limit: int, divide: Divide) -> int:
    """Find the last place at or before limit where a word of a span may be divided, or -1."""
    for match in _WORD.finditer(text, start, end):
        if match.start() < limit < match.end() and _is_whole(text, *match.span()):
            at = limit - match.start()
            found = [place for place in divide(match[0]) if place <= at]
            return match.start() + found[-1] if found else -1
    return -1


def divided(
    cut: list[Cluster], text: str, end: int, room: int, divide: Divide
) -> list[Cluster] | None:
    """Draw the hyphen where a row ends in a word at such a place; None where it does not."""
    if not cut or not (0 < end < len(text) and text[end - 1].isalpha() and text[end].isalpha()):
        return None
    start = end
    while start > max(0, end - _LONGEST) and _LETTERS.fullmatch(text[start - 1]):
        start -= 1
    whole = _LETTERS.match(text, start, start + _LONGEST + 1)
    shown, at, width = cut[-1]
    if whole is None or end - start not in divide(whole[0]):
        return None
    if not _is_whole(text, *whole.span()) or sum(cells for _, _, cells in cut) >= room:
        return None
    return [*cut[:-1], (f"{shown}-", at, width + 1)]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether some letters are a word: with a mark among them they are a part of one."""
    return not (end < len(text) and attaches(text[end])) and not (
        start > 0 and attaches(text[start - 1])
    )
