"""Texts with a single blank for every run of white space, and where each letter stood."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple


class Squeezed(NamedTuple):
    """A text whose runs of white space are single blanks, and where each letter came from."""

    text: str
    shorter: list[int]
    """Offsets in it right behind the blanks that stand for more than one."""
    gone: list[int]
    """How many letters are no more in it up to each of these."""

    @classmethod
    def of(cls, text: str) -> Squeezed:
        """Return a text squeezed: made once for all that is looked for in it in turn."""
        return _made(text)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the squeezed text as one of the text itself."""
        return self._origin(start), self._origin(end - 1) + 1

    def there(self, at: int) -> int:
        """Return the offset of the first letter that stood at this one of the text, or after it."""
        return bisect_left(range(len(self.text)), at, key=self._origin)

    def _origin(self, at: int) -> int:
        before = bisect_right(self.shorter, at)
        return at + (self.gone[before - 1] if before else 0)


# One text may be compared with another: hence two.
@lru_cache(maxsize=2)
def _made(text: str) -> Squeezed:
    shorter: list[int] = []
    gone: list[int] = []
    away = 0
    for run in re.finditer(r"\s{2,}", text):
        away += run.end() - run.start() - 1
        shorter.append(run.end() - away)
        gone.append(away)
    return Squeezed(squeeze(text), shorter, gone)


def squeeze(text: str) -> str:
    """Return a text with a single blank for every run of white space."""
    return re.sub(r"\s+", " ", text)
