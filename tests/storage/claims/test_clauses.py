from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.claims import clauses
from storage.claims.clause import LEAST, count

LONG = (
    "Therefore, it is vital to focus on fostering a group of leading enterprises with strong "
    "control over the chain, strengthen the thinking of everybody in every part of it, improve "
    "the training of the people at its weakest links, and "
    "drive other enterprises to divide the labor between them in a better way; it is important "
    "to focus on advanced manufacturing in every province, gather the resources that are needed, "
    "and improve the layout of the chain from its first link to its last."
)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(text, 0, len(text))]


def test_a_short_sentence_stays_whole() -> None:
    assert cut("It rained; we stayed, and nobody left.") == [
        "It rained; we stayed, and nobody left."
    ]


def test_a_long_sentence_is_cut_at_its_semicolon_and_its_verbs() -> None:
    pieces = cut(LONG)
    assert pieces[0].endswith("over the chain")
    assert any(piece.startswith("it is important to focus") for piece in pieces)
    assert all(LEAST <= len(piece.split()) <= 35 for piece in pieces)


def test_a_conjunction_between_two_statements_is_left_out() -> None:
    text = (
        "The first half of this rather long sentence says that the harvest was good in every one "
        "of the northern counties, but the second half of it says that the price of grain has "
        "fallen so far that nobody could live on it."
    )
    first, second = cut(text)
    assert first.endswith("northern counties")
    assert second.startswith("the second half")


def test_what_only_introduces_a_statement_is_left_out_of_a_long_sentence() -> None:
    text = (
        "The lesson from this long experience with many partners is that establishing good habits "
        "and tools and working in the open from the first day to the last one matters far more "
        "than the choice of any one technology or any one vendor."
    )
    assert cut(text) == [text[text.index("establishing") :]]


def test_cjk_characters_count_as_half_words() -> None:
    assert count("版本是新的", 0, 5) == 3


PIECES = (
    "the, we is are; should build and but which because that (it) "
    "— : while 30% good improve, making industry Because With 好的 “so” and, who"
)


@given(
    st.lists(
        st.sampled_from(PIECES.split()),
        max_size=140,
    )
)
def test_clauses_are_trimmed_in_order_and_inside_the_sentence(parts: list[str]) -> None:
    text = " ".join(parts)
    last = 0
    for start, end in clauses(text, 0, len(text)):
        assert last <= start <= end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end
