"""Hold a query against the library, texts and notes included; away from the event loop."""

from __future__ import annotations

from typing import NamedTuple

from storage.hits import Place, first_place
from storage.library import Library
from storage.models import Entry, State
from storage.query import Query
from storage.search import SMALL, Search


class Found(NamedTuple):
    """What the library holds, and which of it fits."""

    entries: tuple[Entry, ...] = ()
    """All that is not in the trash."""
    among: int = 0
    """How many there were to choose from."""
    fitting: tuple[Entry, ...] = ()


class Finder:
    """Finds articles by a query, with the engine that `manicule search` uses."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.search = Search(library, SMALL)

    def find(self, query: Query) -> Found:
        """Return the library as it is now and what of it fits."""
        entries = self._library.entries()
        every = self._library.entries(trashed=True) if query.trashed else entries
        fitting = self.search.find(query, every)
        shelf = every if query.states or query.trashed else _standing(every)
        return Found(tuple(entries), len(shelf), tuple(fitting))

    def place(self, article: int, query: Query) -> Place | None:
        """Return where a query's words stand in an article's text, if they do."""
        return first_place(self._library.text(article), query.words)


def _standing(entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.state is not State.ARCHIVED]
