from __future__ import annotations

import pytest
from textual.pilot import Pilot

from storage.library import Library
from tui.screens.notes import NotesScreen
from tui.screens.orphans import OrphansScreen
from tui.widgets.hints import Hints

GOOD = "A margin is wide because printers left room for hands."
GONE = "It costs nothing, and nobody is asked whether it may be used."
TOLD = "It costs nothing, and no one is asked if somebody may use it."
END = "Here it ends, as everything does."


@pytest.fixture
def torn(library, article) -> Library:
    """Give a library in which a note, a bookmark and a highlight were not found again."""
    stored, _ = library.add(article("Old", GOOD, GONE, END, url="https://example.org/"))
    at = stored.text.index(GONE)
    library.annotate(stored.id, at, at + len(GONE), note="goes")
    library.bookmark(stored.id, 0, len(GOOD))
    library.annotate(stored.id, 0, 10)
    library.renew(stored.id, article("New", f"More of it. {TOLD}", END))
    return library


def screen(pilot: Pilot[None]) -> OrphansScreen:
    found = pilot.app.screen
    assert isinstance(found, OrphansScreen)
    return found


def seek(pilot: Pilot[None], quote: str) -> None:
    rows = screen(pilot).jottings.rows
    screen(pilot).jottings.go(next(n for n, row in enumerate(rows) if row.passage.quote == quote))


def sheet(pilot: Pilot[None]) -> str:
    return "\n".join("".join(s.text for s in line) for line in screen(pilot).sheet.lines)


def told(pilot: Pilot[None]) -> str:
    return screen(pilot).query_one(Hints).message


async def test_without_orphans_the_list_says_what_waits_there(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "M", "tab")
        assert "Every mark stands in its text" in screen(pilot).jottings._empty
        await press(pilot, "n", "r", "K", "x", "enter")
        assert isinstance(pilot.app.screen, OrphansScreen)
        await press(pilot, "tab")
        assert isinstance(pilot.app.screen, NotesScreen)


async def test_orphans_are_filtered_among_the_notes_too(torn, desk, press):
    torn.annotate(1, 0, 4, note="stands")
    async with desk(torn) as pilot:
        await press(pilot, "M")
        assert len(pilot.app.screen.jottings.rows) == 4
        await press(pilot, "/", "type:is:orphan goes")
        assert [row.note for row in pilot.app.screen.jottings.rows] == ["goes"]


async def test_the_places_most_like_an_orphan_are_shown_with_their_likeness(torn, desk, press):
    async with desk(torn, size=(100, 40)) as pilot:
        await press(pilot, "M", "tab")
        seek(pilot, GONE)
        await press(pilot, "j", "k")
        seek(pilot, GONE)
        await press(pilot, "n")
        said = sheet(pilot)
        assert "This passage is gone from the text." in said
        assert TOLD in said
        assert "▸ 1" in said
        assert " %" in said


async def test_an_orphan_is_attached_by_one_key_and_that_is_undone(torn, desk, press):
    async with desk(torn) as pilot:
        await press(pilot, "M", "tab")
        seek(pilot, GONE)
        await press(pilot, "n", "N", "r")
        assert "Attached to" in told(pilot)
        (note,) = [n for n in torn.annotations(1) if n.note == "goes"]
        assert (note.lost, note.passage.quote) == (False, TOLD)
        assert len(screen(pilot).jottings.rows) == 2
        await press(pilot, "u")
        assert len(screen(pilot).jottings.rows) == 3
        assert any(n.lost and n.note == "goes" for n in torn.annotations(1))
        await press(pilot, "ctrl+r")
        assert len(screen(pilot).jottings.rows) == 2


async def test_an_orphan_is_not_attached_where_another_program_put_a_new_text(
    torn, desk, press, article, monkeypatch
):
    attach = torn.reattach

    def attach_too_late(*asked):
        monkeypatch.delattr(torn, "reattach")
        with Library.open(torn.path) as other:
            other.renew(1, article("Newer", f"Words before it. More of it. {TOLD}", END))
        return attach(*asked)

    async with desk(torn) as pilot:
        await press(pilot, "M", "tab")
        seek(pilot, GONE)
        await press(pilot, "n", "N")
        monkeypatch.setattr(torn, "reattach", attach_too_late)
        await press(pilot, "r")
        (said,) = [toast.message for toast in pilot.app._notifications]
        assert "look again" in said
        assert GONE in {mark.passage.quote for mark in torn.orphans()}
        seek(pilot, GONE)
        await press(pilot, "n", "N", "r")
        assert "Attached to" in told(pilot)
        (note,) = [n for n in torn.annotations(1) if n.note == "goes"]
        assert (note.lost, note.passage.quote) == (False, TOLD)


async def test_an_orphan_without_a_candidate_says_what_can_be_done(torn, desk, press):
    async with desk(torn) as pilot:
        await press(pilot, "M", "tab")
        seek(pilot, "A margin i")
        await press(pilot, "r")
        assert "Nothing in the text is like it" in told(pilot)
        assert len(torn.orphans()) == 3


async def test_an_orphan_that_is_kept_goes_below_the_others_and_can_be_looked_for_again(
    torn, desk, press
):
    async with desk(torn) as pilot:
        await press(pilot, "M", "tab")
        first = screen(pilot).jottings.rows[0].uid
        await press(pilot, "gg", "K")
        assert screen(pilot).jottings.rows[-1].uid == first
        assert torn.orphans()[-1].settled
        assert "kept as an orphan" in sheet(pilot)
        await press(pilot, "K")
        assert not any(mark.settled for mark in torn.orphans())


async def test_enter_opens_the_article_at_the_candidate(torn, desk, press):
    async with desk(torn) as pilot:
        await press(pilot, "M", "tab")
        seek(pilot, GONE)
        await press(pilot, "n", "N", "enter")
        session = pilot.app.screen.session
        at = session.text.index(TOLD)
        assert session.point == at
        reader = pilot.app.screen
        assert reader.hits[reader.hit] == (at, at + len(TOLD))
        assert reader.selection is None
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, OrphansScreen)


async def test_an_orphan_is_removed_like_any_mark(torn, desk, press):
    async with desk(torn) as pilot:
        await press(pilot, "M", "tab", "x", "x", "x")
        assert torn.orphans() == []
        assert len(torn.trash().annotations) + len(torn.trash().bookmarks) == 3


@pytest.mark.parametrize("key", ["enter", "n", "N", "r", "K", "x", "z"])
async def test_a_key_without_an_orphan_says_so(shelf, desk, press, key):
    async with desk(shelf) as pilot:
        await press(pilot, "M", "tab", key)
        assert "Every mark stands in its text" in told(pilot)
