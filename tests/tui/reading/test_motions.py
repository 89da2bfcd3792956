from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.models import Block, BlockKind
from tui.reading.motions import Motions
from tui.reading.sentences import Sentences

PARTS = [
    (BlockKind.HEADING, "Slow streets"),
    (BlockKind.PARAGRAPH, "It’s a wish, with a fine. Nobody chose it."),
    (BlockKind.RULE, ""),
    (BlockKind.CODE, "a = 1\n \n  b = 2"),
    (BlockKind.HEADING, "After"),
    (BlockKind.PARAGRAPH, "The cafe\u0301 stays."),
]


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at full stops, for tests that do not care how sentences are found."""
    found = []
    while start < end:
        stop = text.find(".", start, end) + 1 or end
        found.append((start, stop))
        start = stop + 1
    return found


def build(parts: list[tuple[BlockKind, str]]) -> tuple[str, list[Block]]:
    blocks, start = [], 0
    for kind, body in parts:
        blocks.append(Block(kind, start, start + len(body)))
        start += len(body) + 2
    return "\n\n".join(body for _, body in parts), blocks


TEXT, BLOCKS = build(PARTS)


@pytest.fixture
def motions() -> Motions:
    def clauses(start: int, end: int) -> list[tuple[int, int]]:
        comma = TEXT.find(",", start, end)
        return [(start, comma), (comma + 2, end)] if comma > 0 else []

    return Motions(TEXT, BLOCKS, Sentences(TEXT, BLOCKS, split), clauses)


def at(words: str) -> int:
    return TEXT.index(words)


def span(words: str) -> tuple[int, int]:
    return at(words), at(words) + len(words)


def test_headings_and_lines_of_code_are_sentences():
    sentences = [TEXT[a:b] for a, b in Sentences(TEXT, BLOCKS, split)]
    assert sentences == [
        "Slow streets",
        "It’s a wish, with a fine.",
        "Nobody chose it.",
        "a = 1",
        "b = 2",
        "After",
        "The cafe\u0301 stays.",
    ]


def test_a_block_in_which_no_sentence_is_found_is_one():
    found = Sentences("…", [Block(BlockKind.PARAGRAPH, 0, 1)], lambda *_: [])
    assert list(found) == [(0, 1)]


def test_the_sentence_at_a_place_between_two_is_the_one_before(motions):
    assert motions.sentence_at(at("wish")) == span("It’s a wish, with a fine.")
    assert motions.sentence_at(at(" Nobody")) == span("It’s a wish, with a fine.")
    assert motions.sentence_at(len(TEXT)) == span("The cafe\u0301 stays.")


def test_sentence_by_sentence(motions):
    assert motions.next_sentence(at("wish")) == at("Nobody")
    assert motions.next_sentence(at("wish"), 2) == at("a = 1")
    assert motions.next_sentence(at("wish"), 99) == at("The")
    assert motions.previous_sentence(at("wish")) == at("It’s")
    assert motions.previous_sentence(at("It’s")) == 0
    assert motions.previous_sentence(at("wish"), 99) == 0


def test_a_motion_that_leads_nowhere_stays(motions):
    assert motions.next_sentence(at("stays")) == at("stays")
    assert motions.previous_sentence(0) == 0
    assert motions.next_heading(at("After")) == at("After")
    assert motions.previous_heading(0) == 0


def test_paragraphs_pass_over_rules(motions):
    assert motions.paragraph_at(at("Nobody")) == span(PARTS[1][1])
    assert motions.next_paragraph(at("Nobody")) == at("a = 1")
    assert motions.previous_paragraph(at("a = 1")) == at("It’s")
    assert motions.previous_paragraph(at("wish")) == at("It’s")


def test_headings(motions):
    assert motions.next_heading(0) == at("After")
    assert motions.previous_heading(at("stays")) == at("After")
    assert motions.previous_heading(at("After")) == 0


def test_characters_are_whole_and_a_separator_is_one_step(motions):
    cafe = at("e\u0301")
    assert motions.char_right(cafe) == cafe + 2
    assert motions.char_left(cafe + 2) == cafe
    end = len("Slow streets")
    assert motions.char_right(end) == at("It’s")
    assert motions.char_left(at("It’s")) == end
    assert motions.char_right(end - 1) == end
    assert motions.char_right(at("chose it.") + 9) == at("a = 1")
    assert motions.char_right(len(TEXT)) == len(TEXT)
    assert motions.char_left(0) == 0
    assert motions.char_right(0, 3) == 3


def test_words(motions):
    assert motions.word_forward(0) == at("streets")
    assert motions.word_forward(at("streets")) == at("It’s")
    assert motions.word_forward(at("wish")) == at(", with")
    assert motions.word_forward(at("stays"), 9) == len(TEXT)
    assert motions.word_back(at("streets")) == 0
    assert motions.word_back(at("streets") + 3) == at("streets")
    assert motions.word_back(at("It’s")) == at("streets")
    assert motions.word_back(0) == 0
    assert motions.word_end(0) == 4
    assert motions.word_end(4) == len("Slow streets")
    assert motions.word_end(at("cafe")) == at("cafe") + 5
    assert motions.word_end(len(TEXT)) == len(TEXT)


def test_the_word_at_a_space_is_the_next(motions):
    assert motions.word_at(2) == (0, 4)
    assert motions.word_at(4) == span("streets")
    assert motions.word_at(len(TEXT)) == (len(TEXT) - 1, len(TEXT))


def test_a_selection_grows_by_word_clause_sentence_and_paragraph_and_shrinks_again(motions):
    ladder = [
        (at("wish") + 1, at("wish") + 2),
        span("wish"),
        span("It’s a wish"),
        span("It’s a wish, with a fine."),
        span(PARTS[1][1]),
    ]
    for small, large in pairwise(ladder):
        assert motions.grow(*small) == large
    assert motions.grow(*ladder[-1]) == ladder[-1]
    for small, large in pairwise(ladder[1:]):
        assert motions.shrink(*large, at("wish")) == small
    assert motions.shrink(*span("wish"), at("wish")) == span("wish")


def test_a_selection_over_two_blocks_grows_to_both(motions):
    start, end = at("streets"), at("wish")
    widest = (0, at("It’s") + len(PARTS[1][1]))
    for _ in range(4):
        start, end = motions.grow(start, end)
    assert (start, end) == widest


def test_an_empty_article_has_nowhere_to_go():
    motions = Motions("", [], Sentences("", [], split), lambda *_: [])
    assert motions.sentence_at(0) == motions.paragraph_at(0) == motions.word_at(0) == (0, 0)
    assert motions.next_sentence(0) == motions.word_forward(0) == motions.char_right(0) == 0
    assert motions.grow(0, 0) == (0, 0)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab .,’e\u0301👩\u200d🇫日本\n"), max_size=40), st.integers(0, 40))
def test_steps_stay_in_the_text_and_go_the_right_way(body, offset):
    text, blocks = build([(BlockKind.CODE, body)])
    offset = min(offset, len(text))
    motions = Motions(text, blocks, Sentences(text, blocks, split), lambda *_: [])
    for forward in (motions.char_right, motions.word_forward, motions.word_end):
        assert offset <= forward(offset) <= len(text)
    for back in (motions.char_left, motions.word_back):
        assert 0 <= back(offset) <= offset
    if offset < len(text):
        assert motions.char_right(offset) > offset
        start, end = motions.grow(offset, offset + 1)
        assert start <= offset < end


@given(
    st.lists(
        st.tuples(st.sampled_from(list(BlockKind)), st.text("ab. \n", max_size=12)), max_size=6
    )
)
def test_sentences_come_to_one_by_one_are_those_of_the_whole_text(
    parts: list[tuple[BlockKind, str]],
) -> None:
    text, blocks = build(parts)
    every = list(Sentences(text, blocks, split))
    starts = [start for start, _ in every]
    for offset in range(len(text) + 1):
        found = Sentences(text, blocks, split)
        before = [span for span in every if span[0] <= offset]
        assert found.at(offset) == (before or every[:1] or [(offset, offset)])[-1]
        later = [start for start in starts if start > offset]
        earlier = [start for start in starts if start < offset]
        for count in (1, 2, 9):
            assert found.later(offset, count) == (later[:count] or [offset])[-1]
            assert found.earlier(offset, count) == (earlier[-count:] or [offset])[0]
