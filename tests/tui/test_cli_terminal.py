"""What a person sees: the commands on a real pseudo-terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")

Run = Callable[..., Any]
See = Callable[..., str]

ROOT = Path(__file__).parents[2]
_SEQUENCE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def see(tmp_path: Path) -> See:
    """Give a runner that returns what a terminal of some width is sent."""

    def run(*words: str, columns: int = 100, **environment: str) -> str:
        import pty

        ours, theirs = pty.openpty()
        program = subprocess.Popen(
            [sys.executable, "-m", "tui.cli", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "TERM": "xterm-256color",
                "COLUMNS": str(columns),
                "PYTHONUTF8": "1",
                "MANICULE_LIBRARY": str(tmp_path / "library.json"),
                **environment,
            },
        )
        os.close(theirs)
        seen = b""
        try:
            while chunk := os.read(ours, 65536):
                seen += chunk
        except OSError:
            pass  # Linux says so when the other end is closed
        finally:
            os.close(ours)
        assert program.wait(30) == 0, seen
        return seen.decode().replace("\r\n", "\n")

    return run


@pytest.fixture
def stocked(manicule: Run, streets: Path) -> Run:
    manicule("add", streets)
    manicule("add", "-", "--title", "道" * 60, stdin=b"Kerbs should be low, everywhere.\n")
    manicule("highlight", "1", "--quote", "Cities should set the speed", "--note", "Like Oslo.")
    manicule("bookmark", "1", "--quote", "The objection")
    return manicule


def plain(seen: str) -> list[str]:
    return _SEQUENCE.sub("", seen).splitlines()


@pytest.mark.parametrize("columns", [40, 70, 84, 100, 160])
def test_the_table_fits_the_terminal_and_is_aligned(stocked: Run, see: See, columns: int) -> None:
    lines = plain(see("list", columns=columns))
    assert len(lines) == 3
    if columns >= 70:
        assert all(cell_len(line) <= columns for line in lines)
        assert lines[0].rstrip().endswith("READ")
    wide, streets = lines[1], lines[2]
    assert "…" in wide
    assert "●" in streets
    where = [cell_len(line[: line.index("today")]) for line in (wide, streets)]
    assert where[0] == where[1]


@pytest.mark.parametrize("columns", [30, 60, 80, 120])
def test_an_article_is_wrapped_with_signs_in_the_gutter(
    stocked: Run, see: See, columns: int
) -> None:
    lines = plain(see("show", "1", columns=columns))
    assert all(cell_len(line) <= min(columns, 92) for line in lines)
    text = " ".join(" ".join(lines).split())
    assert "✎☞" in text
    assert "⚑" in text
    assert "✎ Like Oslo." in text
    if columns >= 80:
        assert any(re.match(r" *(policy|value|fact|cause|forecast) .*☞ ", line) for line in lines)


def test_claims_and_highlights_are_told_apart_without_colour(stocked: Run, see: See) -> None:
    seen = see("show", "1", NO_COLOR="1")
    codes = {code for found in re.findall(r"\x1b\[([0-9;]*)m", seen) for code in found.split(";")}
    assert codes <= {"", "0", "1", "3", "4"}
    assert "\x1b[1;4mCities should set the speed" in seen


def test_a_highlight_has_a_background_and_a_claim_a_colour(stocked: Run, see: See) -> None:
    seen = see("show", "1")
    assert re.search(r"\x1b\[[0-9;]*48;5;[0-9;]*mCities should set the speed", seen)
    few = see("show", "1", TERM="xterm")
    assert "\x1b[1;30;103mCities should set the speed" in few


def test_claims_stand_in_a_column_on_a_terminal(stocked: Run, see: See) -> None:
    lines = plain(see("show", "1", "--claims"))
    assert lines
    assert all(re.match(r"☞ [A-Z]+ +", line) for line in lines)
    assert all(line[10:12] == "  " and line[12] != " " for line in lines)


def test_nothing_in_an_article_steers_the_terminal(manicule: Run, see: See, tmp_path: Path) -> None:
    manicule("add", "-", stdin=b"# Kerbs\n\nKerbs should be [red]low[/red], everywhere.\n")
    library = tmp_path / "library.json"
    text = library.read_text("utf-8")
    # Another program wrote controls into the file.
    library.write_text(text.replace("everywhere", "every\\u001bwhere"), "utf-8")
    seen = see("show", "1")
    assert "[red]low[/red]" in _SEQUENCE.sub("", seen)
    assert "\x1b" not in _SEQUENCE.sub("", seen)


def test_the_article_that_explains_the_program_is_no_deed_to_undo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storage.library import Library
    from tui.app import ManiculeApp
    from tui.cli import _read

    monkeypatch.setattr(ManiculeApp, "run", lambda self: None)
    with Library.open(tmp_path / "library.json") as library:
        assert _read(library, {}) == 0
        assert library.undo() is None
        assert len(library.entries()) == 1
