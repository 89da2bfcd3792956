"""Measure the page from key to screen, beside a bare Textual app and peers, in one run.

usage: python benchmarks/screen.py [--runs N] [--presses N] [--no-peers] [WORDS...]
default: 2 runs of 20 presses at 5000 and 100000 words; try also 500000

The floor is a bare Textual app that scrolls rows made before. Peers are `less`, Textual's
Markdown viewer and frogmouth, each where it is installed. All programs take turns, so that
a busy minute hits them alike. Times are medians in milliseconds and belong to one machine;
what counts are the ratios to the floor, which stand beside what they are to be.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from keyboard import Program
from texts import text

HERE = Path(__file__).resolve().parent
SIZE, SIZES = (100, 40), ((80, 40), (120, 40))
ENVIRONMENT = {"PYTHONPATH": str(HERE.parent), "TEXTUAL_ANIMATIONS": "none"}
"""Also a cache folder of its own, in which a page may be kept or not."""
PAGE_DOWN = b"\x1b[6~"
SLOW = {"markdown viewer", "frogmouth"}
SLOW_UP_TO = 5000
"""Words up to which the slow peers are measured; beyond it a key takes seconds."""

AIMS = {
    "start": 1.2,
    "line": 0.7,
    "page": 0.7,
    "end": 0.8,
    "resize": 1.2,
    "quit": 0.3,
    "first text": 0.4,
    "first key": 1.2,
}
"""How long each may take, as a share of the floor's time."""
LONG = 200_000
START_OF_LONG = 1.5
SHOW_AIM, HELD_AIM, FIND_AIM, MEMORY_AIM = 1.5, 10.0, 30.0, 25.0

Samples = dict[str, list[float]]


@dataclass
class Contender:
    """A program to measure."""

    name: str
    words: list[str]
    quit: bytes = b"q"
    top: bytes = b"g"
    ready: bytes = b"READY"
    text: bytes = b"READY"
    """What stands on every page, whatever is above it."""
    samples: Samples = field(default_factory=lambda: defaultdict(list))


def contenders(folder: Path, words: int, peers: bool) -> list[Contender]:
    """List the programs, a text of so many words made for them."""
    article, library = folder / f"{words}.md", folder / f"{words}.json"
    article.write_text(text(words))
    manicule = [sys.executable, "-m", "tui.cli", "--library", str(library)]
    subprocess.run([*manicule, "add", str(article)], check=True, stdout=subprocess.DEVNULL)
    found = [
        Contender("floor", [sys.executable, str(HERE / "floor.py")]),
        Contender("manicule", [*manicule, "read", "1"], top=b"gg", text=b" the "),
    ]
    if not peers:
        return found
    if less := shutil.which("less"):
        found.append(Contender("less", [less, "-X", str(article)], top=b"g"))
    if words <= SLOW_UP_TO:
        viewer = [sys.executable, str(HERE / "viewer.py"), str(article)]
        found.append(Contender("markdown viewer", viewer))
        if frogmouth := shutil.which("frogmouth"):
            keys = {"quit": b"\x11", "top": b"\x1b[H"}
            found.append(Contender("frogmouth", [frogmouth, str(article)], **keys))
    return found


def warm_up(one: Contender) -> None:
    """Start a program once, so that its files are compiled and in the system's memory."""
    program = Program(one.words, SIZE, ENVIRONMENT)
    try:
        program.start(one.ready)
    finally:
        program.kill()


