"""What a closed library's files look like, for whoever keeps something made of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storage.library import Library


@pytest.fixture
def path(tmp_path: Path, article) -> Path:
    path = tmp_path / "library.json"
    with Library.open(path) as library:
        library.add(article("One"))
    return path


def looks(path: Path) -> list[tuple[str, tuple[int, ...]]]:
    names = [str(path), f"{os.path.realpath(path)}.journal"]
    states = [os.stat(name) for name in names]
    return [
        (name, (state.st_ino, state.st_mtime_ns, state.st_size, state.st_mode))
        for name, state in zip(names, states, strict=True)
    ]


def test_a_library_that_was_read_or_written_is_as_it_was_left(path: Path) -> None:
    for write in (False, True):
        with Library.open(path) as library:
            if write:
                library.tag(1, ["streets"])
        assert library.at_rest() == looks(path)


def test_a_long_journal_without_its_room_is_known_to_its_end(path: Path, article) -> None:
    with Library.open(path) as library:
        for number in range(400):
            library.add(article(f"Number {number}", f"Words of the {number}th. " * 200))
    assert library.at_rest() == looks(path)


def test_what_another_wrote_is_not_vouched_for(path: Path) -> None:
    with Library.open(path) as library, Library.open(path) as other:
        library.refresh()
        other.tag(1, ["streets"])
    assert list(library.at_rest()) == []


def test_what_another_wrote_and_was_seen_is_vouched_for(path: Path) -> None:
    with Library.open(path) as library:
        with Library.open(path) as other:
            other.tag(1, ["streets"])
        assert library.refresh()
    assert library.at_rest() == looks(path)


def test_what_is_written_after_closing_is_not_vouched_for(path: Path) -> None:
    with Library.open(path) as library:
        pass
    with Library.open(path) as other:
        other.tag(1, ["streets"])
        assert list(library.at_rest()) == []
    assert list(library.at_rest()) == []


def test_a_journal_with_room_in_it_is_not_vouched_for(path: Path) -> None:
    # A line in its room would change neither its size nor, within a tick, its time.
    with Library.open(path) as library:
        pass
    with open(f"{path}.journal", "ab") as journal:
        journal.write(b"\0" * 4096)
    assert list(library.at_rest()) == []


def test_a_link_is_named_as_it_was_and_followed(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(path)
    with Library.open(link) as library:
        pass
    assert library.at_rest() == looks(link)
    assert library.at_rest()[0][0] == str(link)


def test_files_that_are_gone_are_not_vouched_for(path: Path, tmp_path: Path) -> None:
    with Library.open(path) as library:
        pass
    os.unlink(f"{path}.journal")
    assert list(library.at_rest()) == []
    with Library.open(tmp_path / "never.json") as empty:
        pass
    assert list(empty.at_rest()) == []
