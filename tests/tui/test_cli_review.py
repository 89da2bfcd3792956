"""`manicule review` for scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.library import Library
from tui.terminal import reviewing
from tui.terminal.parser import parse

Run = Callable[..., Any]


@pytest.fixture
def noted(manicule: Run, tmp_path: Path, article, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a library whose seven highlights were made some days ago."""
    with Library.open(tmp_path / "library.json") as library:
        library.add(article("Old"))
        for start in range(0, 14, 2):
            library.annotate(1, start, start + 1, note="why" if not start else "")
    monkeypatch.setattr(reviewing, "date", _Later)
    return manicule


class _Later:
    """Days, of which today is one after the highlights were made."""

    @staticmethod
    def today():
        from datetime import date, timedelta

        return date.today() + timedelta(days=3)


def test_a_few_come_back_and_are_printed_where_there_is_no_screen(noted: Run) -> None:
    done = noted("review")
    assert done.status == 0
    assert done.out.count("It has not come back before; kept, it comes back in 1 day.") == 5
    assert "--keep MARK" in done.err
    assert noted("review", "--list").out == done.out


def test_json_says_what_comes_back_and_what_waits(noted: Run) -> None:
    found = noted("review", "--json", "--count", "3").json
    assert (len(found["highlights"]), found["waiting"], found["answered"]) == (3, 4, 0)
    first = found["highlights"][0]
    assert first["mark"] == first["uid"][:8]
    assert first["review"] == {"due": "", "interval": 0, "at": "", "retired": False}
    assert found["next"] > found["day"]


def test_answers_are_given_by_mark(noted: Run) -> None:
    marks = [h["mark"] for h in noted("review", "--json").json["highlights"]]
    for option, mark in zip(("--keep", "--later", "--retire"), marks, strict=False):
        done = noted("review", option, mark)
        assert (done.status, done.err) == (0, "")
        assert mark in done.out
    found = noted("review", "--json", "--count", "9").json
    assert marks[2] not in {h["mark"] for h in found["highlights"]}
    assert len(found["highlights"]) == 4
    assert "comes back on" in noted("review", "--keep", marks[2]).out


def test_nothing_due_says_when_the_next_is(manicule: Run, streets: Path) -> None:
    assert "Nothing to review yet." in manicule("review").err
    manicule("add", streets)
    assert "Nothing to review yet." in manicule("review", "--list").err
    manicule("highlight", "1", "--quote", "Cities should")
    done = manicule("review")
    assert (done.status, done.out) == (0, "")
    assert (
        "No highlight of yours comes back to be read again today. The next comes back on"
        in done.err
    )
    assert manicule("review", "--json").json["highlights"] == []
    mark = manicule("notes", "--json").json[0]["uid"]
    manicule("review", "--retire", mark)
    assert "Every highlight is retired" in manicule("review", "--list").err


def test_a_mark_that_calls_nothing_is_refused(noted: Run) -> None:
    done = noted("review", "--keep", "nobody")
    assert (done.status, done.out) == (1, "")
    assert "No highlight is called “nobody”" in done.err
    assert noted("review", "--keep", "a", "--later", "b").status == 2
    assert noted("review", "--count", "0").status == 2


def test_on_a_terminal_the_review_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.cli import _spelled

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    args = parse(["--library", "a.json", "review", "--count", "3"])
    assert args.run is None
    assert _spelled(args) == ["--library", "a.json", "review", "3"]
    assert parse(["review", "--list"]).run is not None
