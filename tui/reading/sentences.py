"""The sentences of an article, split block by block when they are come to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from storage.models import Block, BlockKind

Span = tuple[int, int]

_START = attrgetter("start")


class Sentences:
    """An article's sentences in order, a heading and each line of code or a table as one."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        split: Callable[[str, int, int], Sequence[Span]],
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._split = split
        self._known: dict[int, list[Span]] = {}

    def __iter__(self) -> Iterator[Span]:
        return self._from(0)

    def at(self, offset: int) -> Span:
        """Give the sentence around an offset; between two, the one before."""
        before = next((span for span in self._back(offset) if span[0] <= offset), None)
        return before or next(iter(self), (offset, offset))

    def later(self, offset: int, count: int = 1) -> int:
        """Find where a sentence further on starts; the offset itself when there is none."""
        for start, _ in self._from(self._block(offset)):
            if start > offset:
                offset, count = start, count - 1
                if not count:
                    break
        return offset

    def earlier(self, offset: int, count: int = 1) -> int:
        """Find where a sentence before the offset starts; the offset when there is none."""
        for start, _ in self._back(offset):
            if start < offset:
                offset, count = start, count - 1
                if not count:
                    break
        return offset

    def _block(self, offset: int) -> int:
        return max(0, bisect_right(self._blocks, offset, key=_START) - 1)

    def _from(self, block: int) -> Iterator[Span]:
        for index in range(block, len(self._blocks)):
            yield from self._of(index)

    def _back(self, offset: int) -> Iterator[Span]:
        for index in range(min(self._block(offset), len(self._blocks) - 1), -1, -1):
            yield from reversed(self._of(index))

    def _of(self, index: int) -> list[Span]:
        spans = self._known.get(index)
        if spans is None:
            block = self._blocks[index]
            if block.kind is BlockKind.RULE or block.start >= block.end:
                spans = []
            elif block.kind in (BlockKind.CODE, BlockKind.TABLE):
                spans = list(_lines(self._text, block))
            elif block.kind is BlockKind.HEADING:
                spans = [(block.start, block.end)]
            else:
                found = self._split(self._text, block.start, block.end)
                spans = [span for span in found if span[0] < span[1]] or [(block.start, block.end)]
            self._known[index] = spans
        return spans


def _lines(text: str, block: Block) -> Iterator[Span]:
    start = block.start
    for line in text[block.start : block.end].split("\n"):
        body = line.strip()
        if body:
            begin = start + line.index(body)
            yield begin, begin + len(body)
        start += len(line) + 1
