"""Every action has a key, a name and one place where both are declared."""

from __future__ import annotations

import inspect

import pytest
from textual.binding import Binding

from tui.app import ManiculeApp
from tui.commands import commands_of
from tui.screens.address import AddressScreen
from tui.screens.library import LibraryScreen
from tui.screens.notes import NotesScreen
from tui.screens.orphans import OrphansScreen
from tui.screens.panel import PanelScreen
from tui.screens.piping import PipeScreen
from tui.screens.reader import ReaderScreen
from tui.screens.reader_keys import counted
from tui.screens.review import ReviewScreen
from tui.screens.skim import SkimScreen
from tui.screens.stats import StatsScreen
from tui.widgets.note_editor import NoteEditor

SCREENS = [
    LibraryScreen,
    NotesScreen,
    OrphansScreen,
    ReviewScreen,
    StatsScreen,
    ReaderScreen,
    SkimScreen,
    PanelScreen,
    PipeScreen,
    AddressScreen,
]
OWNERS = [ManiculeApp, *SCREENS, NoteEditor]


def bindings(owner: type) -> list[Binding]:
    return [binding for binding in owner.BINDINGS if isinstance(binding, Binding)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("owner", OWNERS)
def test_every_binding_has_an_id_a_description_and_an_action_that_exists(owner: type) -> None:
    for binding in bindings(owner):
        assert binding.id, binding
        assert binding.description, binding
        name = binding.action.partition("(")[0]
        target, _, name = name.rpartition(".")
        assert hasattr(ManiculeApp if target == "app" else owner, f"action_{name}"), binding


@pytest.mark.parametrize("owner", SCREENS)
def test_every_action_of_a_screen_is_reached_by_a_key(owner: type) -> None:
    bound = {binding.action.partition("(")[0] for binding in bindings(owner)}
    ours = {
        name.removeprefix("action_")
        for cls in owner.__mro__
        if cls.__module__.startswith("tui.screens")
        for name, _ in inspect.getmembers(cls, inspect.isfunction)
        if name.startswith("action_") and name in vars(cls)
    }
    assert ours <= bound


def test_every_action_of_the_note_is_reached_by_a_key() -> None:
    bound = {binding.action for binding in bindings(NoteEditor)}
    ours = {name for name in vars(NoteEditor) if name.startswith("action_")}
    assert {name.removeprefix("action_") for name in ours} <= bound


@pytest.mark.parametrize("owner", SCREENS[:-1])
def test_every_key_of_a_screen_stands_in_its_help(owner: type) -> None:
    listed = {command.id for command in commands_of(owner)}
    assert {binding.id for binding in bindings(owner)} <= listed


def test_the_help_of_the_reader_tells_the_keys_of_a_note() -> None:
    assert {binding.id for binding in bindings(NoteEditor)} <= {
        command.id for command in commands_of(ReaderScreen)
    }


def test_every_motion_takes_a_count() -> None:
    uncounted = {
        binding.action
        for binding in bindings(ReaderScreen)
        if binding.group
        and binding.group.description.startswith("Moving")
        and counted(binding.action.partition("(")[0], (1,), 3) is None
    }
    assert uncounted == set()


def test_ids_are_unique() -> None:
    ids = [binding.id for owner in OWNERS for binding in bindings(owner)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("key", ["j", "k", "ctrl+d", "ctrl+u", "g g", "G", "u", "ctrl+r"])
def test_the_same_key_means_the_same_thing_on_every_screen(key: str) -> None:
    meanings = {
        (binding.id or "").partition(".")[2]
        for owner in (
            LibraryScreen,
            NotesScreen,
            OrphansScreen,
            ReviewScreen,
            ReaderScreen,
            SkimScreen,
            PanelScreen,
        )
        for binding in bindings(owner)
        if key in binding.key.split(",") and ".select-" not in (binding.id or "")
    }
    assert len(meanings) == 1


def test_commands_are_grouped_under_one_entry_each() -> None:
    commands = commands_of(ReaderScreen)
    assert len({command.id for command in commands}) == len(commands)
    assert next(c for c in commands if c.id == "reader.claim-next").keys == ("]c",)
