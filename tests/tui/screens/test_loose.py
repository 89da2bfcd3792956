"""An article from a pipe: read, not stored, kept by a key or by the first mark."""

from __future__ import annotations

import pytest

from storage.intake import read_bytes
from storage.library import Library
from tui.app import ManiculeApp
from tui.screens.loose import LooseReader

TEXT = "# Slow streets\n\n" + "\n\n".join(
    f"Paragraph {n} says that streets become safer because drivers slow down." for n in range(30)
)


@pytest.fixture
def app(library: Library) -> ManiculeApp:
    """Give an app that reads what came by a pipe."""
    return ManiculeApp(library, article=read_bytes(TEXT.encode(), "stdin"))


def said(app: ManiculeApp) -> str:
    return app.screen.status._said


def notices(app: ManiculeApp) -> str:
    return " ".join(notice.message for notice in app._notifications)


async def settled(pilot) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_reading_leaves_the_library_as_it_is_and_says_so(app, library) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, LooseReader)
        assert said(app) == "Not in the library: A, or your first mark, keeps it."
        await pilot.press("}", "}", "G", "q")
        await settled(pilot)
    assert library.empty()
    assert not library.path.exists()


def foot(app: ManiculeApp) -> str:
    return app.screen.status.render_line(0).text


@pytest.mark.parametrize("width", [40, 80, 140])
async def test_the_status_line_says_for_as_long_as_it_is_not_kept(app, library, width) -> None:
    async with app.run_test(size=(width, 30)) as pilot:
        await settled(pilot)
        await pilot.press("}")
        assert "not kept · A keeps" in foot(app)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert len(library.entries()) == 1
        await pilot.press("}")
        assert "not kept" not in foot(app)
        await pilot.press("u")
        await settled(pilot)
        await pilot.press("}")
        assert "not kept" in foot(app)


@pytest.mark.parametrize("width", [80, 140])
async def test_that_it_is_not_kept_is_said_once(app, library, width) -> None:
    async with app.run_test(size=(width, 30)) as pilot:
        await settled(pilot)
        for keys, sentence in [
            ((), "Not in the library: A, or your first mark, keeps it."),
            (("E",), "A keeps the article; then it can be exported."),
        ]:
            await pilot.press(*keys)
            await settled(pilot)
            assert sentence in foot(app)
            assert "not kept" not in foot(app)
        await pilot.press("y")
        await settled(pilot)
        assert said(app)
        assert ("not kept · A keeps" in foot(app)) == (width >= 100)


async def test_notes_on_what_was_not_kept_stay_however_one_leaves(app, library) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("a", *"one", "escape", "}", "a", *"two", "escape", "q")
        await settled(pilot)
    assert sorted(note.note for note in library.annotations()) == ["one", "two"]


async def test_a_note_that_cannot_be_kept_stays_open_and_has_a_draft(
    app, library, tmp_path, monkeypatch
) -> None:
    from storage.errors import LibraryError
    from storage.unkept import Unkept

    def refused(*_, **__):
        raise LibraryError("The disk is full: make room.")

    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(Unkept, "annotate", refused)
        await pilot.press("a", *"mine", "escape")
        await settled(pilot)
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert app.screen.editor.text == "mine"
        assert "The disk is full: make room." in notices(app)
        monkeypatch.undo()
        await pilot.press("escape")
        await settled(pilot)
    assert [note.note for note in library.annotations()] == ["mine"]


async def test_a_key_keeps_it_with_the_place(app, library) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("}", "}", "A")
        await settled(pilot)
        assert said(app) == "Kept in the library."
        assert "number 1; u takes it out again." in notices(app)
        await pilot.press("A")
        await settled(pilot)
        assert said(app) == "This article is in the library."
        await pilot.press("q")
        await settled(pilot)
    [entry] = library.entries()
    assert entry.title == "Slow streets"
    assert library.progress(entry.id).cursor > 0


async def test_the_first_highlight_keeps_it_and_says_so(app, library) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "in the library now, as number 1" in notices(app)
        assert said(app).startswith("Kept: “Paragraph 0")
        assert len(app.screen.session.annotations) == 1
        await pilot.press("u")
        await settled(pilot)
        assert "not in the library any more" in notices(app)
        assert not app.screen.session.annotations
        await pilot.press("}", "m", "q")
        await settled(pilot)
        assert len(app.screen.session.bookmarks) == 1
    assert len(library.entries()) == 1


async def test_a_note_that_is_given_up_keeps_nothing(app, library) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("a", "h", "i", "ctrl+g")
        await settled(pilot)
        assert library.empty()
        await pilot.press("a", "h", "i", "escape")
        await settled(pilot)
    assert [note.note for note in library.annotations()] == ["hi"]


async def test_the_notes_screen_shows_the_library(app, library) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("M")
        await settled(pilot)
        await pilot.press("q")
        await settled(pilot)
        assert isinstance(app.screen, LooseReader)


async def test_quitting_in_the_middle_of_a_note_keeps_both(app, library) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("a", "h", "i", "ctrl+q")
        await settled(pilot)
    assert [note.note for note in library.annotations()] == ["hi"]
