"""The program in a real terminal: a pseudo-terminal, keys written to it, what comes back."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

from storage.library import Library
from storage.paths import drafts_folder

pty = pytest.importorskip("pty")
ROOT = Path(__file__).resolve().parents[2]


class Terminal:
    """A manicule in a pseudo-terminal of 100 by 30 cells."""

    def __init__(self, *argv: str, **variables: str) -> None:
        import fcntl
        import struct
        import termios

        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            environment.pop(name, None)
        environment |= variables
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui.cli", *argv],
            cwd=ROOT,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
        )
        os.close(slave)
        self.seen = ""

    def until(self, words: str, patience: float = 20.0) -> None:
        """Read until some words have come, or fail."""
        end = time.monotonic() + patience
        while words not in self.seen:
            assert time.monotonic() < end, f"{words!r} never came:\n{self.seen[-2000:]}"
            self._read()

    def press(self, keys: str) -> None:
        """Type keys."""
        self.seen = ""
        os.write(self.master, keys.encode())

    def status(self) -> int:
        """Wait for the end; what was written until then is in `seen`."""
        end = time.monotonic() + 20
        while self.process.poll() is None and time.monotonic() < end:
            self._read()
        while self._read():
            pass
        return self.process.wait(timeout=1)

    def _read(self) -> bool:
        if not select.select([self.master], [], [], 0.1)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.seen += data.decode(errors="replace")
        return bool(data)


@pytest.fixture
def start() -> Iterator[Callable[..., Terminal]]:
    """Give a starter of terminals; what a failed test leaves running is ended."""
    started: list[Terminal] = []

    def run(*argv: str, **variables: str) -> Terminal:
        started.append(Terminal(*argv, **variables))
        return started[-1]

    yield run
    for terminal in started:
        terminal.process.kill()
        terminal.process.wait()
        os.close(terminal.master)


def reading(start: Callable[..., Terminal], library: str) -> Terminal:
    """Start the program and open the first article."""
    terminal = start("--library", library)
    terminal.until("KEY CLAIMS")
    terminal.press("\r")
    terminal.until("READ")
    return terminal


def test_a_first_run_opens_on_the_article_that_explains_the_program(
    tmp_path: Path, start: Callable[..., Terminal]
) -> None:
    terminal = start("--library", str(tmp_path / "library.json"))
    terminal.until("The hand in the margin")
    terminal.press("\r")
    terminal.until("Why a reader marks a page")
    terminal.press("q")
    terminal.until("KEY CLAIMS")
    terminal.press("q")
    assert terminal.status() == 0


def test_what_is_annotated_is_there_after_quitting_and_coming_back(
    tmp_path: Path, start: Callable[..., Terminal]
) -> None:
    path = str(tmp_path / "library.json")
    terminal = reading(start, path)
    terminal.press("]c")
    terminal.until("1/")
    terminal.press("a")
    terminal.until("NOTE")
    terminal.press("a thought of mine")
    terminal.until("mine")
    terminal.press("\x13")
    terminal.until("Note kept.")
    terminal.press("mk")
    terminal.until("Bookmark k")
    terminal.press("qq")
    assert terminal.status() == 0
    again = start("--library", path, "read", "1")
    again.until("a thought of mine")
    again.press("q")
    assert again.status() == 0


def test_an_article_that_cannot_be_read_ends_in_one_sentence(
    tmp_path: Path, start: Callable[..., Terminal]
) -> None:
    path = tmp_path / "library.json"
    first = start("--library", str(path))
    first.until("KEY CLAIMS")
    first.press("q")
    assert first.status() == 0
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["articles"]["1"]["text"] = 7
    path.write_text(json.dumps(stored), encoding="utf-8")
    terminal = start("--library", str(path), "read", "1")
    assert terminal.status() == 1
    assert "Traceback" not in terminal.seen
    assert "manicule: " in terminal.seen


def test_keys_typed_faster_than_the_screen_follows_take_effect_in_their_order(
    tmp_path: Path, start: Callable[..., Terminal]
) -> None:
    path = str(tmp_path / "library.json")
    terminal = reading(start, path)
    terminal.press("))miGmxaeeee xx qq\x13'i")
    terminal.until("✎ 1")
    terminal.press("qq")
    assert terminal.status() == 0
    stored = json.loads(Path(path).read_text(encoding="utf-8"))
    (note,) = stored["annotations"].values()
    assert "eeee xx qq" in json.dumps(note)
    assert {"i", "x"} == {mark["label"] for mark in stored["bookmarks"].values()}


def writing_a_note(start: Callable[..., Terminal], path: Path) -> Terminal:
    """Open the first article and begin the note "zebra zqx" in it."""
    terminal = reading(start, str(path))
    terminal.press("a")
    terminal.until("NOTE")
    terminal.press("zebra zqx")
    terminal.until("zqx")
    return terminal


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_terminal_that_closes_keeps_the_note_being_written(
    tmp_path: Path, start: Callable[..., Terminal], name: str
) -> None:
    path = tmp_path / "library.json"
    terminal = writing_a_note(start, path)
    terminal.process.send_signal(getattr(signal, name))
    assert terminal.status() == 0
    with Library.open(path) as library:
        assert [note.note for note in library.annotations()] == ["zebra zqx"]


def test_a_note_being_written_outlives_a_program_killed_at_once(
    tmp_path: Path, start: Callable[..., Terminal]
) -> None:
    path = tmp_path / "library.json"
    terminal = writing_a_note(start, path)
    end = time.monotonic() + 20
    while not any("zqx" in file.read_text("utf-8") for file in drafts_folder().glob("*.json")):
        assert time.monotonic() < end, "no draft came"
        terminal._read()
    terminal.process.send_signal(signal.SIGKILL)
    terminal.status()
    with Library.open(path) as library:
        assert library.annotations() == []
    again = start("--library", str(path), "read", "1")
    again.until("zebra zqx")
    again.press("\x1b")
    again.until("Note kept")
    again.press("q")
    again.status()
    with Library.open(path) as library:
        assert [note.note for note in library.annotations()] == ["zebra zqx"]


@pytest.mark.parametrize(
    "keys",
    [
        "\rjq" * 6,
        "Mq" * 8,
        "\rMqq" * 3,
        ":\x1b[B\r\r",
        ":\x1b[B\r\r\r",
        "?" * 8 + "\x1b" * 9,
        "\r" + "sq" * 8,
        "\r" + "\tq" * 8,
    ],
)
def test_keys_typed_ahead_of_the_screens_do_no_harm(
    tmp_path: Path, start: Callable[..., Terminal], keys: str
) -> None:
    terminal = start("--library", str(tmp_path / "library.json"))
    terminal.until("KEY CLAIMS")
    terminal.press(keys)
    # Whatever that led to, ctrl+q quits; a key of the burst may have done so already.
    for _ in range(20):
        terminal._read()
        if terminal.process.poll() is not None:
            break
    else:
        terminal.press("\x11")
    assert terminal.status() == 0, terminal.seen[-2000:]


LIGHT = "\x1b]11;rgb:fbfb/f8f8/f1f1\x1b\\\x1b[?62;22c"
"""A terminal's answer: its ground is light."""


