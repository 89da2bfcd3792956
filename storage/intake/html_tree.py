"""The tree of an HTML page, whole where a page is large, and no deeper than can be walked."""

from __future__ import annotations

from typing import Any

_LONGEST = 10_000_000
"""Bytes of one attribute, text or comment at which the parser would stop and say nothing."""
_DEEPEST = 256
"""Elements within elements that the parser takes while its limits hold."""


def page_tree(text: str) -> Any:
    """Parse a page into an lxml tree; lxml's own errors where there is nothing in it."""
    source = text.encode("utf-8", "replace")
    if len(source) < _LONGEST:
        return _parse(source, huge=False)
    # A picture within the page may be as long. Without its limits the parser goes deeper too.
    page = _parse(source, huge=True)
    return _parse(source, huge=False) if _is_too_deep(page) else page


def _parse(source: bytes, *, huge: bool) -> Any:
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=huge)
    return html.document_fromstring(source, parser=parser)


def _is_too_deep(page: Any) -> bool:
    level = [page]
    for _ in range(_DEEPEST):
        level = [child for node in level for child in node]
    return bool(level)
