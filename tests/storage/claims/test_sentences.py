from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.claims import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["It rained.", "We stayed."],
        ["Mr. Smith met Dr. Jones at St. Paul.", "They spoke."],
        ["He was born in Washington D.C. and left.", "She stayed."],
        ["He works for Acme Inc.", "The firm is old."],
        ["They left at 5 p.m. on Friday.", "It was late."],
        ["J. R. R. Tolkien wrote it.", "It sold."],
        ["It grew by 3.5 percent to $4.1 billion.", "That is a lot."],
        ["See Fig. 3 and No. 7 on p. 12.", "They agree."],
        ["Some tools, e.g. Git, help.", "Others, i.e. most, do not."],
        ["“Is it so?” he asked.", "Nobody knew."],
        ["“We will not wait.”", "He left."],
        ["'It is done.'", "She smiled."],
        ["Wait... there is more.", "Much more!", "Is there?"],
        ["It ended…", "Then it began."],
        ["The study (Smith et al. wrote it. It is long.) is good.", "Read it."],
        ["(It was late.)", "They left."],
        ["This is known.[3]", "That is not."],
        ["The U.S. economy grew.", "The U.K. did not."],
        ["Vitamin C. is spelled so by nobody."],
        ["版本是新的。", "它很好！", "真的吗？", "是。"],
        ["他说：“走吧。”", "我们走了。"],
        ["Yahoo! is a firm.", "It is old."],
        ["What?!", "No."],
        ["Version 2.0.1 is out.", "Use it."],
        ["No stop at the end"],
        ["1. First we plan.", "2. Then we build."],
    ],
)
def test_sentences_end_where_a_reader_hears_them_end(parts: list[str]) -> None:
    joint = "" if ord(parts[0][0]) > 0x2E7F else " "
    assert cut(joint.join(parts)) == parts


def test_bullets_inside_a_block_divide_it_and_are_left_out() -> None:
    assert cut("• plan the work • do the work") == ["plan the work", "do the work"]
    assert cut("We must:\n- plan the work\n- do the work") == [
        "We must:",
        "plan the work",
        "do the work",
    ]


def test_a_hard_wrapped_sentence_keeps_its_line_breaks() -> None:
    assert cut("It is long\nand goes on.\nThen it ends.") == [
        "It is long\nand goes on.",
        "Then it ends.",
    ]


def test_only_the_range_asked_for_is_cut() -> None:
    text = "One here. Two here. Three here."
    assert [text[a:b] for a, b in sentences(text, 10, 19)] == ["Two here."]


def test_a_text_all_in_lower_case_is_still_cut() -> None:
    assert cut("it rained. we stayed.") == ["it rained.", "we stayed."]


@given(st.text(alphabet="aB .!?…\"“”'()\n\t•-1,;。？好U.S", max_size=80))
def test_sentences_are_trimmed_in_order_and_lose_no_word(text: str) -> None:
    spans = sentences(text)
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end
    kept = set().union(*(range(start, end) for start, end in spans)) if spans else set()
    assert all(at in kept for at, char in enumerate(text) if char.isalpha())
