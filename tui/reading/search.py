"""Find words in an article's own text, the way a person means them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_TYPED = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}


_PART = 1 << 15
"""Characters that are done without a pause."""


def prepare(text: str) -> None:
    """Do what the first search in a text does, before the first letter is typed."""
    _folded(text, False)


def find_all(text: str, needle: str) -> list[tuple[int, int]]:
    """Find every place of a needle, in order and without overlaps.

    Case counts only when the needle has a capital. White space fits any white space, line
    and block ends too. Accents do not count, and straight quotes and hyphens fit
    typographic ones. A find ends after the marks of its last letter.
    """
    cased = any(sign.isupper() for sign in needle)
    wanted = re.sub(r"\s+", " ", "".join(_fold(sign, cased) for sign in needle))
    if not wanted.strip():
        return []
    folded, odd = _folded(text, cased)
    if not odd.isdisjoint(wanted) or "" in odd:
        pattern = _pattern(text, wanted, cased)
        return [match.span() for match in pattern.finditer(text)] if pattern else []
    words = " +".join(map(re.escape, wanted.split(" ")))
    return [match.span() for match in re.finditer(words, folded)]


@lru_cache(2)
def _folded(text: str, cased: bool) -> tuple[str, frozenset[str]]:
    """Fold a text whose signs stay one each, so that it is searched at the speed of plain words.

    The rest are left as they are, and the letters of what they fold to are given too: what is
    wanted must have none of these, and no text has folded signs that vanish ("").
    """
    folds = {sign: _fold(sign, cased) for sign in _signs(text)}
    odd = {letter for fold in folds.values() if len(fold) != 1 for letter in fold or ("",)}
    table = {ord(sign): fold for sign, fold in folds.items() if len(fold) == 1 and sign != fold}
    # A sign that is left must not be taken for what another folds to.
    odd |= {sign for sign, fold in folds.items() if len(fold) != 1}
    # In parts, so that keys are answered meanwhile when this is done beside them.
    return "".join(part.translate(table) for part in _parts(text)), frozenset(odd)


def _pattern(text: str, wanted: str, cased: bool) -> re.Pattern[str] | None:
    # The signs of the text by what they are folded to: the pattern then runs over the text as
    # it is, so that offsets need no translation back.
    by_fold: dict[str, list[str]] = {}
    for sign in _signs(text):
        by_fold.setdefault(_fold(sign, cased), []).append(sign)
    unseen = _one_of(by_fold.get("", [])) + "*" if "" in by_fold else ""
    parts: list[str] = []
    at = 0
    longest = max(map(len, by_fold), default=0)
    while at < len(wanted):
        if wanted[at] == " ":
            parts.append(rf"\s{unseen}(?:\s{unseen})*" if unseen else r"\s+")
            at += 1
            continue
        part, size = _part(wanted, at, by_fold, longest, unseen)
        if not part:
            return None
        parts.append(part)
        at += size
    return re.compile("".join(parts))


@lru_cache(1)
def _signs(text: str) -> frozenset[str]:
    # The same text is searched after every letter that is typed.
    return frozenset().union(*map(frozenset, _parts(text)))


def _parts(text: str) -> Iterator[str]:
    return (text[at : at + _PART] for at in range(0, len(text), _PART))


def _part(
    wanted: str, at: int, by_fold: dict[str, list[str]], longest: int, unseen: str
) -> tuple[str, int]:
    """Give the pattern for the next letter, or for the letters that one sign stands for."""
    letter = _one_of(by_fold.get(wanted[at], [])) + unseen if wanted[at] in by_fold else ""
    for size in range(min(longest, len(wanted) - at), 1, -1):
        signs = by_fold.get(wanted[at : at + size])
        if signs is None:
            continue
        ways = [_one_of(signs) + unseen]
        letters = wanted[at : at + size]
        if all(each in by_fold for each in letters):
            ways.append("".join(_one_of(by_fold[each]) + unseen for each in letters))
        return f"(?:{'|'.join(ways)})", size
    return letter, 1


def _one_of(signs: list[str]) -> str:
    return f"[{''.join(map(re.escape, signs))}]"


@lru_cache(8192)
def _fold(sign: str, cased: bool) -> str:
    if sign.isspace():
        return " "
    if sign in _TYPED:
        return _TYPED[sign]
    folded = unicodedata.normalize("NFKD", sign)
    if not cased:
        folded = unicodedata.normalize("NFKD", folded.casefold())
    return "".join(each for each in folded if not _counts_for_nothing(each))


def _counts_for_nothing(sign: str) -> bool:
    return (
        unicodedata.combining(sign) != 0
        or unicodedata.category(sign) == "Cf"
        or "\ufe00" <= sign <= "\ufe0f"
    )
