"""Tell where words begin and end, in any script, for motions from word to word."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from tui.reading.clusters import attaches

SPACE = 0
_WORD = 1
_SIGN = 2
_HAN = 3
_HIRAGANA = 4
_KATAKANA = 5


def kind_at(text: str, offset: int) -> int:
    """Tell what kind of run the sign at an offset belongs to; ``SPACE`` between words.

    Letters and digits make a word, with an apostrophe inside it; other signs make runs of
    their own, as do the three scripts of Japanese.
    """
    while offset > 0 and attaches(text[offset]):
        offset -= 1
    sign = text[offset]
    if sign in "'’" and 0 < offset < len(text) - 1:
        around = text[offset - 1] + text[offset + 1]
        return _WORD if around.isalpha() else _SIGN
    return _kind(sign)


def run_start(text: str, offset: int) -> int:
    """Find where the run around an offset begins."""
    kind = kind_at(text, offset)
    while offset > 0 and kind_at(text, offset - 1) == kind:
        offset -= 1
    return offset


def run_end(text: str, offset: int) -> int:
    """Find where the run around an offset ends."""
    kind = kind_at(text, offset)
    while offset < len(text) and kind_at(text, offset) == kind:
        offset += 1
    return offset


@lru_cache(4096)
def _kind(sign: str) -> int:
    if sign.isspace():
        return SPACE
    if "\u3041" <= sign <= "\u309f":
        return _HIRAGANA
    if "\u30a0" <= sign <= "\u30ff":
        return _KATAKANA
    if "\u3400" <= sign <= "\u9fff" or "\U00020000" <= sign <= "\U0003ffff" or sign == "々":
        return _HAN
    return _WORD if unicodedata.category(sign)[0] in "LNM" or sign == "_" else _SIGN
