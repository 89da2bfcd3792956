"""Counts before motions, and digits that mean kinds of claims."""

from __future__ import annotations

import pytest

from storage.models import Kind


async def test_a_count_repeats_the_motion_after_it(sit, essay) -> None:
    async with sit() as person:
        await person.press("3", "}")
        third = person.point
        await person.press("g g", "}", "}", "}")
        assert person.point == third > 0


@pytest.mark.parametrize(
    ("counted", "steps"),
    [
        (("4", "j"), ("j",) * 4),
        (("2", "]", "c"), ("]", "c") * 2),
        (("2", ")"), (")",) * 2),
        (("2", "ctrl+d"), ("ctrl+d",) * 2),
        (("2", "]", "h"), ("]", "h") * 2),
        (("1", "2", "j", "3", "k"), ("j",) * 9),
    ],
)
async def test_counting_is_pressing_so_often(sit, counted, steps) -> None:
    async with sit((60, 16)) as person:
        await person.press(*counted)
        at = person.point
        await person.press("g g", *steps)
        assert person.point == at > 0


async def test_a_count_before_a_motion_leaves_the_kinds_as_they_are(sit) -> None:
    async with sit() as person:
        await person.press("3", "}", "1", "2", "]", "c", "5", "0", "%")
        assert person.screen.session.kinds == frozenset(Kind)


async def test_a_count_that_is_too_large_goes_to_the_last(sit, essay) -> None:
    async with sit((60, 16)) as person:
        await person.press("9", "9", "9", "j")
        assert essay.text[person.point :].count("\n") == 0
        await person.press("g g", "9", "9", "]", "c")
        assert person.point == max(person.screen.session.starts("claim"))


async def test_the_count_is_shown_while_it_is_typed(sit) -> None:
    async with sit() as person:
        await person.press("1", "2")
        assert " 12 " in person.said
        await person.press("]")
        assert "12]" in person.said


async def test_nothing_but_the_text_still_shows_what_is_typed_and_said(sit) -> None:
    async with sit() as person:
        await person.press("z")
        assert "READ" not in person.said
        rows = person.screen.page.rows
        await person.press("1", "2")
        assert " 12 " in person.said
        assert person.screen.page.rows == rows
        await person.press("escape", "ctrl+o")
        assert "No jump" in person.said
        await person.press("j")
        assert "READ" not in person.said
        await person.press("z")
        assert "READ" in person.said


async def test_escape_forgets_the_count_and_nothing_else(sit) -> None:
    async with sit() as person:
        await person.press("v", "3", "escape", "escape")
        assert person.screen.selection is None
        await person.press("3", "escape", ")")
        second = person.point
        assert person.screen.session.kinds == frozenset(Kind)
        await person.press("g g", ")")
        assert person.point == second


async def test_a_digit_after_which_nothing_comes_turns_its_kind_off_and_on(sit) -> None:
    async with sit() as person:
        await person.press("3")
        assert "Policies" in person.said
        assert person.screen.session.kinds == frozenset(Kind)
        # What the clock does after the pause.
        await person.screen.count_over()
        assert Kind.POLICY not in person.screen.session.kinds
        await person.press("3")
        await person.screen.count_over()
        assert person.screen.session.kinds == frozenset(Kind)


async def test_a_digit_before_another_key_turns_its_kind_off_before_that_key(sit, library) -> None:
    async with sit() as person:
        await person.press("4", "enter")
        assert Kind.CAUSE not in person.screen.session.kinds
    assert len(library.annotations(1)) == 1


async def test_a_digit_and_c_turn_a_kind_off_at_once(sit) -> None:
    async with sit() as person:
        await person.press("2", "c")
        assert person.screen.session.kinds == frozenset(Kind) - {Kind.VALUE}
        assert person.screen.session.claims_on
        await person.press("9", "c")
        assert "1 fact" in person.said


async def test_per_cent_and_g_go_to_a_share_of_the_text(sit, essay) -> None:
    async with sit() as person:
        await person.press("5", "0", "%")
        assert person.point == len(essay.text) // 2
        await person.press("2", "5", "G")
        assert person.point == len(essay.text) // 4
        await person.press("4", "0", "0", "%")
        assert person.point == len(essay.text) - 1
        await person.press("%")
        assert "50%" in person.said


async def test_counts_move_the_end_of_a_selection(sit, essay) -> None:
    async with sit() as person:
        await person.press("v", "2", ")")
        chosen = person.screen.selection
        assert essay.text[chosen.start : chosen.end].endswith("a fine attached.")
        await person.press("3", "b")
        chosen = person.screen.selection
        assert essay.text[chosen.start : chosen.end].endswith("It is a wish with")
        await person.press("2", "l")
        assert person.screen.selection.end == chosen.end + 2


async def test_while_selecting_a_digit_is_a_count_and_no_kind(sit) -> None:
    async with sit() as person:
        await person.press("v", "3", "enter")
        assert person.screen.session.kinds == frozenset(Kind)


async def test_a_count_before_a_sequence_that_leads_nowhere_is_forgotten_with_it(sit) -> None:
    async with sit() as person:
        await person.press("9", "]", "z", ")")
        second = person.point
        await person.press("g g", ")")
        assert person.point == second
