"""Every declared binding of the program: what a settings file may name, and what it may not."""

from __future__ import annotations

from textual.binding import Binding
from textual.theme import BUILTIN_THEMES

from tui.commands import APP_KEYS
from tui.settings.keys import Place
from tui.settings.read import Known
from tui.theme import THEMES


def declared() -> list[Binding]:
    """List the bindings of the app, of every screen and of the fields within them."""
    from tui.screens.address import AddressScreen
    from tui.screens.bookmarks import BookmarksScreen
    from tui.screens.command_prompt import CommandPrompt
    from tui.screens.forms import FormScreen
    from tui.screens.help import HelpScreen
    from tui.screens.library import LibraryScreen
    from tui.screens.notes import NotesScreen
    from tui.screens.orphans import OrphansScreen
    from tui.screens.panel import PanelScreen
    from tui.screens.piping import PipeScreen
    from tui.screens.prompt import PromptScreen
    from tui.screens.reader import ReaderScreen
    from tui.screens.review import ReviewScreen
    from tui.screens.skim import SkimScreen
    from tui.screens.stats import StatsScreen
    from tui.widgets.find_bar import FindBar
    from tui.widgets.note_editor import NoteEditor

    owners: tuple[type, ...] = (
        *(LibraryScreen, ReaderScreen, NoteEditor, FindBar, SkimScreen, PanelScreen),
        *(NotesScreen, OrphansScreen, ReviewScreen, StatsScreen, BookmarksScreen),
        *(AddressScreen, PromptScreen, FormScreen, CommandPrompt, PipeScreen, HelpScreen),
    )
    own = [
        binding
        for owner in owners
        for binding in getattr(owner, "BINDINGS", ())
        if isinstance(binding, Binding) and binding.id
    ]
    return [*APP_KEYS, *own]


def places() -> list[Place]:
    """List the actions by id, with their declared keys."""
    return [
        Place(
            binding.id or "",
            tuple(key.strip() for key in binding.key.split(",")),
            binding.action.startswith("select_"),
            binding.description,
        )
        for binding in declared()
    ]


def known() -> Known:
    """Gather what a settings file may name."""
    return Known({*BUILTIN_THEMES, *(theme.name for theme in THEMES)}, places)
