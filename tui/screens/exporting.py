"""Let articles leave from within a screen: in which form, where to, and what came of it."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.screen import Screen

from storage.errors import LibraryError, ManiculeError
from storage.export.files import file_name
from storage.exporting import Exported, Target, Wish, save, written_over
from storage.models import Entry
from storage.remedy import remedy
from tui.counting import counted
from tui.screens.desk import named
from tui.screens.forms import FormScreen
from tui.screens.prompt import PromptScreen
from tui.screens.suggest import Paths
from tui.settings import state

if TYPE_CHECKING:
    from storage.library import Library

_STATE = "exported.json"
_TOLD = 0.1
"""Seconds between two words on how far it is."""
_NAME = "manicule-notes"
_TITLE = 30
"""Cells of an article's title in a question."""
_MANY = ("md", "html")
"""Forms in which many articles are many files, unless a person names one."""


class Words(NamedTuple):
    """How a screen speaks."""

    say: Callable[[str, float | None], object]
    """Says something for so many seconds, or until something else is said."""
    complain: Callable[[ManiculeError], object]
    stops: str = ""
    """Which key stops it, in words."""


class _Export(NamedTuple):
    library: Library
    entries: Sequence[Entry]
    wish: Wish


class Exporter:
    """One export at a time, asked for and told of on one screen."""

    def __init__(self, screen: Screen[None], words: Words) -> None:
        self._screen = screen
        self._words = words
        self._stop: threading.Event | None = None

    def stop(self) -> bool:
        """Stop the export that is under way; False when there is none."""
        if self._stop is None:
            return False
        self._stop.set()
        return True

    def start(self, library: Library, entries: Sequence[Entry]) -> None:
        """Ask how and where, and write."""
        if self._stop is not None:
            self._words.say(
                "; ".join(filter(None, ["Still exporting", self._words.stops])) + ".", None
            )
        elif not entries:
            self._words.say("There is nothing here to export.", 5.0)
        else:
            asked = partial(self._offer, library, entries)
            self._screen.app.push_screen(FormScreen(named(entries, _TITLE)), asked)

    def _offer(self, library: Library, entries: Sequence[Entry], wish: Wish | None) -> None:
        if wish is not None:
            self._ask(_Export(library, entries, wish), _usual(entries, wish))

    def _ask(self, export: _Export, value: str, wrong: str = "", agreed: str = "") -> None:
        """Ask for a place; the one agreed to may be written over."""

        def answered(answer: str | None) -> None:
            if answer is not None:
                self._screen.run_worker(self._write(export, answer.strip(), agreed), group="export")

        self._screen.app.push_screen(_prompt(export, value, wrong), answered)

    async def _write(self, export: _Export, name: str, agreed: str) -> None:
        library, entries, wish = export
        stop = self._stop = threading.Event()
        words = self._words
        try:
            target = Target.named(name)
            over = await asyncio.to_thread(written_over, target, entries, wish)
            if over and agreed != name:
                self._ask(export, name, _warning(target, over), agreed=name)
                return
            work = partial(save, library, entries, target, wish, self._telling(), stop.is_set)
            exported = await asyncio.to_thread(work)
            await asyncio.to_thread(_remember, target)
        except (ManiculeError, OSError) as error:
            words.say("", None)
            if self._screen.is_current:
                self._ask(export, name, _sentence(error))
            else:
                words.complain(LibraryError(_sentence(error)))
            return
        finally:
            stop.set()  # its thread goes on otherwise when the program is left meanwhile
            self._stop = None
        words.say(_said(exported, len(entries), target), 10.0)
        if exported.refused:
            words.complain(LibraryError(_refusals(exported)))

    def _telling(self) -> Callable[[int, int], None]:
        """Give what tells how far it is, from a thread, now and then."""
        told = time.monotonic()

        def progress(done: int, of: int) -> None:
            nonlocal told
            if time.monotonic() - told > _TOLD:
                told = time.monotonic()
                said = f"Exporting {done + 1} of {of} …   {self._words.stops}".rstrip()
                self._screen.app.call_from_thread(self._words.say, said, None)

        return progress


def _prompt(export: _Export, value: str, wrong: str) -> PromptScreen:
    return PromptScreen(
        f"Export {named(export.entries, _TITLE)} to",
        value,
        Paths(),
        note="a file"
        if export.wish.form not in _MANY
        else "a file, or a folder for a file an article",
        check=lambda answer: "" if answer.strip() else "Name a file or a folder.",
        wrong=wrong,
    )


def _usual(entries: Sequence[Entry], wish: Wish) -> str:
    """Return a place to offer: where something was exported last, by a name that says what."""
    folder = str(state.load(_STATE).get("folder") or "~")
    ending = f".{wish.form}"
    if len(entries) == 1:
        name = file_name(entries[0], ending)
    else:
        name = f"{_NAME}/" if wish.form in _MANY else f"{_NAME}{ending}"
    return f"{folder.rstrip(os.sep)}/{name}"


def _remember(target: Target) -> None:
    """Keep the folder for the next time, as a person would write it."""
    state.save(_STATE, {"folder": _as_written(Path(os.path.abspath(target.path)).parent)})


def _as_written(path: Path) -> str:
    """Write a path as a person does, from their home where it lies there."""
    home = Path.home()
    return str(Path("~", path.relative_to(home)) if path.is_relative_to(home) else path)


def _warning(target: Target, over: int) -> str:
    if target.folder:
        are = "is" if over == 1 else "are"
        return (
            f"{counted(over, 'file')} of these {are} there already; Enter again writes over them."
        )
    return f"{target.path} is there already; Enter again writes over it."


def _said(exported: Exported, of: int, target: Target) -> str:
    many = counted(exported.written, "article")
    place = _as_written(target.path)
    if exported.stopped:
        kept = f"{many} of {of} in" if exported.written else "nothing was written to"
        return f"Stopped: {kept} {place}"
    if len(exported.files) == 1:
        way = ": renewed" if exported.renewed else " to"
        return f"Exported {many}{way} {_as_written(exported.files[0])}"
    renewed = f", {exported.renewed} of them renewed" if exported.renewed else ""
    return f"Exported {many} to {place}{renewed}"


def _refusals(exported: Exported) -> str:
    more = len(exported.refused) - 1
    return exported.refused[0] + (
        f" ({counted(more, 'more article')} could not be read)" if more else ""
    )


def _sentence(error: ManiculeError | OSError) -> str:
    if isinstance(error, OSError):
        name = os.fsdecode(error.filename or "It")
        return f"{name} cannot be written ({error.strerror or error}): {remedy(error)}."
    return str(error)
