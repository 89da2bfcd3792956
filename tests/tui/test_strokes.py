"""Keys by name."""

from __future__ import annotations

import string

import pytest

from tui.strokes import display, is_stroke, normalise


@pytest.mark.parametrize("character", string.ascii_letters + string.digits + string.punctuation)
def test_every_character_of_a_keyboard_is_shown_as_it_is_typed(character: str) -> None:
    (stroke,) = normalise(character)
    assert is_stroke(stroke)
    assert display(stroke) == character


def test_sequences_are_written_together() -> None:
    assert display(" ".join(normalise("] c"))) == "]c"


def test_names_that_no_key_has_are_none() -> None:
    assert not any(is_stroke(name) for name in ("nonsense", "ctrl+nonsense", "ctrl+", ""))


def test_on_a_typewriter_keys_have_names() -> None:
    assert [display(key, ascii=True) for key in ("enter", "up", "escape")] == ["enter", "up", "esc"]
