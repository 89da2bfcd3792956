"""Bounds on a page's tags, set in its source: beyond them a parser takes minutes or stops midway.

Only tags are taken out, never a word. Both passes go through the source once.
"""

from __future__ import annotations

import re

_ATTRIBUTES = 200
"""Attributes of one tag; the parser compares each with every other."""
_SHELLS = 100
"""Elements within elements that only hold others or set a look."""
_DEEPEST = 200
"""Elements within elements; the parser gives up at 256, some of which it adds itself."""
_NAME = r"[a-zA-Z][^\s/>]*+"
_REST = r"(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)?+|[\"'])*+"
_UNREAD = (
    r"<!--(?:[^-]++|-(?!->))*+(?:-->)?"
    r"|<(?P<raw>script|style|textarea|title|iframe|noembed|noframes|xmp)\b(?P<said>" + _REST + r")>"
    r"(?:[^<]++|<(?!/(?P=raw)\b))*+"
)
"""What holds no tags whatever it looks like: comments, scripts and their kin."""
_LONG = re.compile(rf"{_UNREAD}|<{_NAME}(?P<attributes>{_REST})>?", re.I)
_TAG = re.compile(rf"{_UNREAD}|<(?P<end>/?)(?P<name>{_NAME}){_REST}>?", re.I)
_ATTRIBUTE = re.compile(r"[\s/]*+=?[^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]++)?+)?+")
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    )
)
_LINED = frozenset(
    (
        *("a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark"),
        *("q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var"),
    )
)
"""Elements that stand within a line."""
_HOLDERS = _LINED | {"article", "center", "div", "form", "main", "nav", "section"}
_SIBLINGS = {
    **dict.fromkeys(("dd", "dt"), frozenset(("dd", "dt"))),
    **dict.fromkeys(("td", "th"), frozenset(("td", "th"))),
    **dict.fromkeys(("li", "option", "p", "tr"), frozenset()),
}
"""Elements that their like end, as it stands right beside them."""
_BREAK = "<br><br>"


def few_attributes(source: str) -> tuple[str, int]:
    """Leave each tag its first attributes; give the source, and how many tags lost some."""
    cut = 0

    def shorten(found: re.Match[str]) -> str:
        nonlocal cut
        part = "attributes" if found["attributes"] is not None else "said"
        start, end = found.span(part)
        # An attribute is two characters at least, of which one divides it from the next.
        if end - start < 2 * _ATTRIBUTES:
            return found[0]
        at = start
        for _ in range(_ATTRIBUTES):
            attribute = _ATTRIBUTE.match(source, at, end)
            if attribute is None or not attribute[0]:
                return found[0]
            at = attribute.end()
        if at == end:
            return found[0]
        cut += 1
        return source[found.start() : at] + source[end : found.end()]

    return _LONG.sub(shorten, source), cut


def flattened(source: str) -> tuple[str, int]:
    """Take out the tags of elements that are nested too deep; give the source, and their number.

    Where a block was there are line breaks. What is left is well nested: no parser makes it deeper.
    """
    walk = _Flatten()
    at = 0
    for found in _TAG.finditer(source):
        walk.text(source[at : found.start()])
        walk.tag(found)
        at = found.end()
    walk.text(source[at:])
    return "".join(walk.out), walk.cut


class _Flatten:
    """Copy tags and texts, remembering which elements are open and which of them are kept."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.cut = 0
        self._open: list[tuple[str, bool]] = []
        self._named: dict[str, int] = {}
        self._kept = 0
        self._broken = False

    def text(self, text: str) -> None:
        if text:
            self.out.append(text)
            self._broken = self._broken and not text.strip()

    def tag(self, found: re.Match[str]) -> None:
        name = (found["name"] or "").lower()
        if raw := found["raw"]:
            self.out.append(found[0])
            self._kept += 1
            self._push(raw.lower(), kept=True)
        elif not name or name in _VOID:
            self.out.append(found[0])
        elif found["end"]:
            self._close(name)
        else:
            self._start(name, found[0])

    def _start(self, name: str, tag: str) -> None:
        above = self._open[-1][0] if self._open else ""
        if name in _SIBLINGS and (above == name or above in _SIBLINGS[name]):
            self._close(above)
        if self._kept < (_SHELLS if name in _HOLDERS else _DEEPEST):
            self.out.append(tag)
            self._kept += 1
            self._push(name, kept=True)
        else:
            self.cut += 1
            self._push(name, kept=False)
            self._divide(name)

    def _push(self, name: str, *, kept: bool) -> None:
        self._open.append((name, kept))
        self._named[name] = self._named.get(name, 0) + 1

    def _close(self, name: str) -> None:
        """End an element and all that is open in it; an end without a beginning says nothing."""
        while self._named.get(name):
            inner, kept = self._open.pop()
            self._named[inner] -= 1
            self._kept -= kept
            if kept:
                self.out.append(f"</{inner}>")
            else:
                self._divide(inner)
            if inner == name:
                return

    def _divide(self, name: str) -> None:
        if name not in _LINED and not self._broken:
            self.out.append(_BREAK)
            self._broken = True
