from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from storage import claim_records
from storage.library import Library
from storage.models import Article, Claim

Build = Callable[..., Article]

PARAGRAPHS = (
    "Cities should plant more trees along every street. The shade lowers the heat by four degrees.",
    "Critics say that trees cost too much. A study of 40 towns found that each saved 3,000 euros "
    "a year. Councils must therefore begin this winter, because young trees need wet ground.",
    "My grandmother had a pear tree. Without trees the summers will become unbearable.",
)


@pytest.fixture
def library(library: Library, article: Build) -> Library:
    library.add(article("Trees in the City", *PARAGRAPHS))
    return library


Content = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture
def edit(library: Library, whole: Callable[[Library], Content]) -> Callable[..., None]:
    """Give `edit(change)`: change the file behind the library's back."""

    def edited(change: Callable[[Content], object]) -> None:
        content = whole(library)
        change(content)
        library.path.write_text(json.dumps(content), "utf-8")

    return edited


def test_claims_are_found_when_an_article_is_stored(library: Library) -> None:
    claims = library.claims(1)
    text = library.article(1).text
    assert claims
    assert all(text[claim.start : claim.end] == claim.text for claim in claims)
    assert list(claims) == sorted(claims, key=lambda claim: -claim.score)
    with Library.open(library.path) as again:
        assert again.claims(1) == claims


def test_a_dismissed_claim_is_pointed_at_no_more(library: Library) -> None:
    first, *others = library.claims(1)
    counted = library.entries()[0].claims
    library.dismiss(1, first)
    library.dismiss(1, first)
    assert library.claims(1) == tuple(others)
    assert library.entries()[0].claims == counted - (first.density <= 3)
    assert library.undo() == "dismissing a claim"
    assert library.claims(1) == (first, *others)
    assert library.undo() == "adding “Trees in the City”"


def test_a_dismissed_claim_stays_away_when_another_engine_finds_it_longer(
    library: Library,
    edit: Callable[..., None],
) -> None:
    found, *others = library.claims(1)
    shorter = Claim(
        found.start + 1, found.end, found.text[1:], found.kind, found.score, density=found.density
    )
    library.dismiss(1, shorter)
    counted = library.entries()[0].claims
    edit(lambda content: content["claims"]["1"].update(engine="0"))
    assert library.claims(1) == tuple(others)
    assert library.entries()[0].claims == counted


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content["claims"]["1"].update(engine="of another time"),
        lambda content: content["claims"]["1"].update(claims=[{"start": "?"}]),
        lambda content: content["claims"].pop("1"),
        lambda content: content["claims"]["1"]["claims"][0].update(text="other words"),
    ],
)
def test_claims_that_no_longer_hold_are_found_anew(
    library: Library,
    edit: Callable[..., None],
    whole: Callable[[Library], Content],
    spoil: Callable[[Content], object],
) -> None:
    claims = library.claims(1)
    edit(spoil)
    spoilt = library.path.read_bytes()
    assert library.claims(1) == claims
    assert library.path.read_bytes() == spoilt  # reading never writes
    library.tag(1, ["seen"])
    stored = whole(library)["claims"]["1"]["claims"]
    assert [claim["start"] for claim in stored] == [claim.start for claim in claims]
    assert library.undo() == "tags of “Trees in the City”"


@pytest.mark.parametrize("spoilt", [None, 7, [None], [{"density": 1}], [{"density": "x"}]])
def test_claims_spoilt_by_hand_have_no_kinds(spoilt):
    assert claim_records.claims_kinds({"claims": spoilt}) == ()
