"""The keys of all actions by their ids, as a person has them: for words about keys."""

from __future__ import annotations

from collections.abc import Callable

from tui.catalogue import declared
from tui.settings.model import Settings
from tui.strokes import display


def namer(settings: Settings) -> Callable[[str], str]:
    """Give a function that writes the first key of an action, as it is typed.

    An action that has none is named as the list of commands names it.
    """
    bindings = {binding.id: binding for binding in declared()}

    def named(id: str) -> str:
        binding = bindings[id]
        keys = settings.keys.get(id, tuple(binding.key.split(",")))
        return display(keys[0], ascii=settings.ascii) if keys else f"“{binding.description}”"

    return named