def test_a_light_terminal_is_written_on_with_paper_and_keys_typed_meanwhile_count(
    tmp_path: Path, start: Callable[..., Terminal]
) -> None:
    terminal = start("--library", str(tmp_path / "library.json"))
    terminal.until("\x1b[c")
    terminal.press(f"?{LIGHT}")
    terminal.until("search what the keys do")
    assert "48;2;251;248;241" in terminal.seen
    terminal.press("qq")
    assert terminal.status() == 0


def test_an_answer_that_comes_late_is_not_taken_for_keys(
    tmp_path: Path, start: Callable[..., Terminal]
) -> None:
    terminal = start("--library", str(tmp_path / "library.json"))
    terminal.until("KEY CLAIMS")
    terminal.press(f"{LIGHT}/zebra")
    terminal.until("zebra")
    assert "rgb" not in terminal.seen
    terminal.press("\x1b")
    terminal.press("\x11")
    assert terminal.status() == 0


def codes(sent: str) -> set[str]:
    """Give every code of every style that was sent."""
    return {code for found in re.findall(r"\x1b\[([0-9;:]*)m", sent) for code in found.split(";")}


def tour(terminal: Terminal) -> str:
    """Show every kind of thing the screens draw; return all that was sent."""
    sent, screen = "", pyte.Screen(100, 30)
    stream = pyte.Stream(screen)
    for keys, words in (
        ("", "KEY CLAIMS"),
        ("\tj", "▌ ☞"),
        ("\t?", "search what the keys do"),
        ("q/zebra", "Nothing matches zebra"),
        ("\x1b", "-zebra"),
        (":", "Search for commands"),
        ("\x1b", "-Search for commands"),
        ("\r", "READ "),
        ("]c\r", "Kept"),
        ("]cmk", "Bookmark k"),
        ("))a", "NOTE"),
        ("note of mine", "note of mine"),
        ("\x13", "Note kept."),
        ("/hundred\r", "/ 1/"),
        ("]cvV", "SELECT"),
        ("\x1b", "-SELECT"),
        ("\t", "▸contents"),
        ("q", "-▸contents"),
        ("s", "☞"),
        ("qM", "note of mine"),
    ):
        terminal.press(keys)
        end = time.monotonic() + 20
        # After a hyphen: words that are gone then.
        while (words.lstrip("-") in "\n".join(screen.display)) is words.startswith("-"):
            assert time.monotonic() < end, "\n".join((words, *screen.display))
            terminal._read()
            sent += terminal.seen
            stream.feed(terminal.seen)
            terminal.seen = ""
    terminal.press("\x11")
    assert terminal.status() == 0
    return sent + terminal.seen


PLAIN = {"", "0", "1", "2", "3", "4", "7", "9", "21"}
"""Nothing, and attributes: bold, dim, italic, underlined once and twice, reversed, struck."""


@pytest.mark.parametrize("plain", ["", "1"])
def test_with_no_color_no_colour_is_ever_sent(
    tmp_path: Path, start: Callable[..., Terminal], plain: str
) -> None:
    path = str(tmp_path / "library.json")
    sent = tour(start("--library", path, NO_COLOR="1", MANICULE_PLAIN=plain))
    assert codes(sent) <= PLAIN
    assert {"1", "4", "7", "21"} <= codes(sent)


def test_with_sixteen_colours_no_other_is_sent(
    tmp_path: Path, start: Callable[..., Terminal]
) -> None:
    path = str(tmp_path / "library.json")
    sent = tour(start("--library", path, TERM="xterm", COLORTERM=""))
    usual = {str(code + shift) for code in (*range(8), 9) for shift in (30, 40)}
    bright = {str(code + shift) for code in range(8) for shift in (90, 100)}
    assert codes(sent) <= PLAIN | usual | bright
    assert {"7", "21", "36", "33"} <= codes(sent)
