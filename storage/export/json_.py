"""Whole articles as JSON, nothing left out: every field of every noun."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from storage.dossier import Dossier

FORMAT = "manicule"
VERSION = 1


def lossless(dossiers: Iterable[Dossier]) -> dict[str, Any]:
    """Describe articles with all that belongs to them; the keys are the nouns' own fields.

    The same library gives the same document, so that two exports can be compared.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "articles": [flat(dossier) for dossier in dossiers],
    }


def lossless_pieces(dossiers: Iterable[Dossier]) -> Iterator[str]:
    """Write the same document as text, article by article: all at once may be more than fits."""
    before, after = around(dumps(lossless(())), "articles")
    yield before
    yield from listed((dumps(flat(dossier)) for dossier in dossiers), 4)
    yield after


def around(document: str, name: str) -> tuple[str, str]:
    """Divide a document that was dumped within the empty list which a field of it holds."""
    at = document.index(f'"{name}": []') + len(f'"{name}": [')
    return document[:at], document[at:]


def listed(dumped: Iterable[str], depth: int) -> Iterator[str]:
    """Give the members of a list, each dumped by itself, as `dumps` sets them so deep."""
    line = f"\n{' ' * depth}"
    comma = ""
    for text in dumped:
        yield f"{comma}{line}{text.rstrip().replace(chr(10), line)}"
        comma = ","
    if comma:
        yield line[:-2]


def dumps(document: object, *, ascii_only: bool = False) -> str:
    """Write a document as JSON text that ends in a newline."""
    return json.dumps(document, ensure_ascii=ascii_only, indent=2) + "\n"


def flat(dossier: Dossier) -> dict[str, Any]:
    """Set the article's own fields beside what belongs to it, as `show --json` does."""
    belongings = _plain(dossier)
    article = belongings.pop("article")
    return {**article, **belongings}


def _plain(value: Any) -> Any:
    """Give a noun as an object of its fields, and so with all nouns inside it."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        if names := getattr(value, "_fields", ()):
            return {name: _plain(getattr(value, name)) for name in names}
        return [_plain(each) for each in value]
    return value
