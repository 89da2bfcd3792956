"""Where a link to a heading of the same text leads."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote

from storage.models import Article, BlockKind

_NOT_IN_NAMES = re.compile(r"[^\w\- ]")


def heading_offset(article: Article, href: str) -> int | None:
    """Give the offset of the heading that "#name" names; None when no heading is called so.

    A name is the heading in small letters with hyphens for blanks and without other signs; the
    second of two that are alike has "-1" behind it.
    """
    sought = unquote(href.removeprefix("#")).lower()
    seen: Counter[str] = Counter()
    for block in article.blocks:
        if block.kind is not BlockKind.HEADING:
            continue
        words = article.text[block.start : block.end].lower()
        name = _NOT_IN_NAMES.sub("", words).replace(" ", "-")
        if sought == (f"{name}-{seen[name]}" if seen[name] else name):
            return block.start
        seen[name] += 1
    return None
