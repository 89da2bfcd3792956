"""The list of passages, at every width."""

from __future__ import annotations

import pytest

from tui.widgets.outline import Item, Outline

ITEMS = [
    Item(0, "A heading", strong=True),
    Item(10, "a claim of some words that wraps in a narrow list " * 3, "☞ FACT    ", "claim-fact"),
    Item(None, "東京の路地はなぜ静かなのか 🌊", "✎", "note", more="its passage is gone"),
    *(Item(100 + n, f"claim number {n}", "☞ CAUSE   ", "claim-cause") for n in range(50)),
]


def lines(outline: Outline) -> list[str]:
    return [outline.render_line(y).text for y in range(outline.size.height)]


@pytest.mark.parametrize("size", [(8, 3), (20, 5), (60, 20), (200, 60)])
@pytest.mark.parametrize(("airy", "most"), [(True, 0), (False, 3)])
async def test_the_cursor_is_in_sight_wherever_it_goes(alone, size, airy, most) -> None:
    outline = Outline(airy=airy, most=most)
    async with alone(outline).run_test(size=size) as pilot:
        outline.show(ITEMS, "")
        for index in (0, 1, 2, 30, len(ITEMS) - 1, 5, 10**9, -1):
            outline.go(index)
            await pilot.pause(0)
            assert any(line.startswith("▌") for line in lines(outline))
            assert all(len(strip) for strip in lines(outline))
        assert outline.cursor == 0


async def test_a_long_item_is_cut_after_so_many_lines_and_says_so(alone) -> None:
    outline = Outline(airy=False, most=3)
    async with alone(outline).run_test(size=(40, 12)):
        outline.show(ITEMS[1:3], "")
        shown = [line for line in lines(outline) if line.startswith("▌")]
        assert len(shown) == 3
        assert "…" in shown[-1]


async def test_a_list_of_nothing_says_why(alone) -> None:
    outline = Outline(airy=False, most=0)
    async with alone(outline).run_test(size=(40, 12)):
        outline.show([], "Nothing here yet.")
        assert "Nothing here yet." in "\n".join(lines(outline))
        assert outline.current is None
        outline.move(1)
        assert outline.current is None
