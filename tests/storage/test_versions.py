from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.versions import Version, compare

WORDS = [f"{a}{b}{c}" for a in "bdfklm" for b in "aeiou" for c in ("r", "st", "nd", "l")]


def prose(seed: int, sentences: int = 30) -> list[str]:
    dice = random.Random(seed)
    return [" ".join(dice.choices(WORDS, k=12)) + "." for _ in range(sentences)]


OLD = prose(1)


def text(sentences: list[str]) -> str:
    return "\n\n".join(sentences)


def test_a_text_with_sentences_added_cut_and_moved_is_a_newer_version() -> None:
    new = [*prose(2, 4), *OLD[3:20], *prose(3, 2), *OLD[20:], OLD[0]]
    assert compare(text(OLD), text(new)) is Version.NEWER


def test_a_text_with_a_word_changed_in_every_sentence_is_a_newer_version() -> None:
    new = [sentence.replace(sentence.split()[5], "kerb", 1) for sentence in OLD]
    assert compare(text(OLD), text(new)) is Version.NEWER


def test_a_full_text_is_a_newer_version_of_its_excerpt_and_the_excerpt_is_none() -> None:
    assert compare(text(OLD[:3]), text(OLD)) is Version.NEWER
    assert compare(text(OLD), text(OLD[:3])) is Version.SHORTER


def test_most_of_a_text_with_nothing_new_is_an_excerpt_but_a_sentence_less_is_an_edit() -> None:
    assert compare(text(OLD), text(OLD[:24])) is Version.SHORTER
    assert compare(text(OLD), text(OLD[:29])) is Version.NEWER


def test_a_page_that_asks_to_log_in_is_another_text() -> None:
    assert compare(text(OLD), "Log in to go on reading, or take out a subscription today.") is (
        Version.OTHER
    )


def test_another_text_of_the_same_language_is_another() -> None:
    assert compare(text(OLD), text(prose(9))) is Version.OTHER


def test_texts_without_blanks_between_words_are_compared_too() -> None:
    old = "街道は人のためにある。車のためではない。都市は速さを先に決めるべきだ。" * 3
    assert compare(old, f"{old}そして道を描く。") is Version.NEWER
    assert (
        compare(old, "塩は決して安くなかった。海辺の人々はみなそれを払った。" * 3) is Version.OTHER
    )


@pytest.mark.parametrize("short", ["", "One", "Two words"])
def test_a_text_of_a_word_or_none_can_be_compared(short: str) -> None:
    assert compare(text(OLD), short) is Version.OTHER
    assert compare(short, text(OLD)) is Version.OTHER


@given(st.sets(st.integers(0, 29), min_size=18), st.integers(3, 20), st.randoms())
def test_most_sentences_among_some_new_ones_are_a_newer_version_in_any_order(
    left: set[int], more: int, dice: random.Random
) -> None:
    new = [*(OLD[number] for number in left), *prose(7, more)]
    dice.shuffle(new)
    assert compare(text(OLD), text(new)) is Version.NEWER


@given(st.integers(0, 29), st.integers(1, 26))
def test_whatever_part_of_a_text_comes_alone_is_an_excerpt(first: int, sentences: int) -> None:
    part = [*OLD, *OLD][first : first + sentences]
    assert compare(text(OLD), text(part)) is Version.SHORTER
