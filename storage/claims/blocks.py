"""Blocks of a bare text, which has nothing but its lines to show what they are."""

from __future__ import annotations

import re

from storage.claims.segment import trimmed
from storage.models import Block, BlockKind

_GAP = re.compile(r"\n(?:[^\S\n]*+\n)++")
_MARKER = re.compile(r"(?:[-*+•●▪◦‣]|\(?\d{1,3}[.)])[ \t]+(?=\S)")
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_ENDS = tuple('.!?…:;,。！？：；，"”’)）】」』')
_HEADING_WORDS = 14
_SYMBOLS = re.compile(r"[{};=<>]|\(\)")


def paragraphs(text: str) -> tuple[Block, ...]:
    """Split a bare text at blank lines; white space alone makes no block.

    A short line without final punctuation is a heading when a paragraph follows and it stands
    in no run of such lines; in a run, or after a colon, it is a list item.
    """
    spans: list[tuple[int, int]] = []
    begin = 0
    for gap in _GAP.finditer(text):
        spans.append((begin, gap.start()))
        begin = gap.end()
    spans.append((begin, len(text)))
    found: list[Block] = []
    fenced = False
    for left, right in spans:
        start, end = trimmed(text, left, right)
        if start == end:
            continue
        opens = text.startswith("```", start)
        if fenced or opens or _is_code(text, left, right):
            if (opens or text[start:end].endswith("```")) and text.count("```", start, end) % 2:
                fenced = not fenced
            found.append(Block(BlockKind.CODE, start, end))
        else:
            found.append(_block(text, start, end))
    return tuple(_settle(text, found))


def _block(text: str, start: int, end: int) -> Block:
    if (hashes := _HASHES.match(text, start, end)) and text.find("\n", start, end) < 0:
        return Block(BlockKind.HEADING, hashes.end(), end, level=len(hashes[1]))
    if marker := _MARKER.match(text, start, end):
        return Block(BlockKind.ITEM, marker.end(), end, marker=marker[0].strip())
    if text.startswith(">", start):
        inner, _ = trimmed(text, start + 1, end)
        if inner < end:
            return Block(BlockKind.QUOTE, inner, end)
    return Block(BlockKind.PARAGRAPH, start, end)


def _is_code(text: str, left: int, right: int) -> bool:
    """Call a block code when every line is indented and it holds a program's symbols."""
    lines = [line for line in text[left:right].splitlines() if line.strip()]
    indented = bool(lines) and all(line.startswith(("    ", "\t")) for line in lines)
    return indented and len(_SYMBOLS.findall(text, left, right)) >= 2


def _settle(text: str, blocks: list[Block]) -> list[Block]:
    """Tell headings and list items among the short lines, by what stands around them."""
    short = [block.kind is BlockKind.PARAGRAPH and _short(text, block) for block in blocks]
    settled: list[Block] = []
    at = 0
    while at < len(blocks):
        if not short[at]:
            settled.append(blocks[at])
            at += 1
            continue
        stop = at
        while stop < len(blocks) and short[stop]:
            stop += 1
        after_colon = at > 0 and text[blocks[at - 1].end - 1] in ":："
        run = stop - at
        for place in range(at, stop):
            block = blocks[place]
            heads = place == stop - 1 and stop < len(blocks) and not (after_colon and run == 1)
            if run <= 2 and not after_colon and stop < len(blocks):
                heads = True
            kind = BlockKind.HEADING if heads else BlockKind.ITEM
            settled.append(Block(kind, block.start, block.end, level=2 if heads else 0))
        at = stop
    return settled


def _short(text: str, block: Block) -> bool:
    """Tell a line that is no sentence: few words and no final punctuation."""
    if block.end - block.start > 160:
        return False
    line = text[block.start : block.end]
    if "\n" in line or line.endswith(_ENDS):
        return line.endswith(("?", "？")) and "\n" not in line and len(line.split()) <= 10
    wide = sum(char > "\u2e7f" for char in line)
    return len(line.split()) + wide // 2 <= _HEADING_WORDS
