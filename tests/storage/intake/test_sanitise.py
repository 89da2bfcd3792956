import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.intake import clean

BAD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufeff\ud800-\udfff]")


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("a\x1b[31mred\x1b[0m z", "ared z"),
        ("a\x1b[38:2::1:2:3mred", "ared"),
        ("a\x9b1;31mred", "ared"),
        ("a\x1b]0;a title\x07b", "ab"),
        ("a\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x9d52;c;ZXZpbA==\x9cb", "ab"),
        ("a\x1bP1$r0m\x1b\\b", "ab"),
        ("a\x1bcb", "ab"),
        ("a\x1b(Bb", "ab"),
        ("a\x1b\x1b[31mb", "ab"),
    ],
)
def test_escape_sequences_go_as_a_whole(given_text, wanted):
    assert clean(given_text) == wanted


def test_an_unfinished_escape_sequence_does_not_swallow_the_text():
    text = "One.\x1b]0;no end of it\nTwo, which must stay.\nThree."
    assert clean(text).endswith("\nTwo, which must stay.\nThree.")
    assert clean("a\x9dthe rest") == "athe rest"


def test_every_kind_of_line_end_becomes_a_newline():
    assert clean("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h") == "a\nb\nc\nd\ne\nf\ng\nh"


def test_tab_and_newline_stay():
    assert clean("a\tb\nc") == "a\tb\nc"


def test_bidi_overrides_go_and_marks_stay():
    assert clean("in\u202etxt.exe\u202c") == "intxt.exe"
    assert clean("العربية (v2.0)\u200f، جيدة") == "العربية (v2.0)\u200f، جيدة"


def test_isolates_are_balanced_in_their_paragraph():
    assert clean("\u2067open\n\nnext") == "\u2067open\u2069\n\nnext"
    assert clean("stray\u2069 end") == "stray end"
    assert clean("\u2066a\u2069 b") == "\u2066a\u2069 b"


def test_hidden_characters_go_so_that_words_are_found():
    assert clean("Zero\u200bwidth sof\u00adt wo\u2060rd in\u200dner \ufeffmark") == (
        "Zerowidth soft word inner mark"
    )


def test_emoji_sequences_stay_whole():
    family = "👨\u200d👩\u200d👧"
    england = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    assert clean(f"{family} {england} ❤️ 🇫🇷") == f"{family} {england} ❤️ 🇫🇷"


def test_tag_characters_elsewhere_go():
    assert clean("a\U000e0041\U000e0042\U000e007fb") == "ab"


def test_joiners_stay_where_a_script_needs_them():
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


def test_runs_of_combining_marks_are_cut_at_eight():
    assert clean("Z" + "\u0336" * 500 + "algo") == "Z" + "\u0336" * 8 + "algo"


def test_surrogates_become_replacement_characters():
    assert clean("a\ud800b") == "a\ufffdb"


def test_text_is_composed():
    assert clean("Cafe\u0301") == "Café"
    assert clean("ﬁ and ①") == "ﬁ and ①"  # NFC, not NFKC


def test_markup_is_left_letter_for_letter():
    text = r"[bold red]A[/] [@click=app.quit]x[/] [[d]] \[e] <b>&amp;"
    assert clean(text) == text


@given(st.text(st.characters(codec=None), max_size=200))
def test_nothing_harmful_is_left_and_cleaning_twice_changes_nothing(text):
    once = clean(text)
    assert not BAD.search(once)
    assert clean(once) == once
