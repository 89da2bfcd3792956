"""What may stand on a disk after its power was cut: the idea of SQLite's test6.c.

Until it is flushed, a write may be there whole, in some of its sectors or not at all, with
the file's size changed or not; a name may have changed or not. Each is chosen by itself, so
this is worse than most file systems.
"""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.storage.disk.recorder import TOP, Call, Flush, Name, Resize, Tree, Write

SECTOR = 512

Entries = dict[tuple[int, str], int]
Outcome = tuple[tuple[int, bytes | None], ...]
"""Pieces of a write that arrived, by their offsets; None cuts the file there."""


class Disk:
    """What is safely there, and what is not yet."""

    def __init__(self, folders: set[int]) -> None:
        self._folders = folders
        self._contents: dict[int, bytes] = {}
        self._entries: Entries = {}
        self._names: list[Name] = []
        self._writes: dict[int, list[Write | Resize]] = {}

    def take(self, call: Call) -> None:
        """Go on by one call."""
        if isinstance(call, Name):
            self._names.append(call)
        elif isinstance(call, Write | Resize):
            self._writes.setdefault(call.node, []).append(call)
        elif isinstance(call, Flush):
            self._flush(call.node)

    def _flush(self, node: int | None) -> None:
        for known in [node] if node is not None else list(self._writes):
            for call in self._writes.pop(known, ()):
                whole = _outcomes(call)[-1]
                self._contents[known] = _landed(self._contents.get(known, b""), whole)
        kept = []
        for name in self._names:
            if node is None or any(folder == node for folder, _, _ in name.puts):
                _named(self._entries, name)
            else:
                kept.append(name)
        self._names = kept

    def now(self) -> Tree:
        """Return what programs see while the power is on."""
        contents = dict(self._contents)
        for node, calls in self._writes.items():
            for call in calls:
                contents[node] = _landed(contents.get(node, b""), _outcomes(call)[-1])
        entries = dict(self._entries)
        for name in self._names:
            _named(entries, name)
        return self._tree(self._reached(entries), contents)

    def states(self, chance: random.Random, limit: int) -> Iterator[Tree]:
        """Return what may be found when the power comes back: all of it, or `limit` of it."""
        masks = _masks(len(self._names), chance)
        each = max(2, limit // len(masks))
        for mask in masks:
            entries = dict(self._entries)
            for name, happened in zip(self._names, mask, strict=True):
                if happened:
                    _named(entries, name)
            reached = self._reached(entries)
            pending = [
                call
                for node in dict.fromkeys(reached.values())
                for call in self._writes.get(node, ())
            ]
            choices = [_outcomes(call, chance, self._stale(call)) for call in pending]
            for outcomes in _combined(choices, chance, each):
                contents = dict(self._contents)
                for call, outcome in zip(pending, outcomes, strict=True):
                    contents[call.node] = _landed(contents.get(call.node, b""), outcome)
                yield self._tree(reached, contents)

    def _stale(self, call: Write | Resize) -> list[bytes]:
        """Return what other files have at that place: some disks hand out blocks unwiped."""
        if isinstance(call, Resize):
            return []
        end = call.at + len(call.data)
        contents = [whole for node, whole in self._contents.items() if node != call.node]
        return [whole[call.at : end] for whole in contents if len(whole) > call.at]

    def _reached(self, entries: Entries) -> dict[str, int]:
        """Return the nodes that can be found from the top, by their paths."""
        reached: dict[str, int] = {}
        places = [(TOP, "")]
        while places:
            folder, path = places.pop()
            for (parent, name), node in entries.items():
                if parent == folder:
                    reached[path + name] = node
                    if node in self._folders:
                        places.append((node, f"{path}{name}/"))
        return reached

    def _tree(self, reached: dict[str, int], contents: dict[int, bytes]) -> Tree:
        return {
            path: None if node in self._folders else contents.get(node, b"")
            for path, node in sorted(reached.items())
        }


def lay(tree: Tree, folder: Path) -> None:
    """Make a folder of such a state."""
    top = f"{folder}/"
    os.mkdir(top)
    for path, content in tree.items():
        if content is None:
            os.mkdir(top + path)
        else:
            handle = os.open(top + path, os.O_WRONLY | os.O_CREAT, 0o666)
            os.write(handle, content)
            os.close(handle)


def _named(entries: Entries, name: Name) -> None:
    for folder, text, node in name.puts:
        if node is None:
            entries.pop((folder, text), None)
        else:
            entries[folder, text] = node


def _masks(count: int, chance: random.Random) -> list[tuple[bool, ...]]:
    """Return which names may have changed: any first ones, and any others by themselves."""
    if count <= 3:
        return list(itertools.product((False, True), repeat=count))
    lengths = {0, count, *(chance.randrange(count) for _ in range(4))}
    first = [tuple(n < length for n in range(count)) for length in sorted(lengths)]
    some = [tuple(chance.random() < 0.5 for _ in range(count)) for _ in range(4)]
    return list(dict.fromkeys(first + some))


def _outcomes(
    call: Write | Resize, chance: random.Random | None = None, stale: Sequence[bytes] = ()
) -> list[Outcome]:
    """Return what may become of a write; the last is that all went well."""
    if isinstance(call, Resize):
        return [(), ((call.size, None),)]
    whole: Outcome = ((call.at, call.data),)
    if chance is None:
        return [(), whole]
    end = call.at + len(call.data)
    grown = ((end, b""),)
    pieces = _sectors(call)
    subsets = (
        list(itertools.product((False, True), repeat=len(pieces)))[1:-1]
        if len(pieces) <= 3
        else [tuple(chance.random() < 0.5 for _ in pieces) for _ in range(5)]
    )
    found: list[Outcome] = [(), grown]
    for subset in subsets:
        landed = tuple(piece for piece, there in zip(pieces, subset, strict=True) if there)
        found += [landed, (*grown, *landed)]
    spoilt = chance.randrange(len(pieces))
    at, data = pieces[spoilt]
    rubbish = (at, chance.randbytes(len(data)))
    found.append((*pieces[:spoilt], rubbish, *pieces[spoilt + 1 :]))
    found += [(*grown, (call.at, older)) for older in stale]
    return [*dict.fromkeys(found), whole]


def _sectors(call: Write) -> list[tuple[int, bytes]]:
    end = call.at + len(call.data)
    edges = [call.at, *range(call.at // SECTOR * SECTOR + SECTOR, end, SECTOR), end]
    return [(a, call.data[a - call.at : b - call.at]) for a, b in itertools.pairwise(edges)]


def _landed(content: bytes, outcome: Outcome) -> bytes:
    for at, data in outcome:
        content = content.ljust(at, b"\0")
        behind = b"" if data is None else data + content[at + len(data) :]
        content = content[:at] + behind
    return content


def _combined(
    choices: Sequence[list[Outcome]], chance: random.Random, limit: int
) -> Iterator[Sequence[Outcome]]:
    count = 1
    for found in choices:
        count *= len(found)
    if count <= limit:
        yield from itertools.product(*choices)
        return
    yield [found[0] for found in choices]
    yield [found[-1] for found in choices]
    for _ in range(limit - 2):
        yield [chance.choice(found) for found in choices]
