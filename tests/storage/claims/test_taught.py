from __future__ import annotations

from storage.claims import KIND, find_claims, lessons, paragraphs
from storage.claims.taught import leaning
from storage.models import Kind

TEXT = """Councils should plant lime trees along the main road before the winter comes.

The survey counted 4,200 trees in the old town and 310 of them were dead in 2019.

Shade is the cheapest way to cool a street, because leaves evaporate water all day.

Councils must pay for water in the first three summers of every tree they plant."""


def test_what_is_kept_is_looked_for_and_what_is_struck_is_not() -> None:
    decisions = [(True, "policy", ["should"])] * 4 + [(False, "fact", ["a figure"])] * 4
    weights = {lesson.name: lesson.weight for lesson in lessons(decisions)}
    assert weights["should"] > 0 > weights["a figure"]
    assert weights[KIND + "policy"] > 0 > weights[KIND + "fact"]
    assert leaning(weights, Kind.POLICY, ["should"]) > leaning(weights, Kind.FACT, ["a figure"])


def test_one_decision_teaches_little_and_a_hundred_not_without_end() -> None:
    one = lessons([(False, "fact", ["a figure"]), (True, "policy", ["should"])])
    assert max(abs(lesson.weight) for lesson in one) < 0.25
    many = lessons([(False, "fact", ["a figure"]), (True, "policy", ["should"])] * 500)
    assert max(abs(lesson.weight) for lesson in many) <= 0.8


def test_striking_everything_alike_prefers_nothing() -> None:
    struck = lessons([(False, "fact", ["a figure"])] * 9)
    assert all(abs(lesson.weight) < 0.01 for lesson in struck)


def test_lessons_tell_how_often_and_the_strongest_come_first() -> None:
    found = lessons([(True, "policy", ["should"])] * 3 + [(False, "value", ["a judgement"])])
    assert [abs(lesson.weight) for lesson in found] == sorted(
        (abs(lesson.weight) for lesson in found), reverse=True
    )
    should = next(lesson for lesson in found if lesson.name == "should")
    assert (should.kept, should.dismissed) == (3, 0)


def test_claims_lean_the_way_that_was_taught() -> None:
    blocks = paragraphs(TEXT)
    plain = {claim.text: claim.score for claim in find_claims(TEXT, blocks)}
    taught = {claim.text: claim.score for claim in find_claims(TEXT, blocks, "", {"should": -0.8})}
    named = [claim for claim in find_claims(TEXT, blocks) if "should" in claim.cues]
    assert named
    assert all(taught.get(c.text, 0.0) < plain[c.text] for c in named)
