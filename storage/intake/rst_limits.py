"""What makes a reStructuredText cost seconds or gigabytes, found before it is read."""

from __future__ import annotations

import re

LONGEST = 400_000
"""Characters."""
_BLOCK = 40_000
"""Characters between two blank lines: each open mark is sought through all of them."""
_UNPACKED = 2_000_000
"""Characters that all substitutions may come to."""
_BLANK = re.compile(r"\n[ \t]*+\n")
_COLUMNS = re.compile(r"^[ \t]*(?:\+?(?:=+[ \t]+|-+\+|=+\+)){40}", re.M)
"""The edge of a table too wide for any page."""
_DEFINED = re.compile(
    r"^[ \t]*\.\.[ \t]+\|(?P<name>[^|\n]{1,200})\|(?P<said>.*(?:\n(?:[ \t].*)?)*+)", re.M
)
_REFERENCE = re.compile(r"\|([^|\s][^|\n]{0,198})\|")


class Unfit(ValueError):
    """A text that is better read as plain text; says why."""


def check(text: str) -> None:
    """Raise Unfit for a text that would take too long, or grow too much."""
    if len(text) > LONGEST:
        raise Unfit("it is too long")
    if any(len(block) > _BLOCK for block in _BLANK.split(text)):
        raise Unfit("a paragraph in it is too long")
    if _COLUMNS.search(text):
        raise Unfit("a table in it is too wide")
    said = {found["name"].casefold(): found["said"] for found in _DEFINED.finditer(text)}
    sizes: dict[str, int] = {}

    def size(name: str, above: tuple[str, ...]) -> int:
        if name in above or len(above) > 50:
            raise Unfit("a substitution in it stands for itself")
        if name not in sizes:
            sizes[name] = len(said[name]) + _sum(said[name], (*above, name))
        return sizes[name]

    def _sum(part: str, above: tuple[str, ...]) -> int:
        names = (found[1].casefold() for found in _REFERENCE.finditer(part))
        return sum(size(name, above) for name in names if name in said)

    if said and _sum(text, ()) > _UNPACKED:
        raise Unfit("the substitutions in it unpack to more than an article can be")
