"""The lines of a plain text to paragraphs, items, quotes, rules, code and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from storage.intake.verbatim import Verbatim, find_verbatim
from storage.models import BlockKind

_BULLET = re.compile(r"(?P<mark>[-*+•‣◦▪●·])[ \t\u00a0]+(?P<rest>\S.*)")
_NUMBER = re.compile(r"(?P<mark>\(?(?P<n>\d{1,3})[.)])[ \t\u00a0]+(?P<rest>\S.*)")
_RULE = re.compile(r"(?:([-*_=~#])\s*)(?:\1\s*){2,}|⁂|[·•]\s+[·•]\s+[·•]")
_SPACES = re.compile(r"[ \t\u00a0]+")
_KEYED = re.compile(r"[^\W\d_][\w-]{1,19}:\s")
"""A line of a letter's head, which no width of a page has wrapped."""
_SURE_BULLETS = "•‣◦▪●"


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph-like thing and where it stood."""

    line: int
    """Its first line in the source, counted from 1."""
    text: str
    """On one line, hard wraps undone, without a bullet; code and tables keep their lines."""
    source: str
    """Letter for letter."""
    chunk: int
    """Number of the group of lines between blank lines that it belongs to."""
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""


class _Line(NamedTuple):
    number: int
    source: str
    chunk: int
    text: str
    indent: int


def units(text: str) -> list[Unit]:
    """Divide a text at blank lines, indents and line ends that are not mere wrapping."""
    every = _lines(text)
    sources = text.split("\n")
    verbatim = find_verbatim(every, sources)
    kept = {n for block in verbatim for n in range(block.first, block.last + 1)}
    lines = [line for line in every if line.number not in kept]
    width = _wrap_width(lines)
    words = _compounds(lines) if width else frozenset()
    items = _items(lines)
    made: list[Unit] = []
    group: list[_Line] = []
    for line in lines:
        if group and not _goes_on(group, line, width, items):
            made.append(_unit(group, items, words))
            group = []
        group.append(line)
    if group:
        made.append(_unit(group, items, words))
    made = _levels(made, {line.number: line.indent for line in lines})
    chunks = {line.number: line.chunk for line in every}
    made += [_as_it_is(block, chunks[block.first], sources) for block in verbatim]
    return sorted(made, key=lambda unit: unit.line)


def _as_it_is(block: Verbatim, chunk: int, sources: Sequence[str]) -> Unit:
    source = "\n".join(sources[block.first - 1 : block.last])
    return Unit(block.first, block.text, source, chunk, block.kind)


def _lines(text: str) -> list[_Line]:
    lines, chunk, blank = [], 0, True
    for number, source in enumerate(text.split("\n"), 1):
        if not source.strip():
            blank = True
            continue
        chunk += blank
        blank = False
        text = _SPACES.sub(" ", source).strip()
        lines.append(_Line(number, source, chunk, text, _indent(source)))
    return lines


def _indent(source: str) -> int:
    shown = source.expandtabs(4)
    return len(shown) - len(shown.lstrip(" \u00a0"))


def _wrap_width(lines: Sequence[_Line]) -> int:
    """Tell the column at which the text was hard-wrapped, 0 when it was not.

    A wrapped line is one that had no room for the first word of the next.
    """
    pairs = [
        (a.text, b.text)
        for a, b in pairwise(lines)
        if a.chunk == b.chunk
        and b.indent <= a.indent + 1
        and not (_KEYED.match(a.text) and _KEYED.match(b.text))
    ]
    if not pairs:
        return 0
    lengths = sorted(len(a) for a, _ in pairs)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    if not 40 <= width <= 110:
        return 0
    capitals = sum(b[0].isupper() for _, b in pairs) / len(pairs)
    # Verse begins every line with a capital, and rarely fills a page's width.
    if (len(pairs) > 2 and capitals > 0.8 and width < 60) or (width < 55 and capitals > 0.5):
        return 0
    full = sum(_is_full(a, b, width) for a, b in pairs) / len(pairs)
    runs_on = sum(b[0].islower() for _, b in pairs) / len(pairs)
    long = sum(len(a) >= 0.7 * width for a, _ in pairs) / len(pairs)
    return width if width >= 50 and (full >= 0.6 or (long >= 0.7 and runs_on >= 0.4)) else 0


def _is_full(line: str, following: str, width: float) -> bool:
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _compounds(lines: Sequence[_Line]) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", " ".join(line.text for line in lines).lower()))


def _items(lines: Sequence[_Line]) -> dict[int, tuple[str, str]]:
    """Find the lines that begin a list item: line number to marker and the item's first words.

    A lone dash or number may be a dialogue or a date; it takes a neighbour to make a list.
    """
    found = [
        (line, hit)
        for line in lines
        if len(line.source) < 5000 and (hit := _BULLET.match(line.text) or _NUMBER.match(line.text))
    ]
    items = {}
    for index, (line, hit) in enumerate(found):
        mark = hit["mark"]
        if _RULE.fullmatch(line.text):
            continue
        near = found[max(0, index - 1) : index] + found[index + 1 : index + 2]
        if mark in _SURE_BULLETS or any(
            _same_list(line, mark, other, their["mark"]) for other, their in near
        ):
            items[line.number] = (mark if mark[-1] in ".)" else "•", hit["rest"])
    return items


def _same_list(line: _Line, mark: str, other: _Line, theirs: str) -> bool:
    if abs(other.chunk - line.chunk) > 1 or (mark[-1] in ".)") != (theirs[-1] in ".)"):
        return False
    if mark[-1] not in ".)":
        return True
    digits = re.compile(r"\d+")
    return abs(int(digits.findall(mark)[0]) - int(digits.findall(theirs)[0])) <= 1


def _goes_on(
    group: Sequence[_Line], line: _Line, width: int, items: dict[int, tuple[str, str]]
) -> bool:
    last = group[-1]
    if line.chunk != last.chunk or line.number > last.number + 1:
        return False  # with a table between them
    if line.number in items or _RULE.fullmatch(line.text[:200]):
        return False
    if last.text.startswith(">") or line.text.startswith(">"):
        return last.text.startswith(">") and line.text.startswith(">") and line.text != ">"
    if _RULE.fullmatch(last.text[:200]):
        return False
    if group[0].number in items and line.indent > group[0].indent:
        return True
    if line.indent > last.indent + 1 or not width:
        return False
    # Some slack: editors wrap a little before the width that the longest line betrays.
    return _is_full(last.text, line.text, 0.8 * width) or (
        line.text[0].islower() and last.text[-1] not in ".!?:;"
    )


def _unit(group: Sequence[_Line], items: dict[int, tuple[str, str]], words: frozenset[str]) -> Unit:
    first = group[0]
    source = "\n".join(line.source for line in group)
    texts = [line.text for line in group]
    kind, level, marker = BlockKind.PARAGRAPH, 0, ""
    if first.number in items:
        kind = BlockKind.ITEM
        marker, texts[0] = items[first.number]
    elif len(group) == 1 and _RULE.fullmatch(texts[0][:200]):
        kind = BlockKind.RULE
    elif texts[0].startswith(">"):
        kind = BlockKind.QUOTE
        level = len(re.match(r"(?:>\s*)+", texts[0])[0].replace(" ", "")) - 1  # type: ignore[index]
        texts = [text.lstrip("> ") for text in texts]
    return Unit(first.number, _join(texts, words), source, first.chunk, kind, level, marker)


def _join(texts: Sequence[str], words: frozenset[str]) -> str:
    """Undo a hard wrap; a word divided at its end is put together when the text knows it."""
    joined = texts[0]
    for text in texts[1:]:
        if joined[-2:-1].isalpha() and joined.endswith("-") and text[:1].islower():
            left = re.findall(r"\w+", joined[-60:])[-1]
            right = re.findall(r"\w+", text[:60])[0]
            joined = joined[:-1] + text if (left + right).lower() in words else joined + text
        else:
            joined += " " + text
    return joined.strip()


def _levels(made: list[Unit], indents: dict[int, int]) -> list[Unit]:
    """Nest list items by their indents."""
    open_indents: list[int] = []
    for index, unit in enumerate(made):
        if unit.kind is not BlockKind.ITEM:
            open_indents = []
            continue
        indent = indents[unit.line]
        while open_indents and indent < open_indents[-1]:
            open_indents.pop()
        if not open_indents or indent > open_indents[-1] + 1:
            open_indents.append(indent)
        made[index] = replace(unit, level=len(open_indents) - 1)
    return made
