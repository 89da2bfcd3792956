"""Keys that need more than one stroke, on top of Textual's bindings.

A binding whose key is several keys with spaces between ("g g", "] c") lives in the
same BINDINGS table as every other, so that help, palette and rebinding see it; this
mixin matches it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from textual import events, messages
from textual.dom import DOMNode
from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker

from tui.closing import Closing
from tui.strokes import display, normalise

Answer = Callable[[str], Awaitable[None]]
Bound = tuple[DOMNode, str]
"""An action, and the node that has it."""


class KeyedScreen(Closing):
    """A screen that understands key sequences and one-letter answers.

    Textual has no public way to look up a key's binding or to hand a key on; the names with
    a leading underscore below are its own, and the pinned version keeps them still.

    Keys take effect in the order in which they were typed, however fast: each is dealt
    with here before the next one, not sent up to the app to wait for its turn there.
    """

    class Pending(Message):
        """The keys typed of an unfinished sequence; empty when there is none."""

        def __init__(self, keys: str) -> None:
            super().__init__()
            self.keys = keys

    _typed: tuple[str, ...] = ()
    _answer: Answer | None = None
    _after_answer: Callable[[], None] | None = None
    _field: Widget | None = None

    def ask_letter(
        self, prompt: str, answer: Answer, after: Callable[[], None] | None = None
    ) -> None:
        """Give the next key's character to `answer`; escape calls it off. Run `after` first."""
        self._answer = answer
        self._after_answer = after
        self.post_message(self.Pending(prompt))

    def type_into(self, field: Widget) -> None:
        """Give the keyboard to a field; keys that are on their way already go there too."""
        self._field = field
        field.focus()

    def before_key(self) -> None:
        """Do what every key does first: nothing, here."""

    def after_key(self) -> None:
        """Do what every key that is obeyed does last: nothing, here."""

    def run_worker(self, *args: Any, **options: Any) -> Worker[Any]:
        """Start a worker; one of a screen that closes ends before it begins."""
        worker: Worker[Any] = super().run_worker(*args, **options)
        if self._pruning:
            worker.cancel()
        return worker

    async def on_prune(self, event: messages.Prune) -> None:
        """End the workers before the widgets that they would look for are taken away.

        Textual ends them after its widgets.
        """
        self.workers.cancel_node(self)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let a field that has the focus look after its keys itself."""
        if event.widget is self._field:
            self._field = None

    async def on_key(self, event: events.Key) -> None:
        """Match sequences before single keys get their turn."""
        self.before_key()
        event.prevent_default()
        event.stop()
        if self.app.screen is not self:
            # Another screen has opened since the key was pressed.
            (self.app.screen.focused or self.app.screen)._forward_event(_again(event))
        elif self._field is not None and self._field.is_attached:
            _pass_on(event, self._field)
        elif self._answer is not None:
            answer, self._answer = self._answer, None
            self.post_message(self.Pending(""))
            if self._after_answer is not None:
                self._after_answer()
            if event.character is not None and event.is_printable:
                await answer(event.character)
        else:
            await self._obey(event)
            if self.is_attached:
                self.after_key()

    async def _obey(self, event: events.Key) -> None:
        """Run what the key, or the sequence that it ends, is bound to."""
        typed = (*self._typed, event.key)
        done, longer = self._match(typed)
        if longer:
            self._typed = typed
            self.post_message(self.Pending(self.so_far()))
            return
        if self._typed:
            # A sequence that leads nowhere is dropped whole, as in vi.
            self._typed = ()
            self.post_message(self.Pending(""))
            await self.perform([done] if done is not None else [])
            return
        await self.perform(self.bound(event.key))

    def so_far(self) -> str:
        """Write the keys of an unfinished sequence as a person typed them."""
        return display(" ".join(self._typed))

    def bound(self, key: str) -> list[Bound]:
        """List what a single key is bound to, the nearest first."""
        return [
            (node, binding.action)
            for node, bindings in self._modal_binding_chain
            for binding in bindings.key_to_bindings.get(key, ())
            if not binding.priority
        ]

    async def perform(self, bound: Sequence[Bound]) -> None:
        """Run the first of these actions that is possible now."""
        for node, action in bound:
            if await self.app.run_action(action, node):
                return

    def _match(self, typed: tuple[str, ...]) -> tuple[Bound | None, bool]:
        """Return what `typed` completes, and whether it may grow longer."""
        done: Bound | None = None
        longer = False
        for node, bindings in self._modal_binding_chain:
            for key, bound in bindings.key_to_bindings.items():
                if " " not in key:
                    continue
                strokes = normalise(key)
                if strokes == typed:
                    done = done or (node, bound[0].action)
                elif strokes[: len(typed)] == typed:
                    longer = True
        return done, longer


def _pass_on(event: events.Key, field: Widget) -> None:
    """Hand a key to a field that is about to have the focus, in its turn."""
    bound = field._bindings.key_to_bindings.get(event.key)
    if bound:
        field.call_later(field.run_action, bound[0].action)
    else:
        field._forward_event(_again(event))


def _again(event: events.Key) -> events.Key:
    """Make the same key press anew: this one has been stopped."""
    return events.Key(event.key, event.character)
