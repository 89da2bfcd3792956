"""Programs killed, folding and reading at once. `make torture` runs many more rounds."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.library import Library
from storage.models import Article

Build = Callable[..., Article]
Child = Callable[..., contextlib.AbstractContextManager[subprocess.Popen[str]]]

ROUNDS = int(os.environ.get("MANICULE_TORTURE", "8"))

WRITER = """
import random, sys
from pathlib import Path
from storage.library import Library
from storage.models import Article, Block, BlockKind, Progress
path, seed, times, notes = Path(sys.argv[1]), *map(int, sys.argv[2:])
chance = random.Random(seed)
library = Library.open(path, patience=60)
for number in range(times):
    start, kind = chance.randrange(900), 0 if notes else chance.random()
    if kind < 0.6:
        # Twice the same span is the same annotation, with both notes.
        note = f"{seed}-{number}"
        library.annotate(1, start, start + 1 + seed % 50, note=note)
        print("note", note, flush=True)
    elif kind < 0.75:
        library.set_progress(1, Progress(start, start, 0.5))
    elif kind < 0.85:
        print("mark", library.bookmark(1, start, start + 1).uid, flush=True)
    elif kind < 0.9:
        text = f"Text {seed}-{number} should be kept whole."
        article = Article(f"T {seed}", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
        library.add(article)
        print("text", text, flush=True)
    elif kind < 0.97:
        library.fold()
    else:
        library.close()
        library = Library.open(path, patience=60)
"""


@pytest.fixture
def writer(child: Child) -> Child:
    """Give `writer(path, seed)`: a program that changes a library and says what it confirmed."""

    def write(
        path: Path, seed: int, times: int = 10**6, notes: bool = False
    ) -> contextlib.AbstractContextManager[subprocess.Popen[str]]:
        return child(WRITER, path, seed, times, int(notes))

    return write


def said(process: subprocess.Popen[str]) -> set[str]:
    """Return the lines that a program finished saying."""
    out, _ = process.communicate()
    return set(out.split("\n")[:-1])


def found(path: Path) -> set[str]:
    """Return what the writers confirm, from the library itself."""
    with Library.open(path) as library:
        notes = {
            f"note {line}" for note in library.annotations(1) for line in note.note.split("\n\n")
        }
        marks = {f"mark {mark.uid}" for mark in library.bookmarks(1)}
        texts = {f"text {library.article(entry.id).text}" for entry in library.entries()}
    return notes | marks | texts


@pytest.fixture
def library(library: Library, article: Build) -> Library:
    library.add(article("Long", "A sentence of some words, again and again. " * 40))
    return library


def test_programs_killed_at_any_instant_lose_nothing_they_had_confirmed(
    library: Library, writer: Child
) -> None:
    chance = random.Random(11)
    confirmed: set[str] = set()
    for round in range(ROUNDS):
        with writer(library.path, round) as process:
            assert process.stdout is not None
            confirmed.add(process.stdout.readline().strip())
            time.sleep(chance.uniform(0, 0.25))
            process.kill()
            confirmed |= said(process)
        kept = found(library.path)
        assert confirmed <= kept
        # Besides, at most what was under way.
        assert len(kept - confirmed) <= round + 3
    assert not list(library.path.parent.glob("*.torn-*"))
    print(f"{ROUNDS} kills, {len(confirmed):,} confirmed changes: none lost")


def test_several_writers_some_of_them_killed_lose_nothing(library: Library, writer: Child) -> None:
    confirmed: set[str] = set()
    with writer(library.path, 1001) as one, writer(library.path, 1002) as two:
        for round in range(max(2, ROUNDS // 2)):
            with writer(library.path, 2000 + round) as victim:
                assert victim.stdout is not None
                confirmed.add(victim.stdout.readline().strip())
                time.sleep(0.1)
                victim.kill()
                confirmed |= said(victim)
        for process in (one, two):
            process.send_signal(signal.SIGKILL)
            confirmed |= said(process)
    assert len(confirmed) > 10
    assert confirmed <= found(library.path)
    print(f"{round + 3} of the writers killed, {len(confirmed):,} confirmed changes: none lost")


def test_eight_programs_that_finish_lose_no_note(library: Library, writer: Child) -> None:
    times = min(500, 3 * ROUNDS)
    with contextlib.ExitStack() as stack:
        programs = [
            stack.enter_context(writer(library.path, 3000 + number, times, notes=True))
            for number in range(8)
        ]
        confirmed = set().union(*map(said, programs))
        assert [program.returncode for program in programs] == [0] * 8
    assert len(confirmed) == 8 * times
    assert confirmed <= found(library.path)
    library.fold()
    assert confirmed <= found(library.path)
    print(f"{len(confirmed):,} notes of 8 programs: none lost")


def test_a_reader_sees_whole_states_while_another_saves_and_folds(library: Library) -> None:
    times = min(15 * ROUNDS, 1600)
    done = threading.Event()
    failures: list[BaseException] = []

    def write() -> None:
        try:
            with Library.open(library.path) as other:
                for number in range(times):
                    other.annotate(1, number, number + 3, note=str(number))
                    if number % 4 == 0:
                        other.fold()
        except BaseException as error:
            failures.append(error)
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    seen = 0
    while not done.is_set():
        notes = {note.note for note in library.annotations(1)}
        assert notes == {str(number) for number in range(len(notes))}
        assert len(notes) >= seen
        seen = len(notes)
    thread.join()
    assert failures == []
    assert len(library.annotations(1)) == times
    print(f"{times:,} saves and {times // 4:,} foldings read meanwhile: never an error")
