"""Find code and tables in a plain text: lines whose spaces and ends are part of what they say."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from storage.intake.language import function_words
from storage.models import BlockKind

VERBATIM = (BlockKind.CODE, BlockKind.TABLE)
_INDENT = 4
_SENTENCE = 5
_SMALL_WORDS = 0.22
"""The share of them in a line that talks."""
_SURE = re.compile(
    r"[{}]\s*$|[!=<>+*/-]=(?:\s|$)|==|[-=]>|:=|::|&&|\|\||\s=\s|^@\w+$"
    # A call, but not "word(s)".
    r"|\w\((?!(?:s|es|d|ed|en|r|n|in|innen)\))"
    r"|(?<![=\w])[A-Za-z_][\w.]*=[\"'\w$/{\[]"
    r"|[A-Za-z0-9]_[A-Za-z0-9]\w*(?!\w*_)"
    r"|</?[a-z][\w-]*(?:\s[^<>@]*)?/?>|^\s*\"[\w.-]+\"\s*:|^\s*(?:#include|//|/\*)"
    r"|^\s*\$ [a-z.]"
    r"|^\s*(?:sudo|git|pip3?|npm|npx|apt(?:-get)?|docker|curl|wget|python3?|cargo|brew|ssh|mkdir|"
    r"chmod|cp|mv|rm|tar|pipx|uv) \S"
    r"|[│├└┌┐┘┤╔═║]|\+-{2,}|-{2,}\+"
)
"""What hardly ever stands in a line of prose or verse."""
_LIKELY = re.compile(
    r"[;:\\]\s*$|^\s*[)\]]+[,;]?\s*$|\s--?[a-z][\w-]*|(?:^|\s)[.~]{0,2}/[\w.-]+"
    r"|^\s*(?:import|from|return|def|class|if|elif|else|for|while|try|except|with|let|var|const|fn|"
    r"func|function|print|echo|export|cd|make|break|continue|pass|end|fi|done|raise|yield)\b"
    r"|^\s*[a-z][\w-]*:(?:\s+\S+)?$|^\s*#|\d\s*[+*/^]\s*\d"
)
"""What stands in verse too: it counts only beside what is sure."""
_COMMENT = re.compile(r"\s*(?:#|//|--|[\"*;%])")
_LISTED = re.compile(r"\s*(?:[-*+•‣◦▪●·]|\(?\d{1,3}[.)])\s")
_OPENS = re.compile(r"[{(\[:\\]\s*$")
_RULED = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*")
_CELL = re.compile(r"(?<!\\)\|")


class Line(Protocol):
    """A line that is not blank, as `units` has it."""

    @property
    def number(self) -> int: ...
    @property
    def source(self) -> str: ...
    @property
    def chunk(self) -> int: ...
    @property
    def indent(self) -> int: ...


class Verbatim(NamedTuple):
    """A block of lines that must not be joined."""

    first: int
    """Number of its first line."""
    last: int
    kind: BlockKind
    text: str
    """Of code its lines without the indent that all have; of a table cells between tabs."""


def find_verbatim(lines: Sequence[Line], sources: Sequence[str]) -> list[Verbatim]:
    """Return the code and the tables in a text; ``sources`` are all its lines, blank ones too."""
    chunks = [list(group) for _, group in groupby(lines, key=lambda line: line.chunk)]
    found = [table for chunk in chunks for table in _tables(chunk)]
    indented = groupby(chunks, key=lambda chunk: all(line.indent >= _INDENT for line in chunk))
    for inside, run in indented:
        if inside:
            found += [_code(part, sources) for part in _parts(list(run))]
    return sorted(found)


def _tables(chunk: Sequence[Line]) -> Iterator[Verbatim]:
    """Read a head, a rule below it and rows, all with as many cells."""
    at = 1
    while at < len(chunk) - 1:
        rule = chunk[at].source
        head = _cells(chunk[at - 1].source)
        end = at + 1
        if "|" in rule and len(rule) < 2000 and _RULED.fullmatch(rule) and head:
            while end < len(chunk) and len(_cells(chunk[end].source)) == len(head):
                end += 1
        if end > at + 1 and len(_cells(rule)) == len(head):
            rows = [head, *(_cells(line.source) for line in chunk[at + 1 : end])]
            text = "\n".join("\t".join(row) for row in rows)
            yield Verbatim(chunk[at - 1].number, chunk[end - 1].number, BlockKind.TABLE, text)
            at = end
        at += 1


def _cells(source: str) -> list[str]:
    """Divide a row at its bars; [] when it has none."""
    row = source.strip()
    if not _CELL.search(row):
        return []
    cells = _CELL.split(row)
    cells = cells[1 if not cells[0] else 0 : -1 if not cells[-1] else None]
    return [" ".join(cell.replace("\\|", "|").split()) for cell in cells]


def _parts(run: list[list[Line]]) -> Iterator[list[Line]]:
    """Give what is code of indented lines: the whole, blank lines within, or single groups."""
    whole = [line for chunk in run for line in chunk]
    if all(any(_signs(chunk)) for chunk in run) and _is_code(whole):
        yield whole
        return
    yield from (chunk for chunk in run if _is_code(chunk))


def _is_code(lines: Sequence[Line]) -> bool:
    """Tell code from verse, quotations and addresses, which are indented too.

    Half of the lines must have a sign of code, a quarter one that is sure, and no more than a
    third may talk: prose on programs has their signs too. A list is none, whatever it lists.
    """
    if _LISTED.match(lines[0].source) or 3 * sum(_talks(line.source) for line in lines) > len(
        lines
    ):
        return False
    signs = _signs(lines)
    both, sure = sum(sign > 0 for sign in signs), sum(sign > 1 for sign in signs)
    return both >= 2 and sure >= 1 and 2 * both >= len(lines) and 4 * sure >= len(lines)


def _talks(source: str) -> bool:
    shown = source[:500]
    few = len(shown.split()) < _SENTENCE
    return not few and not _COMMENT.match(shown) and function_words(shown) >= _SMALL_WORDS


def _signs(lines: Sequence[Line]) -> list[int]:
    """Say of each line how much it looks like code: 0, 1 or 2."""
    signs, opened = [], -1
    for line in lines:
        shown = line.source[:500]
        within = 0 <= opened < line.indent
        signs.append(2 if _SURE.search(shown) else int(bool(within or _LIKELY.search(shown))))
        if _OPENS.search(shown):
            opened = line.indent
        elif line.indent <= opened:
            opened = -1
    return signs


def _code(lines: Sequence[Line], sources: Sequence[str]) -> Verbatim:
    first, last = lines[0].number, lines[-1].number
    shown = [source.expandtabs(4).replace("\u00a0", " ") for source in sources[first - 1 : last]]
    return Verbatim(first, last, BlockKind.CODE, textwrap.dedent("\n".join(shown)))
