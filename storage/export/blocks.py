"""The text of an article as Markdown, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from storage.export.escape import code_block
from storage.export.inline import inline
from storage.models import Annotation, Article, Block, BlockKind

_SHIFT = 1
"""Levels by which headings go down: the article stands in a section of the document."""


def article_text(article: Article, annotations: Sequence[Annotation] = ()) -> str:
    """Write the article's blocks, with ==marks== round what the person highlighted."""
    marked = [
        (annotation.passage.start, annotation.passage.end)
        for annotation in annotations
        if not annotation.lost
    ]
    highlights = _united(marked)
    written = ""
    before: Block | None = None
    depth = -1
    for block in article.blocks:
        # An item deeper than its parent allows would be read as code.
        depth = min(block.level, depth + 1) if block.kind is BlockKind.ITEM else -1
        if before is not None:
            written += _gap(before, block)
        written += _block(article, block, highlights, depth)
        before = block
    return written


def _gap(before: Block, block: Block) -> str:
    """Give what stands between two blocks; items of a list and parts of a quote belong together."""
    if before.kind is block.kind is BlockKind.ITEM:
        return "\n"
    if before.kind is block.kind is BlockKind.QUOTE:
        return f"\n{_quote_mark(min(before.level, block.level)).rstrip()}\n"
    return "\n\n"


def _block(
    article: Article, block: Block, highlights: Sequence[tuple[int, int]], depth: int
) -> str:
    text = article.text[block.start : block.end]
    if block.kind is BlockKind.RULE:
        return "***"
    if block.kind is BlockKind.CODE:
        return code_block(text)
    if block.kind is BlockKind.TABLE:
        return _table(text)
    styles = [s for s in article.styles if s.start < block.end and s.end > block.start]
    near = [span for span in highlights if span[0] < block.end and span[1] > block.start]
    written = " ".join(
        inline(article.text, block.start + line.start(), block.start + line.end(), styles, near)
        for line in re.finditer(r"[^\n]+", text)
    )
    if block.kind is BlockKind.HEADING:
        return f"{'#' * min(6, max(2, block.level) + _SHIFT)} {written}"
    if block.kind is BlockKind.QUOTE:
        return _quote_mark(block.level) + written
    if block.kind is BlockKind.ITEM:
        marker = block.marker if re.fullmatch(r"\d{1,9}[.)]", block.marker) else "-"
        return f"{'    ' * depth}{marker} {written}"
    return written


def _quote_mark(level: int) -> str:
    return "> " * (level + 1)


def _table(text: str) -> str:
    rows = [
        [cell.replace("|", "\\|").strip() for cell in row.split("\t")] for row in text.split("\n")
    ]
    width = max(len(row) for row in rows)
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    lines.insert(1, f"|{' --- |' * width}")
    return "\n".join(lines)


def _united(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap or touch: marks cannot nest in themselves."""
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united
