"""Another copy of a library as it lies there, before it is joined."""

from __future__ import annotations

from storage import bulk, pages
from storage.disk.transaction import Table, Tables
from storage.fields import owner
from storage.schema import ARTICLES, CLAIMS, PROGRESS
from storage.shapes import MARKS


def bodies_of(tables: Tables) -> list[str]:
    """Return the names of the bodies that documents name, in their order."""
    names = (
        document.get(field)
        for table in bulk.BIG
        for document in tables.get(table, {}).values()
        for field in (bulk.BODY, pages.PAGE)
    )
    return list(dict.fromkeys(name for name in names if isinstance(name, str) and name))


def referred(strays: Tables, home: Tables) -> Tables:
    """Return stray documents of a library with the articles of it that they are in."""
    articles: Table = dict(strays.get(ARTICLES, {}))
    for table in (*MARKS, PROGRESS, CLAIMS):
        for document in strays.get(table, {}).values():
            key = str(owner(document))
            if key in home.get(ARTICLES, {}):
                articles.setdefault(key, home[ARTICLES][key])
    return {**strays, ARTICLES: articles}
