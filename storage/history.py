"""Undo and redo: changes of one session, taken back document by document."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from storage.disk.transaction import Change, Transaction
from storage.errors import LibraryError
from storage.fields import UID, is_trashed, owner, trashed
from storage.schema import ANNOTATIONS, ARTICLES, BOOKMARKS
from storage.traces import alike

DEPTH = 1_000
"""Changes remembered."""


class Conflict(LibraryError):
    """What was to be taken back is no longer as it was left."""


class Step(NamedTuple):
    """One thing that a person did."""

    what: str
    """In words: "highlight", "bookmark a"."""
    changes: tuple[Change, ...]
    traced: bool = True
    """It was a person's own change, and so is taking it back; joining a copy is none."""

    @property
    def articles(self) -> frozenset[int]:
        """The articles that its documents are, or belong to."""
        return frozenset(
            change.key if change.table == ARTICLES else owner(change.after or change.before or {})
            for change in self.changes
        )

    @property
    def marks(self) -> frozenset[str]:
        """The uids of its highlights and bookmarks."""
        documents = [
            change.after or change.before or {}
            for change in self.changes
            if change.table in (ANNOTATIONS, BOOKMARKS)
        ]
        return frozenset(str(document.get(UID, "")) for document in documents)

    def reversed(self) -> Step:
        """Return the step that takes this one back."""
        back = (c._replace(before=c.after, after=c.before) for c in reversed(self.changes))
        return Step(self.what, tuple(back), self.traced)

    def apply(self, transaction: Transaction, unchecked: Sequence[str]) -> None:
        """Make the changes, in so far as nobody else touched those documents meanwhile.

        Tables in `unchecked` hold what can be made anew and are not compared. The times of the
        others are not either: to take a step back is a change, and leaves times of its own.
        Raises Conflict.
        """
        for change in self.changes:
            here = transaction.get(change.table, change.key)
            if change.table not in unchecked and not alike(here, change.before):
                raise Conflict(
                    f"Another program has changed this since ({self.what}); it stays as it is now."
                )
            after = change.after
            if self.traced and after and is_trashed(after) and not is_trashed(here or {}):
                after = trashed(after, transaction.moment())
            transaction.put(change.table, change.key, after)


class History:
    """What can be undone and redone."""

    def __init__(self) -> None:
        self._done: deque[Step] = deque(maxlen=DEPTH)
        self._undone: list[Step] = []

    def record(self, step: Step) -> None:
        """Remember something just done; what had been undone cannot be redone any more."""
        self._done.append(step)
        self._undone.clear()

    def join(self) -> Step:
        """Make one step of the latest two and return it; it is called like the later."""
        later, earlier = self._done.pop(), self._done.pop()
        self._done.append(Step(later.what, earlier.changes + later.changes, later.traced))
        return self._done[-1]

    def to_undo(self) -> Step | None:
        return self._done[-1] if self._done else None

    def to_redo(self) -> Step | None:
        return self._undone[-1] if self._undone else None

    def undone(self) -> None:
        """Note that the latest step has been taken back."""
        self._undone.append(self._done.pop())

    def redone(self) -> None:
        """Note that the latest step taken back has been made again."""
        self._done.append(self._undone.pop())

    def forget_undo(self) -> None:
        """Drop the latest step, which can no longer be taken back."""
        self._done.pop()

    def forget_redo(self) -> None:
        """Drop the latest step taken back, which can no longer be made again."""
        self._undone.pop()
