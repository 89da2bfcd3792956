"""The usual ways to the screens, known without the grammar of all the other commands."""

from __future__ import annotations

import pytest

from tui.cli import _for_screens, _spelled
from tui.terminal.parser import parse


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["read", "1"],
        ["read", "words of the title"],
        ["--library", "a.json"],
        ["--library", "a.json", "read", "1"],
    ],
)
def test_a_usual_way_is_what_the_grammar_says(words: list[str]) -> None:
    assert _for_screens(words)
    args = parse(words)
    assert args.run is None
    assert args.opens
    assert _spelled(args) == words


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["--help"],
        ["read", "--help"],
        ["read", " "],
        ["--library", "-x"],
        ["--library", "a.json", "list"],
        ["--library", "", "read", "1"],
        ["read", "1", "2"],
    ],
)
def test_everything_else_is_left_to_the_grammar(words: list[str]) -> None:
    assert not _for_screens(words)
