"""A large count leads where it would in one go, and lets others have their turn on the way."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.screens import steps


def test_a_way_in_parts_leads_where_it_does_in_one_go() -> None:
    @given(st.integers(0, 5000), st.integers(1, 10**9), st.integers(1, 4000))
    def leads(offset: int, count: int, end: int) -> None:
        def move(at: int, by: int) -> int:
            return max(at, min(at + 3 * by, end))

        assert asyncio.run(steps.in_parts(move, offset, count)) == move(offset, count)

    leads()


@pytest.mark.parametrize(("row", "to", "there"), [(0, 5500, 9000), (0, -9000, 4000), (7, 8, 9)])
def test_rows_are_laid_out_as_far_as_there_are_any(row: int, to: int, there: int) -> None:
    asked: list[int] = []

    def has(at: int) -> bool:
        asked.append(at)
        return abs(at) <= there

    asyncio.run(steps.reach(has, row, to))
    assert all(
        abs(one - other) <= steps.PART for one, other in zip([row, *asked], asked, strict=False)
    )
    # What is left is one part at most, or there is no more.
    assert abs(to - (asked or [row])[-1]) <= steps.PART or not has(asked[-1])


def test_others_have_their_turn_on_a_long_way() -> None:
    async def go() -> int:
        turns = 0

        async def other() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        beside = asyncio.create_task(other())
        await steps.in_parts(lambda at, by: at + by, 0, 20 * steps.PART)
        beside.cancel()
        return turns

    assert asyncio.run(go()) >= 19


async def test_counts_beyond_all_there_is_stop_at_the_ends(sit, monkeypatch) -> None:
    monkeypatch.setattr(steps, "PART", 3)
    async with sit((60, 12)) as person:
        text = person.screen.session.text
        for down, up in [("j", "k"), ("space", "b"), (")", "("), ("}", "{"), ("ctrl+d", "ctrl+u")]:
            await person.press(*"9999999", down)
            assert person.point > len(text) * 0.9, down
            await person.press(*"9999999", up)
            assert person.point < 200, up
        await person.press(*"999999999999999999999", "G")
        assert person.point == len(text) - 1
        await person.press("g", "g", "v")
        for on, back in [("l", "h"), ("w", "b"), ("j", "k"), (")", "("), ("}", "{")]:
            await person.press(*"9999999", on)
            assert person.screen.selection.end == len(text), on
            await person.press(*"9999999", back)
            assert person.screen.selection.start == 0, back
