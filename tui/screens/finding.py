"""Hold a query against the library, texts and notes included; away from the event loop."""

from __future__ import annotations

from dataclasses import dataclass

from storage.errors import ManiculeError
from storage.library import Library
from storage.models import Entry, State
from storage.query import Query, fold


@dataclass(frozen=True, slots=True)
class Found:
    """What the library holds, and which of it fits."""

    entries: tuple[Entry, ...] = ()
    """All that is not in the trash."""
    among: int = 0
    """How many there were to choose from."""
    fitting: tuple[Entry, ...] = ()


class Finder:
    """Finds articles by a query; remembers the texts that it had to read."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._texts: dict[int, str] = {}

    def find(self, query: Query) -> Found:
        """Return the library as it is now and what of it fits."""
        entries = self._library.entries()
        every = self._library.entries(trashed=True) if query.trashed else entries
        worded = bool(query.words or query.without)
        notes = self._notes() if worded else {}
        fitting = []
        for entry in every:
            more = f"{notes.get(entry.id, '')}\n{self._text(entry.id)}" if worded else ""
            if query.matches(entry, notes=more):
                fitting.append(entry)
        shelf = every if query.states or query.trashed else _standing(every)
        return Found(tuple(entries), len(shelf), tuple(fitting))

    def _notes(self) -> dict[int, str]:
        """Gather what the person wrote, by article."""
        notes: dict[int, str] = {}
        for annotation in self._library.annotations():
            words = f"{annotation.note}\n{' '.join(annotation.tags)}"
            notes[annotation.article] = f"{notes.get(annotation.article, '')}\n{words}"
        return notes

    def _text(self, id: int) -> str:
        text = self._texts.get(id)
        if text is None:
            try:
                text = self._library.article(id).text
            except ManiculeError:
                # It went away between the two readings: its title alone is searched.
                return ""
            # Folded once and not with every letter that is typed; and past the cache of
            # `fold`, which is meant for titles and would hold every text a second time.
            text = self._texts[id] = fold.__wrapped__(text)
        return text


def _standing(entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.state is not State.ARCHIVED]
