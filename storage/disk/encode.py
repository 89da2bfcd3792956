"""Tables to JSON, encoding again only the documents that are new."""

from __future__ import annotations

import json

from storage.disk.transaction import Document, Tables

Chunks = dict[tuple[str, str], tuple[Document, bytes]]


class Encoder:
    """Writes tables as TinyDB reads them; remembers each document's bytes until it changes.

    Documents are never modified in place, so the same object has the same bytes.
    """

    def __init__(self) -> None:
        self._chunks: Chunks = {}

    def encode(self, tables: Tables) -> bytes:
        """Return the JSON of all tables, in UTF-8."""
        before, self._chunks = self._chunks, {}
        parts = [self._table(name, tables, before) for name in tables]
        return b"{" + b",\n".join(parts) + b"}\n"

    def _table(self, name: str, tables: Tables, before: Chunks) -> bytes:
        parts = []
        for key, document in tables[name].items():
            place = name, key
            chunk = before.get(place)
            if chunk is None or chunk[0] is not document:
                chunk = document, b"%s:%s" % (_json(key), _json(document))
            self._chunks[place] = chunk
            parts.append(chunk[1])
        return b"%s:{%s}" % (_json(name), b",\n".join(parts))


def _json(value: object) -> bytes:
    """Return a value as JSON in UTF-8.

    What UTF-8 cannot hold (half a surrogate pair, from a file name for instance) comes out
    as the escape that JSON itself uses for it.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")
