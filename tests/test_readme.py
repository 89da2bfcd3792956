"""The README says what the code says."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tui.terminal.parser import parse

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_of_keys_is_that_of_the_bindings() -> None:
    assert script("keytable").with_table(README) == README, "run: python docs/keytable.py"


def test_every_command_the_readme_names_exists(capsys: pytest.CaptureFixture[str]) -> None:
    named = set(re.findall(r"`manicule ([a-z]+)", README))
    assert {"add", "list", "show", "read", "claims", "notes", "export"} <= named
    for command in sorted(named):
        with pytest.raises(SystemExit) as done:
            parse([command, "--help"])
        assert done.value.code == 0, command
    assert capsys.readouterr().out


def test_every_make_target_the_readme_names_exists() -> None:
    rules = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`?make ([a-z-]+)", README):
        assert f"\n{target}:" in rules, target


def test_every_module_in_the_drawing_of_the_tree_is_there() -> None:
    drawing = README.partition("\nstorage/ ")[2].partition("\ntests/ ")[0]
    storage, tui = drawing.split("\ntui/ ")
    assert storage
    for package, drawn in (("storage", storage), ("tui", tui)):
        for name in re.findall(r"[\w*]+\.py\b", drawn):
            assert any((ROOT / package).rglob(name)), name
        for folder in re.findall(r"^  (\w+/)", drawn, re.MULTILINE):
            assert (ROOT / package / folder).is_dir(), folder


def test_the_manual_page_is_that_of_the_parser() -> None:
    page = script("manpage")
    assert page.page() == page.PAGE.read_text(encoding="utf-8"), "run: make man"


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_the_guide_shows_what_its_commands_print() -> None:
    guide = script("guide")
    written = guide.GUIDE.read_text(encoding="utf-8")
    assert written.count("\n$ manicule ") > 20
    assert guide.renewed(written) == written, "run: make guide"


def test_an_output_of_the_guide_that_differs_by_more_than_dates_and_marks_is_noticed() -> None:
    same = script("guide").same
    assert same("kept 2026-11-23 as 3fa2c1d0", "kept 2027-01-02 as 99aa00ff")
    assert same("354f07123dd1416da76053975d21fad8", "7cc579859fb34201be2c6845fcf787b2")
    assert not same("kept 3 articles", "kept 4 articles")
