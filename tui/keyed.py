"""Keys that need more than one stroke, on top of Textual's bindings.

A binding whose key is several keys with spaces between ("g g", "] c") lives in the
same BINDINGS table as every other, so that help, palette and rebinding see it; this
mixin matches it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import events
from textual.keys import _character_to_key
from textual.message import Message
from textual.screen import Screen

Answer = Callable[[str], Awaitable[None]]


def normalise(keys: str) -> tuple[str, ...]:
    """Split a binding's key into strokes, named as key events name them."""
    return tuple(_character_to_key(key) if len(key) == 1 else key for key in keys.split())


def display(keys: str) -> str:
    """Write a binding's key as a person types it ("] c" becomes "]c")."""
    names = {
        "left_curly_bracket": "{",
        "right_curly_bracket": "}",
        "left_square_bracket": "[",
        "right_square_bracket": "]",
        "left_parenthesis": "(",
        "right_parenthesis": ")",
        "less_than_sign": "<",
        "greater_than_sign": ">",
        "question_mark": "?",
        "apostrophe": "'",
        "slash": "/",
        "colon": ":",
        "plus": "+",
        "minus": "-",
        "equals_sign": "=",
        "dollar_sign": "$",
        "enter": "↵",
        "escape": "esc",
        "up": "↑",
        "down": "↓",
        "left": "←",
        "right": "→",
        "pageup": "pgup",
        "pagedown": "pgdn",
    }
    return "".join(names.get(key, key) for key in keys.split())


class KeyedScreen(Screen[None]):
    """A screen that understands key sequences and one-letter answers."""

    class Pending(Message):
        """The keys typed of an unfinished sequence; empty when there is none."""

        def __init__(self, keys: str) -> None:
            super().__init__()
            self.keys = keys

    _typed: tuple[str, ...] = ()
    _answer: Answer | None = None

    def ask_letter(self, prompt: str, answer: Answer) -> None:
        """Give the next key's character to `answer`; escape calls it off."""
        self._answer = answer
        self.post_message(self.Pending(prompt))

    async def on_key(self, event: events.Key) -> None:
        """Match sequences before single keys get their turn."""
        if self._answer is not None:
            event.stop()
            event.prevent_default()
            answer, self._answer = self._answer, None
            self.post_message(self.Pending(""))
            if event.character is not None and event.is_printable:
                await answer(event.character)
            return
        typed = (*self._typed, event.key)
        action, longer = self._match(typed)
        if action is None and not longer:
            if self._typed:
                # A sequence that leads nowhere is dropped whole, as in vi.
                self._forget(event)
            return
        event.stop()
        event.prevent_default()
        if longer:
            self._typed = typed
            self.post_message(self.Pending(display(" ".join(typed))))
            return
        self._forget(event)
        if action is not None:
            await self.run_action(action)

    def _forget(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self._typed = ()
        self.post_message(self.Pending(""))

    def _match(self, typed: tuple[str, ...]) -> tuple[str | None, bool]:
        """Return the action that `typed` completes, and whether it may grow longer."""
        action: str | None = None
        longer = False
        for key, bindings in self._bindings.key_to_bindings.items():
            if " " not in key:
                continue
            strokes = normalise(key)
            if strokes == typed:
                action = bindings[0].action
            elif strokes[: len(typed)] == typed:
                longer = True
        return action, longer
