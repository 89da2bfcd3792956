"""Keys that need more than one stroke, on top of Textual's bindings.

A binding whose key is several keys with spaces between ("g g", "] c") lives in the
same BINDINGS table as every other, so that help, palette and rebinding see it; this
mixin matches it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

from textual import events, messages
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

from tui.closing import Closing
from tui.strokes import display, normalise

Answer = Callable[[str], Awaitable[None]]
Bound = tuple[DOMNode, str]
"""An action, and the node that has it."""

_PATIENCE = 1.0
"""Seconds to wait for keys that were typed before one that does not wait for its turn."""


class KeyedScreen(Closing):
    """A screen that understands key sequences and one-letter answers.

    Textual has no public way to look up a key's binding or to hand a key on; the names with
    a leading underscore below are its own, and tui/private_names.py looks for them.

    Keys take effect in the order in which they were typed, however fast: all of them come
    here first (see KeyedApp), each is dealt with before the next one, and what is meant for
    a field is handed to it from here.
    """

    class Pending(Message):
        """The keys typed of an unfinished sequence; empty when there is none."""

        def __init__(self, keys: str) -> None:
            super().__init__()
            self.keys = keys

    def __init_subclass__(cls, *, part: bool = False, **options: bool) -> None:
        """Gather keys and styles for a whole screen; a `part` of one is never shown alone."""
        if not part:
            super().__init_subclass__(**options)

    class Done(Message):
        """A field, and whoever it told of it, has done what a key is for."""

    _typed: tuple[str, ...] = ()
    _waiting_keys: list[events.Key | events.Paste] | None = None
    """What was typed behind a key that may take the keyboard from its field."""
    _taken: asyncio.Event | None = None
    """There while something may wait, and set when it is taken."""
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

    async def ready(self) -> bool:
        """Wait until a key can have an effect; False when it never can. It always can, here."""
        return True

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
        event.prevent_default()
        event.stop()
        if self.app._exit:
            # Who has quit types for the shell.
            return
        if self._waiting_keys is not None:
            self._waiting_keys.append(event)
        elif await self.ready():
            await self._take(event)

    async def _take(self, event: events.Key) -> None:
        self.before_key()
        field = self._writing()
        if self.app.screen is not self:
            # Another screen has opened since the key was pressed.
            _entry(self.app.screen)._forward_event(_again(event))
        elif field is not None:
            self._hand(event, field)
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

    def on_paste(self, event: events.Paste) -> None:
        """Hand what is pasted to the field, in its turn among the keys."""
        event.stop()
        if self.app._exit:
            return
        if self._waiting_keys is not None:
            self._waiting_keys.append(event)
            return
        target = self._writing() if self.app.screen is self else _entry(self.app.screen)
        if target is not None:
            target._forward_event(events.Paste(event.text))

    async def on_keyed_screen_done(self, event: Done) -> None:
        """Take the keys that waited, up to the next for which the others must wait."""
        event.stop()
        waiting, self._waiting_keys = self._waiting_keys or [], None
        if self._taken is not None:
            self._taken.set()
            self._taken = None
        for key in waiting:
            await self.on_key(key) if isinstance(key, events.Key) else self.on_paste(key)

    @property
    def busy(self) -> bool:
        """Whether keys that were typed still wait here."""
        return bool(self.message_queue_size or self._waiting_keys)

    async def keys_over(self) -> None:
        """Wait until what was typed so far has taken effect; not for long, and not from here."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                await self._through(self)
                while self._taken is not None:
                    await self._taken.wait()
                await self._through(self._writing() or self)

    @staticmethod
    async def _through(node: Widget) -> None:
        """Wait until all that was sent to a widget has been dealt with."""
        over = asyncio.Event()
        if node.call_later(over.set):
            await over.wait()

    def _writing(self) -> Widget | None:
        """Return the field that letters are meant for, where there is one."""
        if self._field is not None and self._field.is_attached:
            return self._field
        field = self.focused
        return field if field is not None and field.check_consume_key("a", "a") else None

    def _hand(self, event: events.Key, field: Widget) -> None:
        """Let a key take effect when the field has written the letters before it."""
        bindings = field._bindings.key_to_bindings
        own = [(field, binding.action) for binding in bindings.get(event.key, ())]
        keeps = isinstance(field, Keeping) or field.check_consume_key(event.key, event.character)
        if own or not keeps:
            if field.call_later(self._do_for, field, [*own, *self.bound(event.key)]):
                self._waiting_keys, self._taken = [], asyncio.Event()
        else:
            field._forward_event(_again(event))

    async def _do_for(self, field: Widget, bound: Sequence[Bound]) -> None:
        """Do what a key is for in its field; what that tells the screen, it hears before Done."""
        try:
            await self.perform(bound)
        finally:
            done = self.Done()
            if not field.is_attached or not field.post_message(done):
                self.post_message(done)

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


class Keeping:
    """A field that lets no key through to the page behind."""

    def on_key(self, event: events.Key) -> None:
        """Keep what nobody else has a use for, too."""
        event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Keep what is pasted: it would be pasted again."""
        event.stop()


class KeyedApp(App[None]):
    """An app whose screens get every key before their widgets, in the order of typing.

    Textual sends a key to what has the focus when the app hears of it: in a burst the last
    letters would come to a new field before the first, which still wait at the old place.
    """

    _told: KeyedScreen | None = None
    _deaf = False

    @contextlib.contextmanager
    def deaf(self) -> Iterator[None]:
        """Hear no key meanwhile."""
        self._deaf = True
        try:
            yield
        finally:
            self._deaf = False

    async def on_event(self, event: events.Event) -> None:
        """Send keys, and what is pasted, to the screen."""
        if event.is_forwarded or not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
            return
        self.app_focus = True
        if self._deaf or self._exit:
            return
        if isinstance(event, events.Key) and await self._check_bindings(event.key, priority=True):
            return
        told, screen = self._told, self.screen
        event._set_forwarded()
        # What waits at a screen that is covered by now goes on to this one before what comes.
        if told is None or not told.busy or not told.post_message(event):
            self._told = screen if isinstance(screen, KeyedScreen) else None
            _entry(screen).post_message(event)


def _entry(screen: Screen[Any]) -> Widget:
    """Return who is given the keys of a screen."""
    return screen if isinstance(screen, KeyedScreen) else screen.focused or screen


def _again(event: events.Key) -> events.Key:
    """Make the same key press anew: this one has been stopped."""
    return events.Key(event.key, event.character)
