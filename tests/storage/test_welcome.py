from __future__ import annotations

import pytest

from storage.claims import at_density, find_claims
from storage.library import Library
from storage.models import DEFAULT_DENSITY, BlockKind, Kind, Progress
from storage.welcome import anew, find, is_welcome, open_, welcome, with_keys


def plain(id: str) -> str:
    """Name every key by the end of its id."""
    return id.rpartition(".")[2]


def other(id: str) -> str:
    return "f12" if id == "reader.keep" else plain(id)


@pytest.fixture
def greeted(library: Library) -> int:
    """Give the number of the article in a library."""
    return open_(library, plain)


def test_the_welcome_article_shows_a_claim_of_every_kind_at_once() -> None:
    article = welcome(plain)
    claims = find_claims(article.text, article.blocks, article.title)
    assert {claim.kind for claim in at_density(claims, DEFAULT_DENSITY)} == set(Kind)


def test_the_welcome_article_has_a_title_an_author_and_sections() -> None:
    article = welcome(plain)
    assert article.title == "The hand in the margin"
    assert article.byline == "The manicule authors"
    assert sum(block.kind is BlockKind.HEADING for block in article.blocks) >= 4


def test_the_keys_of_the_article_are_those_that_are_given() -> None:
    text = welcome(lambda id: "`" if id == "reader.keep" else plain(id)).text
    assert "Press ` on this sentence." in text
    assert "{reader." not in text


def test_the_article_is_opened_again_not_added_twice(library: Library, greeted: int) -> None:
    assert open_(library, plain) == greeted
    assert len(library.entries()) == 1


def test_the_article_comes_back_from_the_trash_with_its_notes(
    library: Library, greeted: int
) -> None:
    library.annotate(greeted, 0, 9, note="mine")
    library.remove(greeted)
    assert open_(library, plain) == greeted
    assert [entry.id for entry in library.entries()] == [greeted]
    assert [note.note for note in library.annotations(greeted)] == ["mine"]


def test_the_article_that_was_thrown_away_for_good_is_made_anew(
    library: Library, greeted: int
) -> None:
    library.remove(greeted)
    library.empty_trash()
    assert find(library) is None
    id = open_(library, plain)
    assert is_welcome(library, id)


def test_another_article_is_not_the_welcome(library: Library, greeted: int, article) -> None:
    id = library.add(article("Another", site="manicule"))[0].id
    assert not is_welcome(library, id)
    assert not is_welcome(library, 99)
    assert find(library) == greeted


def test_other_keys_are_named_and_the_notes_stay(library: Library, greeted: int) -> None:
    at = library.text(greeted).index("For eight hundred years")
    library.annotate(greeted, at, at + 23, note="mine")
    assert with_keys(library, greeted, plain) is None
    fresh = with_keys(library, greeted, other)
    assert fresh is not None
    library.renew(greeted, fresh, undoable=False)
    assert "Press f12 on this sentence." in library.text(greeted)
    [note] = library.annotations(greeted)
    assert (note.note, note.passage.quote, note.lost) == ("mine", "For eight hundred years", False)
    assert library.undo() == "note"
    assert "Press f12 on this sentence." in library.text(greeted)


def test_a_text_that_is_not_ours_any_more_is_left_as_it_is(library: Library, greeted: int) -> None:
    edited = welcome(plain)
    library.renew(greeted, _shortened(edited))
    assert with_keys(library, greeted, other) is None
    assert is_welcome(library, greeted)


def test_putting_it_back_takes_every_mark_to_the_trash_and_one_undo_brings_all_back(
    library: Library, greeted: int
) -> None:
    library.annotate(greeted, 0, 9, note="mine")
    library.bookmark(greeted, 0, 9)
    library.dismiss(greeted, library.claims(greeted)[0])
    library.archive(greeted)
    library.set_progress(greeted, Progress(offset=40, cursor=40, fraction=0.5))
    made = anew(library, plain)
    assert (made.id, made.marks, made.text) == (greeted, 2, 0)
    assert not library.annotations(greeted)
    assert not library.bookmarks(greeted)
    assert not library.dismissed(greeted)
    assert library.progress(greeted).fraction == 0.0
    assert library.entry(greeted).state == "unread"
    assert [note.note for note in library.trash().annotations] == ["mine"]
    assert len(library.trash().bookmarks) == 1
    library.undo()
    assert [note.note for note in library.annotations(greeted)] == ["mine"]
    assert len(library.bookmarks(greeted)) == 1


def test_putting_back_one_that_was_edited_keeps_the_edited_one_in_the_trash(
    library: Library, greeted: int
) -> None:
    library.renew(greeted, _shortened(welcome(plain)))
    library.annotate(greeted, 0, 9, note="mine")
    made = anew(library, plain)
    assert made.text == greeted != made.id
    assert library.text(made.id) == welcome(plain).text
    assert not library.annotations(made.id)
    [away] = library.trash().articles
    assert (away.id, away.notes) == (greeted, 1)


def test_putting_it_back_out_of_the_trash_and_out_of_nothing(
    library: Library, greeted: int
) -> None:
    library.remove(greeted)
    assert anew(library, other).id == greeted
    assert "Press f12 on this sentence." in library.text(greeted)
    library.remove(greeted)
    library.empty_trash()
    assert anew(library, plain).id == find(library)


def _shortened(article):
    from dataclasses import replace

    last = article.blocks[-1]
    return replace(
        article,
        text=article.text[: last.start - 2],
        blocks=article.blocks[:-1],
        styles=tuple(s for s in article.styles if s.end < last.start),
    )
