"""The command palette and the help, derived from the bindings alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider

from storage.keyed_text import fill
from tui.settings.model import Settings, settings_of
from tui.strokes import display

if TYPE_CHECKING:
    from textual.dom import DOMNode


APP_KEYS = [
    Binding("colon,ctrl+p", "command_palette", "Commands", id="app.commands", show=False),
    Binding("T", "toggle_dark", "Light or dark theme", id="app.theme", show=False),
    Binding("f5", "read_settings", "Read the settings again", id="app.settings", show=False),
    Binding("ctrl+q", "quit", "Quit", id="app.quit", show=False, priority=True),
]
"""The keys of the whole program."""


class Command(NamedTuple):
    """One action of one place: its name, its keys, what it does."""

    id: str
    keys: tuple[str, ...]
    """As a person types them."""
    title: str
    help: str
    """A longer word on it; may be empty."""
    group: str
    action: str
    node: DOMNode | type


def commands_of(node: DOMNode | type) -> list[Command]:
    """List what the bindings of a screen (or class) offer, in their order.

    The keys of its fields, named by the class's `helps_with`, follow as those of their classes.
    """
    declared: list[Binding] = []
    ascii = not isinstance(node, type) and settings_of(node.app).ascii
    if isinstance(node, type):
        declared = [b for b in getattr(node, "BINDINGS", ()) if isinstance(b, Binding)]
        pairs = [(key.strip(), b) for b in declared for key in b.key.split(",")]
    else:
        # Private to Textual, but there alone stand the keys as a person has rebound them.
        pairs = list(node._bindings)
    found: dict[str, Command] = {}
    for key, binding in pairs:
        if binding.id is None or not binding.description:
            continue
        known = found.get(binding.id)
        typed = display(key, ascii=ascii)
        keys = (*known.keys, typed) if known else (typed,)
        found[binding.id] = Command(
            binding.id,
            keys,
            binding.description,
            _filled(node, binding.tooltip),
            binding.group.description if binding.group else "",
            binding.action,
            node,
        )
    ours = node if isinstance(node, type) else type(node)
    helps_with: Callable[[], tuple[type, ...]] = getattr(ours, "helps_with", tuple)
    for part in helps_with():
        found.update((command.id, command) for command in commands_of(part))
    # Textual puts the keys of the base classes first; ours stand in the order of their table.
    table = getattr(ours, "BINDINGS", ())
    order = {b.id: place for place, b in enumerate(table) if isinstance(b, Binding)}
    return sorted(found.values(), key=lambda command: order.get(command.id, len(order)))


def _filled(node: DOMNode | type, help: str) -> str:
    """Put keys into a word of help: the person's own, and the declared ones for a class."""
    if "{" not in help:
        return help
    from tui.naming import namer

    return fill(help, namer(Settings() if isinstance(node, type) else settings_of(node.app)))


class BindingCommands(Provider):
    """Every command of the screen, and of the app, by name."""

    def _commands(self) -> list[Command]:
        commands = [*commands_of(self.screen), *commands_of(self.app)]
        # What a field does while it is written in cannot be called from here.
        return [command for command in commands if not isinstance(command.node, type)]

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(
                command.title + _keys(command),
                partial(self._run, command),
                help=command.help or None,
            )

    async def search(self, query: str) -> Hits:
        """Offer what fits the typed words."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(command.title) or _told_of(command, query)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(command.title) + _keys(command),
                    partial(self._run, command),
                    help=command.help or None,
                )

    async def _run(self, command: Command) -> None:
        assert not isinstance(command.node, type)
        if not command.node.is_attached:
            # It closed while the palette was open.
            return
        await self.app.run_action(command.action, command.node)


_ALSO = {
    "add": "import",
    "archive": "done",
    "copy": "clipboard yank",
    "export": "save",
    "filter": "search find query",
    "notes": "highlights bookmarks annotations",
    "quit": "exit",
    "remove": "delete",
    "settings": "config options preferences reload",
    "stats": "statistics figures weeks streak",
    "tag": "label",
    "undo": "revert restore",
}
"""By what a command is looked for too, by the last part of its id."""

_TOLD = 0.1
"""What it counts that a command is told of by a word: less than any likeness of its name."""


def _told_of(command: Command, query: str) -> float:
    """Say how well a command fits whose name is not what was typed: its words, or others."""
    own = command.id.rpartition(".")[2]
    words = re.findall(r"\w+", f"{own} {command.help} {_ALSO.get(own, '')}".casefold())
    typed = query.casefold().split()
    fits = typed and all(any(word.startswith(each) for word in words) for each in typed)
    return _TOLD if fits else 0


def _keys(command: Command) -> str:
    """Write the keys of a command, to stand after its name; no brackets: some keys are such."""
    return f"   {' '.join(command.keys)}" if command.keys else ""


class ThemeCommands(Provider):
    """Every theme by name; the one that is chosen is remembered."""

    async def discover(self) -> Hits:
        """Offer the themes after everything else."""
        for name in sorted(self.app.available_themes):
            yield DiscoveryHit(f"Theme: {name}", partial(self._choose, name))

    async def search(self, query: str) -> Hits:
        """Offer the themes that fit the typed words."""
        matcher = self.matcher(query)
        for name in sorted(self.app.available_themes):
            score = matcher.match(f"Theme: {name}")
            if score > 0:
                yield Hit(score, matcher.highlight(f"Theme: {name}"), partial(self._choose, name))

    def _choose(self, name: str) -> None:
        self.app.theme = name


class AllCommands(BindingCommands, ThemeCommands):
    """The commands, and the themes after them: of several providers any may come first."""

    async def discover(self) -> Hits:
        """Offer everything before anything is typed, in the order of the tables."""
        for of in (BindingCommands, ThemeCommands):
            async for hit in of.discover(self):
                yield hit

    async def search(self, query: str) -> Hits:
        """Offer what fits the typed words."""
        for of in (BindingCommands, ThemeCommands):
            async for hit in of.search(self, query):
                yield hit
