"""Whether one text is another version of a second one, told by the words alone."""

from __future__ import annotations

from enum import StrEnum

from storage.words import index_words

ALIKE = 0.25
"""The share of the shorter text's runs of words from which two are versions of one article."""
VERY = 0.5
"""The share from which they are so though they are called otherwise."""
_RUN = 3
"""Words of a run: two texts of one language share hardly any but by being copied."""
_LITTLE = 0.5
"""A text with a smaller share of the other's words is no new version, whatever is in it."""
_EXCERPT = 0.9
"""A text with a smaller share of them that says nothing new is an excerpt."""
_NEW = 0.05
"""The share of a text's runs up to which it says nothing new."""


class Version(StrEnum):
    """What a text is beside the one that is kept."""

    NEWER = "newer"
    """Another version, which can stand in its place."""
    SHORTER = "shorter"
    """So much shorter that it may be an excerpt, a summary, or what an outsider is shown."""
    LOSING = "losing"
    """Another version, in which not one of the person's marks has a place any more."""
    OTHER = "other"
    """Another text altogether."""


def compare(kept: str, text: str, least: float = ALIKE) -> Version:
    """Say what a text is beside the one that is kept; in doubt nothing that could replace it.

    `least` is the share of words from which they are versions of one article.
    """
    before, now = _runs(kept), _runs(text)
    if _shared(before, now) < least:
        return Version.OTHER
    share = len(text) / max(1, len(kept))
    says_nothing_new = len(now - before) <= _NEW * len(now)
    if share < _LITTLE or (share < _EXCERPT and says_nothing_new):
        return Version.SHORTER
    return Version.NEWER


def why_left(version: Version, words: int, kept: int) -> str:
    """Say what a text of so many words is that does not stand in the place of the one kept."""
    if version is Version.LOSING:
        what = "another, in which none of your marks has a place, so"
    elif version is Version.SHORTER:
        what = f"so much shorter ({words:,} words instead of {kept:,})"
    else:
        what = f"so different ({words:,} words instead of {kept:,})"
    return f"{what} that the one in the library was left as it is"


def likeness(one: str, other: str) -> float:
    """Return which share (0-1) of the shorter text's runs of words stands in the other."""
    return _shared(_runs(one), _runs(other))


def _shared(one: set[int], other: set[int]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _runs(text: str) -> set[int]:
    """Return marks of all runs of words in a text; of one with fewer words, of these together."""
    words = index_words(text.casefold())
    runs = zip(*(words[first:] for first in range(min(_RUN, len(words)))), strict=False)
    return set(map(hash, runs))
