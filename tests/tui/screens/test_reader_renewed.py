"""The reader while another program, or an undo, puts a new text in the place of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage.adding import take
from storage.library import Library
from storage.models import Article, Block, BlockKind
from tests.tui.screens.conftest import PARAGRAPHS, settle

NEW = "A paragraph that nobody had read before stands first. It has two sentences of its own."


@pytest.fixture
def renew(library: Library, stored: Article):
    """Give what puts a paragraph before the stored text, and takes one away if it is asked."""

    def work(*, without: int | None = None) -> None:
        kept = [text for n, text in enumerate(PARAGRAPHS) if n != without]
        text, blocks = "", []
        for paragraph in (NEW, *kept):
            start = len(text) + 2 if text else 0
            text += ("\n\n" if text else "") + paragraph
            blocks.append(Block(BlockKind.PARAGRAPH, start, len(text)))
        with Library.open(library.path) as other:
            take(other, replace(stored, text=text, blocks=tuple(blocks)), into=stored.id)

    return work


def sentence(person) -> str:
    """Give the words under the cursor."""
    session = person.screen.session
    return session.text[slice(*session.cursor)]


async def follow(person) -> None:
    person.screen._look_for_changes()
    for _ in range(3):
        await settle(person.pilot)


async def test_the_new_text_is_shown_at_the_same_words(sit, library, stored, renew) -> None:
    async with sit(article=stored) as person:
        await person.press("5", "}")
        before = sentence(person)
        renew()
        await follow(person)
        assert person.screen.session.text.startswith(NEW)
        assert sentence(person) == before
        assert "The article has a new text." in person.said


async def test_marks_made_before_it_is_seen_stand_at_the_words_that_were_meant(
    sit, library, stored, renew
) -> None:
    async with sit(article=stored) as person:
        await person.press("3", "}")
        meant = sentence(person)
        renew()
        await person.press("m", "k")
        await person.press("v", "enter")
        (bookmark,) = library.bookmarks(stored.id)
        assert bookmark.passage.quote == meant
        (highlight,) = library.annotations(stored.id)
        assert highlight.passage.quote == meant
        assert person.screen.session.text.startswith(NEW)


async def test_a_note_being_written_stands_at_the_words_that_were_meant(
    sit, library, stored, renew
) -> None:
    async with sit(article=stored) as person:
        await person.press("3", "}")
        meant = sentence(person)
        await person.press("a", *"mine")
        renew()
        await follow(person)
        assert person.screen.editor.text == "mine"
        await person.press("ctrl+s")
        await follow(person)
        (note,) = library.annotations(stored.id)
        assert (note.note, note.passage.quote, note.lost) == ("mine", meant, False)
        assert person.screen.session.text.startswith(NEW)
        assert "Note kept." in person.said


async def test_a_note_on_words_that_are_gone_is_kept_as_an_orphan_and_said_so(
    sit, library, stored, renew
) -> None:
    async with sit(article=stored) as person:
        await person.press("3", "}")
        meant = sentence(person)
        await person.press("a", *"mine")
        renew(without=next(n for n, text in enumerate(PARAGRAPHS) if meant in text))
        await person.press("ctrl+s")
        await follow(person)
        (note,) = library.annotations(stored.id)
        assert (note.note, note.passage.quote, note.lost) == ("mine", meant, True)
        assert "orphans" in person.said


async def test_taking_a_new_text_back_shows_the_old_one(sit, library, stored) -> None:
    other = replace(stored, text=f"{NEW}\n\n{stored.text}")
    take(library, other, into=stored.id)
    async with sit(article=library.article(stored.id)) as person:
        assert person.screen.session.text.startswith(NEW)
        await person.press("u")
        await follow(person)
        assert person.screen.session.text == stored.text
        assert "has its old text again" in person.said


async def test_the_place_is_kept_by_the_words_of_the_text_that_was_read(
    sit, library, stored, renew
) -> None:
    async with sit(article=stored) as person:
        await person.press("7", "}")
        words = sentence(person)
        renew()
        assert await person.screen.put_away()
    place = library.progress(stored.id).cursor
    assert library.text(stored.id)[place:].startswith(words)
