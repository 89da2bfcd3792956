"""What a person adds again: the new text in the place of the old, and what they wrote in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.adding import Taken, take
from storage.intake import read_bytes, read_file
from storage.library import Library
from storage.models import Article, Progress
from storage.versions import ALIKE, VERY, Version, likeness

URL = "https://example.org/salt"
KEPT = "Salt was never free, and the people of the coast paid for it as everybody did."
GONE = "The pans belonged to the abbey, which sold their salt to the towns of the hills."
REST = (
    "Nobody wrote down how much was sold, and the monks who knew it are long dead.",
    "What is left of the pans can be seen from the road when the tide is out.",
    "The road itself was built for salt, and is older than the towns to which it leads.",
)
MORE = "A ledger that was found last year puts a figure to it for the first time."

Make = Callable[..., Article]


@pytest.fixture
def old(article: Make) -> Article:
    return article("The salt coast", KEPT, GONE, *REST, url=URL)


@pytest.fixture
def new(article: Make) -> Article:
    return article("The salt coast", MORE, KEPT, *REST, MORE, url=f"{URL}?utm_source=x")


@pytest.fixture
def marked(library: Library, old: Article) -> int:
    """Give an article with a note that stays, a highlight that goes, a bookmark and a place."""
    stored, _ = library.add(replace(old, tags=("salt",)))
    library.annotate(stored.id, 0, len(KEPT), note="everybody")
    start = stored.text.index(GONE)
    library.highlight(stored.id, start, start + len(GONE))
    library.bookmark(stored.id, stored.text.index(REST[1]), len(stored.text), "a")
    library.set_progress(stored.id, Progress(20, 30, 0.5))
    return stored.id


def test_the_same_address_with_another_text_is_the_same_article_renewed(library, marked, new):
    taken = take(library, replace(new, tags=("coast",)))
    assert (taken.article.id, taken.new, taken.left) == (marked, False, None)
    assert (taken.renewed.found, taken.renewed.lost) == (2, 1)
    assert library.article(marked).text == new.text
    assert library.entry(marked).tags == ("salt", "coast")
    note, lost = sorted(library.annotations(marked), key=lambda note: note.lost)
    assert new.text[note.passage.start : note.passage.end] == KEPT
    assert (note.note, lost.lost, lost.passage.quote) == ("everybody", True, GONE)
    (bookmark,) = library.bookmarks(marked)
    assert (bookmark.label, bookmark.lost) == ("a", False)
    assert new.text[bookmark.passage.start :].startswith(REST[1])
    assert library.progress(marked).fraction == 0.5


def test_one_undo_brings_back_the_text_and_the_tags_and_every_mark_stands_again(
    library, marked, new
):
    before, notes = library.article(marked), library.annotations(marked)
    take(library, replace(new, tags=("coast",)))
    assert library.undo() == "new text of “The salt coast”"
    assert library.article(marked) == before
    assert library.annotations(marked) == notes
    library.redo()
    assert library.article(marked).text == new.text


def test_another_program_sees_the_new_text_with_the_notes_in_it(
    library, marked, new, tmp_path, child
):
    script = """
import sys
from pathlib import Path
from storage.library import Library
with Library.open(Path(sys.argv[1])) as library:
    for note in library.annotations(int(sys.argv[2])):
        text = library.text(int(sys.argv[2]))
        print(note.lost or text[note.passage.start:note.passage.end] == note.passage.quote)
