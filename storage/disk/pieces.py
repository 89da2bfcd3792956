"""The documents that are whole in a TinyDB file that is not. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from storage.disk.transaction import Document, Tables

Guess = Callable[[Document], str]
"""Tells in which table a document belongs by its fields; empty when that cannot be told."""

_OPENING = re.compile(
    r'"(?P<table>[^"\\\x00-\x1f\ud800-\udfff]{1,100})"\s*:\s*\{\s*(?="\d+"\s*:\s*\{)'
    r'|"(?P<key>\d+)"\s*:\s*(?=\{)'
)
"""The beginning of a table that has documents, or of a document."""
_BETWEEN = re.compile(r"[\s,{}]*")
_BROKEN = re.compile("[\ud800-\udfff]")
"""What stands for bytes that are no UTF-8."""


@dataclass(slots=True)
class Pieces:
    """What could be read."""

    tables: Tables = field(default_factory=dict)
    again: Tables = field(default_factory=dict)
    """Other documents of numbers that are in `tables` already, as when two versions of a file
    stand in one."""
    places: int = 0
    """Where something could not be read."""


def pieces(data: bytes, guess: Guess) -> Pieces:
    """Return every document that can be read in a damaged file.

    After a damage the name of the table may be among what is lost: then a document goes
    where its fields say, or is left out.
    """
    text = data.decode("utf-8", "surrogateescape")
    decoder = json.JSONDecoder()
    found = Pieces()
    table, at, end, sure = "", 0, 0, True
    while (opening := _OPENING.search(text, at)) is not None:
        if sure and not _BETWEEN.fullmatch(text, end, opening.start()):
            found.places += 1
            sure = False
        at = opening.end()
        if opening["table"]:
            table, end, sure = opening["table"], at, True
            continue
        try:
            document, stop = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            found.places += sure
            sure = False
            continue
        if _OPENING.search(text, at, stop):
            # Its own end is lost, and it has swallowed what follows up to another's.
            found.places += sure
            sure = False
            continue
        if _BROKEN.search(text, opening.start(), stop):
            found.places += sure
            sure = False
        else:
            # The name of a table may be damaged too.
            name = guess(document) or (table if sure else "")
            if name:
                _keep(found, name, opening["key"], document)
        at = end = stop
    found.places += sure and not (_BETWEEN.fullmatch(text, end) and text.rstrip().endswith("}}"))
    return found


def _keep(found: Pieces, table: str, key: str, document: Document) -> None:
    known = found.tables.setdefault(table, {})
    if known.setdefault(key, document) != document:
        found.again.setdefault(table, {})[key] = document
