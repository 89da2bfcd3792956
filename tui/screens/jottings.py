"""What a person wrote and marked, read from the library and held against a query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from storage.garbage import uncollected
from storage.library import Library
from storage.marked import alone, everything, said
from storage.models import Annotation, Bookmark, Entry
from storage.query import Query, fold
from tui.counting import counted
from tui.widgets.notes_list import Jotting

_CHUNK = 5_000
"""Rows between two looks at whether the answer is still wanted."""


@dataclass(frozen=True, slots=True)
class Jotted:
    """Everything a person wrote and marked, and which of it fits."""

    details: tuple[str, ...] = ()
    """How much there is, in words."""
    among: int = 0
    """How many there were to choose from."""
    rows: tuple[Jotting, ...] = ()


class Jottings:
    """Finds what a person wrote, over the whole library; away from the event loop."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._made: dict[str, tuple[Annotation | Bookmark, Jotting]] = {}
        self._words: dict[str, tuple[Jotting, str]] = {}
        self._version: object = None
        self._listed: list[Entry] = []
        self._all: list[Jotting] = []
        self._entries: dict[int, Entry] = {}
        self._details: tuple[str, ...] = ()

    def find(
        self, query: Query, by_article: bool, stop: Callable[[], bool] = lambda: False
    ) -> Jotted:
        """Return what fits, as the library is now; of no use once `stop` says so."""
        self._read()
        among = sum([bool(each.trashed) is query.trashed for each in self._all])
        rows = self._fitting(query, stop)
        if by_article:
            # The article in which something was marked last stands first.
            order: dict[int, int] = {}
            for each in rows:
                order.setdefault(each.article, len(order))
            rows.sort(key=lambda each: (order[each.article], each.passage.start, each.passage.end))
        return Jotted(self._details, among, tuple(rows))

    def _read(self) -> None:
        version, listed = self._library.version, self._library.entries()
        # Entries are the same objects until they change, so that this is quickly seen.
        if version is self._version and listed == self._listed:
            return
        with uncollected():
            self._all, self._entries = gather(self._library, self._made)
        standing = [each for each in self._all if not each.trashed]
        marked = [each for each in standing if each.ink is not None]
        noted = sum([bool(each.note.strip()) for each in marked])
        counts = (
            (len(marked), counted(len(marked), "highlight")),
            (noted, f"{noted} with a note"),
            (len(standing) - len(marked), counted(len(standing) - len(marked), "bookmark")),
            (lost := sum([each.lost for each in standing]), counted(lost, "orphan")),
        )
        self._details = tuple(words for number, words in counts if number)
        self._version, self._listed = version, listed

    def _fitting(self, query: Query, stop: Callable[[], bool]) -> list[Jotting]:
        """Keep what fits: words first, a pass each, since most rows have none of them."""
        rows = self._all
        if query.words or query.without:
            own = self._folded()
            # Not its author and site, which are seen with no mark: by: and from: ask for them.
            near = {id: fold(entry.title) for id, entry in self._entries.items()}
            for word in query.words:
                rows = [r for r in rows if word in own[r.uid][1] or word in near[r.article]]
            for word in query.without:
                rows = [
                    r for r in rows if word not in own[r.uid][1] and word not in near[r.article]
                ]
        if not query.checks and not query.states:
            return [each for each in rows if bool(each.trashed) is query.trashed]
        found: list[Jotting] = []
        for at in range(0, len(rows), _CHUNK):
            if stop():
                break
            found += [
                each
                for each in rows[at : at + _CHUNK]
                if query.admits(self._alone(each), archived=True)
            ]
        return found

    def _folded(self) -> dict[str, tuple[Jotting, str]]:
        """Return the folded words of every row, made once for as long as it is the same."""
        words = self._words
        for each in self._all:
            known = words.get(each.uid)
            if known is None or known[0] is not each:
                # Past the cache of `fold`, which is meant for titles.
                words[each.uid] = each, fold.__wrapped__(said(self._made[each.uid][0]))
        return words

    def _alone(self, row: Jotting) -> Entry:
        return alone(self._entries[row.article], self._made[row.uid][0])


def gather(
    library: Library, made: dict[str, tuple[Annotation | Bookmark, Jotting]] | None = None
) -> tuple[list[Jotting], dict[int, Entry]]:
    """Read everything the person wrote, newest first, and the entries it stands in.

    What is in the trash is there too, wherever it stood. `made` are rows of an earlier reading,
    taken again where their marks are the same.
    """
    made = {} if made is None else made
    marks, entries = everything(library)
    rows = []
    for mark in marks:
        title = entries[mark.article].title
        known = made.get(mark.uid)
        if known is None or known[0] is not mark or known[1].title != title:
            known = made[mark.uid] = mark, jotted(mark, title)
        rows.append(known[1])
    return rows, entries


def jotted(mark: Annotation | Bookmark, title: str) -> Jotting:
    """Make a row of a mark and the title of its article."""
    own: dict[str, Any]
    if isinstance(mark, Bookmark):
        own = {"label": mark.label}
    else:
        retired = mark.review.retired
        own = {"note": mark.note, "ink": mark.ink, "tags": mark.tags, "retired": retired}
    return Jotting(
        mark.uid,
        mark.article,
        title,
        mark.passage,
        created=mark.created,
        lost=mark.lost,
        trashed=mark.trashed,
        settled=mark.settled,
        **own,
    )