"""
    take(library, new)
    with child(script, tmp_path / "library.json", marked) as other:
        assert other.stdout.read().split() == ["True", "True"]


def test_an_excerpt_of_a_page_is_left_out_and_said_to_be_one(library, marked, article):
    taken = take(library, article("The salt coast", KEPT, url=URL, tags=("new",)))
    assert (taken.article.id, taken.left, taken.renewed) == (marked, Version.SHORTER, None)
    assert GONE in library.text(marked)
    assert library.entry(marked).tags == ("salt", "new")


def test_a_page_that_asks_to_log_in_replaces_nothing(library, marked, article):
    wall = article(
        "Log in", "Log in or subscribe to go on reading what you have paid for.", url=URL
    )
    assert take(library, wall).left is Version.OTHER
    assert GONE in library.text(marked)


def test_the_whole_page_stands_in_the_place_of_what_a_feed_gave(library, old, article):
    stored, _ = library.add(article("The salt coast", KEPT, url=URL))
    taken = take(library, old)
    assert (taken.article.id, taken.renewed.changed) == (stored.id, True)


def test_an_article_of_which_only_the_address_was_known_gets_its_text(library, old):
    stored, _ = library.add(replace(old, text="", blocks=()))
    taken = take(library, old)
    assert (taken.article.id, taken.article.text) == (stored.id, old.text)
    assert taken.renewed.words_before == 0


def test_what_was_removed_comes_back_with_its_new_text_and_its_notes(library, marked, new):
    library.remove(marked)
    assert take(library, new).article.id == marked
    assert not library.entry(marked).trashed
    assert len(library.annotations(marked)) == 2
    library.undo()
    assert library.entry(marked).trashed


def test_undoing_a_text_that_came_out_of_the_trash_is_said_to_put_it_there_again(
    library, marked, new
):
    library.remove(marked)
    take(library, new)
    assert library.undo() == "restoring “The salt coast” with a new text"
    assert library.entry(marked).trashed


def test_what_comes_by_itself_or_in_bulk_changes_no_text(library, marked, new):
    library.add(new)
    library.add_many([new])
    assert GONE in library.text(marked)


def written(path: Path, *paragraphs: str) -> Article:
    path.write_text("\n\n".join(("# The salt coast", *paragraphs)) + "\n", encoding="utf-8")
    return read_file(path)


def test_a_file_that_changed_is_the_same_article_wherever_one_stands(
    library, tmp_path, monkeypatch
):
    path = tmp_path / "salt.md"
    stored = take(library, written(path, KEPT, GONE, *REST)).article
    library.annotate(stored.id, stored.text.index(KEPT), stored.text.index(GONE), note="mine")
    path.write_text("\n\n".join(("# The salt coast", MORE, KEPT, *REST)), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    taken = take(library, read_file(Path("salt.md")))
    assert (taken.article.id, taken.renewed.found, taken.renewed.lost) == (stored.id, 1, 0)
    assert [entry.id for entry in library.entries()] == [stored.id]


def test_a_file_s_name_that_is_used_for_another_article_makes_another(library, tmp_path):
    path = tmp_path / "paste.md"
    first = take(library, written(path, KEPT, GONE)).article
    other = [f"A kerb is a wish with a fine attached, said speaker {n}." for n in range(9)]
    second = take(library, written(path, *other))
    assert (second.new, second.like) == (True, None)
    assert library.text(first.id).endswith(GONE)
    # What comes next from there is compared with both.
    third = take(library, written(path, MORE, KEPT, GONE))
    assert (third.article.id, third.renewed.changed) == (first.id, True)


def letter(path: Path, number: int, own: list[str]) -> Article:
    """Write an issue of a letter whose issues begin and end with the same words."""
    text = "\n\n".join((f"# Weekly letter, issue {number}", *REST[:2], *own, REST[2]))
    path.write_text(text, encoding="utf-8")
    return read_file(path)


ONE, TWO = ([" ".join(f"{a}{n}{b}" for n in range(12)) + "." for b in "abcdef"] for a in "st")


def test_the_next_letter_of_a_series_under_one_file_s_name_is_an_article_of_its_own(
    library, tmp_path
):
    path = tmp_path / "page.md"
    first = take(library, letter(path, 1, ONE)).article
    second = take(library, letter(path, 2, TWO))
    assert ALIKE < likeness(first.text, second.article.text) < VERY
    assert (second.new, second.renewed) == (True, None)
    assert library.text(first.id) == first.text
    edited = take(library, letter(path, 1, [*ONE, MORE]))
    assert (edited.article.id, edited.renewed.changed) == (first.id, True)


def test_a_file_s_new_text_without_a_place_for_any_mark_is_left_out(library, tmp_path):
    path = tmp_path / "page.md"
    first = take(library, letter(path, 1, ONE)).article
    start = first.text.index(ONE[2])
    library.annotate(first.id, start, start + len(ONE[2]), note="mine")
    assert take(library, letter(path, 1, TWO)).left is Version.LOSING
    assert library.text(first.id) == first.text
    # With one of two marks found again it is the same article, and what is lost is told.
    start = first.text.index(REST[1])
    library.bookmark(first.id, start, start + len(REST[1]))
    renewed = take(library, letter(path, 1, TWO)).renewed
    assert (renewed.found, renewed.lost) == (1, 1)


def test_two_pages_saved_under_one_name_are_two_articles(library, tmp_path, old):
    origin = str(tmp_path / "page.html")
    first = take(library, replace(old, origin=origin)).article
    elsewhere = replace(old, origin=origin, url="https://example.org/other", text=f"{old.text} !")
    second = take(library, elsewhere)
    assert second.new
    assert second.like.id == first.id


def test_a_text_without_a_home_that_looks_like_another_is_stored_and_says_so(
    library, marked, article
):
    taken = take(library, article("The salt coast", KEPT, *REST, MORE))
    assert taken.new
    assert (taken.like.id, taken.like.notes, taken.like.bookmarks) == (marked, 2, 1)
    retitled = take(library, article("The salt coast, again", KEPT, *REST, MORE, MORE))
    assert retitled.like is not None


def test_the_same_title_over_other_words_looks_like_nothing(library, marked, article):
    taken = take(library, article("The salt coast", "Of kerbs, and of those who drew them so."))
    assert (taken.new, taken.like) == (True, None)


def test_what_is_in_the_trash_is_looked_like_by_nothing(library, marked, article):
    library.remove(marked)
    assert take(library, article("The salt coast", KEPT, *REST, MORE)).like is None


def test_one_that_is_named_gets_the_text_whatever_it_is_and_is_known_by_its_file_from_then_on(
    library, marked, tmp_path
):
    path = tmp_path / "short.md"
    taken = take(library, written(path, KEPT), into=marked)
    assert (taken.renewed.found, taken.renewed.lost) == (1, 2)
    assert library.article(marked).url == URL
    again = take(library, written(path, KEPT, MORE, *REST))
    assert (again.article.id, again.renewed.found) == (marked, 2)


def test_an_article_without_an_address_gets_that_of_its_new_text(library, article, new):
    stored, _ = library.add(article("The salt coast", KEPT, GONE, *REST))
    take(library, new, into=stored.id)
    assert library.article(stored.id).url == new.url
    assert take(library, replace(new, text=f"{new.text} Yes.")).article.id == stored.id


def test_a_text_that_cannot_be_read_any_more_hinders_no_other(library, tmp_path):
    path = tmp_path / "salt.md"
    take(library, written(path, KEPT, GONE))
    library.close()
    for body in (tmp_path / "bodies").glob("*/*.json"):
        body.unlink()
    with Library.open(tmp_path / "library.json") as again:
        taken = take(again, written(path, KEPT, GONE, MORE))
        assert (taken.new, taken.like) == (True, None)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from([KEPT, GONE, *REST, MORE]), min_size=1, max_size=8))
def test_whatever_comes_every_mark_is_kept_and_stands_on_its_own_words_or_nowhere(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[str]
) -> None:
    with Library.open(tmp_path_factory.mktemp("any") / "library.json") as library:
        old = _made(KEPT, GONE, *REST)
        id = library.add(old)[0].id
        for words in (KEPT, GONE, *REST):
            start = old.text.index(words)
            library.annotate(id, start, start + len(words), note=words)
        before = library.annotations(id)
        taken = take(library, _made(*paragraphs), into=id)
        marks = library.annotations(id)
        assert {mark.note for mark in marks} == {KEPT, GONE, *REST}
        for mark in marks:
            here = library.text(id)[mark.passage.start : mark.passage.end]
            assert mark.lost or here == mark.note
        if taken.renewed.changed:
            assert taken.renewed.lost == sum(mark.lost for mark in marks)
            library.undo()
            assert library.annotations(id) == before


def _made(*paragraphs: str) -> Article:
    return replace(
        read_bytes("\n\n".join(("# The salt coast", *paragraphs)).encode(), "stdin"), url=URL
    )


def test_the_same_text_again_changes_nothing_and_leaves_nothing_to_undo(library):
    data = f"# The salt coast\n\n{KEPT}\n".encode()
    first = take(library, read_bytes(data, "stdin")).article
    said: Taken = take(library, read_bytes(data, "stdin"))
    assert (said.new, said.renewed, said.left, said.like) == (False, None, None, None)
    assert library.article(first.id) == first
    # One undo takes back the first time, and is all there is.
    assert library.undo() == "adding “The salt coast”"
    assert library.undo() is None


def test_a_title_that_a_person_gives_with_a_new_text_is_taken_and_can_be_undone(
    library, marked, new
):
    taken = take(library, new, title="Salt")
    assert (taken.article.title, taken.titled) == ("Salt", "The salt coast")
    assert taken.renewed.article.title == library.title(marked) == "Salt"
    library.undo()
    assert (library.title(marked), library.text(marked)) == ("The salt coast", new.text)


def test_the_title_of_a_text_that_is_left_is_left_too(library, marked, article):
    taken = take(library, article("Salt", KEPT, url=URL), title="Salt")
    assert (taken.left, taken.titled) == (Version.SHORTER, "")
    assert library.title(marked) == "The salt coast"
