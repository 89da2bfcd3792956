"""The keys of all actions by their ids, as a person has them: for words about keys."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache

from textual.binding import Binding

from tui.settings.model import Settings
from tui.strokes import display

_NEAR = {
    "app": "tui.app.ManiculeApp",
    "library": "tui.screens.library.LibraryScreen",
    "note": "tui.widgets.note_editor.NoteEditor",
    "notes": "tui.screens.notes.NotesScreen",
    "panel": "tui.screens.panel.PanelScreen",
    "reader": "tui.screens.reader.ReaderScreen",
    "skim": "tui.screens.skim.SkimScreen",
}
"""Where the actions are declared of which texts mostly speak: the others need not be loaded."""


def namer(settings: Settings) -> Callable[[str], str]:
    """Give a function that writes the first key of an action, as it is typed.

    An action that has none is named as the list of commands names it.
    """

    def named(id: str) -> str:
        binding = _declared(id.partition(".")[0])[id]
        keys = settings.keys.get(id, tuple(binding.key.split(",")))
        return display(keys[0], ascii=settings.ascii) if keys else f"“{binding.description}”"

    return named


@cache
def _declared(place: str) -> dict[str, Binding]:
    """Map the ids of one place, or of all, to their bindings."""
    module, _, name = _NEAR.get(place, "").rpartition(".")
    if module:
        declared = getattr(importlib.import_module(module), name).BINDINGS
    else:
        from tui.catalogue import declared as everywhere

        declared = everywhere()
    return {each.id: each for each in declared if isinstance(each, Binding) and each.id}
