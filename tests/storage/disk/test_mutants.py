"""Worse stores than ours, each of which a test must find out.

A mutant is what a worse store would have asked of the disk: calls left out or in another
order, or functions of Python that no longer do what they should.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from storage.disk.database import Database
from tests.storage.disk import test_journal
from tests.storage.disk.powercuts import LIBRARY, Break, Spoil, cut_everywhere
from tests.storage.disk.recorder import TOP, Call, Flush, Name, Resize, Step, Tree, Write

Opener = Callable[[Path], Database]

FOLDER = os.path.dirname(LIBRARY)


def placed(calls: Sequence[Call]) -> Iterator[tuple[Call, str]]:
    """Give each call with the path of the file at which it aims; of a name, the new one."""
    paths = {TOP: ""}
    for call in calls:
        if isinstance(call, Name):
            for folder, name, node in call.puts:
                if node is not None:
                    paths[node] = f"{paths[folder]}/{name}".lstrip("/")
            node = call.puts[0][2]
            yield call, paths[node] if node is not None else ""
        elif isinstance(call, Step) or call.node is None:
            yield call, "?"
        else:
            yield call, paths[call.node]


def unflushed(pattern: str) -> Break:
    """Leave the files or folders of those paths unflushed."""
    return lambda calls: [
        call
        for call, path in placed(calls)
        if not (isinstance(call, Flush) and re.fullmatch(pattern, path))
    ]


def journal_before_snapshot(calls: Sequence[Call]) -> list[Call]:
    result: list[Call] = []
    late: list[Call] = []
    for call, path in placed(calls):
        if isinstance(call, Name) and path == LIBRARY:
            late.append(call)
            continue
        result.append(call)
        if isinstance(call, Name) and path == f"{LIBRARY}.journal":
            result += late
            late = []
    return result


def flushed_after_it_is_in_place(calls: Sequence[Call]) -> list[Call]:
    result: list[Call] = []
    late: list[Call] = []
    for call, path in placed(calls):
        if isinstance(call, Flush) and path == f"{LIBRARY}.tmp":
            late.append(call)
            continue
        result.append(call)
        if isinstance(call, Flush) and path == FOLDER:
            result += late
            late = []
    return result


def line_before_its_bodies(calls: Sequence[Call]) -> list[Call]:
    """Within each step, bring the journal to the disk first."""
    result: list[Call] = []
    bodies: list[Call] = []
    for call, path in placed(calls):
        if path.startswith(f"{FOLDER}/bodies"):
            bodies.append(call)
            continue
        if isinstance(call, Step):
            result += bodies
            bodies = []
        result.append(call)
    return result


def rewritten_in_place(calls: Sequence[Call]) -> list[Call]:
    """Write a new snapshot over the old one, as stock TinyDB does."""
    result: list[Call] = []
    standing: int | None = None
    contents: dict[int, bytes] = {}
    for call, path in placed(calls):
        if isinstance(call, Write) and path == f"{LIBRARY}.tmp":
            contents[call.node] = call.data
        if isinstance(call, Name) and path == LIBRARY and isinstance(node := call.puts[0][2], int):
            if standing is not None and node in contents:
                data = contents[node]
                result += [Write(standing, 0, data), Resize(standing, len(data)), Flush(standing)]
                continue
            standing = node
        result.append(call)
    return result


@pytest.mark.parametrize(
    "worse",
    [
        pytest.param(unflushed(rf"{LIBRARY}\.journal"), id="a save is not flushed"),
        pytest.param(unflushed(rf"{LIBRARY}\.tmp"), id="a snapshot is not flushed"),
        pytest.param(unflushed(rf"{LIBRARY}\.journal\.tmp"), id="a new journal is not flushed"),
        pytest.param(unflushed(FOLDER), id="the folder is not flushed"),
        pytest.param(unflushed("data"), id="the folder's own name is not flushed"),
        pytest.param(unflushed(""), id="the name of the folder above is not flushed"),
        pytest.param(unflushed(rf"{FOLDER}/bodies/\w+/.*"), id="a body is not flushed"),
        pytest.param(unflushed(rf"{FOLDER}/bodies/\w+"), id="a body's name is not flushed"),
        pytest.param(unflushed(f"{FOLDER}/bodies"), id="the name of bodies' folder is not flushed"),
        journal_before_snapshot,
        flushed_after_it_is_in_place,
        line_before_its_bodies,
        rewritten_in_place,
    ],
)
def test_a_store_that_asks_less_of_the_disk_is_found_out(worse: Break) -> None:
    assert any(cut_everywhere(seed, worse=worse).fault for seed in range(12))


def at_the_end_of_the_file(patch: pytest.MonkeyPatch) -> None:
    """Add lines behind whatever the file ends with, and leave a torn tail where it is."""
    journals: set[int] = set()

    def opened(path: Any, *args: Any, real: Callable[..., int] = os.open, **named: Any) -> int:
        handle = real(path, *args, **named)
        (journals.add if str(path).endswith(".journal") else journals.discard)(handle)
        return handle

    def pwrite(handle: int, data: Any, at: int, real: Callable[..., int] = os.pwrite) -> int:
        return real(handle, data, os.fstat(handle).st_size if handle in journals else at)

    def ftruncate(handle: int, size: int, real: Callable[..., None] = os.ftruncate) -> None:
        if handle not in journals:
            real(handle, size)

    for mutant in (opened, pwrite, ftruncate):
        patch.setattr(os, mutant.__name__.replace("opened", "open"), mutant)


def without_salt_in_the_checksum(patch: pytest.MonkeyPatch) -> None:
    real = zlib.crc32
    patch.setattr(zlib, "crc32", lambda data, seed=0: real(data))


def with_one_salt_for_all(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(secrets, "token_hex", lambda size: "00" * size)


@pytest.mark.parametrize(
    "spoil", [at_the_end_of_the_file, without_salt_in_the_checksum, with_one_salt_for_all]
)
def test_a_store_that_trusts_what_it_finds_is_found_out(spoil: Spoil) -> None:
    left: Tree = {}
    for seed in range(24):
        outcome = cut_everywhere(seed, begin=left if seed % 4 else {}, spoil=spoil)
        if outcome.fault:
            return
        left = outcome.left
    pytest.fail("nothing was noticed")


@pytest.fixture
def _unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zlib, "crc32", lambda data, seed=0: 0)


@pytest.mark.usefixtures("_unchecked")
def test_a_store_without_checksums_is_found_out(stored: Path, opened: Opener) -> None:
    # Power cuts alone do not: what they tear is no JSON any more.
    with pytest.raises(AssertionError):
        test_journal.test_no_flipped_bit_makes_a_wrong_record(stored, opened)


def test_a_store_without_a_lock_is_found_out(
    stored: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "flock", lambda handle, how: None)
    one, two = opened(stored), opened(stored)
    real = os.pwrite

    def meanwhile(*args: Any) -> int:
        # Another writes at the very moment.
        monkeypatch.setattr(os, "pwrite", real)
        with two.transaction() as change:
            change.put("notes", 51, {"note": "of two"})
        return real(*args)

    monkeypatch.setattr(os, "pwrite", meanwhile)
    with one.transaction() as change:
        change.put("notes", 50, {"note": "of one"})
    assert not {"50", "51"} <= set(opened(stored).state()["notes"])
