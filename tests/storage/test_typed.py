from __future__ import annotations

import pytest

from storage.typed import tag_changes, wrong_tag, wrong_tags, wrong_title


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


@pytest.mark.parametrize("name", ["", " ", ",", "#", "# ,;", "\u200b", "—", "x" * 65])
def test_what_nobody_could_look_for_is_no_tag(name):
    assert wrong_tag(name).startswith("a tag ")
    assert wrong_tags(f"streets {name.strip() or ','}").endswith(".")


@pytest.mark.parametrize("name", ["a", "#policy", "co-op", "c++", "街道", "🔥", "two words"])
def test_words_and_signs_are_tags(name):
    assert wrong_tag(name) == ""
    assert wrong_tags(f"{name} -,") == ""


@pytest.mark.parametrize("title", ["", " ", "\u200b", "\x1b[31m", "x" * 301])
def test_a_title_has_letters_and_not_too_many(title):
    assert wrong_title(title)


def test_a_long_title_is_still_one():
    assert wrong_title(" x" * 150) == ""
