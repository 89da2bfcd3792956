"""Measure how fast a person reads, from where they stand and when."""

from __future__ import annotations

from collections.abc import Callable

from storage.models import WORDS_A_MINUTE

SLOWEST, FASTEST = 80, 600
"""Words a minute that are believed to be reading; others were looking, or a cup of tea."""

_LEAST = 15.0
"""Seconds below which a stretch is too short to tell anything."""
_AWAY = 180.0
"""Seconds between two keys after which nobody was reading any more."""
_USUAL = 5.0
"""Minutes of reading that the usual pace counts for beside what was measured."""


class Pace:
    """Adds up stretches of reading; a jump, a way back or a long pause ends a stretch unread.

    `words_between` counts the words from one offset to a later one.
    """

    def __init__(self, words_between: Callable[[int, int], int]) -> None:
        self._words_between = words_between
        self._since: tuple[float, int] | None = None
        self._last = 0.0
        self.words = 0
        """Words read while the time was taken."""
        self.seconds = 0.0
        """The time that they took."""

    def stand(self, offset: int, now: float) -> None:
        """Stand somewhere without having read up to there; now in seconds of any clock."""
        self._since, self._last = (now, offset), now

    def move(self, offset: int, now: float) -> None:
        """Go somewhere: forward it may have been reading."""
        if self._since is None or offset < self._since[1] or now - self._last > _AWAY:
            self.stand(offset, now)
            return
        self._last = now
        began, at = self._since
        took = now - began
        if took < _LEAST:
            return
        words = self._words_between(at, offset)
        if SLOWEST <= words * 60 / took <= FASTEST:
            self.words += words
            self.seconds += took
        self.stand(offset, now)


def words_a_minute(words: int, seconds: float) -> float:
    """Give a person's pace; the fewer was measured, the nearer it is to the usual."""
    minutes = seconds / 60 + _USUAL
    pace = (words + WORDS_A_MINUTE * _USUAL) / minutes
    return max(SLOWEST, min(FASTEST, pace))
