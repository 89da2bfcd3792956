"""What the screens with rows have in common: movement, undo, the way to the library."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from textual.binding import Binding

from storage.errors import ManiculeError
from tui.counting import counted, damage
from tui.keyed import KeyedScreen
from tui.rebinding import worded
from tui.screens import turning
from tui.widgets.cells import cut
from tui.widgets.hints import Hints
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from storage.library import Library
    from storage.models import Entry
    from tui.painting.host import QuickApp
    from tui.screens.exporting import Exporter

Result = TypeVar("Result")

POLL = 1.0
"""Seconds between two looks at the file, for what another process has added."""

MOVING = Binding.Group("Moving")
LOOKING = Binding.Group("Looking")
CHANGING = Binding.Group("Changing")
GOING = Binding.Group("Reading and going")


class Host(Protocol):
    """The app, as far as a screen needs it."""

    library: Library

    def complain(self, error: ManiculeError) -> None: ...


class Movable(Protocol):
    """Something with a cursor: rows, or claims."""

    @property
    def cursor(self) -> int: ...

    @property
    def page(self) -> int: ...

    def move(self, by: int) -> None: ...

    def go(self, index: int) -> None: ...


def movement(place: str) -> list[Binding]:
    """Declare the keys that move a cursor, under ids of one screen."""

    def key(keys: str, action: str, name: str, help: str, id: str) -> Binding:
        return Binding(
            keys, action, name, show=False, tooltip=help, id=f"{place}.{id}", group=MOVING
        )

    return [
        key("j,down", "move(1)", "Next", "One row down", "down"),
        key("k,up", "move(-1)", "Previous", "One row up", "up"),
        key("ctrl+d", "leap(0.5)", "Half a page down", "", "half-down"),
        key("ctrl+u", "leap(-0.5)", "Half a page up", "", "half-up"),
        key("space,pagedown", "leap(1.0)", "Page down", "", "page-down"),
        key("b,pageup", "leap(-1.0)", "Page up", "", "page-up"),
        key("g g,home", "edge(False)", "Top", "The first row", "top"),
        key("G,end", "edge(True)", "Bottom", "The last row", "bottom"),
    ]


def named(entries: Sequence[Entry], width: int = 40) -> str:
    """Call articles by the title of the only one, or by their number."""
    if len(entries) == 1:
        return f"“{cut(entries[0].title, width)}”"
    return counted(len(entries), "article")


class Moving(KeyedScreen):
    """A screen whose movement keys move one thing at a time."""

    @property
    def moving(self) -> Movable:
        """What the movement keys move."""
        raise NotImplementedError

    def after_key(self) -> None:
        """Draw what a key has changed at once."""
        cast("QuickApp", self.app).paint(self)

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.moving.move(by)

    def action_leap(self, pages: float) -> None:
        """Move the cursor by pages or parts of one."""
        step = max(1, int(self.moving.page * abs(pages)))
        self.moving.move(step if pages > 0 else -step)

    def action_edge(self, last: bool) -> None:
        """Move the cursor to the first row or the last."""
        self.moving.go(1 << 30 if last else 0)

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))


class Desk(Moving):
    """A screen of rows that stand in the library."""

    @property
    def library(self) -> Library:
        """The one library of the app."""
        return self._host.library

    @property
    def _host(self) -> Host:
        return cast("Host", self.app)

    async def reload(self) -> None:
        """Read the library again and show it, the cursor on the same row."""
        raise NotImplementedError

    def say(self, words: str, seconds: float | None = 5.0) -> None:
        """Tell the person what has happened, in the line of the hints."""
        # A thread may have something to say when the line for it has gone.
        for hints in self.query(Hints):
            hints.say(words, seconds)

    def hush(self) -> None:
        """Take back what was said for a moment: other hints are wanted there."""
        for hints in self.query(Hints):
            hints.hush()

    def complain(self, error: ManiculeError) -> None:
        """Show an error."""
        self._host.complain(error)

    def tell_damage(self) -> None:
        """Say that there are records which cannot be shown, when there are more than before."""
        damaged = self.library.damaged()
        if len(damaged) > self._damage_told:
            self.complain(ManiculeError(damage(damaged)))
        self._damage_told = len(damaged)

    _damage_told = 0

    def follow_file(self) -> None:
        """Show from now on what another program writes, soon after."""
        self.set_interval(POLL, self._look_for_changes)

    @property
    def engaged(self) -> bool:
        """Whether the rows must stay as they are for now."""
        return False

    _ailing = ""

    async def _look_for_changes(self) -> None:
        if not self.is_current or self.engaged:
            return
        try:
            changed = await asyncio.to_thread(self.library.refresh)
        except ManiculeError as error:
            # Once, and not with every look, for as long as the same thing is wrong.
            if str(error) != self._ailing:
                self.complain(error)
            self._ailing = str(error)
            return
        self._ailing = ""
        if changed:
            await self.reload()

    async def ask(self, work: Callable[..., Result], *args: Any) -> Result | None:
        """Call the library off the event loop; None, and a complaint, when it refuses."""
        try:
            return await asyncio.to_thread(work, *args)
        except ManiculeError as error:
            self.complain(error)
            return None

    async def do(self, work: Callable[..., object], *args: Any) -> bool:
        """Change the library off the event loop; False, and a complaint, when it refuses."""
        try:
            await asyncio.to_thread(work, *args)
        except ManiculeError as error:
            self.complain(error)
            return False
        return True

    def read(self, article: int, at: int | None = None, find: str = "") -> None:
        """Open an article, at a passage of it and with words to find if these are given."""
        from tui.screens.reader import ReaderScreen

        self.app.push_screen(ReaderScreen(article, at, find))

    _exporter: Exporter | None = None

    def export(self, entries: Sequence[Entry], stops: str) -> None:
        """Let articles leave as files; `stops` says which key stops that."""
        if self._exporter is None:
            from tui.screens.exporting import Exporter, Words

            self._exporter = Exporter(self, Words(self.say, self.complain, worded(self, stops)))
        self._exporter.start(self.library, entries)

    def stop_exporting(self) -> bool:
        """Stop an export that is under way; False when there is none."""
        return self._exporter is not None and self._exporter.stop()

    def on_keyed_screen_pending(self, event: KeyedScreen.Pending) -> None:
        """Show the keys of an unfinished sequence."""
        self.query_one(Hints).pending(event.keys)

    async def action_undo(self) -> None:
        """Take the last change back, and say which."""
        await self._turn(again=False)

    async def action_redo(self) -> None:
        """Make the change again that was taken back last."""
        await self._turn(again=True)

    async def _turn(self, *, again: bool) -> None:
        try:
            turned = await asyncio.to_thread(turning.turn, self.library, again)
        except ManiculeError as error:
            self.complain(error)
            return
        self.say(turned.said)
        await self.reload()
        self.stand_on(turned.about)

    @property
    def listed(self) -> RowList[Any] | None:
        """The rows of the screen; None where it has none."""
        return None

    def stand_on(self, keys: Collection[Hashable]) -> None:
        """Put the cursor on the first row of those, if any is shown: what came back."""
        rows = self.listed
        if rows is None or (rows.current is not None and rows.key_of(rows.current) in keys):
            return
        first = next((key for key in map(rows.key_of, rows.rows) if key in keys), None)
        if first is not None and rows.seek(first):
            rows.post_message(RowList.Moved(rows))
