"""Many articles at once: stored in batches, told of, taken back together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from storage import batches
from storage.library import Library
from storage.models import Article

Build = Callable[..., Article]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST", 4)


@pytest.fixture
def ten(article: Build) -> list[Article]:
    return [article(f"Article {n}", f"The text of article {n}.") for n in range(10)]


def ids(library: Library) -> list[int]:
    return sorted(entry.id for entry in library.entries())


def test_many_are_stored_and_told_of_as_they_come(library: Library, ten: list[Article]) -> None:
    told: list[int] = []
    stored = library.add_many(iter(ten), told.append)
    assert stored == [(n, True) for n in range(1, 11)]
    assert told == [4, 8, 10]
    assert Library.open(library.path).article(10).title == "Article 9"


def test_none_is_stored_twice_whether_it_was_there_or_comes_twice(
    library: Library, ten: list[Article]
) -> None:
    library.add(ten[3])
    again = replace(ten[5], tags=("twice",))
    stored = library.add_many([*ten, again])
    assert stored[3] == (1, False)
    assert stored[10] == (stored[5][0], False)
    assert len(library.entries()) == 10
    assert library.article(stored[5][0]).tags == ("twice",)


def test_one_undo_takes_all_back_and_one_redo_brings_them(
    library: Library, ten: list[Article], article: Build
) -> None:
    library.add(article("Before", "What was there before."))
    library.add_many(ten)
    assert library.undo() == "adding 10 articles"
    assert ids(library) == [1]
    assert library.redo() == "adding 10 articles"
    assert ids(library) == list(range(1, 12))
    assert Library.open(library.path).article(11).text == ten[9].text
    assert library.undo()
    assert library.undo() == "adding “Before”"


def test_a_note_made_meanwhile_is_undone_by_itself(library: Library, ten: list[Article]) -> None:
    def note(done: int) -> None:
        if done == 4:
            library.annotate(1, 0, 3)

    library.add_many(ten, note)
    assert library.undo() == "adding 6 articles"
    assert ids(library) == [1, 2, 3, 4]
    assert library.undo() == "highlight"
    assert library.undo() == "adding 4 articles"
    assert ids(library) == []


def test_what_breaks_off_leaves_what_was_stored(library: Library, ten: list[Article]) -> None:
    def breaking() -> Iterator[Article]:
        yield from ten[:9]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add_many(breaking())
    assert ids(library) == list(range(1, 9))
    assert ids(Library.open(library.path)) == ids(library)


def test_those_that_come_slowly_are_stored_after_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.4, 0.9, 1.3, 1.3, 1.4])
    monkeypatch.setattr(batches.time, "monotonic", lambda: next(clock))
    assert list(batches.batches("abcd")) == [["a", "b", "c"], ["d"]]


def test_nothing_to_add_changes_nothing(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "none.json")
    assert library.add_many([]) == []
    assert library.undo() is None
    assert not library.path.exists()
