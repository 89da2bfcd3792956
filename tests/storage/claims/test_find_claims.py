from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.claims import at_density, clauses, find_claims, paragraphs, sentences
from storage.claims.units import eligible, units
from storage.models import DEFAULT_DENSITY, DENSITIES, Block, BlockKind, Claim, Kind

TEXT = """Cities need more trees

Last summer I walked along Mill Street with my sister. She was hot and so was I.

Cities should plant trees along every street, because shade is the cheapest way to cool a city. \
A study of forty towns found that streets with trees are four degrees cooler. For example, \
one street in Graz had nine limes.

However, most councils plant too late. Young trees need wet ground in their first three years, \
and a tree planted in May often dies. “We never have the money in autumn,” one mayor told me.

What should a council do? It must pay for planting in autumn, when the ground is wet.

- Lime
- Plane

Without trees, summers in the city will become unbearable for old people within twenty years."""


def found(text: str, title: str = "") -> tuple[Claim, ...]:
    return find_claims(text, paragraphs(text), title)


def test_recommendations_and_reasons_come_before_anecdotes() -> None:
    shown = at_density(found(TEXT), DEFAULT_DENSITY)
    assert any("should plant trees" in claim.text for claim in shown)
    assert not any("my sister" in claim.text or "nine limes" in claim.text for claim in shown)


def test_a_claim_is_its_own_words_in_the_text() -> None:
    for claim in found(TEXT):
        assert TEXT[claim.start : claim.end] == claim.text == claim.text.strip()


def test_a_leading_connective_is_left_out() -> None:
    assert not any(claim.text.startswith("However") for claim in found(TEXT))


def test_questions_headings_and_list_labels_are_never_claims() -> None:
    texts = [claim.text for claim in found(TEXT)]
    assert not any(text.endswith("?") for text in texts)
    assert not {"Cities need more trees", "Lime", "Plane"} & set(texts)


@pytest.mark.parametrize("kind", ["heading", "code", "table", "caption"])
def test_only_prose_holds_claims(kind: str) -> None:
    text = "We should all plant more trees, because shade cools the city."
    assert find_claims(text, [Block(BlockKind(kind), 0, len(text))]) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Every council must plant more trees along its streets.", Kind.POLICY),
        ("The city will be ten degrees hotter within forty years.", Kind.FORECAST),
        ("The study found 340 dead trees in 12 towns in 2019.", Kind.FACT),
        ("Shade lowers the heat because leaves evaporate water, and so causes rain.", Kind.CAUSE),
        ("Shade is more important and better for old people than any fountain.", Kind.VALUE),
    ],
)
def test_a_kind_follows_from_the_words(text: str, kind: Kind) -> None:
    assert found(text)[0].kind is kind


def test_every_claim_says_why_in_at_most_four_cues() -> None:
    for claim in found(TEXT):
        assert 1 <= len(claim.cues) <= 4
        assert len(set(claim.cues)) == len(claim.cues)
    policy = next(claim for claim in found(TEXT) if "should plant" in claim.text)
    assert "should" in policy.cues


def test_densities_grow_and_never_show_more_than_one_clause_in_four() -> None:
    text = "\n\n".join(f"{TEXT}\n\nPart {n} is at an end here." for n in range(6))
    claims = found(text)
    counts = [len(at_density(claims, density)) for density in DENSITIES]
    assert counts == sorted(counts)
    assert counts[0] < counts[2] < counts[4]
    parts = [
        clause
        for block in paragraphs(text)
        if block.kind is BlockKind.PARAGRAPH
        for sentence in sentences(text, block.start, block.end)
        for clause in clauses(text, *sentence)
    ]
    assert counts[2] <= len(parts) / 4


def test_claims_come_strongest_first_and_are_shown_in_reading_order() -> None:
    claims = found(TEXT)
    assert [c.score for c in claims] == sorted((c.score for c in claims), reverse=True)
    assert [c.density for c in claims] == sorted(c.density for c in claims)
    shown = at_density(claims, 5)
    assert [c.start for c in shown] == sorted(c.start for c in shown)
    assert at_density(claims, 5, {Kind.POLICY}) == [c for c in shown if c.kind is Kind.POLICY]


def test_a_short_text_still_has_a_claim_and_an_empty_one_has_none() -> None:
    assert len(at_density(found("We should plant more trees in every city."), 1)) == 1
    assert found("") == ()
    assert found(" \n\n ") == ()
    assert found("Is it so? Who knows?") == ()
    assert find_claims("", [Block(BlockKind.RULE, 0, 0)]) == ()


def test_a_statement_made_twice_is_shown_once_at_first() -> None:
    claim = "Cities should plant trees along every street before the winter comes."
    filler = "The office opens at nine and a clerk sorts letters on a grey table there. "
    text = f"{claim} {filler * 6}\n\n{filler * 6}\n\n{claim} {filler * 6}"
    shown = at_density(found(text), 1)
    assert sum(c.text == claim for c in shown) == 1


