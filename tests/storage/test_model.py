"""Two programs on one library beside a plain dictionary, through folding and reopening."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from storage.errors import LibraryError
from storage.identity import now
from storage.library import Library
from storage.models import Article, Block, BlockKind, Ink, Progress, State

WHO = st.integers(0, 1)
NOTES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), max_size=20)
NUMBER = st.integers(0, 3)

TEXT = (
    "Article number {} should be read by everyone who can. Margins must stay wide because "
    "a hand needs room. Nobody can leave this page without a note, therefore bring a pen. "
)

Key = tuple[str, object]
Model = dict[Key, object]
"""What stands where: notes and bookmarks by their uid, articles and dismissed claims by number."""
Done = list[dict[Key, tuple[object, object]]]
"""Steps of one program: what stood where before and after."""


class TwoPrograms(RuleBasedStateMachine):
    """Whatever one of them does, both know, and so does whoever opens the library next."""

    @initialize()
    def open(self) -> None:
        # Taking a change back is a change, and would be seen to be one in the next second.
        self.clock, moment = pytest.MonkeyPatch(), now()
        self.clock.setattr("storage.identity._written", lambda second: moment)
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.json"
        self.open_ones = [Library.open(self.path), Library.open(self.path)]
        self.model: Model = {}
        self.place = Progress()
        self.done: list[Done] = [[], []]
        self.undone: list[Done] = [[], []]
        self.add(0, 0, [])
        # Never to be undone, so that there is always something to write in.
        self.reopen(0, tidily=False)

    @rule(who=WHO, number=NUMBER, tags=st.lists(st.sampled_from(["ice", "sea"]), max_size=2))
    def add(self, who: int, number: int, tags: list[str]) -> None:
        text = TEXT.format(number)
        block = Block(BlockKind.PARAGRAPH, 0, len(text))
        article = Article(f"A{number}", text, (block,), tags=tuple(tags))
        stored, new = self.open_ones[who].add(article)
        assert new == (("article", stored.id) not in self.model)
        self._did(who, ("article", stored.id), self._row(who, stored.id))

    @rule(who=WHO, start=st.integers(0, 99), width=st.integers(1, 40), note=NOTES)
    def annotate(self, who: int, start: int, width: int, note: str) -> None:
        made = self.open_ones[who].annotate(1, start, start + width, note=note)
        self._did(who, ("note", made.uid), made)

    @precondition(lambda self: self._all("note"))
    @rule(who=WHO, at=st.integers(0), note=NOTES, ink=st.sampled_from(Ink))
    def edit(self, who: int, at: int, note: str, ink: Ink) -> None:
        made = self.open_ones[who].edit_annotation(self._any("note", at), note=note, ink=ink)
        self._did(who, ("note", made.uid), made)

    @precondition(lambda self: self._all("note"))
    @rule(who=WHO, at=st.integers(0))
    def remove_note(self, who: int, at: int) -> None:
        uid = self._any("note", at)
        self.open_ones[who].remove_annotation(uid)
        self._did(who, ("note", uid), None)

    @rule(who=WHO, start=st.integers(0, 99), label=st.sampled_from(["", "a", "b"]))
    def bookmark(self, who: int, start: int, label: str) -> None:
        made = self.open_ones[who].bookmark(1, start, start + 5, label)
        self._did(who, ("mark", made.uid), made)

    @precondition(lambda self: self._all("mark"))
    @rule(who=WHO, at=st.integers(0))
    def remove_mark(self, who: int, at: int) -> None:
        uid = self._any("mark", at)
        self.open_ones[who].remove_bookmark(uid)
        self._did(who, ("mark", uid), None)

    @rule(who=WHO, at=NUMBER, tag=st.sampled_from(["ice", "snow", "sea"]), off=st.booleans())
    def tag(self, who: int, at: int, tag: str, off: bool) -> None:
        id = int(self._any("article", at))
        kept = self.open_ones[who].tag(id, [] if off else [tag], remove=[tag] if off else [])
        self._did(who, ("article", id), self._row(who, id))
        assert (tag in kept) is not off

    @rule(who=WHO, at=NUMBER, archived=st.booleans())
    def archive(self, who: int, at: int, archived: bool) -> None:
        id = int(self._any("article", at))
        self.open_ones[who].archive(id, archived)
        self._did(who, ("article", id), self._row(who, id))

    @rule(who=WHO, at=NUMBER, back=st.booleans())
    def remove(self, who: int, at: int, back: bool) -> None:
        id = int(self._any("article", at))
        (self.open_ones[who].restore if back else self.open_ones[who].remove)(id)
        row = self._row(who, id)
        assert bool(row[2]) is not back
        self._did(who, ("article", id), row)

    @rule(who=WHO, at=NUMBER)
    def dismiss(self, who: int, at: int) -> None:
        if claims := self.open_ones[who].claims(1):
            claim = claims[at % len(claims)]
            self.open_ones[who].dismiss(1, claim)
            self._did(who, ("dismissed", claim.start), claim.text)

    @rule(who=WHO, offset=st.integers(0, 150))
    def read_on(self, who: int, offset: int) -> None:
        self.place = Progress(offset, offset, 0.5, "2026-01-01T00:00:00Z")
        self.open_ones[who].set_progress(1, self.place)

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        self._take(self.open_ones[who].undo, self.done[who], self.undone[who])

    @rule(who=WHO)
    def redo(self, who: int) -> None:
        self._take(self.open_ones[who].redo, self.undone[who], self.done[who])

    @rule(who=WHO)
    def fold(self, who: int) -> None:
        self.open_ones[who].fold()

    @rule(who=WHO, tidily=st.booleans())
    def reopen(self, who: int, tidily: bool) -> None:
        if tidily:
            self.open_ones[who].close()
        self.open_ones[who] = Library.open(self.path)
        self.done[who], self.undone[who] = [], []

    @invariant()
    def all_agree(self) -> None:
        if not hasattr(self, "model"):
            return
        for library in (*self.open_ones, Library.open(self.path)):
            found: Model = {("note", note.uid): note for note in library.annotations(1)}
            found |= {("mark", mark.uid): mark for mark in library.bookmarks(1)}
            rows = [*library.entries(), *library.entries(trashed=True)]
            for row in rows:
                found["article", row.id] = row.tags, row.state is State.ARCHIVED, row.trashed
                number = row.title.removeprefix("A")
                assert library.article(row.id).text == TEXT.format(number)
            dismissed = {key: it for key, it in self.model.items() if key[0] == "dismissed"}
            assert found | dismissed == self.model
            pointed = {claim.start for claim in library.claims(1)}
            assert pointed.isdisjoint(start for _, start in dismissed)
            first = next(row for row in rows if row.id == 1)
            counts = first.notes, first.bookmarks, first.claims
            assert counts == (len(self._all("note")), len(self._all("mark")), len(pointed))
            assert library.progress(1) == self.place

    def _row(self, who: int, id: int) -> tuple[tuple[str, ...], bool, str]:
        library = self.open_ones[who]
        rows = [*library.entries(), *library.entries(trashed=True)]
        row = next(row for row in rows if row.id == id)
        return row.tags, row.state is State.ARCHIVED, row.trashed

    def _all(self, kind: str) -> list[str]:
        return [str(name) for of, name in self.model if of == kind]

    def _any(self, kind: str, at: int) -> str:
        names = self._all(kind)
        return names[at % len(names)]

    def _did(self, who: int, key: Key, after: object) -> None:
        before = self.model.get(key)
        if before != after:
            self._put(key, after)
            self.done[who].append({key: (before, after)})
            self.undone[who].clear()

    def _put(self, key: Key, value: object) -> None:
        self.model.pop(key, None)
        if value is not None:
            self.model[key] = value

    def _take(self, act: Callable[[], str | None], done: Done, other: Done) -> None:
        """Take the latest step back, unless another program changed the same thing since."""
        if not done:
            assert act() is None
            return
        step = done.pop()
        if any(self.model.get(key) != after for key, (_, after) in step.items()):
            with pytest.raises(LibraryError, match="Another program"):
                act()
            return
        assert act()
        for key, (before, _) in step.items():
            self._put(key, before)
        other.append({key: (after, before) for key, (before, after) in step.items()})

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()
            self.clock.undo()


ROUNDS = int(os.environ.get("MANICULE_TORTURE", "25"))
TwoPrograms.TestCase.settings = settings(max_examples=ROUNDS, stateful_step_count=25, deadline=None)
TestTwoPrograms = TwoPrograms.TestCase
