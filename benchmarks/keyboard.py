"""A program in a pseudo-terminal, timed from outside: a key goes in, the last byte comes out.

The program knows nothing of this; what is timed is from the writing of a key to the end of
what it writes in answer, a stretch of silence after it having shown that it was the end.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import random
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

QUIET, QUIET_AT_START = 0.08, 0.35
QUIET_WHILE_LOADING = 1.2
PATIENCE, PATIENCE_FOR_A_KEY = 60.0, 1.0
ANSWERS = {
    # A terminal of today knows synchronised output, and says where its cursor is.
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[c": b"\x1b[?62;22c",
}
_PAINT = re.compile(rb"\x1b\[[0-9;:?<=>]*[ -/]*[@-~]")


class Program:
    """One run of a program."""

    def __init__(
        self, words: Sequence[str], size: tuple[int, int], more: Mapping[str, str]
    ) -> None:
        self.began = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if not self.pid:
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **more}
            # Installed programs are compiled; the first run of one that is not compiles it.
            for name in ("COLUMNS", "LINES", "NO_COLOR", "PYTHONDONTWRITEBYTECODE"):
                environment.pop(name, None)
            # The parent sets the size; a program must not see another one before.
            time.sleep(0.02)
            os.execvpe(words[0], list(words), environment)
        self._set(size)
        self.began = time.perf_counter() + 0.02

    def _set(self, size: tuple[int, int]) -> None:
        columns, rows = size
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def start(self, ready: bytes) -> float:
        """Wait until some words have come and all is still; give the ms until then."""
        seen = b""
        last = self.began
        while True:
            wait = QUIET_AT_START if ready in _PAINT.sub(b"", seen) else PATIENCE
            data = self._read(wait)
            if data is None:
                if wait == PATIENCE:
                    raise TimeoutError(f"{ready!r} never came: {seen[-500:]!r}")
                return (last - self.began) * 1000
            last = time.perf_counter()
            seen += data

    def first(self, ready: bytes, keys: bytes) -> tuple[float, float]:
        """Press keys as soon as some words stand there; give the ms until these and the answer."""
        seen, there, last = b"", 0.0, self.began
        while data := self._read(QUIET_WHILE_LOADING if there else PATIENCE):
            last = time.perf_counter()
            seen += data
            if not there and ready in _PAINT.sub(b"", seen):
                there = last
                os.write(self.terminal, keys)
        return (there - self.began) * 1000, (last - self.began) * 1000

    def press(self, keys: bytes) -> tuple[float, int]:
        """Press a key; give the ms until the last byte of the answer, and the bytes."""
        time.sleep(random.uniform(0, 0.025))  # so that no frame timer keeps step with us
        began = time.perf_counter()
        os.write(self.terminal, keys)
        return self._answer(began)

    def resize(self, size: tuple[int, int]) -> tuple[float, int]:
        """Change the terminal's size; give the same."""
        began = time.perf_counter()
        self._set(size)
        return self._answer(began)

    def hold(self, keys: bytes, hertz: int, times: int) -> float:
        """Hold a key down; give the ms from its last press to the last byte."""
        began = time.perf_counter()
        for number in range(times):
            due = began + number / hertz
            while (left := due - time.perf_counter()) > 0:
                self._read(left)
            os.write(self.terminal, keys)
        return self._answer(time.perf_counter())[0]

    def idle(self, seconds: float) -> tuple[int, float]:
        """Press nothing; give the bytes that came, and the ms of processor a second."""
        before, end, count = self._processor(), time.perf_counter() + seconds, 0
        while (left := end - time.perf_counter()) > 0:
            count += len(self._read(left) or b"")
        return count, (self._processor() - before) / seconds

    def memory(self) -> float:
        """Give the most memory it ever had, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0

    def quit(self, keys: bytes) -> float:
        """Press what ends it; give the ms until it has ended."""
        began = time.perf_counter()
        os.write(self.terminal, keys)
        while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            self._read(0.0005)
            if time.perf_counter() - began > PATIENCE:
                self.kill()
                raise TimeoutError("it does not quit")
        os.close(self.terminal)
        return (time.perf_counter() - began) * 1000

    def kill(self) -> None:
        """End it, whatever it does."""
        with contextlib.suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            os.close(self.terminal)

    def _answer(self, began: float) -> tuple[float, int]:
        last, count = began, 0
        while data := self._read(QUIET if count else PATIENCE_FOR_A_KEY):
            last = time.perf_counter()
            count += len(data)
        return (last - began) * 1000, count

    def _read(self, seconds: float) -> bytes | None:
        if not select.select([self.terminal], [], [], seconds)[0]:
            return None
        try:
            data = os.read(self.terminal, 1 << 16)
        except OSError:
            return None
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(self.terminal, answer)
        return data

    def _processor(self) -> float:
        """Give the ms of processor used so far, all threads together."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6
