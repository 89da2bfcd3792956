"""Completions, by the shells themselves where they are at hand."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tui.terminal.completion import SHELLS, script
from tui.terminal.parser import commands


@pytest.fixture
def program(manicule, streets, tmp_path: Path) -> Path:
    """Give the program in a folder of its own, and a library with an article."""
    manicule("add", streets)
    program = tmp_path / "programs" / "manicule"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui.cli "$@"\n')
    program.chmod(0o755)
    return program


@pytest.fixture
def complete(program: Path):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")

    def completed(*words: str) -> list[str]:
        typed = " ".join(f"'{word}'" for word in ("manicule", *words))
        ask = (
            f'PATH="{program.parent}:$PATH"; {script("bash")}\n'
            f"COMP_WORDS=({typed}); COMP_CWORD={len(words)}; _manicule; "
            'printf "%s\\n" "${COMPREPLY[@]}"'
        )
        done = subprocess.run([bash, "-c", ask], capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return done.stdout.split("\n")[:-1]

    return completed


def test_commands_are_completed(complete) -> None:
    assert complete("exp") == ["export"]
    assert set(commands()) < set(complete(""))


def test_the_options_of_a_command_are_completed(complete) -> None:
    assert complete("show", "--cl") == ["--claims"]


def test_titles_are_completed_whatever_their_case_and_quoted(complete) -> None:
    assert complete("read", "slow") == ["Slow\\ streets\\,\\ fast\\ cities"]
    assert complete("show", "Slow\\ str") == ["Slow\\ streets\\,\\ fast\\ cities"]
    assert complete("tag", "nothing") == [""]


def test_shells_are_completed(complete) -> None:
    assert complete("completion", "z") == ["zsh"]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_names_every_command_and_its_shell_takes_it(manicule, shell: str) -> None:
    done = manicule("completion", shell)
    assert done.status == 0
    for name in commands():
        assert name in done.out
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=done.out, text=True, check=True)


def test_another_shell_is_wrong_usage(manicule) -> None:
    assert manicule("completion", "tcsh").status == 2


TYPED = [
    ("exp", "export"),
    ("read slow", "read Slow streets, fast cities"),
    ("show --cl", "show --claims"),
    ("completion z", "completion zsh"),
]


@pytest.mark.parametrize(("typed", "completed"), TYPED)
def test_fish_itself_completes(program: Path, tmp_path: Path, typed: str, completed: str) -> None:
    fish = shutil.which("fish")
    if fish is None:
        pytest.skip("there is no fish here")
    put = tmp_path / "manicule.fish"
    put.write_text(script("fish"), encoding="utf-8")
    done = subprocess.run(
        [fish, "--no-config", "-c", f'source "{put}"; complete -C "manicule {typed}"'],
        env={**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    offered = [line.split("\t")[0] for line in done.stdout.splitlines()]
    assert offered == [completed.partition(" ")[2] or completed]


@pytest.mark.parametrize(("typed", "completed"), TYPED)
def test_zsh_itself_completes(program: Path, tmp_path: Path, typed: str, completed: str) -> None:
    zsh = shutil.which("zsh")
    if zsh is None:
        pytest.skip("there is no zsh here")
    import pty

    put = tmp_path / "functions" / "_manicule"
    put.parent.mkdir()
    put.write_text(script("zsh"), encoding="utf-8")
    ours, theirs = pty.openpty()
    shell = subprocess.Popen(
        [zsh, "-f", "-i"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=tmp_path,
        start_new_session=True,
        env={**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "TERM": "dumb"},
    )
    os.close(theirs)
    try:
        # The place where the help says that the script belongs.
        os.write(ours, f"fpath=({put.parent} $fpath); autoload -U compinit\n".encode())
        os.write(ours, b"compinit -u -D; print rea''dy\n")
        _until(ours, "ready")
        # What stands on the line after the tab key is printed instead of run.
        os.write(ours, f"manicule {typed}\t\x01print -r -- '<' \x05 '>'\n".encode())
        assert f"< manicule {completed} >" in " ".join(_until(ours, " >\r").split())
    finally:
        shell.kill()
        shell.wait()
        os.close(ours)


def _until(terminal: int, words: str) -> str:
    """Read a terminal until some words have come."""
    seen, end = "", time.monotonic() + 30
    while words not in seen:
        assert time.monotonic() < end, seen
        if select.select([terminal], [], [], 0.5)[0]:
            seen += os.read(terminal, 4096).decode("utf-8", "replace")
    return seen
