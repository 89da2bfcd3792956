"""Articles in the trash, named the way that `Library.find` has for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import Ambiguous, NotFound
from storage.models import Entry
from storage.query import fold

if TYPE_CHECKING:
    from storage.library import Library


def in_trash(library: Library, reference: str) -> Entry:
    """Find an article in the trash by its number, or by words of its title that fit only one."""
    trashed = library.entries(trashed=True)
    if reference.isdecimal():
        found = [entry for entry in trashed if entry.id == int(reference)]
    else:
        words = fold(reference).split()
        found = [
            entry for entry in trashed if words and all(word in fold(entry.title) for word in words)
        ]
    if not found:
        raise NotFound(
            f"No article in the trash answers to “{reference}”; "
            "`manicule list is:trashed` shows which there are."
        )
    if len(found) > 1:
        titles = "; ".join(f"{entry.id} {entry.title}" for entry in found[:5])
        raise Ambiguous(
            f"“{reference}” fits {len(found)} articles in the trash ({titles}): give the number."
        )
    return found[0]
