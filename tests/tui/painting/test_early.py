"""The page that was left stands before the program is loaded, in a real pseudo-terminal."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

import pyte  # noqa: E402

from storage.library import Library  # noqa: E402
from tui.painting import kept  # noqa: E402
from tui.painting.early import ENTER, LEAVE  # noqa: E402

ROOT = Path(__file__).resolve().parents[3]
SIZE = (90, 28)
MOUSE = "\x1b[?1000h"
"""The first that is sent only by the program itself."""
SHOW = "\x1b[?25h"
ANSWER = b"\x1b[?62;22c"


SLOW = """
import os, sys, time

class Slow:
    def find_spec(self, name, *_):
        if name == "termios" and "tui.painting.early" in sys.modules:
            # However busy the machine is that plays the terminal, its answer is waited for.
            sys.modules["tui.painting.early"].PATIENCE = 30
        while name == "textual" and os.path.exists({hold!r}):
            time.sleep(0.01)

sys.meta_path.insert(0, Slow())
"""
"""Loads no Textual while a file is there, so that a test need not be quick."""


class Run:
    """A manicule in a pseudo-terminal that answers what it is asked, and all that it sent."""

    def __init__(self, *argv: str, size: tuple[int, int] = SIZE, **variables: str) -> None:
        import fcntl
        import struct

        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.usual = termios.tcgetattr(self.slave)
        usual = {name: of for name, of in os.environ.items() if name not in ("COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui.cli", *argv],
            cwd=ROOT,
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env={**usual, "TERM": "xterm-256color", "COLORTERM": "truecolor", **variables},
            # As in a terminal: ctrl+c is for this program.
            preexec_fn=lambda: (os.setsid(), fcntl.ioctl(0, termios.TIOCSCTTY, 0)),
        )
        self.sent = ""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self.screen)

    def until(self, words: str) -> None:
        end = time.monotonic() + 30
        while words not in self.sent:
            assert time.monotonic() < end, f"{words!r} never came:\n{self.sent[-2000:]}"
            self.read()

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def status(self) -> int:
        end = time.monotonic() + 30
        while self.process.poll() is None and time.monotonic() < end:
            self.read()
        while self.read():
            pass
        return self.process.wait(timeout=1)

    def read(self) -> str:
        if not select.select([self.master], [], [], 0.1)[0]:
            return ""
        said = os.read(self.master, 4096).decode(errors="replace")
        if "\x1b[c" in said:
            os.write(self.master, ANSWER)
        self.sent += said
        # pyte knows nothing of keyboard protocols and prints their ends.
        self._stream.feed(said.replace("\x1b[>25u", "").replace("\x1b[<u", ""))
        return said

    @property
    def page(self) -> list[Any]:
        """Every cell of the rows between head and foot."""
        return [dict(self.screen.buffer[y]) for y in range(2, SIZE[1] - 1)]

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)
        os.close(self.slave)


Start = Callable[..., Run]


@pytest.fixture
def start() -> Iterator[Start]:
    """Give a starter of programs; what a failed test leaves running is ended."""
    started: list[Run] = []

    def run(*argv: str, **options: Any) -> Run:
        started.append(Run(*argv, **options))
        return started[-1]

    yield run
    for one in started:
        one.end()


@pytest.fixture
def path(tmp_path: Path, article: Callable[..., Any]) -> Path:
    path = tmp_path / "library.json"
    with Library.open(path) as library:
        library.add(
            article("Long", *(f"Paragraph {n} stands here. It ends so." for n in range(80)))
        )
    return path


@pytest.fixture
def hold(tmp_path: Path) -> Path:
    """Give the file that keeps programs from being loaded while it is there."""
    return tmp_path / "hold"


@pytest.fixture
def read(start: Start, path: Path, hold: Path, tmp_path: Path) -> Start:
    """Read the article of a library and leave it on its third page; give a starter of reading."""

    slow = tmp_path / "slow"
    slow.mkdir()
    (slow / "sitecustomize.py").write_text(SLOW.format(hold=str(hold)), encoding="utf-8")

    def again(*argv: str, **options: Any) -> Run:
        reading = ("--library", str(path), "read", *(argv or ("1",)))
        return start(*reading, PYTHONPATH=str(slow), **options)

    first = again()
    first.until("READ")
    first.press("  jq")
    assert first.status() == 0
    assert os.path.exists(kept.place())
    return again


def was_early(run: Run) -> bool:
    """Tell whether a page was there before the program."""
    return "Paragraph" in run.sent.partition(MOUSE)[0]


def assert_given_back(run: Run) -> None:
    """See that the terminal is as it was before."""
    assert run.sent.count(ENTER) == 1
    assert LEAVE in run.sent
    assert run.sent.rindex(SHOW) > run.sent.rindex("\x1b[?25l")
    assert termios.tcgetattr(run.slave) == run.usual


def test_the_page_stands_first_and_no_cell_of_it_ever_changes(read: Start) -> None:
    run = read()
    run.until(MOUSE)
    assert was_early(run)
    early = run.page
    assert "Paragraph" in "\n".join(run.screen.display)
    while "READ" not in run.sent or run.read():
        run.read()
        assert run.page == early
    assert run.sent.count(ENTER) == 1
    assert "\x1b[2J" not in run.sent
    run.press("q")
    assert run.status() == 0
    assert_given_back(run)


def test_keys_typed_on_the_early_page_take_effect_in_their_order(
    read: Start, path: Path, hold: Path
) -> None:
    hold.touch()
    run = read()
    run.until("Paragraph")
    run.press("gg))\rmkaits own\x13q")
    hold.unlink()
    assert run.status() == 0
    stored = json.loads(path.read_text(encoding="utf-8"))
    (note,) = stored["annotations"].values()
    assert note["note"] == "its own"
    assert "Paragraph 1 stands here." in json.dumps(note)
    assert [mark["label"] for mark in stored["bookmarks"].values()] == ["k"]


def test_a_key_typed_before_anything_was_shown_is_not_lost(read: Start, path: Path) -> None:
    run = read()
    run.press("ggmzq")
    assert run.status() == 0
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert [mark["label"] for mark in stored["bookmarks"].values()] == ["z"]


@pytest.mark.parametrize("painted", [True, False])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_program_told_to_end_while_it_loads_gives_the_terminal_back(
    read: Start, hold: Path, name: str, painted: bool
) -> None:
    if not painted:
        os.unlink(kept.place())
    hold.touch()
    run = read()
    run.until("Paragraph" if painted else "\x1b[c")
    run.process.send_signal(getattr(signal, name))
    assert run.status() == -getattr(signal, name)
    assert "Traceback" not in run.sent
    if painted:
        assert_given_back(run)
    else:
        assert LEAVE not in run.sent
        assert termios.tcgetattr(run.slave) == run.usual


def test_what_is_told_to_quit_at_once_gives_the_terminal_back_too(read: Start) -> None:
    run = read()
    run.until("READ")
    run.process.send_signal(signal.SIGQUIT)
    assert run.status() == -signal.SIGQUIT
    assert_given_back(run)
    assert run.sent.rindex("\x1b[?1003l") > run.sent.rindex("\x1b[?1003h")


def test_ctrl_c_while_it_loads_ends_it_and_gives_the_terminal_back(read: Start, hold: Path) -> None:
    hold.touch()
    run = read()
    run.until("Paragraph")
    run.press("\x03")
    # Where it meets Python in a string that is run (as dataclasses are made), Python ends itself
    # by the signal, which a shell tells as 130 too.
    assert run.status() in (130, -signal.SIGINT)
    assert "Traceback" not in run.sent
    assert_given_back(run)


def test_ctrl_z_while_it_loads_does_not_stop_it_behind_its_page(read: Start, hold: Path) -> None:
    hold.touch()
    run = read()
    run.until("Paragraph")
    run.press("\x1aq")
    hold.unlink()
    assert run.status() == 0
    assert_given_back(run)


def test_an_error_before_the_screens_is_said_on_the_terminal_given_back(
    read: Start, path: Path
) -> None:
    state = path.stat()
    path.write_bytes(path.read_bytes().replace(b"{", b"[", 1))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    run = read()
    assert run.status() == 1
    assert was_early(run)
    assert_given_back(run)
    assert str(path) in run.sent.rpartition(LEAVE)[2].replace("\r\n", "")


def changed(path: Path) -> None:
    with Library.open(path) as library:
        library.tag(1, ["other"])


def configured(path: Path) -> None:
    from storage.paths import config_file

    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text("[page]\n", encoding="utf-8")


def spoilt(path: Path) -> None:
    page = Path(kept.place())
    page.write_bytes(page.read_bytes().replace(b"Paragraph", b"paragraph", 1))


def seen_by_all(path: Path) -> None:
    os.chmod(kept.place(), 0o644)


def a_pipe(path: Path) -> None:
    os.unlink(kept.place())
    os.mkfifo(kept.place(), 0o600)


def a_link(path: Path) -> None:
    os.rename(kept.place(), path.with_name("elsewhere"))
    os.symlink(path.with_name("elsewhere"), kept.place())


@pytest.mark.parametrize("change", [changed, configured, spoilt, seen_by_all, a_pipe, a_link])
def test_a_page_that_may_not_hold_any_more_is_not_shown(
    read: Start, path: Path, change: Callable[[Path], None]
) -> None:
    change(path)
    run = read()
    run.until("READ")
    assert not was_early(run)
    run.press("q")
    assert run.status() == 0
    assert_given_back(run)


@pytest.mark.parametrize(
    "options",
    [
        {"size": (91, 28)},
        {"NO_COLOR": "1"},
        {"MANICULE_PLAIN": "1"},
        {"COLORFGBG": "0;15"},
        {"TERM": "screen"},
        {"TERM": "linux"},
    ],
)
def test_another_terminal_gets_no_page_that_is_not_its_own(
    read: Start, options: dict[str, Any]
) -> None:
    run = read(**options)
    run.until("READ")
    assert not was_early(run)
    run.press("q")
    assert run.status() == 0


def test_another_article_is_not_announced_by_this_one(read: Start, path: Path) -> None:
    run = read("2")
    assert run.status() == 1
    assert "Paragraph" not in run.sent
    assert ENTER not in run.sent


def test_without_a_folder_to_keep_it_in_reading_goes_on_as_ever(
    start: Start, path: Path, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    for _ in range(2):
        run = start("--library", str(path), "read", "1", XDG_CACHE_HOME=str(taken))
        run.until("READ")
        assert not was_early(run)
        run.press("q")
        assert run.status() == 0
        assert_given_back(run)


def test_an_article_left_in_the_library_is_kept_under_its_number(start: Start, path: Path) -> None:
    run = start("--library", str(path))
    run.until("Long")
    run.press("\r")
    run.until("density")
    run.press("j\x11")
    assert run.status() == 0
    again = start("--library", str(path), "read", "1")
    again.until("READ")
    assert was_early(again)
    again.press("q")
    assert again.status() == 0


def test_a_light_terminal_does_not_see_a_dark_page(read: Start, monkeypatch: Any) -> None:
    monkeypatch.setitem(globals(), "ANSWER", b"\x1b]11;rgb:fbfb/f8f8/f1f1\x1b\\" + ANSWER)
    run = read()
    run.until("READ")
    assert not was_early(run)
    run.press("q")
    assert run.status() == 0


def test_an_editor_finds_the_terminal_as_it_was_before_the_program(
    read: Start, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\nstty -a > {tmp_path}/modes\n", encoding="utf-8")
    editor.chmod(0o700)
    run = read(EDITOR=str(editor), VISUAL="")
    run.until("READ")
    run.press("a\x05")
    end = time.monotonic() + 20
    while not (tmp_path / "modes").exists() or "icrnl" not in (tmp_path / "modes").read_text():
        assert time.monotonic() < end
        run.read()
    modes = (tmp_path / "modes").read_text(encoding="utf-8").split()
    assert {"icanon", "echo", "icrnl", "ixon", "iexten"} <= set(modes)
