"""What a person adds by hand: a new article, or another version of one that is here.

What comes by itself or in bulk (feeds, imports) never changes a text that is here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from storage.library import Library
from storage.models import Article, Entry
from storage.renewal import Renewed
from storage.versions import Version


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of it."""

    article: Article
    """As it is stored now."""
    new: bool = False
    renewed: Renewed | None = None
    """What its text changed, in the place of an older one."""
    left: Version | None = None
    """What it is instead of a newer version, so that the text that was here stayed."""
    restored: bool = False
    """Whether it was in the trash until now."""
    words: int = 0
    """In the text that came."""
    like: Entry | None = None
    """The article that a new one looks like."""
    titled: str = ""
    """What it was called until now, where it was given another title."""


def take(library: Library, article: Article, *, into: int | None = None, title: str = "") -> Taken:
    """Store an article as `Library.add` does, or its text in the place of its older version.

    That is the one from the same address or the same file, if this one is no mere excerpt and
    no other text altogether, or else `into`, whatever the text is. Undo brings the old text back.
    `title` is what the person calls it: one that is here is called so too, unless its text is left.
    """
    away = {entry.id for entry in library.entries(trashed=True)}
    taken = _taken(library, article, into)
    taken = replace(taken, restored=taken.article.id in away)
    before = taken.article
    if not title or taken.left is not None or before.title == title:
        return taken
    library.describe(before.id, title=title)
    called = replace(before, title=title)
    renewed = taken.renewed and replace(taken.renewed, article=called)
    return replace(taken, article=called, renewed=renewed, titled=before.title)


def _taken(library: Library, article: Article, into: int | None) -> Taken:
    if into is not None:
        return _renewed(library, into, article, origin=article.origin)
    earlier = library.earlier(article)
    if earlier is None:
        like = library.like(article)
        stored, new = library.add(article)
        return Taken(stored, new, words=article.words, like=like if new else None)
    id, version = earlier
    if version is Version.NEWER:
        return _renewed(library, id, article)
    library.revive(id, article.tags)
    return Taken(library.article(id), left=version, words=article.words)


def _renewed(library: Library, id: int, article: Article, *, origin: str = "") -> Taken:
    renewed = library.renew(id, article, tags=article.tags, origin=origin)
    return Taken(renewed.article, renewed=renewed, words=article.words)
