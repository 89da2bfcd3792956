"""What a library holds after a power cut at any call. `make torture` opens 500,000 states."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.disk.database import Database
from storage.library import Library
from storage.models import Article
from storage.restore import restore
from tests.storage.disk.power import Disk, lay
from tests.storage.disk.powercuts import LIBRARY, cut_everywhere, ground
from tests.storage.disk.recorder import Call, Flush, Recording, Tree, found

Opener = Callable[[Path], Database]
Build = Callable[..., Article]

STATES = 2_500 * int(os.environ.get("MANICULE_TORTURE", "2"))
SHARES = 8
"""Of the states, so that every core has some."""


@pytest.mark.parametrize("share", range(SHARES))
def test_a_power_cut_at_any_call_loses_nothing_that_was_kept(share: int) -> None:
    states = sessions = 0
    left: Tree = {}
    while states < STATES // SHARES:
        # Most begin with what the one before had left when its power was cut.
        begin = left if sessions % 4 else {}
        outcome = cut_everywhere(1000 * share + sessions, begin=begin)
        assert not outcome.fault
        states, sessions, left = states + outcome.states, sessions + 1, outcome.left
    print(f"{states:,} states of {sessions:,} sessions: nothing lost, nothing refused")


def test_a_disk_without_links_gets_whole_copies() -> None:
    def unlinked(patch: pytest.MonkeyPatch) -> None:
        def link(*_: object) -> None:
            raise PermissionError

        patch.setattr(os, "link", link)

    for seed in range(3):
        assert not cut_everywhere(seed, spoil=unlinked).fault


def test_texts_that_move_out_of_an_old_library_are_there_before_it_says_so() -> None:
    # More than are flushed one by one.
    texts = {
        str(n): {
            "uid": f"{n}",
            "title": f"Old {n}",
            "saved": "",
            "text": f"Text {n}. " * 20,
            "blocks": [],
        }
        for n in range(1, 71)
    }
    old = {"_manicule": {"1": {"schema": 1, "created": ""}}, "articles": texts}
    begin: Tree = {"data": None, "data/manicule": None, LIBRARY: json.dumps(old).encode()}
    outcome = cut_everywhere(2, begin=begin, steps=1, limit=2, share=0.1)
    assert not outcome.fault
    assert outcome.states > 20

    def unflushed(calls: list[Call]) -> list[Call]:
        first = calls.index(Flush(None)) + 1
        return [*calls[:first], *(call for call in calls[first:] if call != Flush(None))]

    # Only a cut between two of the many calls shows it: look until one does.
    assert any(
        cut_everywhere(seed, begin=begin, steps=1, limit=4, share=0.5, worse=unflushed).fault
        for seed in range(2, 12)
    )


class Killed(BaseException):
    """The program ends at this very moment."""


def kill(*_: object) -> None:
    raise Killed


def cut(recording: Recording, top: Path) -> Iterator[Path]:
    """Give what a power cut may leave after all that was recorded."""
    disk = Disk(recording.folders)
    for call in recording.calls:
        disk.take(call)
    for count, tree in enumerate(disk.states(random.Random(1), 200)):
        lay(tree, top / str(count))
        yield top / str(count)


def test_folders_whose_maker_was_killed_are_there_after_a_power_cut(article: Build) -> None:
    with ground() as top:
        home = top / "home"
        home.mkdir()
        recording = Recording(home)
        with pytest.MonkeyPatch.context() as patch:
            recording.hook(patch)
            with pytest.MonkeyPatch.context() as killing:
                killing.setattr("storage.disk.store.flush_folder", kill)
                with pytest.raises(Killed):
                    Library.open(home / LIBRARY).add(article())
            assert [path.name for path in home.rglob("*")] == ["data", "manicule"]
            Library.open(home / LIBRARY).add(article())
        for left in cut(recording, top):
            assert len(Library.open(left / LIBRARY).entries()) == 1


@pytest.mark.parametrize("first", [False, True])
def test_what_was_restored_or_backed_up_into_a_new_folder_outlives_a_power_cut(
    article: Build, first: bool
) -> None:
    with ground() as top:
        home = top / "home"
        home.mkdir()
        with Library.open(top / "elsewhere" / "library.json") as library:
            library.add(article())
            whole, _ = library.backup(top / "backup.zip")
            recording = Recording(home)
            with pytest.MonkeyPatch.context() as patch:
                recording.hook(patch)
                if first:
                    Library.open(home / LIBRARY).add(article("Other"))
                restore(home / LIBRARY, str(whole))
                library.backup(home / "new" / "folder" / "backup.zip")
        for left in cut(recording, top):
            assert [e.title for e in Library.open(left / LIBRARY).entries()] == ["On Margins"]
            # What Python itself writes into it is not recorded; the names are.
            assert (left / "new" / "folder" / "backup.zip").exists()
            aside = list((left / LIBRARY).with_name("backups").glob("*before-restore*Z"))
            assert len(aside) == first


def test_what_was_cut_off_never_comes_back(stored: Path, opened: Opener) -> None:
    database = opened(stored)
    database.fold()
    for number in (20, 21):
        with database.transaction(durable=False) as change:
            change.put("places", number, {"at": number})
    # A power cut spoils the first of the two, and with it where the second begins.
    journal = stored.with_name("any.json.journal")
    first = journal.read_bytes().splitlines(keepends=True)[1]
    journal.write_bytes(journal.read_bytes().replace(first, b"?" * len(first)))
    again = opened(stored)
    assert "21" not in again.state()["places"]
    recording = Recording(stored.parent)
    with pytest.MonkeyPatch.context() as patch:
        recording.hook(patch)
        with again.transaction(durable=False) as change:
            change.put("places", 22, {"at": 22})
    disk = Disk(recording.folders)
    with ground() as top:
        for number, call in enumerate(recording.calls):
            disk.take(call)
            if number < recording.start - 1:
                continue
            for count, tree in enumerate(disk.states(random.Random(number), 100)):
                lay(tree, top / f"{number}-{count}")
                places = opened(top / f"{number}-{count}" / "any.json").state()["places"]
                assert set(places) in ({"1"}, {"1", "22"})


def test_the_recorder_overlooks_no_way_of_writing(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "old").mkdir(parents=True)
    (folder / "old" / "file").write_text("as it was")
    recording = Recording(folder)
    with pytest.MonkeyPatch.context() as patch:
        recording.hook(patch)
        (folder / "new" / "er").mkdir(parents=True)
        with (folder / "new" / "er" / "file").open("w", encoding="utf-8") as file:
            file.write("one")
        with open(folder / "old" / "file", "ab") as more:
            more.write(b" and more")
        os.link(folder / "old" / "file", folder / "link")
        os.replace(folder / "new" / "er" / "file", folder / "old" / "moved")
        handle = os.open(folder / "grown", os.O_RDWR | os.O_CREAT)
        os.posix_fallocate(handle, 0, 100)
        os.pwrite(handle, b"in the middle", 50)
        os.ftruncate(handle, 60)
        os.close(handle)
        (folder / "link").unlink()
        (folder / "new" / "er").rmdir()
    disk = Disk(recording.folders)
    for call in recording.calls:
        disk.take(call)
    assert disk.now() == found(folder)
    assert disk.now()["grown"] == bytes(50) + b"in the mid"
