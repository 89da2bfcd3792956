"""Measure the library beside stock TinyDB, in one run on the same disk.

usage: python benchmarks/saving.py [ARTICLES...]     default: 100 1000

Each article has about 7 KB of text. Both stores sync every save; times are medians in
milliseconds of the same operations, taken in turns so that a busy minute hits both.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB, where

from storage.library import Library
from storage.models import Article, Block, BlockKind, Progress

WORDS = ["reading", "margin", "people", "should", "streets", "because", "value", "claim", "light"]


def body(seed: int) -> str:
    """Make some 7 KB of words."""
    chosen = random.Random(seed)
    sentences = (" ".join(chosen.choices(WORDS, k=14)).capitalize() + "." for _ in range(80))
    return " ".join(sentences)


def timed(action: Callable[[], object]) -> float:
    """Give the milliseconds that an action takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def measure(count: int) -> None:
    """Fill both stores with as many articles, then take turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = [body(seed) for seed in range(count)]
        stock = TinyDB(folder / "stock.json")
        stock.table("articles").insert_multiple(
            {"title": f"Article {n}", "text": text} for n, text in enumerate(texts)
        )
        ours = Library.open(folder / "ours.json")
        fill(ours, texts)
        results: dict[str, tuple[list[float], list[float]]] = {}

        def turn(what: str, mine: Callable[[], object], peer: Callable[[], object]) -> None:
            a, b = results.setdefault(what, ([], []))
            a.append(timed(mine))
            b.append(timed(peer))

        for n in range(9):
            id = 1 + n % count
            turn(
                "save a note",
                lambda id=id, n=n: ours.annotate(id, n * 20, n * 20 + 15, note="a note"),  # type: ignore[misc]
                lambda id=id, n=n: stock.table("annotations").insert(  # type: ignore[misc]
                    {"article": id, "start": n * 20, "end": n * 20 + 15, "note": "a note"}
                ),
            )
            turn(
                "save the place",
                lambda id=id, n=n: ours.set_progress(id, Progress(n, n, 0.5)),  # type: ignore[misc]
                lambda id=id, n=n: stock.table("progress").upsert(  # type: ignore[misc]
                    {"article": id, "offset": n}, where("article") == id
                ),
            )
            turn("list all", ours.entries, lambda: stock.table("articles").all())
            turn(
                "open and list",
                lambda: Library.open(folder / "ours.json").entries(),
                lambda: TinyDB(folder / "stock.json").table("articles").all(),
            )
        print(f"{count} articles       ours ms   stock ms   ratio")
        for what, (mine, peer) in results.items():
            a, b = statistics.median(mine), statistics.median(peer)
            print(f"  {what:16} {a:9.2f} {b:10.2f} {a / b:6.2f}x")


def fill(library: Library, texts: list[str]) -> None:
    """Store the articles."""
    for number, text in enumerate(texts):
        library.add(
            Article(
                title=f"Article {number}",
                text=text,
                blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),),
            )
        )


if __name__ == "__main__":
    for size in [int(arg) for arg in sys.argv[1:]] or [100, 1000]:
        measure(size)
