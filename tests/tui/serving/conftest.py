"""A served library: the program in a process of its own, and the link it prints."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("textual_serve", reason="the extra manicule[serve] is not installed")

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Served:
    """A running `manicule serve`."""

    process: subprocess.Popen[str]
    link: str

    def end(self, by: int = signal.SIGINT) -> int:
        """End it as ctrl+c does; return its status."""
        self.process.send_signal(by)
        return self.process.wait(timeout=60)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Give a starter of servers on a free port; what a failed test leaves running is ended."""
    started: list[subprocess.Popen[str]] = []

    def run(*words: str) -> Served:
        process = subprocess.Popen(
            [sys.executable, "-m", "tui.cli", "serve", "--port", "0", *words],
            cwd=ROOT,
            env={**os.environ, "MANICULE_LIBRARY": str(tmp_path / "library.json")},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        link = process.stdout.readline().strip()
        assert link, process.stderr and process.stderr.read()
        return Served(process, link)

    yield run
    for process in started:
        process.kill()
        process.communicate()
