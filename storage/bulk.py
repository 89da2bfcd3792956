"""Which fields are too big for the catalogue, and where they go.

A document whose field `body` names a file has those of its fields there that it does not
have itself. One without is whole: an older manicule, or a person, wrote it.
"""

from __future__ import annotations

from collections.abc import Callable

from storage.claim_records import KINDS, SHOWN, claims_kinds, claims_shown
from storage.disk.journal import Put
from storage.disk.transaction import Document, Tables
from storage.identity import new_uid
from storage.schema import ARTICLES, CLAIMS

BODY = "body"

BIG = {
    ARTICLES: ("text", "blocks", "styles", "raw", "dropped"),
    CLAIMS: ("claims",),
}
"""What is read with one article only, by the table of the document."""

Read = Callable[[str], Document]
"""Gives the body of a name."""


def whole(document: Document, read: Read) -> Document:
    """Return a document with what lies in its body."""
    name = document.get(BODY)
    return {**read(name), **document} if isinstance(name, str) and name else document


def holding(field: str, document: Document, read: Read) -> Document:
    """Return what has a field of a document: itself, or its body; itself also where neither has."""
    name = document.get(BODY)
    if field in document or not (isinstance(name, str) and name):
        return document
    return read(name)


def split(table: str, document: Document, name: str) -> tuple[Document, Document]:
    """Return what of a document stays in the catalogue, and what goes to the body `name`."""
    big = BIG[table]
    slim = {field: value for field, value in document.items() if field not in big}
    if table == CLAIMS:
        slim[SHOWN] = claims_shown(document)
        slim[KINDS] = [kind.value for kind in claims_kinds(document) or ()]
    return {**slim, BODY: name}, {field: document[field] for field in big if field in document}


def slimmed(tables: Tables, read: Read) -> tuple[list[Put], dict[str, Document]]:
    """Return documents without the big fields they hold, and the bodies that take these."""
    puts: list[Put] = []
    bodies: dict[str, Document] = {}
    for table, big in BIG.items():
        for key, document in tables.get(table, {}).items():
            if big[0] in document:
                name = new_uid()
                slim, body = split(table, document, name)
                old = document.get(BODY)
                bodies[name] = {**read(old), **body} if isinstance(old, str) and old else body
                puts.append((table, key, slim))
    return puts, bodies
