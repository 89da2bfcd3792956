"""A reason names what a reader can find in the claim."""

from __future__ import annotations

import pytest

from storage.claims import find_claims, lessons, paragraphs
from storage.claims.cues import spoken
from storage.claims.reasons import class_of, reasons
from storage.claims.taught import leaning
from storage.claims.units import units
from storage.models import Kind


def cues(text: str) -> tuple[str, ...]:
    (claim,) = find_claims(text, paragraphs(text))
    return claim.cues


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("For a street to live, people must wait next to each other.", "must"),
        ("We need to plant more trees before the winter.", "need to"),
        ("Councils should plant trees along the main road.", "should"),
    ],
)
def test_what_obliges_is_named_by_its_own_word(text: str, word: str) -> None:
    assert word in cues(text)


@pytest.mark.parametrize(
    "text",
    [
        "Within twenty years home baking will actually become a hobby of the rich.",
        "The council has a goal: shade in every street of the old town.",
        "If nobody pays for the water, the trees will not live through the summer.",
        "I believe that shade is the cheapest way to cool a street.",
    ],
)
def test_every_word_that_a_reason_quotes_stands_in_the_claim(text: str) -> None:
    quoted = [cue.partition("“")[2].rstrip("”)") for cue in cues(text) if "“" in cue]
    assert quoted
    assert all(word in text.lower() for word in quoted)


def test_a_word_that_does_not_say_what_its_list_is_called_gives_no_reason() -> None:
    said = cues("Within twenty years home baking will actually become a hobby of the rich.")
    assert not {"the author's own view", "a judgement"} & set(map(class_of, said))
    assert "looks ahead (“will”)" in said


def test_a_connective_that_was_left_out_of_the_claim_is_still_named() -> None:
    text = "Therefore, the town has a list of its trees."
    (unit,) = units(text, paragraphs(text))
    assert "Therefore" not in unit.text
    signal = {"opens with a result": 1.0}
    assert reasons(signal, signal, unit) == ("a conclusion (“therefore”)",)


def test_a_likeness_to_the_title_is_named_only_where_it_is_plain() -> None:
    text = "The town has a list of its trees."
    (unit,) = units(text, paragraphs(text))
    weights = {"close to title": 3.0}
    assert reasons({"close to title": 0.1}, weights, unit) == ("its wording",)
    assert reasons({"close to title": 0.8}, weights, unit) == ("answers the title",)


def test_the_longest_cue_is_found_and_those_passed_over_are_not() -> None:
    tokens = ["it", "is", "rather", "small", "but", "not", "just", "cheap"]
    assert spoken(tokens, "contrast") == "rather"
    assert spoken(tokens, "contrast", frozenset({"rather"})) == "but"
    assert spoken(["rather", "than", "that"], "contrast") == "rather than"
    assert spoken(tokens, "should") == ""


def test_what_is_learnt_of_one_word_counts_for_all_of_its_list() -> None:
    decisions = [
        (True, "policy", ["must", "a judgement (“better”)"]),
        (False, "fact", ["a figure"]),
    ]
    weights = {lesson.name: lesson.weight for lesson in lessons(decisions)}
    assert weights["should"] > 0
    assert weights["a judgement"] > 0
    assert leaning(weights, Kind.VALUE, ["a judgement (“worse”)", "need to"]) > 0
