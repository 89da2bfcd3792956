"""The tree of an HTML page, whole where a page is large or deep, within what can be walked."""

from __future__ import annotations

from typing import Any

from storage.intake.html_limits import few_attributes, flattened
from storage.models import Dropped

_LONGEST = 10_000_000
"""Bytes of one attribute, text or comment at which the parser would stop and say nothing."""
_DEEPEST = 256
"""Elements within elements that the parser takes while its limits hold."""


def page_tree(text: str, dropped: list[Dropped] | None = None) -> Any:
    """Parse a page into an lxml tree; lxml's own errors where there is nothing in it.

    What had to be taken out of its tags to do so is added to ``dropped``.
    """
    text, cut = few_attributes(text)
    page, is_whole = _parse(text)
    flat = 0
    if not is_whole:
        text, flat = flattened(text)
        page, _ = _parse(text)
    if dropped is not None:
        if cut:
            dropped.append(Dropped("markup", f"attributes beyond the 200th of {cut:,} tags"))
        if flat:
            said = f"{flat:,} tags nested too deep to be read as such; their words were kept"
            dropped.append(Dropped("markup", said))
    return page


def _parse(text: str) -> tuple[Any, bool]:
    """Give the tree, and whether it has all that is in the source."""
    from lxml import html

    source = text.encode("utf-8", "replace")
    # A picture within the page may be as long. Without its limits the parser goes deeper too.
    huge = len(source) >= _LONGEST
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=huge)
    page = html.document_fromstring(source, parser=parser)
    if huge:
        return page, not _is_too_deep(page)
    return page, not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _is_too_deep(page: Any) -> bool:
    level = [page]
    for _ in range(_DEEPEST):
        level = [child for node in level for child in node]
    return bool(level)
