from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.claims import at_density, find_claims, paragraphs
from storage.claims.select import OF_PARAGRAPH, OF_SMALL, SMALL
from storage.models import DENSITIES, Block, BlockKind

CLAIM = "The council should plant {} trees along the {} road before the next winter comes."
DULL = "On {} a clerk walked past the {} shop and looked at the grey sky for a while."
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def article(sections: int, said: set[int]) -> str:
    """Make sections of dull sentences, of which some open with a claim."""
    parts = []
    for at in range(sections):
        dull = " ".join(DULL.format(DAYS[(at + n) % 7], f"{n}th") for n in range(9))
        parts.append((CLAIM.format(at + 2, f"{at}th") + " " if at in said else "") + dull)
    return "\n\n".join(parts)


def test_no_long_stretch_is_silent_that_has_a_fair_candidate() -> None:
    text = article(40, {*range(14), 30})
    shown = at_density(find_claims(text, paragraphs(text)), 3)
    assert any("32 trees" in claim.text for claim in shown)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, 11)), st.integers(1, 12))
def test_each_density_holds_the_one_before_and_leaves_most_of_a_paragraph_unmarked(
    said: set[int], sections: int
) -> None:
    text = article(sections, said)
    blocks = paragraphs(text)
    claims = find_claims(text, blocks)
    before: set[int] = set()
    for density in DENSITIES:
        shown = at_density(claims, density)
        starts = {claim.start for claim in shown}
        assert before <= starts
        before = starts
        marked: dict[int, list[int]] = defaultdict(list)
        for claim in shown:
            home = next(b for b in blocks if b.start <= claim.start < b.end)
            marked[home.start].append(len(claim.text.split()))
        for block in blocks:
            own = marked[block.start]
            words = len(text[block.start : block.end].split())
            share = OF_PARAGRAPH if words >= SMALL else OF_SMALL
            assert len(own) <= 1 or sum(own) <= share * words


@pytest.mark.parametrize("kind", ["quote", "caption", "code", "heading", "table"])
def test_none_stands_in_what_the_author_does_not_say(kind: str) -> None:
    quote = "We must close every road to the north before the winter comes."
    said = "The council should plant trees along every street, because shade cools the town."
    text = f"{quote}\n\n{said}"
    blocks = [
        Block(BlockKind(kind), 0, len(quote)),
        Block(BlockKind.PARAGRAPH, len(quote) + 2, len(text)),
    ]
    assert [claim.text for claim in find_claims(text, blocks)] == [said]


def test_a_paragraph_of_ten_thousand_words_has_claims_all_over() -> None:
    text = " ".join((CLAIM if n % 5 == 0 else DULL).format(n, f"{n}th") for n in range(700))
    assert len(text.split()) > 10_000
    shown = at_density(find_claims(text, [Block(BlockKind.PARAGRAPH, 0, len(text))]), 3)
    assert len(shown) > 50
    assert shown[0].start < len(text) / 5
    assert shown[-1].start > len(text) * 4 / 5


@pytest.mark.parametrize(
    "text",
    ["\x00\x01\x02", "\ufeff", "# One\n\n## Two\n\n### Three", "\u202eabc\u202c", "a\u0300" * 900],
)
def test_what_is_no_prose_has_an_answer(text: str) -> None:
    assert all(claim.text in text for claim in find_claims(text, paragraphs(text)))


def test_headings_labels_code_and_cells_are_covered_by_no_claim() -> None:
    text = (
        "# We must plant trees\n\n"
        "The council should plant trees along every street of the town.\n\n"
        "1. Councils should ask the people who live there first.\n\n"
        "```\nwe = should(plant)\n```\n\n"
        "It must also pay for water in the first three summers of every tree."
    )
    blocks = paragraphs(text)
    prose = [b for b in blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)]
    claims = at_density(find_claims(text, blocks), 5)
    assert claims
    assert all(any(b.start <= c.start and c.end <= b.end for b in prose) for c in claims)
    assert not any("1." in c.text or "```" in c.text or "#" in c.text for c in claims)
