from hypothesis import given, settings
from hypothesis import strategies as st

from storage.models import Block, BlockKind
from tui.reading.clusters import clusters
from tui.reading.layout import Layout
from tui.reading.wrap import ClusterRuler, PlainRuler, breakable, chop, wrap


def rows(text: str, room: int) -> list[str]:
    ruler = ClusterRuler(clusters(text, 0, len(text)), len(text))
    return [text[a:b] for a, b in wrap(breakable(text), 0, len(text), room, ruler)]


def test_rows_end_at_spaces():
    assert rows("the slow street is a fast street", 12) == [
        "the slow",
        "street is a",
        "fast street",
    ]


def test_several_spaces_at_a_break_all_vanish():
    assert rows("slow    street", 8) == ["slow", "street"]


def test_a_word_that_just_fits_stays():
    assert rows("twelve cells", 12) == ["twelve cells"]
    assert rows("twelve cells", 11) == ["twelve", "cells"]


def test_long_compounds_break_after_their_hyphens_and_short_ones_do_not():
    assert rows("a government-funded road", 16) == ["a government-", "funded road"]
    assert rows("this is re-examined", 12) == ["this is", "re-examined"]
    assert rows("in the years 1965-1990", 17) == ["in the years", "1965-1990"]


def test_a_row_may_end_after_an_unspaced_dash():
    assert rows("the limit—a wish—stands", 10) == ["the limit—", "a wish—", "stands"]


def test_an_address_is_broken_at_its_slashes_where_one_is_near():
    address = "https://example.org/streets/slow/index"
    assert rows(address, 20) == ["https://example.org/", "streets/slow/index"]


def test_an_overlong_word_is_broken_at_the_width():
    assert rows("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_an_overlong_word_begins_where_it_fills_a_row_well():
    assert rows("see " + "a" * 25, 16) == ["see " + "a" * 12, "a" * 13]
    assert rows("seen from here " + "a" * 25, 16)[0] == "seen from here"


def test_a_short_last_word_gets_company():
    assert rows("streets that fill with vans go on", 30) == ["streets that fill with vans", "go on"]
    assert rows("streets fill with delivery of it", 30) == ["streets fill with delivery", "of it"]


def test_a_short_last_word_stays_alone_when_the_row_above_would_be_ragged():
    assert rows("no internationalisation at", 24) == ["no internationalisation", "at"]


def test_ideographs_break_anywhere_but_before_a_closing_sign():
    assert rows("漢字漢字漢字", 8) == ["漢字漢字", "漢字"]
    assert rows("漢字漢字。漢字", 8) == ["漢字漢", "字。漢字"]
    assert rows("漢字漢「字」漢", 8) == ["漢字漢", "「字」漢"]
    assert rows("東京タワーへ", 8) == ["東京タ", "ワーへ"]


def test_latin_words_among_ideographs_stay_whole():
    assert rows("漢字 street漢字", 12) == ["漢字 street", "漢字"]
    assert rows("漢字漢street字", 10) == ["漢字漢", "street字"]


def test_hangul_breaks_at_spaces():
    assert rows("느린 거리가 빠르다", 12) == ["느린 거리가", "빠르다"]


def test_no_break_spaces_hold_words_together():
    assert rows("it cost 10\u00a0000\u00a0km", 12) == ["it cost", "10\u00a0000\u00a0km"]


def test_a_space_under_a_mark_is_no_break():
    assert rows("abc \u0301def", 4) == ["abc \u0301", "def"]


def test_code_is_chopped_with_every_space_kept():
    code = "a   =   b   +   c"
    assert [code[a:b] for a, b in chop(0, len(code), 6, PlainRuler(len(code)))] == [
        "a   = ",
        "  b   ",
        "+   c",
    ]


LETTERS = "ab\u00ad -/—.\u00a0\u3000\t日本、。「」e\u0301👩\u200d🇫🇷é’"


@settings(deadline=None)
@given(st.text(st.sampled_from(LETTERS), max_size=80), st.integers(2, 30))
def test_nothing_but_spaces_is_lost_and_no_row_is_too_wide(text, room):
    ruler = ClusterRuler(clusters(text, 0, len(text)), len(text))
    shape = breakable(text)
    found = wrap(shape, 0, len(text), room, ruler)
    starts = {at for _, at, _ in clusters(text, 0, len(text))} | {len(text)}
    at = 0
    for start, end in found:
        assert not shape[at:start].strip(" ")
        assert start <= end
        assert {start, end} <= starts
        assert ruler.cells(start, end) <= room
        at = end
    assert not shape[at:].strip(" ")
    assert len(found) == 1 or all(start < end for start, end in found)


def test_a_word_of_a_million_letters_is_broken_row_by_row() -> None:
    text = "x" * 1_000_000
    rows = Layout(text, [Block(BlockKind.PARAGRAPH, 0, len(text))], 72).stop
    assert rows == -(-len(text) // 72)
