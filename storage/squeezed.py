"""Texts with a single blank for every run of white space, and where each letter stood."""

from __future__ import annotations

import re
from typing import NamedTuple


class Squeezed(NamedTuple):
    """A text whose runs of white space are single blanks, and where each letter came from."""

    text: str
    origins: list[int]

    @classmethod
    def of(cls, text: str) -> Squeezed:
        letters: list[str] = []
        origins: list[int] = []
        for run in re.finditer(r"\s+|\S+", text):
            piece = " " if run[0].isspace() else run[0]
            letters.append(piece)
            origins.extend(range(run.start(), run.start() + len(piece)))
        return cls("".join(letters), origins)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the squeezed text as one of the text itself."""
        return self.origins[start], self.origins[end - 1] + 1


def squeeze(text: str) -> str:
    """Return a text with a single blank for every run of white space."""
    return re.sub(r"\s+", " ", text)
