"""What counts as a word when texts are searched, in scripts with blanks and without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

_JOINED = (
    "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Khmer, kana and Han: scripts that put no blanks between words."""

_BLANKED = {code: " " for code in range(128) if not chr(code).isalnum()}


# Made when the first text is searched: such large sets take milliseconds.
@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_JOINED}]")


@cache
def _token() -> re.Pattern[str]:
    return re.compile(f"[{_JOINED}]+|[^\\W_{_JOINED}]+")


def index_words(folded: str) -> list[str]:
    """Divide a folded text into what an index keeps: words, and pairs of unspaced letters."""
    if folded.isascii():
        return folded.translate(_BLANKED).split()  # the same, much faster
    found: list[str] = _token().findall(folded)
    return found if not _unspaced().search(folded) else list(_paired(found, last=True))


def query_words(folded: str) -> list[str]:
    """Divide what is looked for in the same way; the last word may be a beginning."""
    return list(_paired(_token().findall(folded), last=False))


def _paired(tokens: list[str], *, last: bool) -> Iterator[str]:
    """Give words as they are and runs of unspaced letters by pairs.

    With ``last`` a run's last letter stands alone too, so that every letter begins something.
    """
    for token in tokens:
        if len(token) == 1 or not _unspaced().match(token):
            yield token
            continue
        yield from map("".join, pairwise(token))
        if last:
            yield token[-1]


@lru_cache(256)
def place_of(word: str) -> re.Pattern[str]:
    """Return the pattern of a folded word or phrase: where it stands, words begin.

    Whatever is no letter may stand between the words of a phrase. A letter alone begins too
    many words to mean any of them: it is one itself.
    """
    if _unspaced().match(word) or not word[:1].isalnum():
        return re.compile(_gapped(word))
    end = f"(?![^\\W_{_JOINED}])" if len(word) == 1 else ""
    # The word comes before the look at what stands before it: letters are found much faster.
    first, gap, rest = word.partition(" ")
    first = re.escape(first)
    return re.compile(f"{first}(?<![^\\W_{_JOINED}]{first}){_gapped(gap + rest)}{end}")


def _gapped(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """What an index is asked for a word or phrase."""

    parts: tuple[str, ...]
    together: bool
    """The parts follow upon each other, and so are one phrase of the index."""
    whole: bool
    """The last part is a word as it stands, not a beginning."""
    certain: bool
    """Where the index has this, the word or phrase stands: no text needs to be read."""


@lru_cache(256)
def sought(word: str) -> Sought:
    """Say what to ask an index for a folded word or phrase."""
    parts = tuple(query_words(word))
    tokens = _token().findall(word)
    unspaced = _unspaced().search(word) is not None
    together = not unspaced or len(tokens) == 1
    whole = not unspaced and (len(word) == 1 or re.match(r"[^\W_]", word[-1:]) is None)
    return Sought(parts, together, whole, together and " ".join(tokens) == word)
