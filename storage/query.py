"""The query language: ``streets is:unread tag:policy -by:okafor "kerb side"``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from storage.errors import QueryError
from storage.models import Entry, Ink, Kind, State
from storage.query_dates import saved

FIELDS: Mapping[str, str] = {
    "is": "unread (or new), reading, finished, archived, trashed; orphan (a mark not found again), "
    "retired (a highlight that comes back no more)",
    "tag": "a tag of the article or of your notes in it; tag:policy finds policy/streets too",
    "by": "a part of the author's name",
    "from": "a part of the site, of the first publication or of the address",
    "has": "note (words of your own), highlight, bookmark, claim",
    "ink": "yellow, green, blue, red, purple: a colour of your highlights",
    "claim": "fact, value, policy, cause, forecast: a kind of its key claims",
    "saved": "<2w (less than two weeks ago; h d w m y), >1y, <2026-03-01, 2026-03",
}
"""Every field, and what it takes, in words for a help text."""

_STATES: Mapping[str, State] = {**{str(state): state for state in State}, "new": State.UNREAD}
_IS = ("unread", "new", "reading", "finished", "archived", "trashed", "orphan", "retired")
_OF_MARKS: Mapping[str, Callable[[Entry], bool]] = {
    "orphan": lambda entry: entry.orphans > 0,
    "retired": lambda entry: entry.retired > 0,
}
_COUNTS: Mapping[str, Callable[[Entry], int]] = {
    "note": lambda entry: entry.worded,
    "highlight": lambda entry: entry.notes,
    "bookmark": lambda entry: entry.bookmarks,
    "claim": lambda entry: entry.claims,
}
_NAMES: Mapping[str, tuple[tuple[str, ...], Callable[[Entry], Container[str]]]] = {
    "ink": (tuple(map(str, Ink)), lambda entry: entry.inks),
    "claim": (tuple(map(str, Kind)), lambda entry: entry.kinds),
}

_TERM = re.compile(
    r'(?P<minus>-?)(?:(?P<field>[^\W\d_]+):(?!//))?(?:"(?P<phrase>[^"]*)(?P<closing>"?)|(?P<word>[^\s"]*))'
)
_MARKS = re.compile("[\u0300-\u036f]")
_QUOTES = {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'"}
_TYPED = str.maketrans({**_QUOTES, "\u00ad": None})
_LETTER_FOR_LETTER = str.maketrans(_QUOTES)

Check = Callable[[Entry], bool]
Row = tuple[Entry, str, int, int]
"""An entry, what of it is searched for words, its number, and where its title ends in the words.

