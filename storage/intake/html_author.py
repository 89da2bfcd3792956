"""Whom a page names as the author of its article.

What a page says is believed in this order: its data for search engines (JSON-LD), the byline that
a reader sees, the names in its head. A name that stands nowhere in what a reader sees may be that
of an account: it goes last, and is marked as inferred. One that no person has is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from storage.intake import names
from storage.intake.html_bylines import attributed, byline_below, bylines, creator_handle
from storage.intake.html_data import article_authors
from storage.intake.html_page import shown_text
from storage.intake.persons import declared_people, is_nobody, people_of
from storage.intake.sanitise import bare, line

_METAS = (
    *("author", "article:author", "dc.creator", "dc.creator.name", "dcterms.creator"),
    *("dc.author", "citation_author", "parsely-author", "sailthru.author", "byl", "book:author"),
)
_WRITTEN = re.compile(
    r"(?:written |posted )?by|author|(?:geschrieben |verfasst )?von|autor|écrit par|auteur|"
    r"escrito por",
    re.I,
)
_DEGREE = re.compile(r"(?:(?:prof(?:essor)?|dr|ing)\b\.?\s*)+(?=\w)", re.I)
"""What stands before a name alone: a site that is called so is a person's."""
_DIVIDERS = re.compile(r"\s+[|–—·:-]+\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Author:
    """The names of an article's authors."""

    names: tuple[str, ...] = ()
    inferred: bool = False
    """The page does not say that they are its authors, or does not show it to its readers."""


def find_author(page: Any, title: str, site: str, around: set[Any]) -> Author:
    """Find the authors; the tree is not changed. ``title`` is the article's, ``site`` a name.

    ``around`` is what `around_title` gives.
    """
    seen = f" {bare(shown_text(page, ' '))} "
    unseen = Author()
    for inferred, found in _candidates(page, title, around):
        people = [name for name in found if not is_nobody(name, site)]
        shown = [name for name in people if f" {bare(name)} " in seen]
        if shown:
            shown = [_completed(name, page) for name in shown]
            # A name that looks like a byline's is stated where the page's data say it too.
            inferred = inferred and not {bare(name) for name in shown} <= _stated(page)
            return Author(tuple(dict.fromkeys(shown)), inferred)
        if people and not inferred and not unseen.names:
            unseen = Author(tuple(dict.fromkeys(people)), inferred=True)
    return unseen


def _candidates(page: Any, title: str, around: set[Any]) -> Iterator[tuple[bool, list[str]]]:
    """Give whether names are inferred, and the names, the surest first."""
    yield False, [name for name in _named_in_data(page) if " " in name]
    shown = [
        (not declared, people_of(text, declared=declared))
        for declared, text in bylines(page, around)
    ]
    shown = [(inferred, found) for inferred, found in shown if found]
    # A word in small letters is an account's name: believed when there is nothing better.
    if not shown or not _is_proper(shown[0][1]):
        yield False, [name for name in _named_in_head(page) if " " in name]
    yield from shown
    yield False, [name for name in _named_in_head(page) if " " in name]
    yield True, people_of(byline_below(page, title, around))
    yield True, [creator_handle(page)]
    yield True, [_owner(page)]


def _stated(page: Any) -> set[str]:
    return {bare(name) for name in (*_named_in_data(page), *_named_in_head(page))}


def _is_proper(found: list[str]) -> bool:
    return any(letter != letter.lower() or not letter.isascii() for letter in "".join(found))


def _named_in_data(page: Any) -> list[str]:
    return [name for text in article_authors(page) for name in declared_people(text)]


def _named_in_head(page: Any) -> list[str]:
    found: list[str] = []
    card: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = line(meta.get("content", ""))
        if name in _METAS:
            found += declared_people(content)
        elif name.startswith(("twitter:label", "twitter:data")):
            card[name.removeprefix("twitter:")] = content
    # A card for link previews: "label1" says what "data1" is.
    for name, label in card.items():
        if name.startswith("label") and _WRITTEN.fullmatch(label):
            found += declared_people(card.get(name.replace("label", "data"), ""))
    return found


def _completed(name: str, page: Any) -> str:
    """Give the full name for initials, where the page's licence says whom to credit."""
    full = attributed(page)
    initials = "".join(word[0] for word in full.split())
    same = len(initials) > 1 and bare(name) == bare(initials)
    return full if same and names.is_name(full, least=2) else name


def _owner(page: Any) -> str:
    """Give the person whose site the page's title says it is, by the degree before the name."""
    for part in _DIVIDERS.split(line(page.findtext(".//title") or "")):
        if degree := _DEGREE.match(part):
            name = part[degree.end() :]
            if names.may_be_author(name):
                return name
    return ""
