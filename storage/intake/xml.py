"""XML from anywhere to a tree: no entities, no network, and as much as can be made out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_LONGEST = 10_000_000
"""Bytes of one text or attribute at which the parser would stop and say nothing."""
_MOST = 400_000
"""Tags of a document that may be as long; what has more takes gigabytes."""

_ATTRIBUTES = 1_000
"""Attributes of one tag: parsers compare each with every other."""
_LONG = re.compile(rb"<[^\W\d][^<]{%d,}+" % (4 * _ATTRIBUTES))
"""A tag and what follows it, where either is long enough to hold as many."""
_VALUE = re.compile(rb"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_TAG = re.compile(rb"<(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+")


def is_crowded(data: bytes) -> bool:
    """Tell whether some tag has more attributes than any that was meant to be read."""
    for found in _LONG.finditer(data):
        tag = _TAG.match(data, found.start())
        if tag is not None and len(_VALUE.findall(tag[0])) > _ATTRIBUTES:
            return True
    return False


def parse_xml(data: bytes) -> Any | None:
    """Return the root of a document; None for what has none, or more than can be read."""
    from lxml import etree

    # No entity is ever resolved, so the parser's own limits guard nothing but length and depth.
    huge = len(data) >= _LONGEST
    if (huge and data.count(b"<") > _MOST) or is_crowded(data):
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
