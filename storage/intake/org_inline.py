"""Org's marks within a line: emphasis, links, footnotes."""

from __future__ import annotations

import re

from storage.intake.build import Piece
from storage.models import StyleKind

_MARKS = {
    "*": StyleKind.STRONG,
    "/": StyleKind.EMPHASIS,
    "_": StyleKind.EMPHASIS,
    "+": StyleKind.STRIKE,
    "=": StyleKind.CODE,
    "~": StyleKind.CODE,
}
_DEEPEST = 6
_TOKEN = re.compile(
    r"\[\[(?P<target>[^\[\]]{1,2000})\](?:\[(?P<label>[^\[\]]{1,1000})\])?\]"
    r"|\[fn:(?P<note>[\w-]{0,60})(?::(?P<said>[^\[\]]{1,2000}))?\]"
    r"|<?(?P<url>https?://[^\s<>\[\]]{1,2000})>?"
    r"|(?<![^\s\-({'\"\[])(?P<mark>[*/_+=~])(?P<inner>\S|\S.{0,300}?\S)(?P=mark)"
    r"(?![^\s\-.,;:!?'\")}\[\]\\])"
)
_TRAILING = ".,;:!?'\")"
"""What ends a sentence and no address."""


def inline(made: Piece, text: str, depth: int = 0) -> None:
    """Add a text to a piece, its marks as styles."""
    at = 0
    for found in _TOKEN.finditer(text) if depth < _DEEPEST else ():
        made.add(text[at : found.start()])
        at = found.end()
        start = made.mark()
        if found["target"]:
            _link(made, found["target"], found["label"], depth)
        elif found["url"]:
            address = found["url"].rstrip(_TRAILING)
            made.add(address)
            made.style(StyleKind.LINK, start, address)
            if not found[0].startswith("<"):
                made.add(found["url"][len(address) :])
        elif found["mark"]:
            style = _MARKS[found["mark"]]
            inline(made, found["inner"], _DEEPEST if style is StyleKind.CODE else depth + 1)
            made.style(style, start)
        elif found["said"]:
            made.add(" (")
            inline(made, found["said"].strip(), depth + 1)
            made.add(")")
        else:
            made.add(f"[^{found['note']}]")
    made.add(text[at:])


def _link(made: Piece, target: str, label: str | None, depth: int) -> None:
    start = made.mark()
    inline(made, label or target.lstrip("*#"), depth + 1 if label else _DEEPEST)
    if target.startswith(("*", "#")):
        made.link_within(start, "#" + re.sub(r"[^\w-]+", "-", target.lstrip("*#").lower()))
    else:
        made.style(StyleKind.LINK, start, target)
