"""What an author lets others say is no claim of the author's."""

from __future__ import annotations

import pytest

from storage.claims import find_claims, paragraphs
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


@pytest.mark.parametrize(
    "text",
    [
        "The case against wells is easy to make.",
        "The usual case for a wider road sounds like common sense.",
        "At first sight, a well costs more than it gives.",
        "Admittedly, the first winter was hard.",
        "It is true that wells run dry in some summers.",
        "It may well be true that nobody asked for them.",
        "True, the pump is old.",
        "Granted, the water is brown in March.",
        "I must admit that the handle is stiff.",
        "It must be conceded that pipes are quicker.",
        "To be sure, pipes are quicker.",
        "And it is tempting to think that pipes last for ever.",
        "You might think that everybody wants a tap.",
    ],
)
def test_what_the_author_admits_before_the_answer_is_no_claim(text: str) -> None:
    assert of_others(text)
    assert find_claims(text, paragraphs(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The case against wells is overwhelming.",
        "To be sure of water, a village needs two wells.",
        "True friends share a well.",
        "It is true of every village that it needs water.",
        "The council granted that wish in May.",
        "You might think about a second well.",
        "It is easy to see why wells are loved.",
        "It is true that wells run dry, but they fill again.",
        "At first the well was open.",
    ],
)
def test_words_of_admission_in_another_sense_admit_nothing(text: str) -> None:
    assert not of_others(text)
