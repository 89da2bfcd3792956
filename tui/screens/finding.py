"""Hold a query against the library, texts and notes included; away from the event loop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from storage.hits import Place, opening
from storage.library import Library
from storage.models import Entry, State
from storage.query import Query
from storage.search import SMALL, Search
from tui.sorting import Sorting, arrange


class Found(NamedTuple):
    """What the library holds, and which of it fits."""

    entries: tuple[Entry, ...] = ()
    """All that is not in the trash, in the order asked for."""
    among: int = 0
    """How many there were to choose from."""
    fitting: tuple[Entry, ...] = ()
    """Those with every word in the title first, else in the order asked for."""
    standing: int = 0
    """How many are neither in the trash nor archived."""
    unread: int = 0
    reading: int = 0
    trashed: int = 0
    """How many are in the trash, where nothing is outside it."""


class Finder:
    """Finds articles by a query, with the engine that `manicule search` uses."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.search = Search(library, SMALL)
        self._shelf = Found()
        self._known: tuple[list[Entry], Sorting] = [], Sorting()

    def find(
        self, query: Query, sorting: Sorting, stop: Callable[[], bool] = lambda: False
    ) -> Found:
        """Return the library as it is now and what of it fits; of no use once `stop` says so."""
        shelf = self._arranged(self._library.entries(), sorting)
        every, among = shelf.entries, shelf.standing
        if query.trashed:
            every = _sorted(self._library.entries(trashed=True), sorting)
        if query.trashed or query.states:
            among = len(every)
        trashed = 0 if shelf.entries else len(self._library.entries(trashed=True))
        return shelf._replace(
            among=among, trashed=trashed, fitting=tuple(self.search.find(query, every, stop))
        )

    def _arranged(self, entries: list[Entry], sorting: Sorting) -> Found:
        """Sort and count the library, once for as long as it is the same."""
        # Entries are the same objects until they change, so that this is quickly seen.
        if self._known != (entries, sorting):
            states = Counter([entry.state for entry in entries])
            self._shelf = Found(
                entries=_sorted(entries, sorting),
                standing=len(entries) - states[State.ARCHIVED],
                unread=states[State.UNREAD],
                reading=states[State.READING],
            )
            self._known = entries, sorting
        return self._shelf

    def place(self, entry: Entry, query: Query) -> Place | None:
        """Return where in an article stands what a query found, if that is not its row alone."""
        return opening(self._library, entry, query)


def _sorted(entries: list[Entry], sorting: Sorting) -> tuple[Entry, ...]:
    return tuple(arrange(entries, sorting.order, sorting.falling))
