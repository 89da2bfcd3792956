from __future__ import annotations

import sys
from datetime import date, timedelta

import pytest
from textual.pilot import Pilot

from tui import plot
from tui.screens.library import LibraryScreen
from tui.screens.stats import StatsScreen
from tui.widgets.hints import Hints


def said(pilot: Pilot[None]) -> str:
    found = pilot.app.screen
    assert isinstance(found, StatsScreen)
    return "\n".join("".join(s.text for s in line) for line in found.sheet.lines)


async def test_a_library_in_which_nothing_was_read_says_so(library, desk, press):
    async with desk(library) as pilot:
        await press(pilot, "W")
        assert "Nothing was read to its end and nothing kept" in said(pilot)
        await press(pilot, "W")
        assert isinstance(pilot.app.screen, LibraryScreen)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (30, 10)])
async def test_figures_plot_and_table_fit_any_window(shelf, desk, press, size):
    pytest.importorskip("plotext")
    shelf.annotate(2, 0, 5, note="why")
    async with desk(shelf, size=size) as pilot:
        await press(pilot, "W", "G", "gg", "ctrl+d", "ctrl+u")
        shown = said(pilot)
        assert "1 highlight, 1" in shown
        assert plot.KEPT in shown
        assert "WEEK" in shown
        assert max(map(len, shown.splitlines())) <= max(size[0], 50)


async def test_the_plot_is_drawn_anew_for_another_width(shelf, desk, press):
    pytest.importorskip("plotext")
    shelf.annotate(2, 0, 5)
    async with desk(shelf, size=(120, 40)) as pilot:
        await press(pilot, "W")
        before = said(pilot)
        await pilot.resize_terminal(70, 30)
        await press(pilot, "j")
        assert max(map(len, said(pilot).splitlines())) < 70 < max(map(len, before.splitlines()))


async def test_without_plotext_the_table_stands_alone(shelf, desk, press, monkeypatch):
    monkeypatch.setitem(sys.modules, "plotext", None)
    shelf.annotate(2, 0, 5)
    async with desk(shelf) as pilot:
        await press(pilot, "W")
        assert "pipx inject manicule plotext" in said(pilot)
        assert "WEEK" in said(pilot)


async def test_weeks_stand_below_each_other_and_nothing_is_a_dot(shelf, desk, press, monkeypatch):
    class Later(date):
        @classmethod
        def today(cls) -> date:
            return date.today() + timedelta(weeks=3)

    monkeypatch.setattr("tui.screens.stats.date", Later)
    shelf.annotate(2, 0, 5, note="why")
    async with desk(shelf) as pilot:
        await press(pilot, "W")
        lines = said(pilot).splitlines()
        weeks = lines[next(n for n, line in enumerate(lines) if "WEEK" in line) + 1 :]
        # Its weeks before the first with anything say nothing.
        assert len(weeks) == 4
        assert len({line.index(" 20") for line in weeks}) == 1
        assert weeks[0].split()[-3:] == ["1", "1", "1"]
        assert weeks[-1].split()[-3:] == ["·", "·", "·"]


async def test_a_small_screen_has_the_first_of_the_weeks_in_sight_and_says_that_it_scrolls(
    shelf, desk, press
):
    pytest.importorskip("plotext")
    shelf.annotate(2, 0, 5, note="why")
    async with desk(shelf, size=(80, 24)) as pilot:
        await press(pilot, "W")
        screen = pilot.app.screen
        at = next(
            number
            for number, line in enumerate(said(pilot).splitlines())
            if line.startswith("  WEEK")
        )
        assert at + 1 < screen.sheet.page
        assert "scroll" in screen.query_one(Hints).render_line(0).text
