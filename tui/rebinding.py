"""A person's own keys put in the place of the declared ones.

Textual's keymap would do this too, but drops every other action of a key that is taken away,
and the reader has two for many: one for the page, one for a selection.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

from storage.keyed_text import fill
from tui.settings.model import settings_of
from tui.strokes import display


def rebound(declared: BindingsMap, keys: Mapping[str, tuple[str, ...]]) -> BindingsMap:
    """Give the bindings with these keys for the actions that they name."""
    made: dict[str, list[Binding]] = {}
    moved: set[str] = set()
    for key, bindings in declared.key_to_bindings.items():
        for binding in bindings:
            if binding.id is None or binding.id not in keys:
                made.setdefault(key, []).append(binding)
            elif binding.id not in moved:
                moved.add(binding.id)
                for own in keys[binding.id]:
                    made.setdefault(own, []).append(binding.with_key(own))
    for bindings in made.values():
        # Ours go before those of Textual's own fields; while something is selected its keys go
        # before the page's, wherever they came from.
        bindings.sort(key=lambda b: (b.id is None, not b.action.startswith("select_")))
    new = BindingsMap()
    new.key_to_bindings = made
    return new


def rebind(node: DOMNode) -> None:
    """Give a screen or a field the keys of the settings; again after they have changed."""
    declared = type(node)._merged_bindings
    if declared is not None:
        node._bindings = rebound(declared, settings_of(node.app).keys)


def key_of(node: DOMNode, id: str) -> str:
    """Write the first key of an action of a screen, as a person types it; "" without one."""
    key = _first_keys(node._bindings).get(id)
    return "" if key is None else display(key, ascii=settings_of(node.app).ascii)


@lru_cache(maxsize=8)
def _first_keys(bindings: BindingsMap) -> dict[str, str]:
    """Look up the first key of every action; once, for status lines tell keys all the time."""
    first: dict[str, str] = {}
    for key, bound in bindings.key_to_bindings.items():
        for binding in bound:
            if binding.id is not None:
                first.setdefault(binding.id, key)
    return first


def worded(node: DOMNode, template: str) -> str:
    """Put a person's keys where a sentence asks for them: "{reader.undo} brings it back".

    An action without a key is named as the list of commands names it.
    """

    def named(id: str) -> str:
        for place in (node, *reversed(node.app.screen_stack), node.app):
            if key := key_of(place, id):
                return key
        # The app alone knows the keys of screens that are not open.
        elsewhere: Callable[[str], str] = getattr(node.app, "key_elsewhere", str)
        return elsewhere(id)

    return fill(template, named)


def hints(node: DOMNode, *named: tuple[str, str], gap: str = "  ") -> str:
    """Write some actions' keys, each with a word on it; actions without a key are left out."""
    found = ((key_of(node, id), word) for id, word in named)
    return gap.join(f"{key} {word}".rstrip() for key, word in found if key)
