"""What is offered for a passage that was not found again."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from storage.anchors import locate, passage, unplaced
from storage.likeness import LEAST, MOST, candidates

TEXT = (
    "For sixty years the default street has been drawn by people who never cross it on foot. "
    "A limit that the street itself contradicts is not a limit; it is a wish with a fine attached. "
    "The objection is always the same: slower streets cost time, and time is money."
)
WISH = (
    "A limit that the street itself contradicts is not a limit; it is a wish with a fine attached."
)


def of(quote: str, text: str = TEXT):
    at = text.index(quote)
    return passage(text, at, at + len(quote))


def test_a_passage_told_in_other_words_is_the_first_candidate() -> None:
    told = "Where a street contradicts its limit, that limit is only a wish with a fine attached."
    text = TEXT.replace(WISH, told)
    assert locate(text, of(WISH)) is None
    first, *_ = candidates(text, of(WISH))
    assert text[first.start : first.end] in told
    assert 50 < first.likeness < 100


def test_what_stands_now_between_the_same_surroundings_is_offered() -> None:
    text = TEXT.replace(WISH, "Nobody knew then whom this would help or hurt.")
    found = [text[c.start : c.end] for c in candidates(text, of(WISH))]
    assert "Nobody knew then whom this would help or hurt." in found


def test_twins_of_which_none_can_be_trusted_are_all_offered() -> None:
    text = "One day the street was shut. Another day the street was dug. The street is here."
    lost = unplaced("the street")
    assert locate(text, lost) is None
    found = candidates(text, lost)
    assert [text[c.start : c.end] for c in found[:2]] == ["the street", "the street"]


def test_nothing_is_offered_for_what_the_text_has_nothing_of() -> None:
    assert candidates(TEXT, unplaced("Bananas grow in bunches upon tall plants.")) == []
    assert candidates("", of(WISH)) == []
    assert candidates(TEXT, unplaced("?!")) == []


def test_a_script_without_blanks_is_compared_by_letters() -> None:
    text = "路地は静かである。短い引用文はここにある。別の文もここにある。"
    first, *_ = candidates(text, unplaced("長い引用文はここにあった。"))
    assert "引用文はここにあ" in text[first.start : first.end]


def test_the_very_same_passage_is_like_itself_by_a_hundred_per_cent() -> None:
    here = of(WISH)
    for text in (TEXT, TEXT.replace("time is money", "so on")):
        first, *_ = candidates(text, here)
        assert (first.start, first.end, first.likeness) == (here.start, here.end, 100)
    first, *_ = candidates(TEXT.replace(WISH, WISH[:-1]), here)
    assert first.likeness < 100


WORDS = ("harbour", "ferry", "winter", "salt", "coast", "law", "hand", "ink")
PROSE = st.text(alphabet="ab cd.\n道é", max_size=80)


@given(PROSE, PROSE.filter(bool), PROSE, PROSE)
def test_candidates_lie_in_the_text_apart_from_each_other_and_likest_first(
    text: str, quote: str, prefix: str, suffix: str
) -> None:
    found = candidates(text, unplaced(quote, prefix, suffix))
    assert len(found) <= MOST
    assert all(0 <= c.start < c.end <= len(text) for c in found)
    assert all(LEAST <= c.likeness <= 100 for c in found)
    assert [c.likeness for c in found] == sorted((c.likeness for c in found), reverse=True)
    spans = sorted((c.start, c.end) for c in found)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(st.lists(st.sampled_from(WORDS),
                min_size=12, max_size=40), st.data())  # fmt: skip
def test_words_that_still_stand_in_the_text_are_always_offered(words, data) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 6))
    quote = " ".join(words[first : first + 6])
    found = candidates(text, unplaced(quote, "elsewhere ", " unlike"))
    assert quote in [text[c.start : c.end] for c in found]


PLANNED = "The planners of the fifties drew streets for cars and called them roads."
CORRIDOR = "A street without shops is a corridor, and nobody lingers in one for long."
QUOTED = "Cities have the capability of providing something for everybody.\n— Jane Jacobs"


def article_of(*blocks: str) -> str:
    return "\n\n".join(blocks)


def test_for_a_sentence_sentences_of_one_block_are_offered() -> None:
    text = article_of(QUOTED, f"{PLANNED} {CORRIDOR}", "An end.")
    changed = text.replace(PLANNED, "Nobody reads old planners any more.")
    found = [changed[c.start : c.end] for c in candidates(changed, of(PLANNED, text))]
    assert found[0] == "Nobody reads old planners any more."
    assert all("\n\n" not in each and each[-1] in ".s" for each in found)


def test_for_a_part_of_a_sentence_a_part_that_ends_at_a_clause_is_offered() -> None:
    text = article_of(QUOTED, f"{PLANNED} {CORRIDOR}")
    lost = of("A street without shops is a corridor", text)
    changed = text.replace(
        "A street without shops is a corridor", "Streets without a shop: one corridor"
    )
    first, *_ = candidates(changed, lost)
    assert changed[first.start : first.end] == "Streets without a shop: one corridor"


def test_what_lay_over_two_blocks_is_offered_over_two() -> None:
    text = article_of(PLANNED, CORRIDOR, "An end.")
    lost = of(article_of(PLANNED, CORRIDOR), text)
    changed = text.replace("fifties", "sixties").replace("shops", "a shop")
    first, *_ = candidates(changed, lost)
    assert changed[first.start : first.end] == changed[: changed.index("\n\nAn end.")]


@given(
    st.lists(st.sampled_from((PLANNED, CORRIDOR, QUOTED, WISH, "An end")), min_size=1), st.data()
)
def test_what_lay_in_one_block_is_never_offered_over_two(blocks, data) -> None:
    text = article_of(*blocks)
    quote = data.draw(st.sampled_from((PLANNED, CORRIDOR, WISH)))
    quote = quote[data.draw(st.integers(0, 30)) :].strip()
    for each in candidates(text, unplaced(quote, "drew streets for ", " An end")):
        assert "\n\n" not in text[each.start : each.end]
