"""Measure the library's screen from key to screen, beside a bare Textual app, in one run.

usage: python benchmarks/library.py [ARTICLES...]     default: 10000; try also 50000

Both take turns, so that a busy minute hits them alike. Times are medians in milliseconds and
belong to one machine; what counts are the ratios. The claims below the rows, which follow when
the cursor rests, are hidden while keys are measured; `claims` is a key with them, their wait
included. `letter` is a letter of a query, from the key to the rows that it leaves.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from keyboard import Program
from search import articles
from stores import Ours

from storage.search import Search

HERE = Path(__file__).resolve().parent
SIZE = (120, 40)
PAGE_DOWN, ESCAPE = b"\x1b[6~", b"\x1b"
RUNS, PRESSES = 3, 20
KEYS_AIM, MEMORY_AIM = 1.5, 300.0
TYPED = b"word77 streets"
COLUMNS = ("start", "line", "page", "end", "claims", "letter", "quit", "memory")


@dataclass
class Contender:
    """A program to measure, and how long things took it."""

    name: str
    words: list[str]
    top: bytes = b"g"
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


def measure(one: Contender, environment: dict[str, str]) -> None:
    """Run a program once, from its start to its end."""
    program = Program(one.words, SIZE, environment)
    ours = one.name == "manicule"
    put = one.times
    try:
        put["start"].append(program.start(b"Article " if ours else b"READY"))
        if ours:
            for _ in range(PRESSES // 2):
                put["claims"].append(program.press(b"j")[0])
            program.press(b"c")
        for _ in range(PRESSES):
            put["line"].append(program.press(b"j")[0])
        for _ in range(PRESSES // 2):
            put["page"].append(program.press(PAGE_DOWN)[0])
        for _ in range(PRESSES // 2):
            put["end"].append(program.press(b"G")[0])
            program.press(one.top)
        if ours:
            program.press(b"/")
            for letter in TYPED:
                put["letter"].append(program.press(bytes([letter]))[0])
            program.press(ESCAPE)
            time.sleep(0.5)  # an escape before another key would be read as one with alt
        put["memory"].append(program.memory())
        put["quit"].append(program.quit(b"q"))
    finally:
        program.kill()


def report(both: list[Contender], number: int) -> bool:
    """Print a table and the aims; say whether all were reached."""
    print(f"\n{number:,} articles" + "".join(f"{name:>10}" for name in COLUMNS))
    middle = [{what: statistics.median(times) for what, times in one.times.items()} for one in both]
    for one, of in zip(both, middle, strict=True):
        cells = (f"{of[what]:10.1f}" if what in of else f"{'-':>10}" for what in COLUMNS)
        print(f"{one.name:15}" + "".join(cells))
    floor, ours = middle
    checks = [(f"{w} to floor", ours[w] / floor[w], KEYS_AIM, "x") for w in ("line", "page", "end")]
    checks.append(("memory", ours["memory"], MEMORY_AIM, " MB"))
    for what, value, aim, unit in checks:
        told = "reached" if value <= aim else "MISSED"
        print(f"  {what:15}{value:9.2f}{unit:4} aim {aim:g}{unit:4} {told}")
    return all(value <= aim for _, value, aim, _ in checks)


def stocked(folder: Path, number: int) -> Path:
    """Make a library of so many articles, and its index."""
    ours = Ours(folder)
    ours.add(list(articles(number)), lambda _: None)
    search = Search(ours.library)
    search.prepare()
    search.close()
    ours.library.close()
    return ours.library.path


def main(numbers: list[str]) -> int:
    """Measure libraries of the sizes given; the exit status says whether all aims were reached."""
    reached = True
    for number in map(int, numbers or ("10000",)):
        with tempfile.TemporaryDirectory() as place:
            cache = os.environ["XDG_CACHE_HOME"] = f"{place}/cache"
            library = stocked(Path(place), number)
            environment = {
                "PYTHONPATH": str(HERE.parent),
                "TEXTUAL_ANIMATIONS": "none",
                "XDG_CACHE_HOME": cache,
                "XDG_CONFIG_HOME": f"{place}/config",
                "XDG_STATE_HOME": f"{place}/state",
            }
            reached &= compare(library, number, environment)
    return 0 if reached else 1


def compare(library: Path, number: int, environment: dict[str, str]) -> bool:
    """Let the library's screen and the bare app take turns."""
    manicule = [sys.executable, "-m", "tui.cli", "--library", str(library)]
    both = [
        Contender("floor", [sys.executable, str(HERE / "floor.py")]),
        Contender("manicule", manicule, top=b"gg"),
    ]
    for turn in range(-1, RUNS):
        for one in both:
            if turn < 0:  # once, so that its files are compiled and in the system's memory
                warm = Program(one.words, SIZE, environment)
                warm.start(b"Article " if one.name == "manicule" else b"READY")
                warm.kill()
            else:
                measure(one, environment)
    return report(both, number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
