"""Run every benchmark, each in a process of its own; pass names to run only those.

usage: python benchmarks/run.py [NAME...] [ARTICLES...]     names are those of ALL, below

Numbers are the sizes of the libraries in which saving, search and the screen are measured.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ALL = ("claims", "saving", "drawing", "search", "library", "anchors")
SIZED = ("saving", "search", "library")


def main(words: list[str]) -> int:
    """Run them in turn; the exit status is the worst of theirs."""
    sizes = [word for word in words if word.isdecimal()]
    names = [word for word in words if word not in sizes]
    worst = 0
    for name in names or ALL:
        print(f"\n== {name}", flush=True)
        more = sizes if name in SIZED else []
        worst = max(worst, subprocess.call([sys.executable, str(HERE / f"{name}.py"), *more]))
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
