"""A reader's session with everything it must keep, and what may be found after it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.errors import LibraryError
from storage.library import Library
from storage.models import Article, Block, BlockKind, Ink, Progress, State
from tests.storage.disk.recorder import Recording, Step

WORDS = ["ice", "snow", "margin", "reader", "should", "claim", "because", "never", "“quoted”"]


@dataclass(frozen=True, slots=True)
class View:
    """What a library says."""

    kept: tuple[object, ...]
    places: dict[int, Progress]


def view(library: Library) -> View:
    """Return what a library says, the texts of its articles included."""
    rows = [*library.entries(), *library.entries(trashed=True)]
    kept = [
        (
            row.id,
            row.title,
            row.tags,
            row.trashed,
            row.state is State.ARCHIVED,
            library.article(row.id).text,
            tuple(library.annotations(row.id)) if row.notes else (),
            tuple(library.bookmarks(row.id)) if row.bookmarks else (),
        )
        for row in sorted(rows, key=lambda row: row.id)
    ]
    return View(tuple(kept), {row.id: row.progress for row in rows})


class Session:
    """Does things by chance, at two programs on one library, and keeps what was to be seen."""

    def __init__(self, path: Path, recording: Recording, chance: random.Random) -> None:
        self.views: list[View] = []
        """Before the first step and after each."""
        self._path = path
        self._recording = recording
        self._chance = chance
        self._libraries = [Library.open(path), Library.open(path)]
        self._library = self._libraries[0]
        self.views.append(view(self._library))

    def run(self, steps: int) -> None:
        for number in range(1, steps + 1):
            self._library = self._chance.choice(self._libraries)
            rows = self._library.entries()
            do = self._chance.choices(list(STEPS), list(STEPS.values()))[0] if rows else Session.add
            calls = self._recording.calls
            calls.append(Step(number, done=False))
            do(self, self._chance.choice(rows).id if rows else 0)
            self.views.append(view(self._library))
            before, after = self.views[-2:]
            durable = do is Session.fold or before.kept != after.kept
            calls.append(Step(number, done=True, durable=durable))
        for library in self._libraries:
            library.close()

    def add(self, _: int) -> None:
        text = self._words(self._chance.choice((20, 300)))
        block = Block(BlockKind.PARAGRAPH, 0, len(text))
        self._library.add(Article(f"Title {self._chance.random()}", text, (block,)))

    def annotate(self, id: int) -> None:
        start = self._chance.randrange(60)
        note = self._words(self._chance.choice((0, 3, 3, 150)))
        self._library.annotate(id, start, start + 1 + self._chance.randrange(20), note=note)

    def edit(self, id: int) -> None:
        if notes := self._library.annotations(id):
            ink = self._chance.choice(list(Ink))
            self._library.edit_annotation(self._chance.choice(notes).uid, note="edited", ink=ink)

    def unmark(self, id: int) -> None:
        if notes := self._library.annotations(id):
            self._library.remove_annotation(self._chance.choice(notes).uid)
        elif marks := self._library.bookmarks(id):
            self._library.remove_bookmark(marks[0].uid)

    def bookmark(self, id: int) -> None:
        self._library.bookmark(id, self._chance.randrange(50), 60)

    def tag(self, id: int) -> None:
        self._library.tag(id, [self._chance.choice(WORDS)])

    def archive(self, id: int) -> None:
        self._library.archive(id, self._chance.random() < 0.5)

    def remove(self, id: int) -> None:
        self._library.remove(id)

    def restore(self, _: int) -> None:
        if rows := self._library.entries(trashed=True):
            self._library.restore(self._chance.choice(rows).id)

    def read_on(self, id: int) -> None:
        offset = self._chance.randrange(80)
        self._library.set_progress(id, Progress(offset, offset, 0.5, "2026-01-01T00:00:00Z"))

    def undo(self, _: int) -> None:
        _unless_refused(self._library.undo)

    def redo(self, _: int) -> None:
        _unless_refused(self._library.redo)

    def fold(self, _: int) -> None:
        self._library.fold()

    def reopen(self, _: int) -> None:
        self._library.close()
        at = self._libraries.index(self._library)
        self._library = self._libraries[at] = Library.open(self._path)

    def _words(self, count: int) -> str:
        return " ".join(self._chance.choice(WORDS) for _ in range(count)) + "."


STEPS: dict[Callable[[Session, int], None], int] = {
    Session.annotate: 6,
    Session.read_on: 4,
    Session.add: 2,
    Session.fold: 2,
    Session.reopen: 1,
    Session.undo: 2,
    Session.edit: 1,
    Session.unmark: 1,
    Session.bookmark: 1,
    Session.tag: 1,
    Session.archive: 1,
    Session.remove: 1,
    Session.restore: 1,
    Session.redo: 1,
}


def _unless_refused(take: Callable[[], Any]) -> None:
    try:
        take()
    except LibraryError as error:
        assert "Another program" in str(error)  # noqa: PT017 (any other refusal is a defect)
