"""Which stored article what a person adds is another version of, or looks like."""

from __future__ import annotations

import contextlib
import os

from storage import article_records, shelf
from storage.catalog import Catalog
from storage.disk.transaction import Document
from storage.errors import LibraryError
from storage.fields import is_trashed
from storage.identity import canonical_url, digest
from storage.models import QUOTES, Article, Entry
from storage.schema import ARTICLES
from storage.versions import ALIKE, VERY, Version, compare, likeness
from storage.words import index_words

_TELLING = 5
"""Letters of the words by which a title is looked for among others."""
_SAME = 2.0
"""The likeness of two titles that are letter for letter the same, more than of all others."""
_LOOKED_AT = 3
"""Stored texts that are compared at most with one that is new."""


def earlier(catalog: Catalog, article: Article) -> tuple[int, Version] | None:
    """Return the article with another text from the same address or file, and what this one is.

    None for what is new, and for a text that is here already. One from the same file that is
    another text altogether is another article: a file's name is soon used again.
    """
    fingerprint = digest(article.text)
    id = shelf.twin(catalog.memory, article, fingerprint)
    if id is None:
        return _of_file(catalog, article)
    document = catalog.document(id)
    if not fingerprint or document.get(article_records.FINGERPRINT) == fingerprint:
        return None
    if not article_records.is_fetched(document):
        return id, Version.NEWER
    if QUOTES in (article.format, document.get("format")):
        return None
    return id, compare(catalog.text(id), article.text)


def _of_file(catalog: Catalog, article: Article) -> tuple[int, Version] | None:
    if not os.path.isabs(article.origin):
        return None
    found = catalog.memory.where(ARTICLES, "origin", article.origin)
    for id in sorted(map(int, found), key=lambda id: (is_trashed(found[str(id)]), -id)):
        if not _at_one_address(article, found[str(id)]):
            continue
        # A spoilt text is like none; `check` tells of it.
        with contextlib.suppress(LibraryError):
            version = compare(catalog.text(id), article.text)
            if version is not Version.OTHER:
                return id, version
    return None


def _at_one_address(article: Article, document: Document) -> bool:
    """Tell whether two articles may be from one address: where only one has any, they may."""
    addresses = {canonical_url(article.url), document.get(article_records.ADDRESS) or ""}
    return len(addresses - {""}) < 2


def like(catalog: Catalog, article: Article) -> Entry | None:
    """Return the article, outside the trash, of which a new one may be another version.

    Only titles are looked through, so one that is called quite otherwise is not found.
    """
    wanted = set(index_words(article.title.casefold()))
    telling = [word for word in wanted if len(word) >= _TELLING]
    named: list[tuple[float, int]] = []
    for key, document in catalog.articles().items():
        if is_trashed(document):
            continue
        title = article_records.title(document)
        if title == article.title:
            named.append((_SAME, int(key)))
            continue
        folded = title.casefold()
        if any(word in folded for word in telling):
            words = set(index_words(folded))
            named.append((len(words & wanted) / len(words | wanted), int(key)))
    for share, id in sorted(named, reverse=True)[:_LOOKED_AT]:
        least = ALIKE if share == _SAME else VERY
        with contextlib.suppress(LibraryError):
            if likeness(catalog.text(id), article.text) >= least:
                return catalog.entry(id)
    return None
