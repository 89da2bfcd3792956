"""Two programs on one library beside a plain dictionary, through folding and reopening."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from storage.library import Library
from storage.models import Article, Block, BlockKind, Ink, Progress

WHO = st.integers(0, 1)
NOTES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), max_size=20)


class TwoPrograms(RuleBasedStateMachine):
    """Whatever one of them does, both know, and so does whoever opens the library next."""

    notes = Bundle("notes")

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.json"
        self.open_ones = [Library.open(self.path), Library.open(self.path)]
        self.kept: dict[str, tuple[str, str]] = {}
        self.spans: set[tuple[int, int]] = set()
        self.tags: dict[int, tuple[str, ...]] = {}
        self.place = Progress()
        self.add(0, 0)

    @rule(who=WHO, number=st.integers(0, 3))
    def add(self, who: int, number: int) -> None:
        text = f"Article number {number} should be read by everyone, and soon. " * 3
        block = Block(BlockKind.PARAGRAPH, 0, len(text))
        stored, new = self.open_ones[who].add(Article(f"A{number}", text, (block,)))
        assert new == (stored.id not in self.tags)
        self.tags.setdefault(stored.id, ())

    @rule(target=notes, who=WHO, start=st.integers(0, 99), width=st.integers(1, 40), note=NOTES)
    def annotate(self, who: int, start: int, width: int, note: str) -> object:
        if (start, width) in self.spans:
            return multiple()
        self.spans.add((start, width))
        made = self.open_ones[who].annotate(1, start, start + width, note=note)
        self.kept[made.uid] = made.note, made.ink
        return made.uid

    @rule(who=WHO, uid=notes, note=NOTES, ink=st.sampled_from(Ink))
    def edit(self, who: int, uid: str, note: str, ink: Ink) -> None:
        made = self.open_ones[who].edit_annotation(uid, note=note, ink=ink)
        self.kept[uid] = made.note, ink

    @rule(who=WHO, uid=consumes(notes))
    def remove(self, who: int, uid: str) -> None:
        gone = next(n for n in self.open_ones[who].annotations(1) if n.uid == uid)
        self.open_ones[who].remove_annotation(uid)
        self.spans.discard((gone.passage.start, gone.passage.end - gone.passage.start))
        del self.kept[uid]

    @rule(who=WHO, tag=st.sampled_from(["ice", "snow", "sea"]))
    def tag(self, who: int, tag: str) -> None:
        self.tags[1] = self.open_ones[who].tag(1, [tag])

    @rule(who=WHO, offset=st.integers(0, 150))
    def read_on(self, who: int, offset: int) -> None:
        self.place = Progress(offset, offset, 0.5, "2026-01-01T00:00:00Z")
        self.open_ones[who].set_progress(1, self.place)

    @rule(who=WHO)
    def fold(self, who: int) -> None:
        self.open_ones[who].fold()

    @rule(who=WHO, tidily=st.booleans())
    def reopen(self, who: int, tidily: bool) -> None:
        if tidily:
            self.open_ones[who].close()
        self.open_ones[who] = Library.open(self.path)

    @invariant()
    def all_agree(self) -> None:
        if not hasattr(self, "kept"):
            return
        for library in (*self.open_ones, Library.open(self.path)):
            found = {n.uid: (n.note, n.ink) for n in library.annotations(1)}
            assert found == self.kept
            rows = library.entries()
            assert {row.id: row.tags for row in rows} == self.tags
            assert next(row.notes for row in rows if row.id == 1) == len(self.kept)
            assert library.progress(1) == self.place

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()


ROUNDS = int(os.environ.get("MANICULE_TORTURE", "25"))
TwoPrograms.TestCase.settings = settings(max_examples=ROUNDS, stateful_step_count=20, deadline=None)
TestTwoPrograms = TwoPrograms.TestCase
