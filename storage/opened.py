"""An open library's workings: reading as of now, changing as one step, taking steps back."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from storage import bulk, decisions, removals, schema, shelf, traces
from storage.catalog import Catalog
from storage.disk.database import Database, Look
from storage.disk.lock import PATIENCE
from storage.disk.transaction import Transaction
from storage.errors import LibraryError
from storage.history import Conflict, History, Step
from storage.models import Claim
from storage.schema import ANNOTATIONS, ARTICLES, BOOKMARKS, CLAIMS, DECISIONS

UNDOABLE = (ARTICLES, CLAIMS, ANNOTATIONS, BOOKMARKS, DECISIONS)
"""The tables of which a person takes changes back; how far one has read is not among them."""


class Opened:
    """What stands behind every verb of a library."""

    def __init__(self, database: Database, path: Path) -> None:
        self.path = path
        self._database = database
        self._history = History()
        # One change at a time, so that the order of undo is the order on disk.
        self._guard = threading.RLock()
        with database.reading() as memory:
            self._catalog = Catalog(memory, database.body)
        self._seen = database.loads
        self._found: dict[int, tuple[str, tuple[Claim, ...]]] = {}
        self._group: Transaction | None = None
        self._changed = False

    @classmethod
    def open(cls, path: Path, patience: float = PATIENCE) -> Self:
        """Open a library; its folder and file are made by the first change.

        A change waits `patience` seconds for another program to finish its own.
        Raises LibraryError when the file is not a library that this manicule knows.
        """
        path = Path(os.path.abspath(os.path.expanduser(path)))
        return cls(Database(path, schema.accept, patience, bulk.slimmed), path)

    def close(self) -> None:
        """Let go of the files; everything is on disk already.

        Who changed anything also takes out of the trash what has been there for too long.
        """
        if self._changed:
            from storage import trash

            # What is not thrown away today is thrown away another day.
            with contextlib.suppress(LibraryError):
                self._purge(datetime.now(UTC) - trash.KEPT, by_hand=False)
        self._database.close()

    def fold(self) -> None:
        """Bring the file that other programs read up to date; closing mostly does it too."""
        self._database.fold()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def at_rest(self) -> Sequence[tuple[str, Look]]:
        """Return the files of a closed library, and what each looks like.

        While they look like that the library holds what was in sight when `refresh` was last
        asked. Nothing is returned when another program wrote since, or may write unseen.
        """
        if self._database.loads != self._seen:
            return ()
        # The path as it was named: a link to the library may come to lead elsewhere.
        return [
            (path if number else str(self.path), look)
            for number, (path, look) in enumerate(self._database.at_rest())
        ]

    def refresh(self) -> bool:
        """Tell whether another program changed the library since this was last asked."""
        self._database.state()
        seen, self._seen = self._seen, self._database.loads
        return seen != self._seen

    # Changing

    @contextlib.contextmanager
    def grouped(self, what: str) -> Iterator[None]:
        """Make all changes of a block one step: on the disk together or not at all.

        It is named `what` when it is undone. Within the block reading does not see its changes.
        """
        with self._change() as change:
            outer, self._group = self._group, change
            try:
                yield
            finally:
                self._group = outer
            change.what = what

    def undo(self) -> str | None:
        """Take back the latest change of this session and say what it was; None without one.

        Raises as `step_back` does.
        """
        step = self.step_back()
        return step.what if step else None

    def redo(self) -> str | None:
        """Make the change last taken back again and say what it is; None without one."""
        step = self.step_forth()
        return step.what if step else None

    def step_back(self) -> Step | None:
        """Take back the latest change of this session and return it; None without one.

        Raises LibraryError when another program changed the same thing since; what came
        before can then be taken back by the next call.
        """
        with self._guard:
            step = self._history.to_undo()
            if step is None:
                return None
            with self._forgetting(self._history.forget_undo):
                self._apply(step.reversed())
            self._history.undone()
            return step

    def step_forth(self) -> Step | None:
        """Make the change last taken back again and return it; None without one."""
        with self._guard:
            step = self._history.to_redo()
            if step is None:
                return None
            with self._forgetting(self._history.forget_redo):
                self._apply(step)
            self._history.redone()
            return step

    @contextlib.contextmanager
    def _forgetting(self, forget: Callable[[], None]) -> Iterator[None]:
        """Drop a step that can never be made; one that the disk refused stays."""
        try:
            yield
        except Conflict:
            forget()
            raise

    def _purge(self, before: datetime, *, by_hand: bool) -> None:
        """Throw away what was removed before a moment; never undone, and nothing to undo."""
        from storage import trash

        with self._database.reading() as memory:
            if not trash.due(memory.tables, memory, before, by_hand=by_hand):
                return
        with self._guard, self._database.transaction() as change:
            tables = {name: change.documents(name) for name in schema.TABLES}
            trash.purge(change, trash.due(tables, change, before, by_hand=by_hand))

    def _apply(self, step: Step) -> None:
        with self._database.transaction() as change:
            step.apply(change, unchecked=(CLAIMS,))
            if step.traced:
                traces.leave(change)
                removals.leave(change)
                removals.revive(change)
            shelf.refuse_orphans(change)
            decisions.refuse_twice(change)

    @contextlib.contextmanager
    def _change(
        self, *, durable: bool = True, traced: bool = True, undoable: bool = True
    ) -> Iterator[Transaction]:
        """Make one change of the library: on disk and undoable, or not made at all.

        One that is not traced leaves the times of its documents as they are; one that is not
        undoable is no deed of the person's.
        """
        with self._guard:
            if self._group is not None:
                yield self._group
                return
            change = self._database.begin()
            try:
                yield change
                if not change.changes:
                    return
                made = {c.place for c in change.changes if c.table in UNDOABLE}
                if traced:
                    traces.leave(change)
                    removals.leave(change)
                schema.stamp(change)
                if self._found:
                    self._keep_claims(change)
                self._database.commit(change, durable=durable)
            finally:
                self._database.end()
            self._changed = True
            if made and undoable:
                kept = tuple([c for c in change.changes if c.place in made])
                self._history.record(Step(change.what, kept, traced))

    def _keep_claims(self, change: Transaction) -> None:
        """Store with a change the claims that were found since the last one."""
        for id, (text, claims) in list(self._found.items()):
            document = change.get(ARTICLES, id)
            if document is not None and shelf.text_of(change, id) == text:
                shelf.keep_claims(change, id, claims)
            # Found again should the write fail.
            del self._found[id]

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Catalog]:
        """Give what the library says now, unchanged for the length of a block."""
        with self._database.reading() as memory:
            if self._catalog.memory is not memory:
                self._catalog = Catalog(memory, self._database.body)
            yield self._catalog
