"""The stored version, and each step from an old one to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from storage.disk.transaction import Document, Tables, Transaction
from storage.errors import LibraryError
from storage.identity import now

ARTICLES = "articles"
CLAIMS = "claims"
ANNOTATIONS = "annotations"
BOOKMARKS = "bookmarks"
PROGRESS = "progress"
DECISIONS = "decisions"
FEEDS = "feeds"
REMOVALS = "removals"
"""A table that came without a version: files without it hold no removals, and what does not know
it keeps it, as it keeps every table that is not its own."""
TABLES = (ARTICLES, CLAIMS, ANNOTATIONS, BOOKMARKS, PROGRESS, DECISIONS, FEEDS, REMOVALS)

DAMAGED = "_damaged"
"""The table of what stood among the documents and is none, each with its table and its number."""

META = "_manicule"
"""The table that makes a TinyDB file ours; its one document holds what follows."""
_META_KEY = 1


def _to_2(tables: Tables) -> None:
    """Leave all as it is: from here on a journal continues the file, which version 1 ignores."""


STEPS: tuple[Callable[[Tables], None], ...] = (_to_2,)
"""What turns a file of version 1 into version 2, 2 into 3 and so on.

A step changes tables that nobody else holds. What it makes is stored by the next
write; until then the file on disk stays as the older manicule left it.
"""


def version() -> int:
    """Return the version that this manicule writes."""
    return len(STEPS) + 1


def accept(content: Any, path: Path) -> Tables:
    """Check that a file's content is a library and bring it to the present version.

    Tables and fields that are not ours are kept as they are, and what is no document is set
    aside in DAMAGED. Content that is of the present version is returned itself, any other as a
    new object. Raises LibraryError for anything else, newer versions included.
    """
    whole = _is_tinydb(content)
    if not whole and isinstance(content, dict) and META in content:
        content = _setting_aside(content)
        whole = _is_tinydb(content)
    if not whole:
        raise LibraryError(
            f"{path} is not a library: its JSON holds no TinyDB tables; it was left alone."
        )
    tables = cast(Tables, content)
    if META not in tables:
        if any(table for name, table in tables.items() if name not in TABLES):
            raise LibraryError(
                f"{path} is a TinyDB file of another program; it was left alone. "
                "Name another file for the library."
            )
        return tables
    meta = tables[META].get(str(_META_KEY), {})
    stored = meta.get("schema")
    if not isinstance(stored, int) or stored < 1:
        raise LibraryError(f"{path} does not say its version (_manicule.schema); it is damaged.")
    if stored > version():
        raise LibraryError(
            f"{path} was written by a newer manicule (schema {stored}; this one knows "
            f"{version()}): update manicule; the file was left alone."
        )
    if stored == version():
        return tables
    for step in STEPS[stored - 1 :]:
        step(tables)
    meta["schema"] = version()
    return dict(tables)


def next_key(transaction: Transaction, table: str) -> int:
    """Return a number that no document of the table ever had, and note it as used.

    Under the transaction's lock it is unique between processes.
    """
    meta = _meta(transaction)
    counters = _counters(meta)
    key = counters.get(table, 0)
    if key < 1 or transaction.get(table, key) is not None:
        key = max(map(int, transaction.documents(table)), default=0) + 1
    transaction.put(META, _META_KEY, {**meta, "next": {**counters, table: key + 1}})
    return key


def ever_used(tables: Tables, table: str) -> bool:
    """Tell whether the table ever held a document."""
    counters = _counters(tables.get(META, {}).get(str(_META_KEY), {}))
    return bool(tables.get(table)) or counters.get(table, 1) > 1


def stamp(transaction: Transaction) -> None:
    """Write the version and the date of birth into a file that has none yet."""
    if transaction.get(META, _META_KEY) is None:
        transaction.put(META, _META_KEY, _meta(transaction))


def _meta(transaction: Transaction) -> Document:
    stored = transaction.get(META, _META_KEY)
    return stored or {"schema": version(), "created": now(), "next": {}}


def _counters(meta: Document) -> dict[str, int]:
    """Return the next number of each table, in so far as it is one."""
    counters = meta.get("next")
    if not isinstance(counters, dict):
        return {}
    return {table: key for table, key in counters.items() if type(key) is int}


def _setting_aside(content: dict[str, Any]) -> dict[str, Any]:
    """Return tables in which every document is one; what holds none at all is left as it is."""
    if not all(isinstance(table, dict) for table in content.values()):
        return content
    spoilt = [
        {"table": name, "key": key, "value": value}
        for name, table in content.items()
        for key, value in table.items()
        if not (isinstance(value, dict) and key.isdecimal())
    ]
    whole = {
        name: {key: d for key, d in table.items() if isinstance(d, dict) and key.isdecimal()}
        for name, table in content.items()
    }
    aside = whole.setdefault(DAMAGED, {})
    for number, record in enumerate(spoilt, max(map(int, aside), default=0) + 1):
        aside[str(number)] = record
    return whole


def _is_tinydb(content: Any) -> bool:
    return isinstance(content, dict) and all(map(_is_table, content.values()))


def _is_table(table: Any) -> bool:
    if not isinstance(table, dict):
        return False
    # Nothing is done for each document but in C: a library has many.
    return all(map(str.isdecimal, table)) and set(map(type, table.values())) <= {dict}
