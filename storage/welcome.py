"""The article that a new library starts with; it teaches by being read."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from storage.errors import NotFound
from storage.keyed_text import Named, fill
from storage.models import Article, Progress, StyleKind

if TYPE_CHECKING:
    from storage.library import Library

ORIGIN = SITE = "manicule"
"""By these the article is known again, whatever became of its title and its text."""


class Anew(NamedTuple):
    """What putting the article back as new came to."""

    id: int
    marks: int = 0
    """The person's highlights and bookmarks that went to the trash."""
    text: int = 0
    """The article, in the trash, whose text was another one; 0 when it was the same."""


def welcome(named: Named) -> Article:
    """Read the article out of the package, with the keys of the person who is to read it."""
    from importlib.resources import files

    from storage.intake import read_bytes

    data = files("storage").joinpath("welcome.md").read_text(encoding="utf-8")
    return replace(read_bytes(fill(data, named).encode(), ORIGIN), raw="")


def find(library: Library) -> int | None:
    """Return the id of the article, of one in the trash if there is no other."""
    stored = library.of_origin(ORIGIN)
    return next((entry.id for entry in stored if entry.site == SITE), None)


def stands(library: Library) -> int | None:
    """Return the id of the article where it is in the library, not in the trash."""
    id = find(library)
    return None if id is None or library.entry(id).trashed else id


def is_welcome(library: Library, id: int) -> bool:
    """Tell whether an article is this one; False for one that is not there."""
    with contextlib.suppress(NotFound):
        return library.entry(id).site == SITE and id in {e.id for e in library.of_origin(ORIGIN)}
    return False


def open_(library: Library, named: Named) -> int:
    """Return the id of the article, brought back where it was removed."""
    id = find(library)
    if id is None:
        return library.add(welcome(named))[0].id
    if library.entry(id).trashed:
        library.restore(id)
    return id


def with_keys(library: Library, id: int, named: Named) -> Article | None:
    """Return the article with the keys that the person has now; None where it names them.

    None too for a text of which more than the keys is different: that is to be left as it is.
    """
    old, new = library.article(id), welcome(named)
    return new if old.text != new.text and _without_keys(old) == _without_keys(new) else None


def anew(library: Library, named: Named) -> Anew:
    """Put the article back as it was at first; what the person made of it goes to the trash.

    All of it is one step of undo.
    """
    id, fresh = find(library), welcome(named)
    if id is None:
        return Anew(library.add(fresh)[0].id)
    same = _without_keys(library.article(id)) == _without_keys(fresh)
    if not same:
        with library.grouped(f"putting “{fresh.title}” back as new"):
            library.remove(id)
            made = library.add(fresh)[0].id
        return Anew(made, text=id)
    marks = [mark.uid for mark in library.annotations(id)]
    places = [mark.uid for mark in library.bookmarks(id)]
    with library.grouped(f"putting “{fresh.title}” back as new"):
        library.restore(id)
        library.archive(id, False)
        for uid in marks:
            library.remove_annotation(uid)
        for uid in places:
            library.remove_bookmark(uid)
        for dismissed in library.dismissed(id):
            library.reinstate(id, dismissed)
        if library.article(id).text != fresh.text:
            library.renew(id, fresh)
        library.set_progress(id, Progress())
    return Anew(id, marks=len(marks) + len(places))


def _without_keys(article: Article) -> str:
    """Give a text without what is set as code, so without keys."""
    spans = [(s.start, s.end) for s in article.styles if s.kind is StyleKind.CODE]
    kept, at = [], 0
    for start, end in sorted(spans):
        kept.append(article.text[at:start])
        at = end
    return "\0".join([*kept, article.text[at:]])
