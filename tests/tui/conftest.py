"""The command line, run in this process on a library of its own, or in a real one."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tui.cli import main

ROOT = Path(__file__).parents[2]

STREETS = """\
Slow streets, fast cities
By Mara Okafor

For sixty years the default street in a growing city has been drawn by people who would never \
have to cross it on foot. Nearly half of all urban road deaths happen on the four percent of \
streets that were widened between 1965 and 1990.

Cities should set the speed first and draw the street to fit it, instead of measuring how fast \
drivers already go. A limit that the street itself contradicts is not a limit; it is a wish with \
a fine attached.

The objection is always the same: slower streets cost time. A bus that stops less often because \
fewer cars block it arrives sooner at thirty than it did at fifty. What looks like a trade \
between safety and time is mostly a trade between drivers and everyone else.
"""


@dataclass(frozen=True)
class Outcome:
    """What a command line came to."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def manicule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Give a runner: `manicule("list", "is:unread", stdin=b"...")`."""
    monkeypatch.setenv("MANICULE_LIBRARY", str(tmp_path / "library.json"))

    def run(*words: str | Path, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capsys.readouterr()
        status = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return run


@pytest.fixture
def streets(tmp_path: Path) -> Path:
    """Give a file with an article."""
    path = tmp_path / "streets.txt"
    path.write_text(STREETS, encoding="utf-8")
    return path


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Give a runner of the program in a process of its own."""

    def run(*words: str | Path, stdin: bytes = b"", **environment: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "tui.cli", *map(str, words)],
            input=stdin,
            capture_output=True,
            cwd=ROOT,
            env={
                **os.environ,
                "MANICULE_LIBRARY": str(tmp_path / "library.json"),
                "PYTHONUTF8": "1",
                **environment,
            },
            timeout=60,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def web() -> Iterator[Callable[[Path], str]]:
    """Give a function that serves a folder on this machine and returns its address."""
    with contextlib.ExitStack() as stack:

        def serve(folder: Path) -> str:
            handler = partial(_Quiet, directory=folder)
            server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            stack.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            return f"http://127.0.0.1:{server.server_port}"

        yield serve


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass
