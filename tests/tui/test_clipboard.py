"""The clipboard: programs where there are any, the terminal where not, and plain words about it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.clipboard import commands, copy, copy_with


class FakeTerminal:
    """Keeps what an app sent to the terminal's clipboard."""

    is_web = False

    def __init__(self) -> None:
        self.sent: list[str] = []

    def copy_to_clipboard(self, text: str) -> None:
        self.sent.append(text)


@pytest.fixture
def programs(tmp_path: Path):
    """Give a folder of programs that write what they are given: `programs("pbcopy", status=1)`."""

    def made(*names: str, status: int = 0) -> dict[str, str]:
        for name in names:
            path = tmp_path / name
            path.write_text(f'#!/bin/sh\n/bin/cat > "{tmp_path}/{name}.got"\nexit {status}\n')
            path.chmod(0o755)
        return {"PATH": str(tmp_path)}

    return made


pytestmark = pytest.mark.skipif(os.name == "nt", reason="the fake programs are shell scripts")


def names(environment: dict[str, str]) -> list[str]:
    return [command[0] for command in commands(environment)]


def test_only_programs_whose_display_is_there_are_asked(programs) -> None:
    here = programs("wl-copy", "xclip", "xsel", "tmux")
    assert names(here) == []
    assert names({**here, "DISPLAY": ":0"}) == ["xclip", "xsel"]
    assert names({**here, "WAYLAND_DISPLAY": "wayland-0"}) == ["wl-copy"]
    assert names({**here, "TMUX": "/tmp/tmux-1/default,1,0"}) == ["tmux"]


def test_the_clipboard_of_a_machine_far_away_is_left_alone(programs) -> None:
    here = programs("pbcopy", "xclip", "tmux")
    far = {**here, "SSH_TTY": "/dev/pts/1", "DISPLAY": "localhost:10.0", "TMUX": "x"}
    assert names(far) == ["tmux"]


async def test_a_program_that_took_it_is_believed(programs, tmp_path, monkeypatch) -> None:
    here = programs("pbcopy")
    monkeypatch.setenv("PATH", here["PATH"])
    terminal = FakeTerminal()
    assert await copy_with(terminal, "näher 🌊", here) == "Copied"
    assert (tmp_path / "pbcopy.got").read_text(encoding="utf-8") == "näher 🌊"
    assert terminal.sent == []


async def test_what_tmux_sends_on_is_not_claimed_to_have_arrived(
    programs, tmp_path, monkeypatch
) -> None:
    here = {**programs("tmux"), "TMUX": "/tmp/tmux-1/default,1,0"}
    monkeypatch.setenv("PATH", here["PATH"])
    said = await copy_with(FakeTerminal(), "words", here)
    assert said.startswith("Copied in tmux")
    assert "cannot be known" in said
    assert (tmp_path / "tmux.got").read_text(encoding="utf-8") == "words"


async def test_a_program_that_fails_is_followed_by_the_terminal(programs, monkeypatch) -> None:
    here = programs("pbcopy", status=1)
    monkeypatch.setenv("PATH", here["PATH"])
    terminal = FakeTerminal()
    assert "cannot be known" in await copy_with(terminal, "words", here)
    assert terminal.sent == ["words"]


async def test_a_console_without_a_clipboard_is_told_nothing() -> None:
    terminal = FakeTerminal()
    said = await copy_with(terminal, "words", {"TERM": "linux", "PATH": ""})
    assert said.startswith("Not copied")
    assert terminal.sent == []


async def test_what_a_page_copies_goes_to_the_browser_and_to_no_program_of_the_server(
    programs, tmp_path, monkeypatch
) -> None:
    monkeypatch.setenv("PATH", programs("pbcopy", "xclip")["PATH"])
    monkeypatch.setenv("DISPLAY", ":0")
    page = FakeTerminal()
    page.is_web = True
    await copy(page, "a passage")
    assert page.sent == ["a passage"]
    assert not list(tmp_path.glob("*.got"))