The last two stand here because every row is asked for them with every letter typed.
"""
Texts = Mapping[str, Container[int]]
"""In which articles a folded word stands, by their ids."""


class Query(NamedTuple):
    """What a person asked for, ready to be held against many entries."""

    words: tuple[str, ...] = ()
    """Folded words and phrases, all of which must occur."""
    without: tuple[str, ...] = ()
    """Folded words and phrases, none of which may occur."""
    states: frozenset[State] = frozenset()
    """States asked for, any of which will do; empty for all but archived."""
    trashed: bool = False
    """Articles in the trash were asked for, and so no others."""
    checks: tuple[Check, ...] = ()
    """What else must hold."""
    orphans: bool = False
    """Whether a check asks how many marks are lost, which costs reading all their texts."""

    def matches(self, entry: Entry, *, own: str | None = None, archived: bool = False) -> bool:
        """Tell whether the entry fits.

        ``own`` is the text in which the words may stand, in place of those of the entry's row;
        ``archived`` lets archived articles through although nobody asked for them.
        """
        near = row(entry) if own is None else (entry, _folded(own), entry.id, 0)
        return self.admits(entry, archived=archived) and self.holds(near, {})

    def admits(self, entry: Entry, *, archived: bool = False) -> bool:
        """Tell whether everything but the words fits."""
        if bool(entry.trashed) is not self.trashed:
            return False
        if self.states:
            if entry.state not in self.states:
                return False
        elif entry.state is State.ARCHIVED and not (archived or self.trashed):
            return False
        return all(check(entry) for check in self.checks)

    def admitted(self, entries: Iterable[Entry]) -> list[Entry]:
        """Keep the entries that `admits` lets through, in their order.

        A pass for each thing asked, since many entries are asked it with every letter typed.
        """
        states, away = tuple(self.states), State.ARCHIVED
        if self.trashed:
            found = [entry for entry in entries if entry.trashed]
        elif not states:
            found = [entry for entry in entries if entry.state is not away and not entry.trashed]
        else:
            found = [entry for entry in entries if not entry.trashed]
        if states:
            found = [entry for entry in found if entry.state in states]
        for check in self.checks:
            found = [entry for entry in found if check(entry)]
        return found

    def holds(self, row: Row, texts: Texts) -> bool:
        """Tell whether the words stand in a row, or in the text of its article."""
        _, near, id, _ = row
        return all(word in near or id in texts.get(word, ()) for word in self.words) and not any(
            word in near or id in texts.get(word, ()) for word in self.without
        )

    def in_title(self, entry: Entry) -> bool:
        """Tell whether every word stands in the title."""
        title = fold(entry.title)
        return all(word in title for word in self.words)


def parse(query: str) -> Query:
    """Read a query; raise QueryError that names what it does not know."""
    words: list[str] = []
    without: list[str] = []
    states: set[State] = set()
    checks: list[Check] = []
    trashed = orphans = False
    for term in _TERM.finditer(query.translate(_LETTER_FOR_LETTER)):
        field = (term["field"] or "").casefold()
        value = term["word"] if term["phrase"] is None else term["phrase"]
        negative = bool(term["minus"])
        if term["closing"] == "":
            open_ = f"The quote before “{value}”" if value.strip() else "The quote at the end"
            raise _wrong(f'{open_} is not closed: put another " after the words.', term)
        if field and not value and field not in FIELDS and term["phrase"] is None:
            field, value = "", f"{field}:"  # a title such as "Streets: a history"
        if not field:
            folded = fold(value).strip()
            if folded:
                (without if negative else words).append(folded)
            continue
        try:
            check = _check(field, value)
        except QueryError as error:
            raise _wrong(str(error), term) from None
        wanted = fold(value).strip()
        orphans |= field == "is" and wanted == "orphan"
        if field == "is" and wanted not in _OF_MARKS and not negative:
            if wanted == "trashed":
                trashed = True
            else:
                states.add(_STATES[wanted])
        else:
            checks.append(_negated(check) if negative else check)
    return Query(tuple(words), tuple(without), frozenset(states), trashed, tuple(checks), orphans)


def row(entry: Entry, notes: str = "") -> Row:
    """Return an entry with the folded words of its row, and of its notes."""
    publication = entry.source.publication if entry.source else ""
    parts = (entry.title, entry.byline or "", entry.site or "", publication)
    near = _folded("\n".join((*parts, notes)))
    return entry, near, entry.id, near.index("\n")


def rank(rows: Iterable[Row], query: Query, texts: Texts | None = None) -> list[Entry]:
    """Keep the entries that fit, those with every word in the title first, else in their order.

    ``texts`` says by word in the text of which articles it stands.
    """
    holding = texts or {}
    fitting = list(rows)
    for word in query.words:  # a pass a word, as quick as passes over so many rows can be
        ids = holding.get(word, ())
        fitting = [row for row in fitting if row[2] in ids or word in row[1]]
    for word in query.without:
        ids = holding.get(word, ())
        fitting = [row for row in fitting if not (row[2] in ids or word in row[1])]
    titled = fitting if query.words else []
    for word in sorted(query.words, key=len, reverse=True):  # fewer titles have a long one
        near = [row for row in titled if word in row[1]]
        titled = [row for row in near if row[1].find(word, 0, row[3]) >= 0]
    if titled:
        ids = {row[2] for row in titled}
        fitting = [row for row in fitting if row[2] not in ids]
    first = query.admitted([row[0] for row in titled])
    return first + query.admitted([row[0] for row in fitting])


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Fold case, accents and typographic quotes away, so that what is easily typed is found."""
    return _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_TYPED)


def _check(field: str, value: str) -> Check:
    """Make the test of one ``field:value``."""
    wanted = fold(value).strip()
    if field not in FIELDS:
        known = ", ".join(f"{name}:" for name in FIELDS)
        raise QueryError(
            f"A query has no field {field}: (it has {known}); put words in quotes to find them "
            "as they are."
        )
    if field == "is":
        if wanted not in _IS:
            raise QueryError(f"{_said('is', value)}; it takes {_listed(_IS)}.")
        if wanted == "trashed":
            return lambda entry: bool(entry.trashed)
        if wanted in _OF_MARKS:
            return _OF_MARKS[wanted]
        state = _STATES[wanted]
        return lambda entry: entry.state is state
    if field == "has":
        if wanted not in _COUNTS:
            raise QueryError(f"{_said('has', value)}; it takes {_listed(tuple(_COUNTS))}.")
        count = _COUNTS[wanted]
        return lambda entry: count(entry) > 0
    if field in _NAMES:
        names, of = _NAMES[field]
        if wanted not in names:
            raise QueryError(f"{_said(field, value)}; it takes {_listed(names)}.")
        return lambda entry: wanted in of(entry)
    if field == "saved":
        return saved(wanted, datetime.now(UTC))
    if not wanted:
        raise QueryError(f"{field}: needs a word right after the colon ({FIELDS[field]}).")
    if field == "tag":
        name = wanted.removeprefix("#")
        return lambda entry: any(
            tag == name or tag.startswith(f"{name}/")
            for tag in map(fold, (*entry.tags, *entry.noted))
        )
    if field == "by":
        return lambda entry: wanted in fold(entry.byline or "")
    return lambda entry: wanted in _provenance(entry)


def _wrong(sentence: str, term: re.Match[str]) -> QueryError:
    error = QueryError(sentence)
    error.at = term.span()
    return error


def _provenance(entry: Entry) -> str:
    publication = entry.source.publication if entry.source else ""
    host = re.sub(r"^\w+://|/.*$", "", entry.url or "")
    return "\n".join((fold(entry.site or ""), fold(publication), fold(host)))


def _negated(check: Check) -> Check:
    return lambda entry: not check(entry)


def _said(field: str, value: str) -> str:
    return f"{field}:{value} is not known" if value else f"{field}: needs a value"


def _listed(values: tuple[str, ...]) -> str:
    return f"{', '.join(values[:-1])} or {values[-1]}"
