"""How much of one feed is read: its first items, as far as a reader waits for them.

What an item costs is told from its source, since the parser goes through the whole of a feed
before it gives the first of it.
"""

from __future__ import annotations

import re

from storage.intake.feeds.items import FeedItem

MOST = 2000
"""Items of one feed that are looked at."""
_READ = 3_200_000
"""What reading the tags of a feed may cost; the units are about microseconds."""
_SHOWN = 1_400_000
"""What making blocks of the HTML of its items may cost."""
_TAG_COSTS, _ATTRIBUTE_COSTS, _REFERENCE_COSTS, _LINE_COSTS = 35, 13, 2, 1
_ELEMENT_COSTS = 9
_MOST_MARKS = 500_000
_LONGEST = 5_000_000
"""Characters of one item."""
_MOST_VALUES = 1_000_000
"""Values of a JSON feed, each of which takes room."""

_UNREAD = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.S)
"""What holds no tags whatever it looks like."""
_PLACE = re.compile(
    _UNREAD.pattern + rb"|<(?P<end>/?)(?:[\w.-]++:)?(?:item|entry)(?=[\s/>])", re.S | re.I
)
_TAG = re.compile(rb"<[^\W\d](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+")


def bounded(data: bytes) -> tuple[bytes, int]:
    """Take out of an XML feed the items that are too many or too costly; say how many.

    What is left is empty where it would be costly even without any item.
    """
    starts, end = _places(data)
    if not starts:
        return (b"" if _cost(data) > _READ else data), 0
    # What is behind the last item is part of it unless it is ended.
    end = end if end > starts[-1] else len(data)
    parts = [data[: starts[0]], data[end:]]
    spent = sum(_cost(part) for part in parts)
    if spent > _READ:
        return b"", len(starts)
    kept: list[bytes] = []
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        if len(kept) == MOST:
            break
        item = data[start:stop]
        if spent + (cost := _cost(item)) <= _READ and len(item) <= _LONGEST:
            kept.append(item)
            spent += cost
    if len(kept) == len(starts):
        return data, 0
    return b"".join((parts[0], *kept, parts[1])), len(starts) - len(kept)


def _places(data: bytes) -> tuple[list[int], int]:
    """Find where items begin, and the last end of one."""
    starts, end = [], 0
    for found in _PLACE.finditer(data):
        if found["end"]:
            end = data.find(b">", found.end()) + 1 or len(data)
        elif found["end"] is not None:
            starts.append(found.start())
    return starts, end


def _cost(part: bytes) -> int:
    """Estimate what it takes to read a part of a feed."""
    if part.count(b"<") > _MOST_MARKS:
        return _READ + 1  # whatever they are, and they are not looked at one by one
    marked = _UNREAD.sub(b"", part)
    tags = _TAG.findall(marked)
    return (
        _TAG_COSTS * len(tags)
        + _ATTRIBUTE_COSTS * b"".join(tags).count(b"=")
        + _REFERENCE_COSTS * marked.count(b"&")
        + _LINE_COSTS * part.count(b"\n")
    )


def is_many_values(text: str) -> bool:
    """Tell whether a JSON text has more values than any feed that was meant to be read."""
    return sum(text.count(sign) for sign in ",{[") > _MOST_VALUES


def affordable(items: list[FeedItem]) -> tuple[FeedItem, ...]:
    """Return the items whose HTML can be made blocks of, one with another, in time."""
    kept: list[FeedItem] = []
    spent = 0
    for item in items[:MOST]:
        cost = _ELEMENT_COSTS * (item.html.count("<") - item.html.count("</"))
        if spent + cost <= _SHOWN and len(item.html) + len(item.text) <= _LONGEST:
            kept.append(item)
            spent += cost
    return tuple(kept)
