"""What an export says of one saved thing, whichever service wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from storage.dossier import Dossier
from storage.intake.build import safe_link
from storage.intake.dates import iso_date
from storage.intake.sanitise import clean, line
from storage.models import Ink

_INKS = {"orange": Ink.YELLOW, "pink": Ink.RED, "purple": Ink.PURPLE, "violet": Ink.PURPLE}
_HEX = re.compile(r"#?([0-9a-f]{6})(?:[0-9a-f]{2})?")
_HUES = (
    (0xFF, 0xD4, 0x00, Ink.YELLOW),
    (0xF1, 0x98, 0x37, Ink.YELLOW),
    (0xAA, 0xAA, 0xAA, Ink.YELLOW),
    (0xFF, 0x66, 0x66, Ink.RED),
    (0x5F, 0xB2, 0x36, Ink.GREEN),
    (0x2E, 0xA8, 0xE5, Ink.BLUE),
    (0xA2, 0x8A, 0xE5, Ink.PURPLE),
    (0xE5, 0x6E, 0xEE, Ink.PURPLE),
)
"""The colours of Zotero's palette."""
_YEAR_10000 = 253_402_300_800
_ZONE = re.compile(r"([+-]\d\d)(\d\d)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage that the person marked there."""

    quote: str
    note: str = ""
    ink: Ink = Ink.YELLOW
    tags: tuple[str, ...] = ()
    created: str = ""
    """ISO date and time, UTC; empty when the export does not say."""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One saved thing."""

    url: str | None
    """None for what never had one of the web: a book, a note."""
    title: str = ""
    byline: str = ""
    published: str = ""
    saved: str = ""
    """ISO date and time, UTC; empty when the export does not say."""
    tags: tuple[str, ...] = ()
    """Folders and lists are tags too."""
    archived: bool = False
    starred: bool = False
    progress: float = 0.0
    """How far it was read, 0 to 1."""
    html: str = ""
    """The text as the service kept it, extracted already; empty when it gave none."""
    text: str = ""
    """The text where it is plain."""
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
    """What the person wrote about the whole."""


@dataclass(slots=True)
class Export:
    """Everything that was found in one file, every row accounted for."""

    service: str
    """By this an article that has no address is known when it comes again: it never changes."""
    items: list[Item] = field(default_factory=list)
    dossiers: list[Dossier] = field(default_factory=list)
    """Of our own export: articles with all that belongs to them, nothing lost."""
    skipped: list[str] = field(default_factory=list)
    """Rows that hold nothing to keep, each with its number and why."""
    refused: list[str] = field(default_factory=list)
    """Rows that could not be read, each with its number and why."""
    called: str = ""
    """What it is an export of, in words for people; "" where the service says so."""

    @property
    def whose(self) -> str:
        """Say to people what it is an export of."""
        return self.called or self.service


class Unusable(ValueError):
    """A row that cannot be kept; its text says why."""


def text_of(value: object) -> str:
    """Return a field on one line; empty for none."""
    return line(str(value)) if isinstance(value, str | int | float) else ""


def prose_of(value: object) -> str:
    """Return a field that may have several lines, made harmless."""
    return clean(value).strip() if isinstance(value, str) else ""


def address_of(value: object) -> str | None:
    """Return an address of the web; None for none, Unusable for one of another kind."""
    text = text_of(value)
    if not text:
        return None
    if not (link := safe_link(text)) or link.startswith("mailto:"):
        raise Unusable(f"{text[:80]} is no address of the web")
    return link


def texts_of(value: object) -> tuple[str, ...]:
    """Return the texts of a list, each once; of one text, that."""
    values = value if isinstance(value, list | tuple) else [value]
    found = [
        text_of(v.get("name", v.get("label", ""))) if isinstance(v, dict) else text_of(v)
        for v in values
    ]
    return tuple(dict.fromkeys(text for text in found if text))


def split(value: object, separators: str) -> tuple[str, ...]:
    """Return the parts of a text between separators, each once."""
    return texts_of(re.split(f"[{re.escape(separators)}]", value) if isinstance(value, str) else [])


def yes(value: object) -> bool:
    """Tell a true from a false, in the many ways that exports write them."""
    return str(value).strip().casefold() in ("1", "true", "yes")


def share(value: object, whole: float = 1.0) -> float:
    """Return how much of a whole, 0 to 1."""
    try:
        number = float(str(value)) / whole
    except ValueError:
        return 0.0
    return min(number, 1.0) if number > 0 else 0.0


def ink_of(value: object) -> Ink:
    """Return the ink nearest to a colour's name or number; yellow when it has none of ours."""
    name = text_of(value).casefold()
    if hexed := _HEX.fullmatch(name):
        red, green, blue = (int(hexed[1][at : at + 2], 16) for at in (0, 2, 4))
        return min(
            _HUES,
            key=lambda hue: (hue[0] - red) ** 2 + (hue[1] - green) ** 2 + (hue[2] - blue) ** 2,
        )[3]
    return _INKS.get(name) or (Ink(name) if name in list(Ink) else Ink.YELLOW)


def moment(value: object) -> str:
    """Return a moment as ISO date and time, UTC; empty when it cannot be told.

    Seconds, milliseconds or microseconds since 1970, ISO in its variants, or a bare day.
    """
    text = text_of(value)
    try:
        if re.fullmatch(r"\d{1,17}(?:\.\d+)?", text):
            seconds = float(text)
            while seconds >= _YEAR_10000:
                seconds /= 1000
            # Milliseconds of our years are seconds of years far ahead.
            if seconds > 20_000_000_000:
                seconds /= 1000
            when = datetime.fromtimestamp(seconds, UTC) if seconds else None
        else:
            when = _iso(text) if text else None
    except (ValueError, OverflowError, OSError):
        return ""
    if when is None:
        return ""
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _iso(text: str) -> datetime:
    try:
        return datetime.fromisoformat(_ZONE.sub(r"\1:\2", text))
    except ValueError:
        # As a person would write it: no more than its day is told.
        return datetime.fromisoformat(iso_date(text[:60]) or "")


def day(value: object) -> str:
    """Return the day of a moment."""
    return moment(value)[:10]


def dicts(value: Any) -> list[dict[str, Any]]:
    """Return the objects in a list; of anything else, none."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def marks_of(entries: Any, quote: str, note: str, created: str) -> tuple[Mark, ...]:
    """Return the marks in a list of objects, by the names of their fields.

    One without a quote is none; a colour that is named is the ink.
    """
    return tuple(
        Mark(
            words,
            prose_of(each.get(note)),
            ink_of(each.get("color")),
            created=moment(each.get(created)),
        )
        for each in dicts(entries)
        if (words := prose_of(each.get(quote)))
    )