def measure(one: Contender, presses: int) -> None:
    """Run a program once, from its start to its end."""
    program = Program(one.words, SIZE, ENVIRONMENT)
    put = one.samples
    try:
        put["start"].append(program.start(one.ready))
        press = max(3, presses // 4) if one.name in SLOW else presses
        program.press(PAGE_DOWN)
        take(put["line"], press, lambda _: program.press(b"j"))
        take(put["page"], press // 2, lambda _: program.press(PAGE_DOWN))
        for _ in range(press // 4):
            take(put["end"], 1, lambda _: program.press(b"G"))
            program.press(one.top)
        if one.name not in SLOW:
            put["held"].append(program.hold(b"j", 30, 45))
            take(put["resize"], press // 2, lambda turn: program.resize(SIZES[turn % 2]))
            program.resize(SIZE)
            time.sleep(3)  # what is done while one reads is done
            bytes_, processor = program.idle(1.5)
            put["idle bytes"].append(bytes_)
            put["idle cpu"].append(processor)
        if one.name == "manicule":
            take(put["claims"], press // 2, lambda _: program.press(b"c"))
            take(put["density"], press // 2, lambda turn: program.press(b"+-"[turn % 2 :][:1]))
            program.press(b"/")
            take(put["find"], 9, lambda turn: program.press(b"the reader"[turn : turn + 1]))
            program.press(b"\x1b")
            time.sleep(0.5)  # an escape before another key would be read as one with alt
        put["memory"].append(program.memory())
        put["quit"].append(program.quit(one.quit))
    finally:
        program.kill()


def measure_first(one: Contender, cache: Path) -> None:
    """Note when there is something to read, and when a key pressed then is answered.

    Of ours both with the page that was left before, and with none kept.
    """
    put, page = one.samples, cache / "manicule" / "page"
    for kept in (False, True) if one.name == "manicule" else (True,):
        if kept:
            program = Program(one.words, SIZE, ENVIRONMENT)
            program.start(one.ready)
            program.quit(one.quit)
        else:
            page.unlink(missing_ok=True)
        program = Program(one.words, SIZE, ENVIRONMENT)
        try:
            text, key = program.first(one.text, PAGE_DOWN)
        finally:
            program.kill()
        put["first text" if kept else "text anew"].append(text)
        put["first key" if kept else "key anew"].append(key)


def take(samples: list[float], times: int, act) -> None:  # type: ignore[no-untyped-def]
    """Note how long an act takes; one that changes nothing on the screen does not count."""
    for turn in range(times):
        took, count = act(turn)
        if count:
            samples.append(took)


def report(all_: list[Contender], words: int) -> bool:
    """Print a table and the aims; say whether all were reached."""
    middle = {
        one.name: {what: statistics.median(times) for what, times in one.samples.items() if times}
        for one in all_
    }
    names = ["start", "line", "page", "end", "resize", "held", "quit", "memory"]
    names += ["first text", "first key", "text anew", "key anew"]
    print(f"\n{words:,} words" + "".join(f"{name:>11}" for name in names))
    for name, of in middle.items():
        cells = (f"{of[what]:11.2f}" if what in of else f"{'-':>11}" for what in names)
        print(f"{name:15}" + "".join(cells))
    floor, ours = middle["floor"], middle["manicule"]
    checks = [
        (f"{what} to floor", ours[what] / floor[what], aim, "x")
        for what, aim in {**AIMS, "start": START_OF_LONG if words > LONG else AIMS["start"]}.items()
    ]
    checks += [
        (f"{what} to a page", ours[what] / ours["page"], SHOW_AIM, "x")
        for what in ("claims", "density")
    ]
    checks.append(("lag of a held key", ours["held"], HELD_AIM, " ms"))
    checks.append(("a letter of a search", ours["find"], FIND_AIM, " ms"))
    if words <= LONG:
        checks.append(("memory above floor", ours["memory"] - floor["memory"], MEMORY_AIM, " MB"))
    checks.append(("bytes while idle", ours["idle bytes"], 0, ""))
    checks.append(("processor while idle", ours["idle cpu"] - floor["idle cpu"], 1.0, " ms/s"))
    for what, value, aim, unit in checks:
        told = "reached" if value <= aim else "MISSED"
        print(f"  {what:22}{value:9.2f}{unit:6} aim {aim:g}{unit:6} {told}")
    return all(value <= aim for _, value, aim, _ in checks)


def main() -> int:
    """Measure; the exit status says whether every aim was reached."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*", type=int, default=[5000, 100_000])
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--presses", type=int, default=20)
    parser.add_argument("--no-peers", action="store_true")
    args = parser.parse_args()
    reached = True
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        ENVIRONMENT["XDG_CACHE_HOME"] = str(cache)
        for words in args.words:
            programs = contenders(Path(folder), words, not args.no_peers)
            for turn in range(-1, args.runs):
                for one in programs:
                    if turn < 0:
                        warm_up(one)
                        continue
                    # What `start` is has nothing to show before it is loaded.
                    (cache / "manicule" / "page").unlink(missing_ok=True)
                    measure(one, args.presses)
                    if one.name in ("floor", "manicule"):
                        measure_first(one, cache)
            reached &= report(programs, words)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
