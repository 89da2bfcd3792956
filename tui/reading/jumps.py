"""Where one was before each jump, so that one comes back."""

from __future__ import annotations

_MOST = 100


class Jumps:
    """Offsets left behind, and those one has come back from."""

    def __init__(self) -> None:
        self._behind: list[int] = []
        self._ahead: list[int] = []

    def leave(self, here: int) -> None:
        """Remember a place that a jump leaves; there is no way forward from a new jump."""
        if self._behind[-1:] != [here]:
            self._behind.append(here)
        del self._behind[:-_MOST]
        self._ahead.clear()

    def back(self, here: int) -> int | None:
        """Give the place left last, other than this one; None when there is none."""
        return _turn(self._behind, self._ahead, here)

    def forward(self, here: int) -> int | None:
        """Give the place one last came back from; None when there is none."""
        return _turn(self._ahead, self._behind, here)


def _turn(source: list[int], other: list[int], here: int) -> int | None:
    while source and source[-1] == here:
        source.pop()
    if not source:
        return None
    other.append(here)
    return source.pop()
