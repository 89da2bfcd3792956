"""The authors and the date in a page's data for search engines (JSON-LD, after schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from storage.intake.sanitise import line

_ARTICLE = re.compile(r"\w*(?:Article|Posting|Report|Review|Essay|Recipe|Column)", re.I)
_DEEPEST = 6
_MOST = 2000
"""So many of a page's nodes are looked at."""


def article_authors(page: Any) -> list[str]:
    """Give the persons who are the authors of the first article that names any."""
    nodes = list(_nodes(page))[:_MOST]
    # What only refers to a node bears its id too.
    known = {node["@id"]: node for node in nodes if "name" in node and _is_id(node.get("@id"))}
    for node in nodes:
        if any(_ARTICLE.fullmatch(kind) for kind in _kinds(node)):
            authors = node.get("author")
            found = [
                _name(one, known) for one in (authors if isinstance(authors, list) else [authors])
            ]
            if found := [name for name in found if name]:
                return found
    return []


def article_date(page: Any) -> str:
    """Give when the first article that says it came out, or ""."""
    for node in list(_nodes(page))[:_MOST]:
        if any(_ARTICLE.fullmatch(kind) for kind in _kinds(node)):
            date = node.get("datePublished")
            if isinstance(date, str) and date:
                return date
    return ""


def _nodes(page: Any) -> Iterator[dict[str, Any]]:
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            # Line breaks within a text are common, and against the rules.
            read = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _within(read, 0)


def _within(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Give the nodes of a graph, the outer before the inner."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict | list):
                yield from _within(inner, depth + 1)


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [
        kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    ]


def _is_id(value: Any) -> bool:
    return isinstance(value, str)


def _name(author: Any, known: dict[str, dict[str, Any]]) -> str:
    """Give a person's name, by reference too; an organisation has none."""
    if isinstance(author, str):
        return line(author)
    if not isinstance(author, dict):
        return ""
    if "name" not in author and _is_id(author.get("@id")):
        author = known.get(author["@id"], author)
    kinds = _kinds(author)
    name = author.get("name")
    return line(name) if isinstance(name, str) and (not kinds or "Person" in kinds) else ""
