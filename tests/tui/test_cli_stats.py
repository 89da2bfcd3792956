"""`manicule stats`: the figures, and the plot where somebody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.library import Library
from storage.models import Progress
from tui import plot

Run = Callable[..., Any]


@pytest.fixture
def read(manicule: Run, tmp_path: Path, article) -> Run:
    with Library.open(tmp_path / "library.json") as library:
        library.add(article("One"))
        library.add(article("Two"))
        library.set_progress(1, Progress(fraction=1.0))
        library.annotate(1, 0, 5, note="why")
        library.annotate(1, 8, 12)
        library.bookmark(2, 0, 3)
    return manicule


def test_an_empty_library_has_nothing_to_count(manicule: Run) -> None:
    done = manicule("stats")
    assert done.status == 0
    assert "0 of 0 articles" in done.out
    assert "Nothing was read to its end and nothing kept in 12 weeks." in done.err


def test_figures_and_weeks_are_printed_as_a_table_for_a_script(read: Run) -> None:
    done = read("stats", "--weeks", "3")
    assert (done.status, done.err) == (0, "")
    assert "1 of 2 articles" in done.out
    assert "2 highlights, 1 with a note, 1 bookmark" in done.out
    assert "1 day in a row; the longest was 1 day" in done.out
    rows = [line.split("\t") for line in done.out.splitlines()[-4:]]
    assert rows[0] == ["WEEK", "READ", "KEPT", "NOTES"]
    assert rows[-1][1:] == ["1", "3", "1"]


def test_json_has_the_same_figures(read: Run) -> None:
    found = read("stats", "--json", "--weeks", "2").json
    assert (found["read"], found["articles"], found["streak"], found["longest"]) == (1, 2, 1, 1)
    last = found["weeks"][-1]
    assert len(found["weeks"]) == 2
    assert last.pop("monday") <= found["day"]
    assert last == {"read": 1, "highlights": 2, "notes": 1, "bookmarks": 1}


def test_on_a_terminal_the_weeks_are_drawn(read: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("plotext")
    monkeypatch.setattr("tui.terminal.stats.on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "90")
    done = read("stats")
    assert done.err == ""
    assert "┤" in done.out
    assert plot.READ in done.out
    assert plot.KEPT in done.out
    assert max(map(len, done.out.splitlines())) <= 90


def test_without_plotext_the_table_is_printed_and_it_says_how_to_get_a_plot(
    read: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "plotext", None)
    monkeypatch.setattr("tui.terminal.stats.on_terminal", lambda: True)
    done = read("stats")
    assert done.status == 0
    assert "WEEK\tREAD" in done.out
    assert "pipx inject manicule plotext" in done.err


def test_wrong_numbers_of_weeks_are_wrong_usage(manicule: Run) -> None:
    for weeks in ("0", "x", "9999"):
        assert manicule("stats", "--weeks", weeks).status == 2