def test_a_chinese_text_has_claims() -> None:
    text = "我们应该在每一条街道上种植更多的树木。因为树荫可以降低城市的温度。昨天我和朋友去散步。"
    assert found(text)


@pytest.mark.parametrize(
    "text",
    [
        "word and should " * 20_000,
        "." * 300_000,
        ". " * 150_000,
        "A. " * 100_000,
        "(Foo. " * 50_000,
        "这是一个应该改进的句子。" * 8_000,
        "he is, and it is, " * 16_000,
        ("he is, and it is, " * 1_000 + "here. ") * 16,
        ("word" + " " * 18_000 + "is. ") * 15,
        "    x = {a; b};\n" * 18_000,
        "\n " * 150_000,
        "Short line\n\n" * 25_000,
        "“" * 300_000,
        "We should plant trees, because shade cools the city. " * 5_000,
    ],
    ids=lambda text: text[:8],
)
def test_a_monstrous_text_takes_no_monstrous_time(text: str) -> None:
    began = time.process_time()
    found(text)
    assert time.process_time() - began < 3


def test_the_engine_needs_nothing_but_the_standard_library() -> None:
    code = (
        "import sys; before = set(sys.modules); import storage.claims; "
        "new = {m.split('.')[0] for m in set(sys.modules) - before}; "
        "print(*new - set(sys.stdlib_module_names))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["storage"]


def test_the_same_claims_are_found_whatever_the_seed_of_hashing() -> None:
    code = (
        "import sys; from storage.claims import find_claims, paragraphs; "
        "text = sys.stdin.read(); print(find_claims(text, paragraphs(text)))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=TEXT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


WORDS = (
    "the we trees should city because is are will not but however, 30% good! why? (and said “it "
    "should” because; which — For example, improve. cause. better. end. # -"
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS.split(), "我们。\n", "\n\n"]), max_size=200),
    st.sampled_from(["", "The city"]),
)
def test_claims_stand_inside_their_blocks_apart_and_in_densities(
    parts: list[str], title: str
) -> None:
    text = " ".join(parts)
    blocks = paragraphs(text)
    claims = find_claims(text, blocks, title)
    assert claims == find_claims(text, blocks, title)
    last = 0
    for claim in at_density(claims, 5):
        assert last <= claim.start < claim.end <= len(text)
        assert claim.text == text[claim.start : claim.end] == claim.text.strip()
        assert any(b.start <= claim.start and claim.end <= b.end for b in blocks)
        assert 0 <= claim.score <= 1
        assert claim.density in DENSITIES
        assert claim.cues
        last = claim.end


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Cities should set the speed first and draw the street to fit it.", "policy"),
        ("It is vital to build a group of leading firms in every province.", "policy"),
        ("Within a decade the narrowed streets will be the ones that people like.", "forecast"),
        ("Marking every line leads to remembering none, because nothing stands out.", "cause"),
        ("Nearly 30 % of the world's goods were made in these four towns in 2022.", "fact"),
        ("A note in your own words is worth more than ten underlined lines.", "value"),
        ("The street was drawn in 1962 by two engineers from the capital.", "fact"),
    ],
)
def test_a_claim_that_says_its_kind_outright_is_of_that_kind(text: str, kind: str) -> None:
    (claim,) = find_claims(text, paragraphs(text))
    assert claim.kind == kind


@pytest.mark.parametrize("noun", ["roof", "floor", "airlines", "museum", "money", "teachers"])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The committee should meet on Thursday, because the {} will not last.", "policy"),
        ("In the end we must look at the {}, since by 2030 it will be lost.", "policy"),
        ("Those who should mend the {} will be gone by May.", "forecast"),
        ("When the {} should be mended, the money will be gone.", "forecast"),
        ("The {} will be gone within ten years.", "forecast"),
    ],
)
def test_what_the_main_verb_says_names_the_kind_whatever_is_spoken_of(
    text: str, kind: str, noun: str
) -> None:
    text = text.format(noun)
    (claim,) = find_claims(text, paragraphs(text))
    assert claim.kind == kind


def test_what_another_says_from_beginning_to_end_is_not_marked() -> None:
    text = (
        "The council should plant hedges. “Every farm must plant a hedge now,” said the mayor. "
        "“Hedges are the best thing in the country.” "
        "“Every hedge” is a wide word that no law needs.\n\n"
        "Should every council pay for the soil of every farm? [...]"
    )
    able = [unit.text for unit in units(text, paragraphs(text)) if eligible(unit)]
    assert [statement[:9] for statement in able] == ["The counc", "“Every he"]
