from __future__ import annotations

import pytest

from storage.typed import tag_changes


@pytest.mark.parametrize(
    ("answer", "changes"),
    [
        ("streets -policy", (["streets"], ["policy"])),
        ("#streets -#policy", (["#streets"], ["#policy"])),
        ("co-op", (["co-op"], [])),
        (" - ", ([], [])),
        ("", ([], [])),
    ],
)
def test_a_line_of_tags_says_which_to_give_and_which_to_take_away(answer, changes):
    assert tag_changes(answer) == changes


def test_a_tag_is_taken_away_with_its_sign_or_without(library, article):
    stored, _ = library.add(article())
    for sign in ("-policy", "-#policy"):
        library.tag(stored.id, ["policy", "streets"])
        adding, taking = tag_changes(sign)
        assert library.tag(stored.id, adding, remove=taking) == ("streets",)
