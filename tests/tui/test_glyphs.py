"""Signs as letters."""

from __future__ import annotations

from rich.cells import cell_len

from tui.glyphs import _SIGNS, typed


def test_every_sign_becomes_one_cell() -> None:
    assert all(len(letter) == 1 and letter.isascii() for letter in _SIGNS.values())
    assert all(cell_len(chr(sign)) == 1 for sign in _SIGNS)


def test_letters_and_punctuation_of_a_text_stay() -> None:
    assert typed("Çà, “東京” – n’est…") == "Çà, “東京” – n’est…"
