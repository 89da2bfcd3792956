"""XML from anywhere to a tree: no entities, no network, and as much as can be made out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_LONGEST = 10_000_000
"""Bytes of one text or attribute at which the parser would stop and say nothing."""
_MOST = 400_000
"""Tags of a document that may be as long; what has more takes gigabytes."""


def parse_xml(data: bytes) -> Any | None:
    """Return the root of a document; None for what has none, or more tags than can be read."""
    from lxml import etree

    # No entity is ever resolved, so the parser's own limits guard nothing but length and depth.
    huge = len(data) >= _LONGEST
    if huge and data.count(b"<") > _MOST:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge, recover=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None


def elements(tree: Any, name: str) -> Iterator[Any]:
    """Give the elements of a name, whatever their namespace."""
    yield from tree.iter(f"{{*}}{name}")
