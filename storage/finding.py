"""Which article a person means by a number, or by some words of its title."""

from __future__ import annotations

from storage import article_records
from storage.catalog import Catalog
from storage.disk.transaction import Document
from storage.errors import Ambiguous, NotFound
from storage.fields import beginning, is_trashed
from storage.models import Entry
from storage.typed import LONGEST_TITLE

CANDIDATES = 5
"""Titles named when words fit more than one."""


def find(catalog: Catalog, reference: str, trashed: bool) -> Entry:
    """Return the article of that number, or whose title alone has those words."""
    reference = " ".join(reference.split())
    number = int(reference) if reference.isdecimal() and len(reference) < 10 else 0
    document = catalog.articles().get(str(number))
    if document is not None and is_trashed(document) == trashed:
        return catalog.entry(number)
    if document is not None:
        raise NotFound(_elsewhere(number, document))
    from storage.query import fold  # a number, the usual reference, needs none

    wanted = fold(reference)
    said = beginning(reference, LONGEST_TITLE)
    words = wanted.split()
    fitting = [
        (int(key), document, title)
        for key, document in catalog.articles().items()
        if is_trashed(document) == trashed
        and (title := " ".join(fold(article_records.title(document)).split()))
        and words
        and all(word in title for word in words)
    ]
    exact = [found for found in fitting if found[2] == wanted]
    if len(exact or fitting) == 1:
        return catalog.entry((exact or fitting)[0][0])
    if not fitting:
        where, listed = (" in the trash", " is:trashed") if trashed else ("", "")
        raise NotFound(
            f"No article{where} is called “{said}”; `manicule list{listed}` shows which there are."
        )
    raise Ambiguous(_which(said, [(id, document) for id, document, _ in exact or fitting]))


def _elsewhere(number: int, document: Document) -> str:
    """Return the sentence on an article that is in the trash, or on one that is not."""
    title = article_records.title(document)
    if is_trashed(document):
        return f"“{title}” is in the trash; `manicule trash restore {number}` takes it out."
    return f"“{title}” ({number}) is not in the trash."


def _which(reference: str, fitting: list[tuple[int, Document]]) -> str:
    """Return the sentence that asks which of several articles is meant."""
    named = [f"{id} “{article_records.title(document)}”" for id, document in fitting[:CANDIDATES]]
    more = len(fitting) - len(named)
    rest = f" and {more} more" if more else ""
    return (
        f"“{reference}” fits {len(fitting)} articles: {', '.join(named)}{rest}; "
        "give the number or more words of the title."
    )
