"""One TOML file to settings: what is wrong is said with its line, and left at its default."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.models import DENSITIES, Ink, Kind
from storage.pipes import is_idle_pipe, refusal
from tui.dates import Dates
from tui.reading.frame import LEAST_MARGIN, NARROWEST, WIDEST, WIDEST_MARGIN
from tui.reading.hyphens import is_installed
from tui.settings.keys import KeyTable, Place, settle
from tui.settings.model import AUTO, NOTE_ORDERS, Settings
from tui.settings.where import lines_of
from tui.sorting import SORTINGS

_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
COLOURS = {
    **{str(kind): f"claim-{kind}" for kind in Kind},
    **{str(ink): f"ink-{ink}" for ink in Ink},
}
"""The names of kinds and inks, and the variables of the theme that they set."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the program has, which the file may name."""

    themes: Collection[str]
    places: Callable[[], Sequence[Place]]
    """The declared bindings; asked for only when the file has keys, for it loads every screen."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a file."""

    settings: Settings
    wrong: tuple[str, ...] = ()
    """A sentence for each thing that was left at its default."""


def read(path: Path, known: Known) -> Reading:
    """Read a settings file; one that is not there settles nothing."""
    if is_idle_pipe(path):
        return Reading(Settings(), (refusal(str(path), "the defaults are used"),))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Reading(Settings())
    except OSError as error:
        why = error.strerror or str(error)
        return Reading(Settings(), (f"{path} cannot be read ({why}): the defaults are used.",))
    except UnicodeDecodeError:
        return Reading(Settings(), (f"{path} is not UTF-8 text: the defaults are used.",))
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Reading(Settings(), (_broken(path, error),))
    return _Reader(path, lines_of(text), known).read(found)


def _broken(path: Path, error: Exception) -> str:
    place = re.search(r"\(at line (\d+), column \d+\)", str(error))
    line = f", line {place[1]}" if place else ""
    what = str(error).partition(" (at ")[0].rstrip(".") or "too deep"
    return (
        f'{path}{line}: this is no TOML ({what}): write name = value, texts in "…"; '
        "the defaults are used."
    )


class _Reader:
    """Checks one file's values, gathering what is wrong."""

    def __init__(self, path: Path, lines: Mapping[str, int], known: Known) -> None:
        self._path = path
        self._lines = lines
        self._known = known
        self._wrong: list[tuple[int, str]] = []

    def read(self, found: Mapping[str, Any]) -> Reading:
        simple = self._simple()
        values: dict[str, Any] = {}
        for name, value in found.items():
            if name == "keys":
                values["keys"] = self._keys(value)
            elif name == "colours":
                values |= self._colours(value)
            elif name not in simple:
                self._say(name, "is not a setting", f"settings are {_or([*simple, *_TABLES])}")
            else:
                fits, allowed = simple[name]
                if fits(value):
                    values[name.replace("-", "_")] = value
                else:
                    self._say(name, f"cannot be {_shown(value)}", allowed)
        if "dates" in values:
            values["dates"] = Dates(values["dates"])
        assert values.keys() <= set(Settings._fields)
        return Reading(Settings(**values), tuple(words for _, words in sorted(self._wrong)))

    def _simple(self) -> dict[str, tuple[Callable[[Any], bool], str]]:
        """Map every setting that is one value to its test and to what is allowed."""
        themes = [AUTO, *sorted(self._known.themes)]
        return {
            "theme": _choice(themes),
            "column": _number(NARROWEST, WIDEST),
            "density": _number(min(DENSITIES), max(DENSITIES)),
            "margin": _YES_OR_NO,
            "margin-width": _number(LEAST_MARGIN, WIDEST_MARGIN),
            "hyphenate": _YES_OR_NO if is_installed() else _NO_HYPHENS,
            "glyphs": _choice(["unicode", "ascii"]),
            "sort": _choice(SORTINGS),
            "notes": _choice(NOTE_ORDERS),
            "dates": _choice([str(form) for form in Dates]),
        }

    def _colours(self, value: object) -> dict[str, dict[str, str]]:
        taken: dict[str, dict[str, str]] = {}
        for ground, table in self._table("colours", value).items():
            name = f"colours.{ground}"
            if ground not in ("dark", "light"):
                self._say(name, "is not a setting", "dark and light are allowed")
                continue
            taken[ground] = {}
            for what, colour in self._table(name, table).items():
                if what not in COLOURS:
                    self._say(f"{name}.{what}", "is no kind and no ink", f"{_or(COLOURS)}")
                elif not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
                    self._say(
                        f"{name}.{what}",
                        f"cannot be {_shown(colour)}",
                        'a colour such as "#5cc0bd" is allowed',
                    )
                else:
                    taken[ground][COLOURS[what]] = colour
        return taken

    def _keys(self, value: object) -> KeyTable:
        table = self._table("keys", value)
        if not table:
            return {}
        flat: dict[str, object] = {}
        for name, entry in table.items():
            if isinstance(entry, dict):
                flat |= {f"{name}.{rest}": keys for rest, keys in entry.items()}
            else:
                flat[name] = entry
        keymap, wrong = settle(flat, self._known.places())
        for id, what, allowed in wrong:
            self._say(f"keys.{id}", what, allowed)
        return keymap

    def _table(self, name: str, value: object) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self._say(name, "is a table", f"write [{name}] and its names below")
        return {}

    def _say(self, name: str, what: str, allowed: str) -> None:
        line = self._lines.get(name, self._lines.get(name.rpartition(".")[0], 1))
        sentence = f"{self._path}, line {line}: {name} {what}; {allowed}."
        self._wrong.append((line, sentence))


_TABLES = ("keys", "colours")
_YES_OR_NO = (lambda value: isinstance(value, bool), "true and false are allowed")
_NO_HYPHENS = (
    lambda value: value is False,
    "one more package is needed: `pipx inject manicule pyphen`, or "
    "`pip install 'manicule[hyphen]'`",
)


def _number(least: int, most: int) -> tuple[Callable[[Any], bool], str]:
    return (
        lambda value: type(value) is int and least <= value <= most,
        f"whole numbers from {least} to {most} are allowed",
    )


def _choice(names: Sequence[str]) -> tuple[Callable[[Any], bool], str]:
    quoted = _or([f'"{name}"' for name in names])
    return lambda value: isinstance(value, str) and value in names, f"{quoted} are allowed"


def _or(names: Collection[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}"


def _shown(value: object) -> str:
    """Write a value as the file would, or nearly so."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    return "a table" if isinstance(value, dict) else str(value)
