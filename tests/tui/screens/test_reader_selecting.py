"""Selecting a passage from the keyboard."""

from __future__ import annotations

import pytest

from storage.library import Library
from storage.models import Article


async def test_a_selection_starts_with_the_sentence_and_grows_by_motions(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("v")
        screen = person.screen
        assert screen.selection is not None
        first = stored.text.index(" A limit")
        assert (screen.selection.start, screen.selection.end) == (0, first)
        await person.press(")")
        assert stored.text[: screen.selection.end].endswith("is not a limit.")
        await person.press("b")
        assert stored.text[: screen.selection.end].endswith("is not a")
        await person.press("o", "w")
        assert stored.text[screen.selection.start :].startswith("should set")
        await person.press("escape")
        assert screen.selection is None


async def test_characters_and_lines_move_the_end_of_a_selection(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("v")
        screen = person.screen
        assert screen.selection is not None
        end = screen.selection.end
        await person.press("h", "h", "l")
        assert screen.selection.end == end - 1
        await person.press("j")
        assert screen.selection.end > end
        await person.press("minus", "minus", "minus", "enter")
    (kept,) = library.annotations(stored.id)
    assert " " not in kept.passage.quote


async def test_a_selection_never_shrinks_to_a_full_stop(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("v", *["minus"] * 6, "enter")
    assert library.annotations(stored.id)[0].passage.quote == "Cities"


async def test_lines_begin_at_the_sentence_again_after_a_selection_was_given_up(
    sit, stored: Article
) -> None:
    async with sit((80, 24), stored) as person:
        await person.press(")", "j")
        plain = person.point
        await person.press("k", ")", "(")
        for keys in (["v", "w", "w", "escape"], ["v", "o", "w", "w", "v"]):
            await person.press("g", "g", ")", "j", "k", *keys)
            start = person.screen.session.cursor[0]
            assert person.point == start
        await person.press("g", "g", ")", "v", "o", "w", "w", "escape", "j")
        assert person.point == plain


async def test_the_status_line_names_the_key_that_gives_the_selection_up(sit) -> None:
    async with sit((80, 24)) as person:
        await person.press("v")
        assert "esc cancel" in person.said
        assert "q back" not in person.said


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 40)])
async def test_the_status_line_says_how_to_leave(sit, size) -> None:
    async with sit(size) as person:
        assert "? help  q back" in person.said.split("\n")[-1]
