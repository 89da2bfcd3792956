"""The stored version, and each step from an old one to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from storage.disk.advice import mending
from storage.disk.transaction import Document, Tables, Transaction
from storage.errors import LibraryError
from storage.quarantine import META, tables_of

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

_META_KEY = 1
"""The number of the one document of META, which holds what follows."""


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

    Tables and fields that are not ours are kept as they are, and what is no table or document
    is set aside. Content that is of the present version is returned itself, any other as a
    new object. Raises LibraryError for anything else, newer versions included.
    """
    tables = tables_of(content, path)
    if META not in tables:
        if any(table for name, table in tables.items() if name not in TABLES):
            raise LibraryError(
                f"{path} is a TinyDB file of another program; it was left alone. "
                "Name another file for the library."
            )
        return tables
    stored = _stored(tables)
    if stored is None:
        raise LibraryError(
            f"{path} does not say its version (_manicule.schema); it is damaged: {mending(path)}."
        )
    if stored > version():
        raise LibraryError(
            f"{path} was written by a newer manicule (schema {stored}; this one knows "
            f"{version()}): update manicule; the file was left alone."
        )
    if stored == version():
        return tables
    for step in STEPS[stored - 1 :]:
        step(tables)
    tables[META][str(_META_KEY)]["schema"] = version()
    return dict(tables)


def supposed(tables: Tables) -> Tables | None:
    """Return a library that does not say its version as one of this; None where it does."""
    if META not in tables or _stored(tables) is not None:
        return None
    key = str(_META_KEY)
    meta = {**tables[META].get(key, {}), "schema": version()}
    return {**tables, META: {**tables[META], key: meta}}


def _stored(tables: Tables) -> int | None:
    """Return the version that a library says it has; None where it says none."""
    stored = tables[META].get(str(_META_KEY), {}).get("schema")
    return stored if type(stored) is int and stored >= 1 else None


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
    return stored or {"schema": version(), "created": transaction.moment(), "next": {}}


def _counters(meta: Document) -> dict[str, int]:
    """Return the next number of each table, in so far as it is one."""
    counters = meta.get("next")
    if not isinstance(counters, dict):
        return {}
    return {table: key for table, key in counters.items() if type(key) is int}
