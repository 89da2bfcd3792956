"""`manicule add FOLDER`: how far it is, and what is kept when it is stopped."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.intake import folder
from storage.models import Article

Run = Callable[..., Any]
TEXT = "# {title}\n\nA margin is wide because printers left room for hands, says {title}.\n"


@pytest.fixture
def five(tmp_path: Path) -> Path:
    path = tmp_path / "five"
    path.mkdir()
    for name in "abcde":
        (path / f"{name}.md").write_text(TEXT.format(title=name), encoding="utf-8")
    return path


@pytest.fixture
def stopping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Press ctrl+c while the third file is read."""
    read = folder.read_file

    def pressed(path: Path) -> Article:
        if path.name == "c.md":
            raise KeyboardInterrupt
        return read(path)

    monkeypatch.setattr(folder, "read_file", pressed)


@pytest.mark.usefixtures("stopping")
def test_ctrl_c_says_how_many_are_kept(manicule: Run, five: Path) -> None:
    done = manicule("add", five)
    assert done.status == 130
    assert "Stopped: 2 of 5 are in the library" in done.err
    assert len(manicule("list", "--json").json) == 2


@pytest.mark.usefixtures("stopping")
def test_what_was_kept_is_json_too_when_it_is_stopped(manicule: Run, five: Path) -> None:
    assert [row["title"] for row in manicule("add", five, "--json").json] == ["a", "b"]


def test_the_counter_stands_before_the_first_file_is_read(
    manicule: Run, five: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = folder.read_file
    shown: list[str] = []
    begun: list[str] = []

    def saying(path: Path) -> Article:
        begun.append(shown[-1])
        return read(path)

    def written(what: str) -> Any:
        shown.append(what)
        return contextlib.nullcontext()

    monkeypatch.setattr(folder, "read_file", saying)
    monkeypatch.setattr("tui.terminal.adding.saying", written)
    assert manicule("add", five).status == 0
    assert begun == [f"{number} of 5" for number in range(1, 6)]


def test_what_is_refused_is_told_once_and_the_others_are_kept(manicule: Run, five: Path) -> None:
    (five / "b.md").write_bytes(b"")
    done = manicule("add", five)
    assert done.status == 0
    assert done.err.count("b.md is empty") == 1
    assert len(manicule("list", "--json").json) == 4


def test_a_folder_of_which_nothing_can_be_read_fails(manicule: Run, five: Path) -> None:
    for file in five.iterdir():
        file.write_bytes(b"")
    done = manicule("add", five)
    assert (done.status, done.out) == (1, "")
    assert done.err.count("is empty") == 5
    assert "holds no articles" in done.err
