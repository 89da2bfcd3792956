"""What happens when several programs use a library, and when one of them is killed."""

from __future__ import annotations

import contextlib
import json
import random
import subprocess
import threading
import time
from collections.abc import Callable

import pytest
from tinydb import TinyDB

from storage.errors import LibraryBusy
from storage.library import Library
from storage.models import Article, Progress

Build = Callable[..., Article]
Child = Callable[..., contextlib.AbstractContextManager[subprocess.Popen[str]]]


ANNOTATE = """
import sys
from pathlib import Path
from storage.library import Library
library, width, times = Library.open(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
for number in range(times):
    start = number % 100
    made = library.annotate(1, start, start + width + number // 100, note=f"number {number}")
    print(made.uid, flush=True)
"""

HOLD = """
import sys, time
from pathlib import Path
from storage.disk.lock import FileLock
path = Path(sys.argv[1])
with FileLock(path.with_name(path.name + ".lock"), path).held():
    print("held", flush=True)
    time.sleep(60)
"""

HAMMER = """
import sys, time
from pathlib import Path
from storage.disk.lock import FileLock
path = Path(sys.argv[1])
lock = FileLock(path.with_name(path.name + ".lock"), path)
print("ready", flush=True)
while True:
    with lock.held():
        time.sleep(0.005)
"""


@pytest.fixture
def library(library: Library, article: Build) -> Library:
    library.add(article("Long", "A sentence of some words, again and again. " * 40))
    return library


def test_a_killed_program_loses_no_note_that_it_had_confirmed(
    library: Library, child: Child
) -> None:
    chance = random.Random(7)
    confirmed: set[str] = set()
    for round in range(5):
        with child(ANNOTATE, library.path, 1 + 30 * round, 2000) as process:
            assert process.stdout is not None
            confirmed.add(process.stdout.readline().strip())
            time.sleep(chance.uniform(0, 0.15))
            process.kill()
            rest, _ = process.communicate()
            confirmed.update(rest.split("\n")[:-1])
        with Library.open(library.path) as after:
            kept = {note.uid for note in after.annotations(1)}
        assert confirmed <= kept
        # The one that was under way is there or not; nothing else is.
        assert len(kept) <= len(confirmed) + round + 1
        with TinyDB(library.path, encoding="utf-8") as stock:
            assert len(stock.table("annotations")) == len(kept)
    library.annotate(1, 0, 500)
    assert not library.path.with_name("library.json.tmp").exists()


def test_two_programs_writing_at_once_lose_nothing(
    library: Library, child: Child, article: Build
) -> None:
    times = 60
    with (
        child(ANNOTATE, library.path, 10, times) as one,
        child(ANNOTATE, library.path, 20, times) as two,
    ):
        mine = [library.bookmark(1, 0, 3).uid for _ in range(20)]
        said = [process.communicate()[0].split() for process in (one, two)]
    assert [len(uids) for uids in said] == [times, times]
    assert {note.uid for note in library.annotations(1)} == {uid for uids in said for uid in uids}
    assert {mark.uid for mark in library.bookmarks(1)} == set(mine)
    library.fold()
    content = json.loads(library.path.read_text("utf-8"))
    assert len(content["annotations"]) == 2 * times


def test_threads_writing_at_once_lose_nothing_and_readers_see_whole_states(
    library: Library,
) -> None:
    failures: list[BaseException] = []

    def work(job: Callable[[int], object]) -> None:
        try:
            for number in range(12):
                job(number)
        except BaseException as error:
            failures.append(error)

    def read(number: int) -> None:
        (row,) = library.entries()
        assert row.notes <= len(library.annotations(1))
        library.refresh()

    jobs: list[Callable[[int], object]] = [
        lambda number: library.annotate(1, number, number + 5),
        lambda number: library.annotate(1, number, number + 9),
        lambda number: library.bookmark(1, number, number + 1),
        lambda number: library.set_progress(1, Progress(number, number, 0.5)),
        read,
    ]
    threads = [threading.Thread(target=work, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (len(library.annotations(1)), len(library.bookmarks(1))) == (24, 12)
    assert not library.refresh()
    while library.undo():
        pass
    assert library.entries() == []


def test_one_who_writes_without_a_break_lets_others_in(library: Library, child: Child) -> None:
    with child(HAMMER, library.path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        # Each would raise LibraryBusy if the other never let it in.
        for number in range(20):
            library.annotate(1, number, number + 5)
    assert len(library.annotations(1)) == 20


def test_whoever_waits_too_long_is_told_who_holds_the_library(
    library: Library, child: Child
) -> None:
    library.close()
    library = Library.open(library.path, patience=0.1)
    library.annotate(1, 0, 3)
    with child(HOLD, library.path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(LibraryBusy, match=f"written by process {process.pid}"):
            library.annotate(1, 4, 9)
        # Readers never wait.
        with Library.open(library.path, patience=0.0) as reader:
            assert len(reader.annotations(1)) == 1
    # The lock died with its holder.
    library.annotate(1, 4, 9)
    assert library.undo() == "highlight"
    assert library.undo() == "highlight"
