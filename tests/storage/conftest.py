"""A person's view of the files of a library."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from storage import identity
from storage.library import Library

Content = dict[str, dict[str, dict[str, Any]]]

ROOT = Path(__file__).parents[2]


class Turning:
    """A clock on which every look is a second later than the last."""

    def __init__(self) -> None:
        self._seconds = itertools.count(int(time.time()) - 3600)

    def time(self) -> int:
        return next(self._seconds)

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)


@pytest.fixture
def turning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the second turn between any two looks at the clock."""
    monkeypatch.setattr(identity, "time", Turning())


@pytest.fixture
def whole() -> Callable[[Library], Content]:
    """Give `whole(library)`: its content as one file, the way version 1 kept it."""

    def read(library: Library) -> Content:
        library.fold()
        content: Content = json.loads(library.path.read_text("utf-8"))
        for table, wanted in (("articles", True), ("claims", False)):
            for document in content.get(table, {}).values():
                name = document.pop("body", None)
                if name:
                    document.update(fields(library.path, name, wanted))
                    document.pop("shown", None)
                    document.pop("kinds", None)
        return content

    def fields(path: Path, name: str, of_article: bool) -> dict[str, Any]:
        body = json.loads((path.parent / "bodies" / name[:2] / f"{name}.json").read_text("utf-8"))
        return {field: body[field] for field in body if (field != "claims") is of_article}

    return read


@pytest.fixture
def child() -> Callable[..., contextlib.AbstractContextManager[subprocess.Popen[str]]]:
    """Give `child(script, *arguments)`: another program, killed at the end of its block."""

    @contextlib.contextmanager
    def run(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
        process = subprocess.Popen(
            [sys.executable, "-c", script, *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                yield process
            finally:
                process.kill()

    return run
