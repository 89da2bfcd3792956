"""What stands in a library's file where a table or a document should, and is none.

It is kept in a table of its own, so that all the rest can be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from storage.disk.transaction import Document, Tables
from storage.errors import LibraryError
from storage.fields import visible

DAMAGED = "_damaged"
"""The table of what was set aside: each with its table and, where it has one, its number."""

META = "_manicule"
"""The table that makes a TinyDB file ours."""

_DIGITS = 18
"""Of a document's number, at most; nobody counts so far."""


def tables_of(content: Any, path: Path) -> Tables:
    """Return what a file holds as tables of documents; raises LibraryError for a file not ours.

    Content that is whole is returned itself. Otherwise, in a file that is ours, what is empty is
    taken for an empty table, and what is no table or no document is set aside in DAMAGED.
    """
    if isinstance(content, dict):
        if all(map(_is_table, content.values())):
            return cast(Tables, content)
        if META in content:
            return _setting_aside(content)
    raise LibraryError(
        f"{path} is not a library: its JSON holds no TinyDB tables; it was left alone. "
        "Name another file."
    )


def called(record: Document) -> str:
    """Return the sentence about something that was set aside, without its end."""
    table, key = record.get("table"), record.get("key")
    if key is None:
        return visible(f"What stands in the place of the table {table} is none")
    return visible(f"Record {key} of the table {table} is no record")


def _setting_aside(content: dict[str, Any]) -> Tables:
    whole: Tables = {}
    spoilt: list[Document] = []
    for name, table in content.items():
        if isinstance(table, dict):
            whole[name] = {key: d for key, d in table.items() if _is_document(key, d)}
            spoilt += _spoilt(name, table)
        else:
            whole[name] = {}
            if table:
                spoilt.append({"table": name, "value": table})
    if spoilt:
        aside = whole.setdefault(DAMAGED, {})
        for number, record in enumerate(spoilt, max(map(int, aside), default=0) + 1):
            aside[str(number)] = record
    return whole


def _spoilt(name: str, table: dict[str, Any]) -> Iterator[Document]:
    for key, value in table.items():
        if not _is_document(key, value):
            yield {"table": name, "key": key, "value": value}


def _is_document(key: str, value: Any) -> bool:
    return isinstance(value, dict) and key.isdecimal() and len(key) <= _DIGITS


def _is_table(table: Any) -> bool:
    if not isinstance(table, dict):
        return False
    # Nothing is done for each document but in C: a library has many.
    return (
        all(map(str.isdecimal, table))
        and max(map(len, table), default=0) <= _DIGITS
        and set(map(type, table.values())) <= {dict}
    )
