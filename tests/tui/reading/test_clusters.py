import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.reading.clusters import (
    attaches,
    cluster_end,
    cluster_start,
    clusters,
    draw_simple,
    is_simple,
)

ODD = (
    "e\u0301\u200d\ufe0f👩🏽❤🇫🇷🇩日本 \u00ad\u200b\u00a0\u3000\t\x07\n\u2028\ud800한\u1112\u1161क्षa"
)
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
odd_texts = st.text(st.sampled_from(ODD), max_size=30)


def pieces(text: str) -> list[str]:
    cut = clusters(text, 0, len(text))
    edges = [at for _, at, _ in cut] + [len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def test_every_simple_sign_is_one_cell_and_stands_alone():
    simple = [sign for sign in map(chr, range(sys.maxunicode + 1)) if is_simple(sign)]
    assert len(simple) > 2000
    assert [sign for sign in simple if cell_len(sign) != 1 or attaches(sign)] == []
    assert cell_len("".join(simple)) == len(simple)


def test_typographic_prose_is_simple():
    assert is_simple("“It’s naïve” — said Ægir … £5 – Łódź, Ελλάδα, Москва\u00a0!")
    assert not is_simple("日")
    assert not is_simple("a\tb")
    assert not is_simple("soft\u00adhyphen")


def test_odd_spaces_of_simple_text_are_drawn_as_spaces():
    assert draw_simple("10\u00a0000\u202fkm") == "10 000 km"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("e\u0301x", ["e\u0301", "x"]),
        ("👩‍👩‍👧!", ["👩‍👩‍👧", "!"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("🇫🇷🇩🇪🇮", ["🇫🇷", "🇩🇪", "🇮"]),
        ("❤️a", ["❤️", "a"]),
        ("1️⃣2", ["1️⃣", "2"]),
        ("क्षि", ["क्", "षि"]),
        ("\u1112\u1161\u11ab.", ["\u1112\u1161\u11ab", "."]),
        ("co\u00adop", ["c", "o\u00ad", "o", "p"]),
        ("a\u200d b", ["a\u200d", " ", "b"]),
    ],
)
def test_what_a_terminal_draws_as_one_is_kept_whole(text, whole):
    assert pieces(text) == whole


def test_control_characters_are_shown_to_be_there():
    assert clusters("a\x1b[\ud800\x7f\x9b", 0, 6) == [
        ("a", 0, 1),
        ("␛", 1, 1),
        ("[", 2, 1),
        ("\ufffd", 3, 1),
        ("␡", 4, 1),
        ("\ufffd", 5, 1),
    ]


def test_private_signs_are_boxes():
    assert clusters("a\ue0b0\U000f0001", 0, 3) == [("a", 0, 1), ("▯", 1, 1), ("▯", 2, 1)]


def test_nothing_a_terminal_would_obey_is_ever_drawn():
    kept = {"\u200c", "\u200d"}
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        kind = unicodedata.category(sign)
        if kind in ("Cc", "Cs", "Co", "Zl", "Zp") or unicodedata.bidirectional(sign) in BIDI:
            for shown, _, _ in clusters(f"a{sign}", 0, 2):
                assert sign not in shown or sign in kept


def test_invisible_signs_are_not_drawn():
    drawn = [shown for shown, _, _ in clusters("co\u00adop\u200b\u202eend", 0, 10)]
    assert "".join(drawn) == "coopend"


@settings(deadline=None)
@given(odd_texts)
def test_the_clusters_of_a_text_are_all_of_it(text):
    assert "".join(pieces(text)) == text


@settings(deadline=None)
@given(odd_texts)
def test_rich_measures_a_row_as_its_clusters_do(text):
    cut = clusters(text, 0, len(text))
    assert cell_len("".join(shown for shown, _, _ in cut)) == sum(width for _, _, width in cut)
    assert all(cell_len(shown) == width <= 2 for shown, _, width in cut)


@settings(deadline=None)
@given(odd_texts)
def test_each_offset_knows_its_cluster(text):
    starts = [at for _, at, _ in clusters(text, 0, len(text))]
    for offset in range(len(text)):
        start = max(at for at in starts if at <= offset)
        assert cluster_start(text, offset) == start
        assert cluster_end(text, start) == min([a for a in starts if a > offset] + [len(text)])
    assert cluster_start(text, len(text)) == len(text)
