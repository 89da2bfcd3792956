"""Tables to the JSON of TinyDB, one document a line."""

from __future__ import annotations

from collections.abc import Mapping

from storage.disk.journal import encoded
from storage.disk.transaction import Table


def encode(tables: Mapping[str, Table]) -> bytes:
    """Return the JSON of all tables, in UTF-8."""
    return b"{" + b",\n".join(_table(name, tables[name]) for name in tables) + b"}\n"


def _table(name: str, table: Table) -> bytes:
    rows = (b"%s:%s" % (encoded(key), encoded(document)) for key, document in table.items())
    return b"%s:{%s}" % (encoded(name), b",\n".join(rows))
