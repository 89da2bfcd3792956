"""Measure the library beside SQLite and stock TinyDB, in one run on the same disk.

usage: python benchmarks/saving.py [ARTICLES...]     default: 100 10000; 50000 takes minutes

The stores take turns at each operation, so that a busy minute hits all; times are medians
in milliseconds. Stock TinyDB gets fewer turns, since it writes everything anew each time.
Memory is what a fresh process holds more after opening and listing, in megabytes.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from stores import STORES, Ours, Store, made

TURNS = 41
OPENINGS = 5
READ = 8
"""Articles being read."""
CHUNK = 10_000
"""Articles stored by one transaction of SQLite's."""

Times = dict[str, float]


@dataclass(frozen=True)
class Aim:
    """What an operation is to reach; None for what is not asked."""

    sqlite: float | None = None
    """At most so many times SQLite's."""
    stock: float | None = None
    """Stock TinyDB at least so many times ours, at 50,000 articles."""
    most: float | None = None
    """At most so many milliseconds."""
    more: float | None = None
    """At most so many milliseconds more than SQLite."""
    grows: float | None = None
    """At most so many times what it is with the fewest articles."""
    least: int = 0
    """Articles from which all this is asked."""

    def says(self, count: int, times: Times, fewest: Times) -> list[str]:
        """Put each aim beside what was reached."""
        if count < self.least:
            return []
        mine, peer, stock = times["ours"], times["SQLite"], times["stock"]
        found = [
            self.sqlite and (f"<= {self.sqlite}x SQLite", mine <= self.sqlite * peer),
            self.stock
            and count >= 50_000
            and (f">= {self.stock:,.0f}x stock", stock >= self.stock * mine),
            self.most and (f"<= {self.most} ms", mine <= self.most),
            self.more and (f"<= SQLite + {self.more} ms", mine <= peer + self.more),
            self.grows
            and fewest is not times
            and (
                f"<= {self.grows}x its first ({mine / fewest['ours']:.2f}x)",
                mine <= self.grows * fewest["ours"],
            ),
        ]
        return [f"{text}: {'yes' if met else 'NO'}" for text, met in filter(None, found)]


SAVE = Aim(sqlite=1.1, stock=10_000, grows=1.3)
AIMS = {
    "save a note": SAVE,
    "save a bookmark": SAVE,
    "save an edit": SAVE,
    "save the place": Aim(most=0.05),
    "open and list": Aim(sqlite=1.7, stock=14),
    "add one": Aim(sqlite=3),
    "one article": Aim(more=0.1),
    "bulk add": Aim(sqlite=2.5, least=10_000),
    "memory (MB)": Aim(stock=7),
}


def timed(action: Callable[[], object]) -> float:
    """Give the milliseconds that an action takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def measure(count: int) -> dict[str, Times]:
    """Fill the stores with as many articles, then take turns; return the medians."""
    results: dict[str, Times] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stores = {who: kind(folder) for who, kind in STORES.items()}
        results["bulk add"] = fill(stores, count)
        uids: dict[str, list[str]] = {who: [] for who in stores}

        def turns(what: str, act: Callable[[str, Store, int], object], most: int = TURNS) -> None:
            taken: dict[str, list[float]] = {who: [] for who in stores}
            for n in range(most):
                for who, store in stores.items():
                    if who != "stock" or n < slow_turns(count):
                        taken[who].append(timed(lambda w=who, s=store, n=n: act(w, s, n)))  # type: ignore[misc]
            results[what] = {who: statistics.median(times) for who, times in taken.items()}

        def id(n: int) -> int:
            # What is read is what is marked: a few articles, all of them opened before.
            return 1 + n % min(count, READ)

        turns("save a note", lambda who, store, n: uids[who].append(store.note(id(n), n * 20)))
        turns("save a bookmark", lambda who, store, n: store.bookmark(id(n), n * 20))
        turns(
            "save an edit",
            lambda who, store, n: store.edit(uids[who][n % len(uids[who])], f"edited {n}"),
        )
        turns("save the place", lambda who, store, n: store.place(1, n + 1))
        turns("one article", lambda who, store, n: store.article(1 + n * 11 % count))
        extra = [[made(count + n + 1)] for n in range(TURNS)]
        turns("add one", lambda who, store, n: store.add(extra[n], lambda done: None))
        turns("list again", lambda who, store, n: store.entries(), OPENINGS)
        turns("open and list", lambda who, store, n: STORES[who](folder).entries(), OPENINGS)
        results["memory (MB)"] = {who: memory(who, folder) for who in stores}
        flush = raw_flush(folder)
        for store in stores.values():
            if isinstance(store, Ours):
                store.library.close()
    print(f"\n{count:,} articles (one flush of this disk: {flush:.3f} ms)")
    return results


def fill(stores: dict[str, Store], count: int) -> Times:
    """Store as many articles in each, all at once or in a few chunks."""
    taken = dict.fromkeys(stores, 0.0)
    told: list[int] = []
    for start in range(1, count + 1, CHUNK):
        articles = [made(n) for n in range(start, min(start + CHUNK, count + 1))]
        for who, store in stores.items():
            taken[who] += timed(lambda s=store, a=articles: s.add(a, told.append))  # type: ignore[misc]
    assert max(told) == min(count, CHUNK)
    return taken


def slow_turns(count: int) -> int:
    """Give how often stock TinyDB is measured: each time takes seconds in a large library."""
    return 9 if count < 1_000 else 3 if count < 20_000 else 1


def memory(who: str, folder: Path) -> float:
    """Give the megabytes that a process of its own holds with a store open and listed."""
    command = [sys.executable, __file__, "--memory", who, str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def tell_memory(who: str, folder: Path) -> None:
    """Print what `memory` asks for."""
    before = resident()
    store = STORES[who](folder)
    rows = store.entries()
    print((resident() - before) / 1e6)
    assert rows


def resident() -> int:
    """Give the bytes of memory that this process has now; where unknown, the most it ever had."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return pages * os.sysconf("SC_PAGE_SIZE")


def raw_flush(folder: Path) -> float:
    """Give the milliseconds of one flush of a small file that grows."""
    handle = os.open(folder / "raw", os.O_RDWR | os.O_CREAT)
    flushes = []
    for n in range(TURNS):
        os.pwrite(handle, b"x" * 300, n * 300)
        flushes.append(timed(lambda: os.fsync(handle)))
    os.close(handle)
    return statistics.median(flushes)


def report(count: int, results: dict[str, Times], first: dict[str, Times]) -> None:
    """Print the medians, what they are to each other, and the aims."""
    print(
        f"  {'ms':16}{'ours':>10}{'SQLite':>10}{'stock':>11}{'ours/SQLite':>13}{'stock/ours':>12}"
    )
    for what, times in results.items():
        mine, peer, stock = times["ours"], times["SQLite"], times["stock"]
        aims = AIMS.get(what, Aim()).says(count, times, first[what])
        print(
            f"  {what:16}{mine:10.3f}{peer:10.3f}{stock:11.1f}"
            f"{mine / peer:12.2f}x{stock / mine:11,.0f}x  {'; '.join(aims)}",
            flush=True,
        )


def main(sizes: list[int]) -> None:
    """Measure libraries of those sizes."""
    first: dict[str, Times] | None = None
    for size in sizes:
        results = measure(size)
        first = first or results
        report(size, results, first)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--memory"]:
        tell_memory(sys.argv[2], Path(sys.argv[3]))
    else:
        main([int(arg) for arg in sys.argv[1:]] or [100, 10_000])
