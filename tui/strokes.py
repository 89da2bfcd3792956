"""Keys by name: as a person types them, as key events name them."""

from __future__ import annotations

import re

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key, key_to_character

_NAMED = {
    "enter": "↵",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "plus": "+",
    "minus": "-",
    "slash": "/",
    "backslash": "\\",
    "underscore": "_",
    "at": "@",
}
_TYPED = {"esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "return": "enter"}
_MODIFIED = re.compile(r"((?:ctrl|shift|alt|super)\+)+")
_KNOWN = (
    {key.value for key in Keys} | {"space", "enter", "tab"} | set(KEY_NAME_REPLACEMENTS.values())
)


def normalise(keys: str) -> tuple[str, ...]:
    """Split a binding's key into strokes, named as key events name them."""
    strokes = keys.split()
    return tuple(_character_to_key(k) if len(k) == 1 else _TYPED.get(k, k) for k in strokes)


def display(keys: str, *, ascii: bool = False) -> str:
    """Write a binding's key as a person types it ("] c" becomes "]c")."""
    return "".join(_shown(key, ascii) for key in keys.split())


def is_stroke(key: str) -> bool:
    """Tell whether a key event may have this name."""
    bare = _MODIFIED.sub("", key)
    character = key_to_character(bare)
    return bare in _KNOWN or len(bare) == 1 or (character is not None and len(character) == 1)


def _shown(key: str, ascii: bool) -> str:
    if key in _NAMED:
        return key if ascii and not _NAMED[key].isascii() else _NAMED[key]
    character = key_to_character(key) if len(key) > 1 and "+" not in key else None
    return character if character and character.isprintable() and character != " " else key
