"""Run the guide's commands and put what they print below them.

usage: python docs/guide.py        writes docs/guide.md anew, where something changed

Every block of the guide that is marked `console` is a sequence of commands, each after a `$ `,
in one terminal: all of them run in their order, in one folder with the sample texts in it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
GUIDE = HERE / "guide.md"
WIDTH = 92

_BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
_STYLE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
_CHANGING = (
    # A mark first: eight of its digits in a row would be taken for a date.
    (re.compile(r"\b[0-9a-f]{8,}\b"), "MARK"),
    (re.compile(r"\d{4}-?\d\d-?\d\d(?:T[\d:]+Z)?"), "DATE"),
    (re.compile(r"\d\d? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"), "DATE"),
    (re.compile(r" {2,}"), "  "),
)


class Terminal:
    """A shell in a folder of its own, with the samples and an empty library."""

    def __init__(self, folder: Path) -> None:
        self._home = folder / "home"
        self._work = self._home / "texts"
        shutil.copytree(HERE / "samples", self._work)
        programs = folder / "programs"
        programs.mkdir()
        program = programs / "manicule"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui.cli "$@"\n')
        program.chmod(0o755)
        self._environment = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONPATH": str(HERE.parent),
            "HOME": str(self._home),
            "TERM": "dumb",
            "NO_COLOR": "1",
            "COLUMNS": str(WIDTH),
            "TZ": "UTC",
            "PYTHONUTF8": "1",
        }

    def run(self, command: str) -> str:
        """Give what a terminal shows of a command."""
        import pty

        ours, theirs = pty.openpty()
        done = subprocess.Popen(
            ["/bin/sh", "-c", command],
            cwd=self._work,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        seen = b""
        try:
            while chunk := os.read(ours, 65536):
                seen += chunk
        except OSError:
            pass  # Linux says so when the other end is closed
        finally:
            os.close(ours)
        done.wait()
        # What was written while something took its time is gone from its line again.
        lines = (
            line.rpartition("\r")[2] for line in seen.decode().replace("\r\n", "\n").split("\n")
        )
        text = "\n".join(_STYLE.sub("", line).rstrip() for line in lines)
        return text.replace(str(self._home), "~").rstrip("\n")


def same(one: str, other: str) -> bool:
    """Tell whether two outputs are equal but for dates, marks and widths of columns."""
    return _steady(one) == _steady(other)


def _steady(text: str) -> str:
    for changing, steady in _CHANGING:
        text = changing.sub(steady, text)
    return text


def renewed(guide: str) -> str:
    """Give the guide with the output of its commands as it is now."""
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(Path(folder))

        def block(found: re.Match[str]) -> str:
            shown = []
            for command in re.findall(r"^\$ (.*(?:\\\n.*)*)", found[0], re.MULTILINE):
                said = terminal.run(command)
                shown.append(f"$ {command}\n{said}\n" if said else f"$ {command}\n")
            now = "".join(shown)
            return found[0] if same(found[0], now) else now

        return _BLOCK.sub(block, guide)


if __name__ == "__main__":
    GUIDE.write_text(renewed(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
