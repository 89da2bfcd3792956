from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from storage import anchors, mark_records, passage_records
from storage.anchors import CONTEXT, locate, passage
from storage.fields import visible
from storage.models import Passage
from storage.squeezed import squeeze

PROSE = (
    "The harbour froze in January, and the ferries stopped. Nobody had planned for it. "
    "Councillors blamed the weather; the captains blamed the council.\n\n"
    "In March the ice broke. Nobody had planned for it. The ferries sailed again, half empty, "
    "because people had learned to do without them during the long winter."
)
TEXTS = st.text(st.sampled_from("ab .\n—’é🙂"), min_size=1, max_size=120)
SENTENCES = st.lists(
    st.text(st.sampled_from("abcdefghij "), min_size=5, max_size=40), min_size=1, max_size=8
).map(". ".join)


@st.composite
def spans(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> tuple[str, int, int]:
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


def at(text: str, quote: str, nth: int = 0) -> Passage:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return passage(text, start, start + len(quote))


def found(text: str, wanted: Passage) -> str | None:
    place = locate(text, wanted)
    return None if place is None else text[place[0] : place[1]]


def test_a_passage_remembers_its_quote_and_32_code_points_on_each_side() -> None:
    made = at(PROSE, "half empty")
    assert made.quote == "half empty"
    assert len(made.prefix) == len(made.suffix) == CONTEXT
    assert PROSE[made.start - CONTEXT : made.end + CONTEXT] == (
        made.prefix + made.quote + made.suffix
    )


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4), (0, 1000), (999, 1000)])
def test_an_empty_or_outside_span_is_no_passage(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        passage(PROSE, start, end)


@given(spans())
def test_in_the_same_text_every_passage_is_where_it_was(case: tuple[str, int, int]) -> None:
    text, start, end = case
    assume(text[start:end].strip())
    assert locate(text, passage(text, start, end)) == (start, end)


@given(spans(SENTENCES), st.text(st.sampled_from("xyz\n "), max_size=60), st.data())
def test_what_is_found_in_a_text_with_an_insertion_is_the_quote_itself(
    case: tuple[str, int, int], inserted: str, data: st.DataObject
) -> None:
    text, start, end = case
    assume(text[start:end].strip())
    where = data.draw(st.integers(0, len(text)))
    changed = text[:where] + inserted + text[where:]
    place = locate(changed, passage(text, start, end))
    if place is not None and not start < where < end:
        assert changed[place[0] : place[1]] == text[start:end]


@given(st.text(st.sampled_from("xyz "), max_size=300))
def test_text_put_in_front_moves_a_passage_along(inserted: str) -> None:
    wanted = at(PROSE, "half empty")
    assert found(inserted + PROSE, wanted) == "half empty"


@given(TEXTS, spans())
def test_any_passage_in_any_text_gives_a_span_of_it_or_none(
    text: str, case: tuple[str, int, int]
) -> None:
    place = locate(text, passage(*case))
    assert place is None or 0 <= place[0] < place[1] <= len(text)


def test_a_sentence_that_stands_twice_is_told_apart_by_what_is_around_it() -> None:
    quote = "Nobody had planned for it."
    changed = "A long new introduction, about boats and ice. " + PROSE
    for nth in (0, 1):
        place = locate(changed, at(PROSE, quote, nth))
        assert place == (at(changed, quote, nth).start, at(changed, quote, nth).end)


def test_twins_are_told_apart_by_what_is_farther_away_and_by_nothing_less() -> None:
    refrain = "So it goes, said the old man at the door, and closed it slowly. "
    song = refrain * 3 + "x" * 3000 + refrain * 3
    for nth in (1, 4):
        wanted = at(song, "closed it", nth)
        assert locate("Oh. " + song, wanted) == (wanted.start + 4, wanted.end + 4)
    hymn = refrain * 20
    assert locate("Oh. " + hymn, at(hymn, "closed it", 10)) is None


def test_a_short_quote_in_other_surroundings_is_not_trusted() -> None:
    wanted = at(PROSE, "the ice")
    assert locate("Whoever trusts the ice drowns in spring, said the skipper.", wanted) is None


def test_a_long_quote_that_stands_once_needs_no_surroundings() -> None:
    wanted = at(PROSE, "the captains blamed the council")
    assert found("Elsewhere the captains blamed the council too.", wanted) == wanted.quote


def test_white_space_does_not_hide_a_passage() -> None:
    wanted = at(PROSE, "The ferries sailed again, half empty,")
    changed = PROSE.replace("sailed again,", "sailed\nagain,\u00a0 ").replace("\n\n", "\n")
    assert found(changed, wanted) == "The ferries sailed\nagain,\u00a0  half empty,"


def test_a_quote_over_a_block_end_is_found_when_the_blocks_are_joined() -> None:
    wanted = at(PROSE, "blamed the council.\n\nIn March the ice broke.")
    assert found(PROSE.replace("\n\n", " "), wanted) == (
        "blamed the council. In March the ice broke."
    )


def test_small_edits_in_a_long_quote_are_forgiven() -> None:
    wanted = at(PROSE, "because people had learned to do without them during the long winter")
    changed = PROSE.replace("had learned to do", "have learnt to do")
    assert found(changed, wanted) == (
        "because people have learnt to do without them during the long winter"
    )


def test_an_edit_at_the_edge_of_a_quote_is_found_by_what_stands_beside_it() -> None:
    wanted = at(PROSE, "Councillors blamed the weather; the captains blamed the council.")
    changed = PROSE.replace("Councillors blamed", "The councillors blamed")
    assert found(changed, wanted) == (
        "The councillors blamed the weather; the captains blamed the council."
    )


def test_an_edit_that_turns_a_short_quote_into_another_is_not_forgiven() -> None:
    wanted = at(PROSE, "In March the ice broke.")
    assert locate(PROSE.replace("March the ice", "April the law"), wanted) is None


@pytest.mark.parametrize(
    "instead",
    [
        "since everyone now took the road around the bay instead",
        "because people had sold all their boats to strangers during the long winter",
    ],
)
def test_a_quote_rewritten_is_lost(instead: str) -> None:
    wanted = at(PROSE, "because people had learned to do without them during the long winter")
    assert locate(PROSE.replace(wanted.quote, instead), wanted) is None


def test_a_quote_edited_in_two_copies_is_in_doubt() -> None:
    sentence = "The committee will publish the figures before the end of the coming year"
    text = f"Minutes of the first session. {sentence}. Nothing more was said of it then."
    changed = text.replace("coming", "next")
    assert locate(changed, at(text, sentence)) is not None
    assert locate(changed + "\n\n" + changed, at(text, sentence)) is None


def test_a_passage_of_white_space_alone_is_nowhere() -> None:
    assert locate(PROSE, Passage(10, 11, " ")) is None


def test_a_page_of_one_repeated_word_does_not_take_long() -> None:
    text = "ha " * 20_000
    wanted = passage(text, 30_000, 30_300)
    assert locate("he, " + text, wanted) is None


def test_marked_white_space_is_found_while_it_stands_where_it_was() -> None:
    text = "Two words."
    space = passage(text, 3, 4)
    assert locate(text, space) == (3, 4)
    assert locate("So two words.", space) is None


@given(
    st.text("ab \x01", max_size=12),
    st.integers(0, 12),
    st.integers(0, 12),
    st.one_of(st.integers(-3, 12), st.none(), st.just("1")),
    st.one_of(st.text("ab \x01", max_size=4), st.none(), st.integers()),
)
def test_a_note_that_is_passed_over_at_a_glance_stands_somewhere_else(text, one, two, start, quote):
    text = visible(text)
    span = min(one, two), max(one, two)
    document = {
        "uid": "u",
        "article": 1,
        "passage": {"start": start, "end": 13, "quote": quote, "prefix": "", "suffix": ""},
    }
    if passage_records.stands_elsewhere(document, text, span):
        assert locate(text, mark_records.annotation("1", document).passage) != span


TWICE = (
    "The kerb should be low everywhere. Wheels cross it a hundred times a day.\n\n"
    "Drivers slow down where streets are narrow. The kerb should be low everywhere. So be it."
)
SENTENCE = "The kerb should be low everywhere."


def test_of_words_that_stood_twice_the_one_left_may_be_the_other() -> None:
    begin = "Begin here, and go on to the end of it. "
    text = f"{begin}{TWICE}"
    marked = at(text, SENTENCE)
    assert marked.twins == 1
    assert locate(text.replace(SENTENCE, "", 1), marked) is None
    start = len(f"New. {begin}")
    assert locate(f"New. {text}", marked) == (start, start + len(SENTENCE))


def test_white_space_between_the_words_of_a_twin_does_not_count() -> None:
    marked = passage(TWICE.replace("low everywhere. So", "low\neverywhere. So"), 0, len(SENTENCE))
    assert marked.twins == 1


def test_blanks_at_the_ends_of_a_quote_with_twins_go_with_it_where_they_still_stand() -> None:
    text = f"Begin with this one thing. {TWICE}"
    start = text.rindex(f" {SENTENCE}")
    marked = passage(text, start, start + len(SENTENCE) + 2)
    assert locate("x" + text, marked) == (start + 1, start + len(SENTENCE) + 3)


def test_a_passage_with_a_twin_remembers_what_the_twin_has_not_beside_it() -> None:
    line = "Nobody knew, and nobody asked, how the harbour was to be paid for in winter. "
    text = f"In May it rained for weeks. {line}Then came June. {line}The end of it."
    marked = at(text, "the harbour", 1)
    assert marked.prefix.endswith("came June. Nobody knew, and nobody asked, how ")
    assert locate(f"A word before. {text}", marked) == (marked.start + 15, marked.end + 15)


def test_a_copy_of_the_twin_does_not_stand_in_for_a_passage_that_went() -> None:
    line = "Nobody knew, and nobody asked, how the harbour was to be paid for in winter. "
    text = f"In May it rained for weeks. {line}Then came June. {line}The end of it."
    marked = at(text, "the harbour", 1)
    changed = text.replace(f"Then came June. {line}", "") + f" Once more. {line}"
    assert changed.count(marked.quote) == text.count(marked.quote)
    assert locate(changed, marked) is None


def test_when_all_between_two_twins_went_it_is_a_doubt_which_of_them_is_left() -> None:
    line = "Nobody knew, and nobody asked, how the harbour was to be paid for in winter. "
    text = f"In May it rained for weeks. {line}Then came June. {line}The end of it."
    assert locate(text.replace(f"Then came June. {line}", ""), at(text, "the harbour", 1)) is None


LINE = "It was not always so, and few believe it. "


def test_a_twin_that_only_comes_to_look_like_the_first_words_of_a_text_is_not_they() -> None:
    text = f"Cars slow down. {LINE}{LINE}Cars slow down. {LINE}Quays are far. {LINE}{LINE}The end."
    marked = at(text, "Cars slow down.", 0)
    changed = text.removeprefix("Cars slow down. ").replace("Quays are far. ", "")
    assert changed.count(marked.quote + marked.suffix) == 1
    assert locate(changed, marked) is None
    assert locate(text.replace("The end.", "No end."), marked) == (0, 15)


def test_a_twin_that_only_comes_to_look_like_the_last_words_of_a_text_is_not_they() -> None:
    text = f"The start. {LINE * 3}Cars slow down. {LINE}Quays are far. {LINE * 3}Cars slow down."
    marked = at(text, "Cars slow down.", 1)
    changed = text.replace("The start. ", f"The start. {LINE}Quays are far. ", 1)
    changed = changed[: changed.rindex("Quays")] + "The end."
    assert changed.count(marked.prefix + marked.quote) == 1
    assert locate(changed, marked) is None
    assert locate(f"Before. {text}", marked) == (len(text) - 7, len(text) + 8)


def test_a_part_that_comes_again_with_a_word_changed_is_a_twin_and_not_an_edit() -> None:
    part = (
        "Press u to take it back, or ctrl+r to do it again. In the {} the same "
        "keys go up and down, and the one that opens "
        "shows the passage where it stands. Press y to copy the quote, or q to leave. "
    )
    text = f"Keys, screen by screen. {part.format('review')}{part.format('notes')}That is all."
    marked = at(text, text[text.index("In the review") : text.index("stands. Press y") + 7])
    assert marked.twins == 1
    assert locate(text.replace(part.format("review"), ""), marked) is None
    assert locate(f"A word before. {text}", marked) == (marked.start + 15, marked.end + 15)
    alone = text.replace(part.format("notes"), "")
    edited = alone.replace("In the review", "In the reviews")
    start, end = locate(edited, at(alone, marked.quote))
    assert edited[start:end] == marked.quote.replace("review", "reviews")


def test_a_paragraph_of_which_much_was_written_anew_is_a_doubt() -> None:
    wanted = at(PROSE, "because people had learned to do without them during the long winter")
    changed = PROSE.replace("had learned to do without them", "have found out how to do without")
    assert locate(changed, wanted) is None


def test_words_that_stood_once_are_found_wherever_they_went() -> None:
    marked = passage(TWICE, 35, 73)
    assert marked.twins == 0
    moved = TWICE.replace(marked.quote, "") + marked.quote
    start, end = locate(moved, marked)
    assert moved[start:end] == marked.quote


def test_a_count_of_twins_is_stored_and_goes_with_the_passage_it_was_made_of(
    library, article
) -> None:
    stored, _ = library.add(article("Kerbs", TWICE.split("\n\n")[0], TWICE.split("\n\n")[1]))
    note = library.annotate(stored.id, 0, len(SENTENCE))
    assert library.annotations(stored.id)[0].passage.twins == 1
    library.edit_annotation(note.uid, span=(35, 60))
    assert library.annotations(stored.id)[0].passage.twins == 0


LINES = st.lists(
    st.sampled_from(
        [
            "The harbour froze in January and the ferries stopped.",
            "The harbour froze in February and the ferries stopped.",
            "The harbour froze in January, and the boats stopped.",
            "Nobody had planned for it.",
            "Councillors  blamed the\nweather, captains the council.",
        ]
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60)
@given(LINES, LINES, st.data())
def test_an_edited_quote_is_found_where_all_ends_tried_with_all_beginnings_would_find_it(
    before: list[str], after: list[str], data: st.DataObject
) -> None:
    text, now = " ".join(before), squeeze(" ".join(after))
    start = data.draw(st.integers(0, len(text) - 1))
    wanted = passage(text, start, data.draw(st.integers(start + 1, len(text))))
    wanted = anchors._squeezed(wanted)
    length = len(wanted.quote)
    assume(length >= 32)
    least = max(0.85, 0.94 - 0.14 * (length - 32) / 300)
    good = [
        (likeness, start, end)
        for start in anchors._starts(now, wanted)
        for end in anchors._ends(now, wanted)
        if 0.75 * length <= end - start <= 1.33 * length
        and anchors.surroundings(now, start, end, wanted) >= 0.9
        and (likeness := anchors.alike(now[start:end], wanted.quote)) >= least
    ]
    _, *best = max(good, default=(0, None))
    if not good or any(end <= best[0] or start >= best[1] for _, start, end in good):
        assert anchors._edited(now, wanted) is None
    else:
        assert anchors._edited(now, wanted) == tuple(best)
