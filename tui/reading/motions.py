"""Move through a text by characters, words, sentences and paragraphs: offsets in, offsets out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property

from storage.models import Block, BlockKind
from tui.reading.clusters import cluster_end, cluster_start
from tui.reading.sentences import Sentences, Span
from tui.reading.words import SPACE, kind_at, run_end, run_start


class Motions:
    """Where each motion leads in one article.

    A motion that finds nothing further on gives back the offset it was given.
    """

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        sentences: Sentences,
        clauses: Callable[[int, int], Sequence[Span]],
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._blocks = blocks
        self._clauses = clauses

    # A book has thousands of blocks, and who opens it waits for none of these.

    @cached_property
    def _paragraphs(self) -> list[Span]:
        return [(b.start, b.end) for b in self._blocks if b.kind is not BlockKind.RULE]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self._paragraphs]

    @cached_property
    def _headings(self) -> list[int]:
        return [b.start for b in self._blocks if b.kind is BlockKind.HEADING]

    def sentence_at(self, offset: int) -> Span:
        """Give the sentence around an offset; between two, the one before."""
        return self._sentences.at(offset)

    def next_sentence(self, offset: int, count: int = 1) -> int:
        """Find the start of a sentence further on."""
        return self._sentences.later(offset, count)

    def previous_sentence(self, offset: int, count: int = 1) -> int:
        """Find the start of this sentence or, from there, of one before."""
        return self._sentences.earlier(offset, count)

    def paragraph_at(self, offset: int) -> Span:
        """Give the block around an offset; between two, the one before."""
        return _span_at(self._paragraphs, self._paragraph_starts, offset)

    def next_paragraph(self, offset: int, count: int = 1) -> int:
        """Find the start of a block further on; rules are passed over."""
        return _later(self._paragraph_starts, offset, count)

    def previous_paragraph(self, offset: int, count: int = 1) -> int:
        """Find the start of this block or, from there, of one before."""
        return _earlier(self._paragraph_starts, offset, count)

    def next_heading(self, offset: int, count: int = 1) -> int:
        """Find a heading further on."""
        return _later(self._headings, offset, count)

    def previous_heading(self, offset: int, count: int = 1) -> int:
        """Find the heading of this section or, from there, one before."""
        return _earlier(self._headings, offset, count)

    def char_right(self, offset: int, count: int = 1) -> int:
        """Step over whole characters; what separates two blocks counts as one."""
        text = self._text
        for _ in range(count):
            if offset >= len(text):
                break
            at = offset
            offset = cluster_end(text, cluster_start(text, at))
            while text[at] == "\n" and offset < len(text) and text[offset] == "\n":
                offset += 1
        return offset

    def char_left(self, offset: int, count: int = 1) -> int:
        """Step back over whole characters; what separates two blocks counts as one."""
        text = self._text
        for _ in range(count):
            if offset <= 0:
                break
            offset = cluster_start(text, offset - 1)
            while text[offset] == "\n" and offset > 0 and text[offset - 1] == "\n":
                offset -= 1
        return offset

    def word_forward(self, offset: int, count: int = 1) -> int:
        """Find the start of a word further on, the text's end after the last."""
        text = self._text
        for _ in range(count):
            if offset < len(text) and kind_at(text, offset) != SPACE:
                offset = run_end(text, offset)
            offset = _skip_space(text, offset)
        return offset

    def word_back(self, offset: int, count: int = 1) -> int:
        """Find the start of this word or, from there, of one before."""
        text = self._text
        for _ in range(count):
            at = min(offset, len(text)) - 1
            while at >= 0 and kind_at(text, at) == SPACE:
                at -= 1
            if at < 0:
                break
            offset = run_start(text, at)
        return offset

    def word_end(self, offset: int, count: int = 1) -> int:
        """Find where a word ends: the offset after its last character."""
        text = self._text
        for _ in range(count):
            at = _skip_space(text, offset)
            if at >= len(text):
                break
            offset = run_end(text, at)
        return offset

    def word_at(self, offset: int) -> Span:
        """Give the word around an offset; in a space the next word, at the end the last."""
        text = self._text
        at = _skip_space(text, max(0, offset))
        if at >= len(text):
            at = max(0, len(text.rstrip()) - 1)
        return (run_start(text, at), run_end(text, at)) if text else (0, 0)

    def grow(self, start: int, end: int) -> Span:
        """Give the next larger span: whole words, clauses, sentences, then paragraphs."""
        last = max(start, end - 1)
        for unit in (self.word_at, self._clause_at, self.sentence_at, self.paragraph_at):
            wider = (min(start, unit(start)[0]), max(end, unit(last)[1]))
            if wider != (start, end):
                return wider
        return start, end

    def shrink(self, start: int, end: int, anchor: int) -> Span:
        """Give the next smaller span around an anchor: paragraph, sentence, clause, word."""
        for unit in (self.paragraph_at, self.sentence_at, self._clause_at, self.word_at):
            narrower = unit(anchor)
            if start <= narrower[0] and narrower[1] <= end and narrower != (start, end):
                return narrower
        return start, end

    def _clause_at(self, offset: int) -> Span:
        sentence = self.sentence_at(offset)
        clauses = self._clauses(*sentence) if sentence[0] < sentence[1] else []
        if not clauses:
            return sentence
        return _span_at(clauses, [start for start, _ in clauses], offset)


def _skip_space(text: str, offset: int) -> int:
    while offset < len(text) and kind_at(text, offset) == SPACE:
        offset += 1
    return offset


def _span_at(spans: Sequence[Span], starts: Sequence[int], offset: int) -> Span:
    if not spans:
        return offset, offset
    return spans[max(0, bisect_right(starts, offset) - 1)]


def _later(starts: Sequence[int], offset: int, count: int) -> int:
    at = bisect_right(starts, offset)
    return starts[min(at + count, len(starts)) - 1] if at < len(starts) else offset


def _earlier(starts: Sequence[int], offset: int, count: int) -> int:
    at = bisect_left(starts, offset)
    return starts[max(0, at - count)] if at > 0 else offset
