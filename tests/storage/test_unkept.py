from __future__ import annotations

from dataclasses import replace

import pytest

from storage.errors import LibraryError
from storage.intake import read_bytes
from storage.library import Library
from storage.models import Progress
from storage.unkept import Unkept

pytestmark = pytest.mark.usefixtures("turning")

TEXT = b"# Slow streets\n\nCities should set the speed first. The share of deaths is rising.\n"


@pytest.fixture
def unkept(library: Library) -> Unkept:
    """Give an article in front of a library that has another one."""
    library.add(read_bytes(b"Another text altogether.", "other.txt"))
    return Unkept(library, read_bytes(TEXT, "stdin"))


def test_reading_stores_nothing(library: Library, unkept: Unkept) -> None:
    assert unkept.article(0).title == unkept.entry(0).title == "Slow streets"
    assert unkept.claims(0)
    assert unkept.annotations(0) == unkept.bookmarks(0) == []
    unkept.set_progress(0, Progress(offset=3))
    assert unkept.progress(0) == Progress()
    assert unkept.kept is None
    assert len(library.entries()) == 1


def test_the_first_mark_keeps_the_article_in_one_step_with_it(
    library: Library, unkept: Unkept
) -> None:
    note = unkept.annotate(0, 0, 6, note="mine")
    assert note.passage.quote == "Cities"
    assert unkept.kept == 2
    assert library.annotations(2) == unkept.annotations(0) == [note]
    assert unkept.entry(0).notes == 1
    assert library.undo() == "adding “Slow streets”"
    assert unkept.kept is None
    assert unkept.annotations(0) == []
    assert len(library.entries()) == 1
    library.redo()
    assert unkept.kept == 2
    (again,) = unkept.annotations(0)
    assert replace(again, modified=note.modified) == note


@pytest.mark.parametrize(
    "mark",
    [
        lambda shelf: shelf.highlight(0, 0, 6),
        lambda shelf: shelf.keep(0, shelf.claims(0)[0]),
        lambda shelf: shelf.bookmark(0, 0, 6, "q"),
        lambda shelf: shelf.dismiss(0, shelf.claims(0)[0]),
        lambda shelf: shelf.tag(0, ["streets"]),
        lambda shelf: shelf.archive(0),
        lambda shelf: shelf.store(),
    ],
)
def test_every_mark_keeps_it(unkept: Unkept, mark) -> None:
    mark(unkept)
    assert unkept.kept == 2


def test_the_second_mark_is_a_step_of_its_own(library: Library, unkept: Unkept) -> None:
    unkept.highlight(0, 0, 6)
    unkept.bookmark(0, 0, 6, "q")
    library.undo()
    assert unkept.kept == 2
    assert not unkept.bookmarks(0)
    assert len(unkept.annotations(0)) == 1


def test_a_mark_is_refused_where_the_library_has_another_text_of_that_address(
    library: Library,
) -> None:
    article = replace(read_bytes(TEXT, "stdin"), url="https://example.org/streets")
    other = replace(read_bytes(b"Quite another text.", "a.txt"), url=article.url)
    id = library.add(other)[0].id
    library.remove(id)
    unkept = Unkept(library, article)
    with pytest.raises(LibraryError, match="another text"):
        unkept.highlight(0, 0, 6)
    assert unkept.kept is None
    assert not library.entries()
    assert not library.annotations()
