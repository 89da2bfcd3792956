"""Measure laying out and drawing an article beside Rich's own wrapping, in one run.

usage: python benchmarks/drawing.py [WORDS...]     default: 5000 100000
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from storage.models import SEPARATOR, Block, BlockKind
from tui.reading.layout import Layout
from tui.reading.marks import Mark, MarkIndex, runs

WIDTH, ROWS = 72, 40
PARAGRAPH = (
    "The page is laid out for the width that it has, and “every offset” of the text has one place "
    "on it. " * 6
).strip()


def article(words: int) -> tuple[str, list[Block]]:
    """Make a text of about as many words."""
    text = SEPARATOR.join([PARAGRAPH] * max(1, words // len(PARAGRAPH.split())))
    blocks, start = [], 0
    for part in text.split(SEPARATOR):
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(part)))
        start += len(part) + len(SEPARATOR)
    return text, blocks


def median(action: Callable[[], object], times: int = 5) -> float:
    """Give the median milliseconds of some runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def draw_screen(layout: Layout, marks: MarkIndex[Mark]) -> None:
    """Resolve and draw one screen in the middle of the text."""
    first = layout.stop // 2
    for row in range(first, min(first + ROWS, layout.stop)):
        line = layout.line(row)
        for start, end, _ in runs(line.start, line.end, marks.between(line.start, line.end)):
            layout.draw(row, start, end)


if __name__ == "__main__":
    console = Console(file=io.StringIO(), width=WIDTH)
    for words in [int(arg) for arg in sys.argv[1:]] or [5000, 100000]:
        text, blocks = article(words)
        claims = [Mark(at, at + 60, "claim:fact") for at in range(0, len(text) - 60, 600)]
        marks = MarkIndex(claims, lambda mark: mark)
        ours = median(lambda: Layout(text, blocks, WIDTH).stop)  # noqa: B023
        rich = median(lambda: Text(text).wrap(console, WIDTH))  # noqa: B023
        layout = Layout(text, blocks, WIDTH)
        screen = median(lambda: draw_screen(layout, marks))  # noqa: B023
        print(
            f"{words:7} words: layout {ours:7.1f} ms, rich wrap {rich:7.1f} ms "
            f"({ours / rich:.2f}x); one screen of marked rows {screen:.2f} ms"
        )
