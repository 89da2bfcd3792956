"""The query language: ``streets is:unread tag:policy -by:okafor "kerb side"``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from storage.errors import ManiculeError
from storage.models import Entry, State

FIELDS: Mapping[str, str] = {
    "is": "unread (or new), reading, finished, archived, trashed",
    "tag": "a tag of the article; tag:policy finds policy/streets too",
    "by": "a part of the author's name",
    "from": "a part of the site, of the first publication or of the address",
    "has": "note, highlight, bookmark, claim",
}
"""Every field, and what it takes, in words for a help text."""

_STATES: Mapping[str, State] = {**{str(state): state for state in State}, "new": State.UNREAD}
_IS = ("unread", "new", "reading", "finished", "archived", "trashed")
_COUNTS: Mapping[str, Callable[[Entry], int]] = {
    "note": lambda entry: entry.notes,
    "highlight": lambda entry: entry.notes,
    "bookmark": lambda entry: entry.bookmarks,
    "claim": lambda entry: entry.claims,
}

_TERM = re.compile(
    r'(?P<minus>-?)(?:(?P<field>[^\W\d_]+):(?!//))?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]*))'
)
_MARKS = re.compile("[\u0300-\u036f]")
_TYPED = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "\u00ad": None})

Check = Callable[[Entry], bool]
Texts = Mapping[str, Container[int]]
"""In which articles a folded word stands, by their ids."""


class QueryError(ManiculeError):
    """A query names a field or a value that there is not."""


@dataclass(frozen=True, slots=True)
class Query:
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

    def matches(
        self,
        entry: Entry,
        *,
        notes: str = "",
        texts: Texts | None = None,
        archived: bool = False,
    ) -> bool:
        """Tell whether the entry fits.

        ``notes`` is more text in which the words may stand; ``texts`` says by word in
        which articles it stands; ``archived`` lets archived articles through although nobody
        asked for them.
        """
        if bool(entry.trashed) is not self.trashed:
            return False
        if self.states:
            if entry.state not in self.states:
                return False
        elif entry.state is State.ARCHIVED and not (archived or self.trashed):
            return False
        if self.words or self.without:
            text = _haystack(entry)
            if notes:
                text = f"{text}\n{_folded(notes)}"
            holding = texts or {}
            for word in self.words:
                if word not in text and entry.id not in holding.get(word, ()):
                    return False
            for word in self.without:
                if word in text or entry.id in holding.get(word, ()):
                    return False
        return all(check(entry) for check in self.checks)

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
    trashed = False
    for term in _TERM.finditer(query.translate(_TYPED)):
        field = (term["field"] or "").casefold()
        value = term["word"] if term["phrase"] is None else term["phrase"]
        negative = bool(term["minus"])
        if field and not value and field not in FIELDS and term["phrase"] is None:
            field, value = "", f"{field}:"  # a title such as "Streets: a history"
        if not field:
            folded = fold(value).strip()
            if folded:
                (without if negative else words).append(folded)
            continue
        check = _check(field, value)
        wanted = fold(value)
        if field == "is" and not negative:
            if wanted == "trashed":
                trashed = True
            else:
                states.add(_STATES[wanted])
        else:
            checks.append(_negated(check) if negative else check)
    return Query(tuple(words), tuple(without), frozenset(states), trashed, tuple(checks))


def rank(
    entries: Iterable[Entry],
    query: Query,
    notes: Mapping[int, str] | None = None,
    texts: Texts | None = None,
) -> list[Entry]:
    """Keep the entries that fit, those with every word in the title first, else in their order.

    ``notes`` gives, by an article's id, more text in which the words may stand.
    """
    more = notes or {}
    fitting = [
        entry
        for entry in entries
        if query.matches(entry, notes=more.get(entry.id, ""), texts=texts)
    ]
    if query.words:
        fitting.sort(key=lambda entry: not query.in_title(entry))
    return fitting


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Fold case, accents and typographic quotes away, so that what is easily typed is found."""
    return _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_TYPED)


def _haystack(entry: Entry) -> str:
    publication = entry.source.publication if entry.source else ""
    return "\n".join(
        (fold(entry.title), fold(entry.byline or ""), fold(entry.site or ""), fold(publication))
    )


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
        state = _STATES[wanted]
        return lambda entry: entry.state is state
    if field == "has":
        if wanted not in _COUNTS:
            raise QueryError(f"{_said('has', value)}; it takes {_listed(tuple(_COUNTS))}.")
        count = _COUNTS[wanted]
        return lambda entry: count(entry) > 0
    if not wanted:
        raise QueryError(f"{field}: needs a word right after the colon ({FIELDS[field]}).")
    if field == "tag":
        name = wanted.removeprefix("#")
        return lambda entry: any(
            tag == name or tag.startswith(f"{name}/") for tag in map(fold, entry.tags)
        )
    if field == "by":
        return lambda entry: wanted in fold(entry.byline or "")
    return lambda entry: wanted in _provenance(entry)


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
