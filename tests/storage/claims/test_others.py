"""What an author lets others say is no claim of the author's."""

from __future__ import annotations

import pytest

from storage.claims.others import of_others


@pytest.mark.parametrize(
    "text",
    [
        "The objection is always the same: slower streets cost time.",
        "But the usual complaint is that it takes too long.",
        "Critics say that the levy is a tax by another name.",
        "Opponents of the new road will argue that nobody uses buses.",
        "Some people think that a kerb is only decoration.",
        "It is often said that cities cannot change.",
        "Of course, skeptics may\ninsist that the figures are too small.",
    ],
)
def test_an_opinion_of_others_is_known_by_how_it_is_introduced(text: str) -> None:
    assert of_others(text)


@pytest.mark.parametrize(
    "text",
    [
        "Critics say that it is slow, but it is the only way that works.",
        "It is wrongly claimed that cities cannot change.",
        "Some streets are safer than others.",
        "The objections were answered one by one.",
        "Our critics helped us to a better law.",
        "It is important to say this aloud.",
        "We believe that slow streets save lives.",
    ],
)
def test_what_the_author_says_or_answers_is_the_authors(text: str) -> None:
    assert not of_others(text)
