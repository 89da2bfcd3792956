"""Which stored article what a person adds is another version of, or looks like."""

from __future__ import annotations

import contextlib
import os
from typing import NamedTuple

from storage import article_records, shelf
from storage.anchors import locate
from storage.catalog import Catalog
from storage.disk.transaction import Document
from storage.errors import LibraryError
from storage.fields import is_trashed
from storage.identity import canonical_url, digest
from storage.models import QUOTES, Annotation, Article, Bookmark, Entry, Passage
from storage.schema import ARTICLES
from storage.versions import ALIKE, VERY, Version, compare, likeness
from storage.words import index_words

_TELLING = 5
"""Letters of the words by which a title is looked for among others."""
_SAME = 2.0
"""The likeness of two titles that are letter for letter the same, more than of all others."""
_LOOKED_AT = 3
"""Stored texts that are compared at most with one that is new."""


class Older(NamedTuple):
    """An article that a text may be another version of."""

    entry: Entry
    text: str
    addressed: bool = False
    """Whether both are from one address, and so one article whatever the texts say."""
    least: float = ALIKE
    """How alike the texts must be where no address says that they are one article."""
    marked: tuple[Passage, ...] = ()
    """What stands in it of the person's marks, where not one of them may be lost unasked."""


def stored(catalog: Catalog, article: Article) -> list[Older]:
    """Return the articles with another text from the same address or file, the likeliest first.

    None for what is new, and for a text that is here already.
    """
    fingerprint = digest(article.text)
    id = shelf.twin(catalog.memory, article, fingerprint)
    if id is None:
        return _of_file(catalog, article)
    document = catalog.document(id)
    if not fingerprint or document.get(article_records.FINGERPRINT) == fingerprint:
        return []
    if article_records.is_fetched(document) and QUOTES in (article.format, document.get("format")):
        return []
    return [Older(catalog.entry(id), catalog.text(id), addressed=True)]


def _of_file(catalog: Catalog, article: Article) -> list[Older]:
    if not os.path.isabs(article.origin):
        return []
    found = catalog.memory.where(ARTICLES, "origin", article.origin)
    older = []
    for id in sorted(map(int, found), key=lambda id: (is_trashed(found[str(id)]), -id)):
        if _at_one_address(article, found[str(id)]):
            # A spoilt text is like none; `check` tells of it.
            with contextlib.suppress(LibraryError):
                older.append(_at_one_path(catalog, catalog.entry(id), article.title))
    return older


def _at_one_path(catalog: Catalog, entry: Entry, title: str) -> Older:
    """Return what was read from a file where something else is now.

    A name such as `page.md` is used for one letter of a series after the other, all of which
    begin and end with the same words.
    """
    marks: list[Annotation | Bookmark] = [*catalog.annotations(entry.id)]
    marks += catalog.bookmarks(entry.id)
    return Older(
        entry,
        catalog.text(entry.id),
        least=ALIKE if entry.title == title else VERY,
        marked=tuple(mark.passage for mark in marks if not mark.lost),
    )


def _at_one_address(article: Article, document: Document) -> bool:
    """Tell whether two articles may be from one address: where only one has any, they may."""
    addresses = {canonical_url(article.url), document.get(article_records.ADDRESS) or ""}
    return len(addresses - {""}) < 2


def version_of(article: Article, older: Older) -> Version | None:
    """Say what an article is beside an older one; None where it is another article.

    A file's name is soon used again, so that another text altogether is another article there.
    """
    if older.entry.unfetched:
        return Version.NEWER
    version = compare(older.text, article.text, older.least)
    if version is Version.OTHER and not older.addressed:
        return None
    if version is Version.NEWER and older.marked:
        found = any(locate(article.text, passage) for passage in older.marked)
        return version if found else Version.LOSING
    return version


def called_alike(catalog: Catalog, article: Article) -> list[Older]:
    """Return the articles outside the trash whose titles are most like that of a new one."""
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
    older = []
    for share, id in sorted(named, reverse=True)[:_LOOKED_AT]:
        with contextlib.suppress(LibraryError):
            least = ALIKE if share == _SAME else VERY
            older.append(Older(catalog.entry(id), catalog.text(id), least=least))
    return older


def is_like(article: Article, older: Older) -> bool:
    """Tell whether an article looks like another version of one that is called alike."""
    return likeness(older.text, article.text) >= older.least
