"""Completions, by the shells themselves where they are at hand."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tui.terminal.completion import SHELLS, script
from tui.terminal.parser import commands


@pytest.fixture
def complete(manicule, streets, tmp_path: Path):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    manicule("add", streets)
    program = tmp_path / "manicule"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui.cli "$@"\n')
    program.chmod(0o755)

    def completed(*words: str) -> list[str]:
        typed = " ".join(f"'{word}'" for word in ("manicule", *words))
        ask = (
            f'PATH="{tmp_path}:$PATH"; {script("bash")}\n'
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
