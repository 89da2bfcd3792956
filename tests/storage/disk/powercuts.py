"""Sessions, each cut off after every call, and the library opened from what is left."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from storage.errors import ManiculeError
from storage.library import Library
from storage.models import Progress
from tests.storage.disk.power import Disk, lay
from tests.storage.disk.recorder import Call, Recording, Step, Tree, found
from tests.storage.disk.session import Session, View, view

Break = Callable[[list[Call]], Sequence[Call]]
"""What a worse store would have asked of the disk."""

Spoil = Callable[[pytest.MonkeyPatch], None]
"""What makes this store worse, while it is recorded and while its leavings are opened."""

LIBRARY = "data/manicule/library.json"
"""Where sessions keep theirs; both folders are the library's to make."""

ON = 16
"""Of so many states one is gone on with: noted in, closed, opened again."""


@dataclass
class Outcome:
    states: int = 0
    """Different ones, for what they must hold."""
    fault: str = ""
    left: Tree = field(default_factory=dict)
    """One of the states, for the next session to begin with."""


@contextlib.contextmanager
def ground() -> Iterator[Path]:
    """Give a folder in memory, where the system has one: the power stays on in truth."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name).resolve()


def cut_everywhere(
    seed: int,
    *,
    steps: int = 12,
    limit: int = 24,
    share: float = 1.0,
    begin: Tree | None = None,
    worse: Break = list,
    spoil: Spoil = lambda patch: None,
) -> Outcome:
    """Record a session and open what any power cut may leave of it, until a fault is found.

    The cuts come after this share of the calls; `limit` bounds the states after each.
    """
    chance = random.Random(seed)
    outcome = Outcome()
    with ground() as top:
        home = top / "home"
        lay(begin or {}, home)
        recording = Recording(home)
        path = home / LIBRARY
        with pytest.MonkeyPatch.context() as patch:
            recording.hook(patch)
            spoil(patch)
            session = Session(path, recording, chance)
            session.run(steps)
        calls = recording.calls
        disk = Disk(recording.folders)
        for call in calls:
            disk.take(call)
        assert disk.now() == found(home), "the disk was reached by a call that nobody recorded"
        with pytest.MonkeyPatch.context() as patch:
            spoil(patch)
            _cut(outcome, top, worse(calls), recording, session, limit, share)
    return outcome


def _cut(
    outcome: Outcome,
    top: Path,
    calls: Sequence[Call],
    recording: Recording,
    session: Session,
    limit: int,
    share: float,
) -> None:
    chance = random.Random(len(calls))
    disk, seen = Disk(recording.folders), set()
    kept = now = 0
    for number, call in enumerate(calls):
        disk.take(call)
        if isinstance(call, Step):
            now = call.number
            if call.done and call.durable:
                kept = now
            continue
        if number < recording.start - 1 or chance.random() > share:
            continue
        for tree in disk.states(chance, limit):
            key = hash((kept, now, *tree.items()))
            if key in seen:
                continue
            seen.add(key)
            outcome.states += 1
            if chance.random() < 3 / outcome.states:
                outcome.left = tree
            cut = top / "cut"
            lay(tree, cut)
            told = _told(cut / LIBRARY, session.views[kept : now + 1], chance)
            shutil.rmtree(cut)
            if told:
                outcome.fault = f"call {number} of step {now}: {told}"
                return


def _told(path: Path, allowed: Sequence[View], chance: random.Random) -> str:
    """Return what is wrong with a library after a cut; empty when nothing is."""
    try:
        library = Library.open(path)
        after = view(library)
        if told := _wrong(after, allowed) or _half(path.with_name("backups")):
            return told
        if after.places and chance.randrange(ON) == 0:
            return _goes_on(library, path, after)
    except ManiculeError as error:
        return str(error)
    return ""


def _wrong(after: View, allowed: Sequence[View]) -> str:
    if after.kept not in (allowed[0].kept, allowed[-1].kept):
        return f"it holds {after.kept}\nneither {allowed[0].kept}\nnor {allowed[-1].kept}"
    for id, place in after.places.items():
        if all(place != view.places.get(id, Progress()) for view in allowed):
            return f"nobody was ever at {place} since, in article {id}"
    return ""


def _half(backups: Path) -> str:
    for copy in backups.glob("*.json"):
        try:
            json.loads(copy.read_bytes())
        except ValueError:
            return f"the copy {copy.name} is not whole"
    return ""


def _goes_on(library: Library, path: Path, after: View) -> str:
    id = next(iter(after.places))
    library.annotate(id, 0, 70, note="after the cut")
    noted = view(library)
    if view(Library.open(path)) != noted:
        return "what is written after the cut is not found again"
    library.close()
    return "" if view(Library.open(path)) == noted else "closing after the cut loses something"
