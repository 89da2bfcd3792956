"""What makes a Markdown text cost minutes, and what its parser would leave out, mended before."""

from __future__ import annotations

import re

LEVELS = 160
"""Blocks within blocks that the parser reads; two a list. Each costs frames of the stack."""
_MOST_LINES = 60_000
_DEEPEST = 400
"""Brackets that are open at once: each is tried with every one behind it."""
_DEEP = re.compile(r"^[ \t]{60,}+\S", re.M)
_MOST_DEEP = 2000
"""Lines indented so far, each of which is tried in every list around it."""
_WIDEST = 140
"""Columns that a list is indented."""
_MARKERS = re.compile(
    r"(?P<indent>[ \t]*+)(?P<marks>(?:(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))[ \t]*+)++)"
)
_MARKER = re.compile(r"[^\s]++[ \t]*+|>[ \t]*+")
_BRACKETS = re.compile(r"[\[\]]|\n[ \t]*\n")


def is_unfit(text: str) -> bool:
    """Tell a text that would take too long as Markdown, and is better read as plain text."""
    deep = sum(1 for _ in _DEEP.finditer(text))
    if text.count("\n") > _MOST_LINES or deep > _MOST_DEEP:
        return True
    depth = 0
    for found in _BRACKETS.finditer(text):
        depth = depth + 1 if found[0] == "[" else max(0, depth - 1) if found[0] == "]" else 0
        if depth > _DEEPEST:
            return True
    return False


def shallow(line: str) -> str:
    """Bring a line's lists and quotes to as many levels as are read: what is deeper is left out."""
    found = _MARKERS.match(line)
    if found is None:
        return line
    indent = found["indent"]
    if (width := len(indent.expandtabs(4))) > _WIDEST:
        indent, width = " " * _WIDEST, _WIDEST
    marks = _MARKER.findall(found["marks"].replace(">", "> "))
    most = (LEVELS - 10 - width) // 2
    if len(marks) <= most and len(indent) == len(found["indent"]):
        return line
    return indent + "".join(marks[:most]) + line[found.end() :]
