"""XML from anywhere to a tree: no entities, no network, and as much as can be made out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def parse_xml(data: bytes) -> Any | None:
    """Return the root of a document; None for what has none."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None


def elements(tree: Any, name: str) -> Iterator[Any]:
    """Give the elements of a name, whatever their namespace."""
    yield from tree.iter(f"{{*}}{name}")
