"""What was chosen inside the program: in a small file of its own, never in the person's."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from tui.reading.frame import NARROWEST, WIDEST
from tui.settings import state
from tui.settings.model import NOTE_ORDERS, Settings
from tui.sorting import SORTINGS

_FILE = "chosen.json"

_NAMES = ("theme", "column", "sort", "notes")


def remembered(settings: Settings, themes: Collection[str]) -> Settings:
    """Put what was chosen in the place of what is settled, unless that has changed since."""
    chosen: dict[str, Any] = {}
    for name, entry in _load().items():
        if name in _NAMES and entry.get("instead_of") == getattr(settings, name):
            chosen[name] = entry.get("chosen")
    column = chosen.get("column", settings.column)
    if type(column) is not int or not NARROWEST <= column <= WIDEST:
        chosen.pop("column")
    if "theme" in chosen and str(chosen["theme"]) not in themes:
        del chosen["theme"]
    if chosen.get("sort", settings.sort) not in SORTINGS:
        del chosen["sort"]
    if chosen.get("notes", settings.notes) not in NOTE_ORDERS:
        del chosen["notes"]
    return settings._replace(**chosen)


def remember(settings: Settings, name: str, value: str | int) -> None:
    """Keep what was chosen for a setting; a disk that refuses is no reason to stop reading."""
    known = _load()
    known[name] = {"chosen": value, "instead_of": getattr(settings, name)}
    state.save(_FILE, known)


def _load() -> dict[str, dict[str, Any]]:
    return {name: entry for name, entry in state.load(_FILE).items() if isinstance(entry, dict)}
