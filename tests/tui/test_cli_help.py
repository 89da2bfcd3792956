"""Help, usage, and what the program does not load."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import storage
from tui.terminal.parser import build

Run = Callable[..., Any]

COMMANDS = {
    action.metavar: action
    for action in build()._actions
    if isinstance(action, argparse._SubParsersAction)
}["COMMAND"].choices

ROOT = Path(__file__).parents[2]


def test_every_command_of_the_program_is_there() -> None:
    assert list(COMMANDS) == [
        *("read", "welcome", "add", "import", "fetch", "refetch", "reextract", "feed"),
        *("list", "search", "show", "claims", "notes", "reattach", "review", "stats"),
        *("highlight", "bookmark", "export"),
        *("tag", "edit", "archive", "remove", "trash", "check", "backup", "restore", "merge"),
        *("config", "serve", "doctor", "completion", "help"),
    ]


def test_the_help_names_every_command_with_what_it_does(manicule: Run) -> None:
    done = manicule("--help")
    assert done.status == 0
    for name in COMMANDS:
        assert f"\n    {name} " in done.out


@pytest.mark.parametrize("name", list(COMMANDS))
def test_the_help_of_a_command_explains_everything_it_takes(manicule: Run, name: str) -> None:
    done = manicule(name, "--help")
    assert (done.status, done.err) == (0, "")
    parser = COMMANDS[name]
    assert parser.description
    assert parser.description.endswith(".")
    for action in parser._actions:
        assert action.help, action
        for option in action.option_strings:
            assert option in done.out
        if not action.option_strings:
            assert str(action.metavar) in done.out


@pytest.mark.parametrize("name", ["list", "notes"])
def test_the_help_of_a_query_names_its_fields(manicule: Run, name: str) -> None:
    out = manicule(name, "--help").out
    for field in ("is:", "tag:", "by:", "from:", "has:"):
        assert f"\n  {field}" in out


def test_the_version_is_that_of_the_package(manicule: Run) -> None:
    done = manicule("--version")
    assert (done.status, done.out) == (0, f"manicule {storage.__version__}\n")


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--library", ""],
        ["show"],
        ["show", ""],
        ["show", "1", "--density", "6"],
        ["show", "1", "--density", "0"],
        ["show", "1", "--raw", "--claims"],
        ["show", "1", "--raw", "--json"],
        ["add"],
        ["add", "a", "b", "--title", "T"],
        ["add", "a", "--tag", " # "],
        ["claims", "-", "--top", "0"],
        ["claims", "-", "--top", "x"],
        ["highlight", "1"],
        ["highlight", "1", "--quote", " "],
        ["highlight", "1", "--quote", "x", "--ink", "pink"],
        ["bookmark", "1", "--quote", "x", "--nth", "0"],
        ["export", "--to", "docx"],
        ["search"],
        ["search", "x", "--limit", "0"],
        ["tag", "1"],
        ["edit", "1"],
        ["edit", "1", "--title", " "],
        ["archive"],
        ["remove"],
    ],
)
def test_wrong_usage_is_status_2_and_says_what_is_right(manicule: Run, words: list[str]) -> None:
    done = manicule(*words)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("usage: manicule")
    assert "error: " in done.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["lst"], "there is no command “lst”: did you mean `manicule list`?"),
        (["Read"], "there is no command “Read”: did you mean `manicule read`?"),
        (["rm", "1"], "there is no command “rm”: did you mean `manicule remove`?"),
        (["feed", "ad", "x"], "there is no command “feed ad”: did you mean `manicule feed add`?"),
        (["help", "trash", "emty"], "“trash emty”: did you mean `manicule trash empty`?"),
        (["frobnicate"], "`manicule help` lists those that there are."),
        (["trash", "frobnicate"], "`manicule help trash` lists those that there are."),
        (["help", "list", "all"], "`manicule help list` says what `manicule list` takes."),
        (["3"], "`manicule read 3` opens that."),
        (["\x1b[31mx"], "“�[31mx”"),
        (["list", "--jsn"], "`manicule list` takes no --jsn: did you mean --json?"),
        (["list", "--js=1"], "`manicule list` takes no --js: did you mean --json?"),
        (["list", "--frob"], "takes no --frob: `manicule help list` says what it takes."),
        (["import", "a", "b"], "“b” is too much for `manicule import`: `manicule help import`"),
        (["--frob"], "`manicule` takes no --frob: `manicule help` says what it takes."),
        (
            ["read", "slow", "streets"],
            "“streets” is too much for `manicule read`: the words of a title",
        ),
    ],
)
def test_what_is_mistyped_is_one_sentence_with_what_may_be_meant(
    manicule: Run, words: list[str], sentence: str
) -> None:
    done = manicule(*words)
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err
    assert done.err.startswith("manicule: ")
    assert len(done.err.splitlines()) == 1


def test_a_file_in_the_place_of_a_command_is_one_to_read(manicule: Run, streets: Path) -> None:
    assert f"`manicule read {streets}` opens that." in manicule(streets).err


@pytest.mark.parametrize("words", [[], ["list"], ["feed"], ["feed", "add"]])
def test_help_is_what_the_option_prints(manicule: Run, words: list[str]) -> None:
    done = manicule("help", *words)
    assert (done.status, done.err) == (0, "")
    assert done.out == manicule(*words, "--help").out


def test_wrong_usage_of_a_command_shows_its_own_usage(manicule: Run) -> None:
    assert manicule("tag", "1").err.startswith("usage: manicule tag ")


@pytest.mark.parametrize("before", [True, False])
def test_the_library_is_named_before_or_after_the_command(
    manicule: Run, streets: Path, tmp_path: Path, before: bool
) -> None:
    other = tmp_path / "deep" / "er" / "other.json"
    option = ["--library", other]
    words = [*option, "add", streets] if before else ["add", streets, *option]
    assert manicule(*words).status == 0
    assert other.exists()
    assert not (tmp_path / "library.json").exists()
    assert len(manicule("list", "--json", *option).json) == 1


def run_python(script: str, library: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        cwd=ROOT,
        env={"PATH": "", "MANICULE_LIBRARY": str(library), "PYTHONUTF8": "1"},
    )


def test_list_loads_neither_the_screens_nor_the_extraction(
    process: Run, streets: Path, tmp_path: Path
) -> None:
    process("add", streets)
    script = (
        "import sys; from tui.cli import main; status = main(['list']); "
        "heavy = {'textual', 'rich', 'trafilatura', 'lxml', 'markdown_it', 'platformdirs'}; "
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr); sys.exit(status)"
    )
    done = run_python(script, tmp_path / "library.json")
    assert done.returncode == 0
    assert b"Slow streets" in done.stdout
    assert done.stderr.decode().strip() == "[]"


@pytest.mark.parametrize("words", [["show", "1"], ["show", "1", "--json"], ["notes"], ["export"]])
def test_no_command_but_the_screens_loads_textual(
    process: Run, streets: Path, tmp_path: Path, words: list[str]
) -> None:
    process("add", streets)
    script = (
        f"import sys; from tui.cli import main; main({words!r}); sys.exit('textual' in sys.modules)"
    )
    done = run_python(script, tmp_path / "library.json")
    assert done.returncode == 0


def test_output_in_a_poor_encoding_is_poorer_but_whole(process: Run, streets: Path) -> None:
    process("add", streets, "--title", "Café ☞")
    done = process("list", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert (done.status, done.err) == (0, "")
    assert "Caf? ?" in done.out
    done = process("list", "--json", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.json[0]["title"] == "Café ☞"
