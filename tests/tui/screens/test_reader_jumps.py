"""Ways to another place of the article, and back."""

from __future__ import annotations

import pytest

from tui.screens.panel import PanelScreen
from tui.screens.reader import ReaderScreen
from tui.screens.skim import SkimScreen


async def test_one_comes_back_from_a_jump_and_goes_forward_again(sit, essay) -> None:
    async with sit() as person:
        await person.press(")", "G")
        end = person.point
        await person.press("ctrl+o")
        assert person.point == essay.text.index("A limit")
        await person.press("O")
        assert person.point == end


async def test_one_comes_back_from_a_search(sit, essay) -> None:
    async with sit() as person:
        await person.press(")", "/", *"number", "space", *"20", "enter")
        assert person.point == essay.text.index("number 20")
        await person.press("ctrl+o")
        assert person.point == essay.text.index("A limit")


async def test_without_a_jump_there_is_no_way_back_and_the_screen_says_so(sit) -> None:
    async with sit() as person:
        await person.press("j", "ctrl+o")
        assert "No jump to come back from" in person.said


async def test_moving_in_sight_leaves_no_place_behind(sit) -> None:
    async with sit() as person:
        await person.press("]", "c", "}", "ctrl+o")
        assert "No jump" in person.said


async def test_skim_shows_headings_and_claims_and_nothing_else(sit, essay) -> None:
    async with sit((100, 60)) as person:
        await person.press("s")
        said = person.said
        assert "Those who slow down" in said
        claims = person.screen.session.claims
        assert all(claim.text[:30] in said for claim in claims)
        assert "It adds one more sentence" not in said


async def test_skim_comes_back_to_the_same_place(sit) -> None:
    async with sit((80, 24)) as person:
        await person.press("5", "0", "%")
        at, top = person.point, person.screen.page.top
        await person.press("s", "j", "j", "s")
        assert isinstance(person.pilot.app.screen, ReaderScreen)
        assert (person.point, person.screen.page.top) == (at, top)


async def test_what_is_chosen_while_skimming_is_gone_to_and_come_back_from(sit, essay) -> None:
    async with sit() as person:
        await person.press(")", "s", "G", "enter")
        assert person.point == max(c.start for c in person.screen.session.claims)
        await person.press("s")
        assert isinstance(person.pilot.app.screen, SkimScreen)
        assert person.pilot.app.screen.outline.current.offset == person.point
        await person.press("s", "ctrl+o")
        assert person.point == essay.text.index("A limit")


async def test_skim_shows_more_claims_and_fewer(sit) -> None:
    async with sit() as person:
        usual = len(person.screen.session.claims)
        await person.press("s", "-", "-")
        assert f"{len(person.screen.session.claims)} key claim" in person.said
        assert len(person.screen.session.claims) < usual


async def test_the_panel_lists_contents_claims_and_notes(sit, essay, library) -> None:
    library.annotate(essay.id, 0, 6, note="a thought #streets")
    library.bookmark(essay.id, 0, 6, "q")
    async with sit((120, 40)) as person:
        await person.press("tab")
        assert "▸contents" in person.said
        assert "Those who slow down" in person.said
        await person.press("tab")
        claim = person.screen.session.claims[0]
        assert claim.text[:20] in person.said
        await person.press("tab")
        assert "a thought #streets" in person.said
        assert "⚑ q" in person.said
        await person.press("shift+tab", "shift+tab", "shift+tab")
        assert "▸notes" in person.said


async def test_the_panel_lets_the_text_be_seen(sit) -> None:
    async with sit((120, 36)) as person:
        await person.press("tab")
        assert "Cities should set the speed first and draw the street" in person.said


async def test_beside_the_panel_no_keys_are_named_but_its_own(sit) -> None:
    async with sit((140, 40)) as person:
        await person.press("tab")
        assert "? help" not in person.said
        assert "q back" not in person.said
        assert "esc back" in person.said
        await person.press("escape")
        assert "? help  q back" in person.said


@pytest.mark.parametrize(
    ("size", "dimmed"), [((80, 24), True), ((100, 30), True), ((140, 40), False)]
)
async def test_a_text_that_the_panel_lies_over_is_dimmed(sit, size, dimmed) -> None:
    async with sit(size) as person:
        await person.press("tab")
        assert bool(person.pilot.app.screen.styles.background.a) == dimmed


async def test_what_is_chosen_in_the_panel_is_gone_to_and_come_back_from(sit, essay) -> None:
    async with sit() as person:
        await person.press("tab", "G", "enter")
        assert person.point == essay.text.index("Those who")
        await person.press("ctrl+o")
        assert person.point == 0


async def test_a_note_whose_passage_is_gone_is_listed_and_leads_nowhere(
    sit, essay, library, monkeypatch
) -> None:
    note = library.annotate(essay.id, 0, 6, note="lost words")
    from dataclasses import replace

    monkeypatch.setattr(library, "annotations", lambda *_: [replace(note, lost=True)])
    async with sit((120, 36)) as person:
        await person.press("tab", "shift+tab")
        assert "lost words" in person.said
        assert "gone from the text" in person.said
        await person.press("enter")
        assert isinstance(person.pilot.app.screen, PanelScreen)


async def test_empty_lists_say_how_they_are_filled(sit) -> None:
    async with sit() as person:
        await person.press("c", "tab", "tab")
        assert "No key claims are shown" in person.said
        await person.press("tab")
        assert "Nothing of yours" in person.said
        await person.press("enter")
        assert person.point == 0


async def test_jumps_take_the_end_of_a_selection_along(sit, essay) -> None:
    async with sit() as person:
        await person.press("v", "]", "h")
        chosen = person.screen.selection
        assert essay.text[chosen.start : chosen.end].strip().endswith("a fine attached.")
