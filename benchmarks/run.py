"""Run every benchmark, each in a process of its own; pass names to run only those.

usage: python benchmarks/run.py [claims] [saving] [drawing] [search]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ALL = ("claims", "saving", "drawing", "search")


def main(names: list[str]) -> int:
    """Run them in turn; the exit status is the worst of theirs."""
    worst = 0
    for name in names or ALL:
        print(f"\n== {name}", flush=True)
        worst = max(worst, subprocess.call([sys.executable, str(HERE / f"{name}.py")]))
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
