"""The pane of key claims, however many there are."""

from __future__ import annotations

import pytest

from storage.models import Claim, Kind
from tui.widgets import claims_pane
from tui.widgets.claims_pane import ClaimsPane

MANY = [
    Claim(n * 10, n * 10 + 9, f"Claim {n} says something that takes two rows or more", kind, 0.5)
    for n, kind in enumerate([*Kind] * 400)
]


def shown(pane: ClaimsPane) -> str:
    return "\n".join(pane.render_line(y).text for y in range(pane.size.height))


@pytest.mark.parametrize("size", [(30, 12), (44, 30), (120, 30)])
async def test_every_claim_is_reached_from_either_end(alone, size) -> None:
    pane = ClaimsPane()
    async with alone(pane).run_test(size=size) as pilot:
        pane.show("A book", MANY)
        pane.focus()
        await pilot.pause(0)
        for index in [0, 1, 700, len(MANY) - 1, 3, 10**9, -1]:
            pane.go(index)
            words = shown(pane)
            assert f"Claim {pane.cursor} " in " ".join(words.split())
            assert "▌" in words
        pane.scroll_rows(10**9)
        assert f"Claim {len(MANY) - 1} " in " ".join(shown(pane).split())
        assert "↓" not in shown(pane)
        pane.scroll_rows(-(10**9))
        assert "Claim 0 " in " ".join(shown(pane).split())
        assert "↓" in shown(pane)


async def test_no_more_claims_are_wrapped_than_a_screen_may_show(alone, monkeypatch) -> None:
    wrapped: list[str] = []
    wrap = claims_pane.wrap
    monkeypatch.setattr(
        claims_pane, "wrap", lambda text, *a: wrapped.append(text) or wrap(text, *a)
    )
    pane = ClaimsPane()
    async with alone(pane).run_test(size=(100, 30)) as pilot:
        pane.show("A book", MANY)
        await pilot.pause(0)
        assert "Claim 0" in shown(pane)
        assert len(wrapped) < 60
        wrapped.clear()
        await pilot.resize_terminal(60, 40)
        await pilot.pause(0)
        assert len(wrapped) < 80


async def test_what_is_shown_next_is_wrapped_anew(alone) -> None:
    pane = ClaimsPane()
    async with alone(pane).run_test(size=(60, 30)) as pilot:
        pane.show("A book", MANY)
        pane.show("A page", MANY[:2])
        await pilot.pause(0)
        assert "Claim 1" in shown(pane)
        assert "Claim 2" not in shown(pane)
        rows = [row.strip() for row in shown(pane).splitlines()]
        second = next(number for number, row in enumerate(rows) if "Claim 1" in row)
        assert rows[second - 1] == "", "there is room for air between the two"


async def test_more_is_promised_only_where_there_is_more(alone) -> None:
    pane = ClaimsPane()
    async with alone(pane).run_test(size=(120, 30)) as pilot:
        short = [Claim(n, n + 1, f"Claim {n}", Kind.FACT, 0.5) for n in range(20)]
        seen = set()
        for count in range(1, 21):
            pane.show(f"Of {count}", short[:count])
            await pilot.pause(0)
            words = shown(pane)
            whole = f"Claim {count - 1} " in words
            assert ("↓" in words) is not whole, (count, words)
            seen.add(whole)
        assert seen == {True, False}
