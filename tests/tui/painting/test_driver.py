"""The driver in a real pseudo-terminal, and the ways back to Textual's own."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")

import pyte  # noqa: E402
from textual.drivers.linux_driver import LinuxDriver  # noqa: E402

from storage.library import Library  # noqa: E402
from tui.app import ManiculeApp  # noqa: E402
from tui.painting.driver import QuickDriver  # noqa: E402
from tui.painting.early import write_all  # noqa: E402

ROOT = Path(__file__).resolve().parents[3]
SIZE = (90, 28)


class Screen:
    """A manicule in a pseudo-terminal, and what the terminal shows."""

    def __init__(self, library: Path, **environment: str) -> None:
        import fcntl
        import struct
        import termios

        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        usual = {name: of for name, of in os.environ.items() if name not in ("COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui.cli", "--library", str(library), "read", "1"],
            cwd=ROOT,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**usual, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
        )
        os.close(slave)
        self.screen = pyte.Screen(*SIZE)
        self.stream = pyte.ByteStream(self.screen)

    def settle(self, words: str = "", silence: float = 0.6) -> list[str]:
        """Wait for some words and then for silence; give the rows."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            if select.select([self.master], [], [], silence)[0]:
                # pyte knows nothing of keyboard protocols and prints their ends.
                data = os.read(self.master, 65536)
                self.stream.feed(data.replace(b"\x1b[>25u", b"").replace(b"\x1b[<u", b""))
            elif words in "\n".join(self.screen.display):
                break
        return list(self.screen.display)

    def press(self, keys: bytes) -> list[str]:
        os.write(self.master, keys)
        return self.settle()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)


@pytest.fixture
def library_file(tmp_path: Path, article) -> Path:
    path = tmp_path / "library.json"
    with Library.open(path) as library:
        library.add(article("Long", *(f"Paragraph {n} stands here. It ends." for n in range(80))))
    return path


@pytest.fixture
def both(library_file: Path, tmp_path: Path) -> Iterator[tuple[Screen, Screen]]:
    """Give two programs that read alike, one painted by Textual."""
    quick, plain = Screen(library_file), Screen(library_file, MANICULE_PLAIN="1")
    yield quick, plain
    quick.end()
    plain.end()


def test_the_terminal_shows_what_textual_would_have_painted(both: tuple[Screen, Screen]) -> None:
    quick, plain = both
    assert quick.settle("Paragraph 5") == plain.settle("Paragraph 5")
    moves = (
        b"j",
        b"jjj",
        b" ",
        b"G",
        b"b",
        b"gg",
        b"5j",
        b"}",
        b"jkjk G",
        b"ggj",
        b"<",
        b"z",
        b"j",
    )
    for keys in (*moves, b"z", b"/para", b"\r", b"n", b"\x1b", b"v", b"\x1b[6~", b"?"):
        assert quick.press(keys) == plain.press(keys), keys


def test_a_terminal_that_refuses_to_wait_still_gets_every_byte() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    data = bytes(range(256)) * 4000
    got = bytearray()

    def read() -> None:
        while len(got) < len(data):
            got.extend(os.read(reading, 5000))

    reader = threading.Thread(target=read)
    reader.start()
    write_all(writing, data)
    reader.join()
    os.close(reading)
    os.close(writing)
    assert bytes(got) == data


def test_the_quick_driver_takes_the_place_of_the_usual_one_alone(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ManiculeApp(library).get_driver_class() is QuickDriver
    monkeypatch.setenv("MANICULE_PLAIN", "1")
    assert ManiculeApp(library).get_driver_class() is LinuxDriver
