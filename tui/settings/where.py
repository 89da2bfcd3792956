"""On which line of a TOML file a name stands: tomllib reads values and forgets their places."""

from __future__ import annotations

import re

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_NAME = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*\[\s*({_NAME})\s*\]")
_ENTRY = re.compile(rf"\s*({_NAME})\s*=")


def lines_of(text: str) -> dict[str, int]:
    """Map each dotted name, tables too, to the line on which it is first set."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _plain(header[1])
            found.setdefault(table, number)
        elif entry := _ENTRY.match(line):
            name = _plain(entry[1])
            found.setdefault(f"{table}.{name}" if table else name, number)
    return found


def _plain(name: str) -> str:
    """Take quotation marks and blanks from a dotted name."""
    return ".".join(part.strip("\"'") for part in re.findall(_PART, name))
