"""A note that is being written outlives the program, whatever ends it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from storage.drafts import Drafts
from storage.errors import LibraryError
from storage.library import Library
from storage.models import Article
from storage.paths import drafts_folder
from tui.app import ManiculeApp
from tui.screens.reader import ReaderScreen
from tui.widgets.hints import Hints
from tui.widgets.note_editor import NoteEditor


@pytest.fixture
def stored(library: Library, article: Callable[..., Article]) -> Article:
    """Give a stored article."""
    return library.add(article("Slow streets"))[0]


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause(0)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0)


async def wait_for_draft(pilot: Pilot[None], text: str) -> Path:
    """Wait until the draft says what was typed."""
    for _ in range(200):
        await pilot.pause(0.02)
        for path in drafts_folder().glob("*.json"):
            if json.loads(path.read_text("utf-8"))["text"] == text:
                return path
    raise AssertionError("no such draft came")


async def left_behind(library: Library, stored: Article, typed: str, was: str = "") -> None:
    """Write a note and end the program as a crash does, the draft alone left over."""
    async with ManiculeApp(library, article=stored.id).run_test() as pilot:
        await settle(pilot)
        await pilot.press("a", *typed)
        content = (path := await wait_for_draft(pilot, was + typed)).read_bytes()
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert not path.exists()
    path.write_bytes(content)


def editors(pilot: Pilot[None]) -> list[NoteEditor]:
    screen = pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    return list(screen.query(NoteEditor))


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def test_a_note_kept_leaves_no_draft(library: Library, stored: Article) -> None:
    async with ManiculeApp(library, article=stored.id).run_test() as pilot:
        await settle(pilot)
        await pilot.press("a", *"kept")
        await wait_for_draft(pilot, "kept")
        await pilot.press("escape")
        await settle(pilot)
        assert list(drafts_folder().iterdir()) == []
    assert [note.note for note in library.annotations(stored.id)] == ["kept"]


async def test_a_note_left_behind_opens_with_its_article_and_can_be_kept(
    library: Library, stored: Article
) -> None:
    await left_behind(library, stored, "unsaved")
    assert library.annotations(stored.id) == []
    async with ManiculeApp(library, article=stored.id).run_test() as pilot:
        await settle(pilot)
        (editor,) = editors(pilot)
        assert editor.text == "unsaved"
        await pilot.press(*" words", "escape")
        await settle(pilot)
    assert [note.note for note in library.annotations(stored.id)] == ["unsaved words"]
    assert list(drafts_folder().iterdir()) == []


async def test_a_note_left_behind_can_be_given_up(library: Library, stored: Article) -> None:
    await left_behind(library, stored, "unsaved")
    async with ManiculeApp(library, article=stored.id).run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+g")
        await settle(pilot)
    assert library.annotations(stored.id) == []
    assert list(drafts_folder().iterdir()) == []


async def test_a_change_of_a_note_left_behind_is_a_change_of_that_note(
    library: Library, stored: Article
) -> None:
    library.annotate(stored.id, 0, 12, note="first")
    await left_behind(library, stored, " second", was="first")
    async with ManiculeApp(library, article=stored.id).run_test() as pilot:
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
    assert [note.note for note in library.annotations(stored.id)] == ["first second"]


async def test_a_draft_of_a_note_that_was_stored_is_not_offered(
    library: Library, stored: Article
) -> None:
    await left_behind(library, stored, "unsaved")
    text = library.article(stored.id).text
    end = text.index(".") + 1
    library.annotate(stored.id, 0, end, note="unsaved")
    async with ManiculeApp(library, article=stored.id).run_test() as pilot:
        await settle(pilot)
        assert editors(pilot) == []
    assert list(drafts_folder().iterdir()) == []


async def test_a_note_that_cannot_be_stored_stays_open_and_in_a_draft(
    library: Library, stored: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise LibraryError("The disk is full.")

    async with ManiculeApp(library, article=stored.id).run_test() as pilot:
        await settle(pilot)
        await pilot.press("a", *"precious")
        monkeypatch.setattr(library, "annotate", full)
        await pilot.press("escape")
        await settle(pilot)
        (draft,) = drafts_folder().glob("*.json")
        assert json.loads(draft.read_text("utf-8"))["text"] == "precious"
        said = [toast.message for toast in pilot.app._notifications]
        assert said == ["The disk is full.", f"The note is still open here; a copy is in {draft}."]
        assert [editor.text for editor in editors(pilot)] == ["precious"]
        monkeypatch.undo()
        await pilot.press("escape")
        await settle(pilot)
    assert [note.note for note in library.annotations(stored.id)] == ["precious"]
    assert not draft.exists()


async def test_a_draft_that_cannot_be_written_hinders_nothing(
    library: Library, stored: Article
) -> None:
    drafts_folder().parent.mkdir(parents=True)
    drafts_folder().write_text("in the way")
    async with ManiculeApp(library, article=stored.id).run_test() as pilot:
        await settle(pilot)
        await pilot.press("a", *"kept")
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert await pilot.app.screen._keep_draft() is None
        await pilot.press("escape")
        await settle(pilot)
    assert [note.note for note in library.annotations(stored.id)] == ["kept"]


async def test_the_library_says_at_the_start_that_a_note_waits(
    library: Library, stored: Article
) -> None:
    await left_behind(library, stored, "unsaved")
    for waits in (True, False):
        async with ManiculeApp(library).run_test(size=(120, 30)) as pilot:
            await settle(pilot)
            said = pilot.app.screen.query_one(Hints).message
            told = "A note on “Slow streets” was being written when the program ended: open it"
            assert (told in said) is waits
            if waits:
                await pilot.press("enter")
                await settle(pilot)
                assert editors(pilot)[0].text == "unsaved"
                await pilot.press("escape")
                await settle(pilot)


async def test_a_note_that_is_stored_or_being_written_elsewhere_does_not_wait(
    library: Library, stored: Article
) -> None:
    await left_behind(library, stored, "unsaved")
    holder = Drafts(drafts_folder(), library.path)
    assert holder.take(stored.uid) is not None
    assert Drafts(drafts_folder(), library.path).left([stored.uid]) == []
    holder._let_go()
    assert len(Drafts(drafts_folder(), library.path).left([stored.uid])) == 1
    library.annotate(stored.id, 0, 12, note="unsaved")
    async with ManiculeApp(library).run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert pilot.app.screen.query_one(Hints).message == ""


WORDS = "Cars were made slow by narrow streets, which nobody had planned."
OTHERS = "A long walk through the old town ends at the harbour, as it always did."


async def begun_on_words_that_go(library: Library, article: Callable[..., Article]) -> Article:
    """Leave a note on the first sentence behind, then take this out of the text."""
    stored, _ = library.add(article("Streets", WORDS, OTHERS, url="https://example.org/streets"))
    await left_behind(library, stored, "unsaved")
    library.renew(stored.id, article("Streets", OTHERS, url="https://example.org/streets"))
    return stored


async def test_a_note_left_behind_whose_words_are_gone_is_kept_among_the_orphans_with_them(
    library: Library, article: Callable[..., Article]
) -> None:
    stored = await begun_on_words_that_go(library, article)
    for keys in ("more", ""):
        async with ManiculeApp(library, article=stored.id).run_test() as pilot:
            await settle(pilot)
            (editor,) = editors(pilot)
            assert "its words are gone: esc keeps it as an orphan" in shown(pilot)
            if keys:
                # The program ends once more: what was written down is not on other words now.
                await pilot.press(*keys)
                path = await wait_for_draft(pilot, "unsavedmore")
                content = path.read_bytes()
                await pilot.press("ctrl+g")
                await settle(pilot)
                path.write_bytes(content)
                continue
            assert editor.text == "unsavedmore"
            await pilot.press("escape")
            await settle(pilot)
            assert "kept among the orphans" in shown(pilot)
    (note,) = library.annotations(stored.id)
    assert (note.note, note.lost, note.passage.quote) == ("unsavedmore", True, WORDS)
    assert list(drafts_folder().iterdir()) == []
    # Its words come back, and it with them.
    library.renew(stored.id, article("Streets", WORDS, OTHERS, url="https://example.org/streets"))
    (note,) = library.annotations(stored.id)
    assert (note.lost, note.passage.quote) == (False, WORDS)


async def test_a_draft_of_a_note_that_was_stored_as_an_orphan_is_not_offered(
    library: Library, article: Callable[..., Article]
) -> None:
    stored = await begun_on_words_that_go(library, article)
    (path,) = drafts_folder().glob("*.json")
    content = path.read_bytes()
    for is_stored in (False, True):
        async with ManiculeApp(library, article=stored.id).run_test() as pilot:
            await settle(pilot)
            assert len(editors(pilot)) == (not is_stored)
            await pilot.press("escape")
            await settle(pilot)
        if not is_stored:
            path.write_bytes(content)
    assert [note.note for note in library.annotations(stored.id)] == ["unsaved"]
    assert list(drafts_folder().iterdir()) == []


async def test_the_next_note_after_one_whose_words_are_gone_is_on_its_own_words(
    library: Library, article: Callable[..., Article]
) -> None:
    stored = await begun_on_words_that_go(library, article)
    async with ManiculeApp(library, article=stored.id).run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+g", "a", *"next", "escape")
        await settle(pilot)
    (note,) = library.annotations(stored.id)
    assert (note.note, note.lost, note.passage.quote) == ("next", False, OTHERS)
