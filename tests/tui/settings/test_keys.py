"""Keys of a person's own: which are kept, and which would be two things at once."""

from __future__ import annotations

import importlib
import pkgutil

from textual.binding import Binding
from textual.dom import DOMNode

import tui
from tui.catalogue import declared
from tui.settings.keys import Place, settle

PLACES = [
    Place("app.theme", ("T",)),
    Place("reader.why", ("w",)),
    Place("reader.keep", ("enter",)),
    Place("reader.top", ("g g", "home")),
    Place("reader.select-word", ("w", "e"), selecting=True),
    Place("library.tag", ("t",)),
]


def test_a_key_that_is_free_is_taken_without_a_word() -> None:
    assert settle({"reader.why": "f9"}, PLACES) == ({"reader.why": ("f9",)}, [])


def test_the_same_key_on_two_screens_is_no_conflict() -> None:
    assert settle({"reader.why": "t"}, PLACES)[1] == []


def test_the_keys_of_a_selection_do_not_conflict_with_those_of_the_page() -> None:
    assert settle({"reader.keep": "e"}, PLACES)[1] == []


def test_a_key_taken_from_another_action_is_named_and_the_file_wins() -> None:
    keys, wrong = settle({"reader.keep": "w"}, PLACES)
    assert keys == {"reader.keep": ("w",), "reader.why": ()}
    assert wrong == [("reader.keep", 'takes "w" from reader.why', "give one of them another key")]


def test_of_two_actions_of_the_file_with_one_key_the_first_keeps_it() -> None:
    keys, wrong = settle({"reader.keep": "f9", "reader.why": "f9"}, PLACES)
    assert keys == {"reader.keep": ("f9",), "reader.why": ()}
    assert len(wrong) == 1


def test_two_actions_may_change_keys() -> None:
    keys, wrong = settle({"reader.keep": "w", "reader.why": "enter"}, PLACES)
    assert keys == {"reader.keep": ("w",), "reader.why": ("enter",)}
    assert wrong == []


def test_a_key_that_begins_a_sequence_takes_the_sequence() -> None:
    keys, wrong = settle({"reader.why": "g"}, PLACES)
    assert keys["reader.top"] == ("home",)
    assert wrong[0][1] == 'takes "g g" from reader.top'


def test_a_key_of_the_whole_program_is_hidden_where_it_is_used_and_stays_elsewhere() -> None:
    keys, wrong = settle({"reader.why": "T"}, PLACES)
    assert keys == {"reader.why": ("T",)}
    assert wrong[0][1] == 'hides "T" of app.theme'


def test_none_takes_every_key_away() -> None:
    assert settle({"reader.top": "none"}, PLACES) == ({"reader.top": ()}, [])


def test_every_class_that_binds_keys_is_in_the_catalogue() -> None:
    for info in pkgutil.walk_packages(tui.__path__, "tui."):
        importlib.import_module(info.name)
    listed = {binding.id for binding in declared()}
    kinds: list[type] = [DOMNode]
    for kind in kinds:
        kinds += kind.__subclasses__()
    ours = {
        binding.id
        for kind in kinds
        if kind.__module__.startswith("tui.")
        for binding in vars(kind).get("BINDINGS", ())
        if isinstance(binding, Binding)
    }
    assert ours <= listed
