"""Set a note: its Markdown shown by styles and signs, wrapped, folded when it is long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tui.reading.clusters import clusters, single_space, to_stops
from tui.reading.marks import Mark, runs
from tui.reading.wrap import ClusterRuler, breakable, chop, hyphened, wrap

Row = tuple[tuple[str, str], ...]
"""Words of one row and the name of how they are set, "" for plain."""

_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_HEADING = re.compile(r"#{1,6} +(?P<words>.*?)[ #]*$")
_ITEM = re.compile(r"(?P<deep>[ \t]*)(?:(?P<bullet>[-*+•])|(?P<number>\d{1,9}[.)])) +(?P<words>.*)")
_QUOTE = re.compile(r" {0,3}> ?(?P<words>.*)")
_BULLETS = ("•", "◦", "–")
_DEEPEST = 4
"""Emphasis inside emphasis that is read."""
_LONGEST = 4000
"""Code points of a line whose Markdown is read: a longer one was not written by hand."""
_INLINE = re.compile(
    r"(?P<escape>\\(?P<sign>[!-/:-@\[-`{-~]))"
    r"|(?P<ticks>`+)(?P<code>(?!`).*?(?<!`))(?P=ticks)(?!`)"
    r"|!?\[(?P<link>[^\[\]\n]+)\]\((?P<href>[^()\s]+)(?:\s+\"[^\"]*\")?\)"
    r"|(?P<two>\*\*|__|~~)(?=\S)(?P<strong>.+?)(?<=\S)(?P=two)(?!\w)"
    r"|(?<![\w*_])(?P<one>[*_])(?=[^\s*_])(?P<soft>.+?)(?<=[^\s*_])(?P=one)(?![\w*_])"
    r"|(?<![\w#&/])(?P<tag>#\w[\w/-]*)"
)


class _Line(NamedTuple):
    """One line of a note, its Markdown read."""

    lead: str
    text: str
    styles: Sequence[Mark]
    verbatim: bool = False


def set_note(note: str, width: int, sign: str = "") -> tuple[Row, ...]:
    """Wrap a note to some cells, a sign before its first words; its own line breaks stay."""
    rows: list[Row] = []
    for nth, line in enumerate(_lines(note)):
        rows.extend(_rows(line, width, sign if nth == 0 else ""))
    return tuple(rows)


def folded(rows: tuple[Row, ...], width: int, limit: int) -> tuple[Row, ...]:
    """Keep so many rows of a longer note, the last of them counting those left out."""
    hidden = len(rows) - max(0, limit - 1)
    words = f"… +{hidden} lines"
    return (*rows[:-hidden], ((words if cell_len(words) <= width else f"… +{hidden}", "faint"),))


def _lines(note: str) -> Iterator[_Line]:
    fence = ""
    for line in note.split("\n") if note else ():
        if (mark := _FENCE.match(line)) and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
            continue
        if fence:
            yield _Line("", line, [Mark(0, len(line), "code")], verbatim=True)
        elif heading := _HEADING.fullmatch(line):
            text, styles = _inline(heading["words"])
            yield _Line("", text, [Mark(0, len(text), "strong"), *styles])
        elif item := _ITEM.fullmatch(line):
            depth = len(item["deep"].expandtabs(4)) // 2
            label = item["number"] or _BULLETS[depth % len(_BULLETS)]
            yield _Line(f"{'  ' * depth}{label} ", *_inline(item["words"]))
        elif quote := _QUOTE.fullmatch(line):
            text, styles = _inline(quote["words"])
            yield _Line("│ ", text, [Mark(0, len(text), "emphasis"), *styles])
        else:
            yield _Line("", *_inline(line))


def _inline(source: str, depth: int = 0) -> tuple[str, list[Mark]]:
    """Give the words of a line without the signs of Markdown, and what these said."""
    text, styles, at = "", [], 0
    if depth == _DEEPEST or len(source) > _LONGEST:
        return source, []
    for found in _INLINE.finditer(source):
        text += source[at : found.start()]
        at, start = found.end(), len(text)
        if found["escape"]:
            text += found["sign"]
            continue
        if found["ticks"]:
            text += found["code"].strip() or found["code"]
            name = "code"
        elif found["tag"]:
            text += found["tag"]
            name = "tag"
        else:
            words, inner = _inline(found["link"] or found["strong"] or found["soft"], depth + 1)
            text += words
            styles += [Mark(start + each.start, start + each.end, each.name) for each in inner]
            name = "link" if found["link"] else "emphasis" if found["one"] else "strong"
            if found["two"] == "~~":
                name = "strike"
        styles.append(Mark(start, len(text), name))
    return text + source[at:], styles


def _rows(line: _Line, width: int, sign: str) -> Iterator[Row]:
    lead = line.lead if cell_len(sign + line.lead) * 2 <= width else ""
    room = max(1, width - max(cell_len(sign + lead), cell_len(lead)))
    text, size = line.text, len(line.text)
    cut = clusters(text, 0, size, to_stops if line.verbatim else single_space)
    ruler = ClusterRuler(cut, size)
    spans = (
        chop(0, size, room, ruler) if line.verbatim else wrap(breakable(text), 0, size, room, ruler)
    )
    for nth, (start, stop) in enumerate(spans):
        row: list[tuple[str, str]] = [(sign, "note")] if sign and nth == 0 else []
        if lead:
            row.append((lead if nth == 0 else " " * cell_len(lead), "faint"))
        here = hyphened([each for each in cut if start <= each[1] < stop], text, stop, room)
        for begin, end, names in runs(start, stop, line.styles):
            shown = "".join(shown for shown, at, _ in here if begin <= at < end)
            row.append((shown, names[-1] if names else ""))
        yield tuple(row)
