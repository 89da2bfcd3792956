"""Keys by binding id: which are meant, and which would be two things at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tui.strokes import is_stroke, normalise

NONE = "none"
EVERYWHERE = "app"
"""The place whose keys hold wherever no nearer one has them."""

KeyTable = dict[str, tuple[str, ...]]
"""Keys by binding id; each a stroke or several with blanks between."""


@dataclass(frozen=True, slots=True)
class Place:
    """One declared action, as far as keys go."""

    id: str
    keys: tuple[str, ...]
    selecting: bool = False
    """Whether its keys hold only while something is selected."""
    does: str = ""
    """What it does, in a few words."""

    @property
    def scope(self) -> str:
        """Where its keys hold: a screen, or the reader while something is selected."""
        place = self.id.partition(".")[0]
        return f"{place} while selecting" if self.selecting else place


Wrong = tuple[str, str, str]
"""The id, what is wrong with it, and what is allowed."""


def settle(asked: Mapping[str, object], places: Sequence[Place]) -> tuple[KeyTable, list[Wrong]]:
    """Give the keys that differ from the declared ones.

    Of two actions with one key in one place the one that the file names keeps it, the first
    one if it names both; the other loses it, and that is said.
    """
    known = {place.id: place for place in places}
    chosen, wrong = _understood(asked, known)
    keymap = dict(chosen)
    order = {id: number for number, id in enumerate(chosen)}
    for id in chosen:
        for other in places:
            if other.id == id or other.scope not in (known[id].scope, EVERYWHERE):
                continue
            mine = keymap[id]
            theirs = keymap.get(other.id, other.keys)
            both = [key for key in theirs if any(_clash(key, own) for own in mine)]
            if not both or order.get(other.id, len(order)) < order[id]:
                continue
            said = " and ".join(f'"{key}"' for key in both)
            if other.scope == known[id].scope:
                keymap[other.id] = tuple(key for key in theirs if key not in both)
                wrong.append((id, f"takes {said} from {other.id}", "give one of them another key"))
            else:
                wrong.append((id, f"hides {said} of {other.id}", "give one of them another key"))
    return keymap, wrong


def _understood(
    asked: Mapping[str, object], known: Mapping[str, Place]
) -> tuple[KeyTable, list[Wrong]]:
    """Take the keys that are keys, of actions that there are, and say what is wrong of others."""
    wrong: list[Wrong] = []
    chosen: KeyTable = {}
    for id, value in asked.items():
        if id not in known:
            near = f"{EVERYWHERE}.commands"
            wrong.append(
                (id, "is no action", f"`manicule config --init` lists all, such as {near}")
            )
            continue
        keys = _keys(value)
        if keys is None:
            allowed = (
                'keys such as "x", "ctrl+k", "f5", "g g", a list of them, or "none" are allowed'
            )
            wrong.append((id, "is no key", allowed))
        else:
            chosen[id] = keys
    return chosen, wrong


def _keys(value: object) -> tuple[str, ...] | None:
    """Read the keys of one action; None for what is no key."""
    if value == NONE:
        return ()
    words = value.split(",") if isinstance(value, str) else value
    if not isinstance(words, list) or not words or not all(isinstance(w, str) for w in words):
        return None
    keys: list[str] = []
    for word in words:
        strokes = normalise(word)
        if not strokes or not all(is_stroke(stroke) for stroke in strokes):
            return None
        keys.append(" ".join(strokes))
    return tuple(keys)


def _clash(one: str, other: str) -> bool:
    """Tell whether two keys are the same, or one the beginning of the other."""
    a, b = normalise(one), normalise(other)
    return a[: len(b)] == b[: len(a)]
