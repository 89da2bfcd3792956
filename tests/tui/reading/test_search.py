import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.reading.search import find_all


def found(text: str, needle: str) -> list[str]:
    return [text[start:end] for start, end in find_all(text, needle)]


def test_case_counts_only_when_the_needle_has_a_capital():
    text = "Oslo, oslo, OSLO"
    assert found(text, "oslo") == ["Oslo", "oslo", "OSLO"]
    assert found(text, "Oslo") == ["Oslo"]


def test_white_space_fits_any_white_space():
    text = "slow streets\n\nslow  streets slow\u00a0streets slow\nstreets"
    assert len(find_all(text, "slow streets")) == 4
    assert found(text, "streets slow")[0] == "streets\n\nslow"


@pytest.mark.parametrize(
    ("text", "needle"),
    [
        ("café", "cafe"),
        ("cafe\u0301", "café"),
        ("cafe", "café"),
        ("Łódź", "łodz"),
        ("It’s", "it's"),
        ("it's", "it’s"),
        ("“slow”", '"slow"'),
        ("1965–1990", "1965-1990"),
        ("well\u2011known", "well-known"),
        ("Straße", "strasse"),
        ("STRASSE", "straße"),
        ("ﬁne", "fine"),
        ("on…", "on..."),
        ("co\u00adoperate", "cooperate"),
        ("ΟΔΟΣ", "οδος"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        (unicodedata.normalize("NFD", "한국"), "한국"),
        ("a.b*[c]^\\-", "a.b*[c]^\\-"),
    ],
)
def test_what_a_person_means_is_found(text, needle):
    assert find_all(f"x {text} x", needle) == [(2, 2 + len(text))]


def test_what_is_not_there_is_not_found():
    assert find_all("slow streets", "fast") == []
    assert find_all("cat", "c.t") == []


@pytest.mark.parametrize("needle", ["", "  ", "\u0301"])
def test_a_needle_of_nothing_finds_nothing(needle):
    assert find_all("slow  cafe\u0301", needle) == []


def test_finds_do_not_overlap():
    assert find_all("aaaa", "aa") == [(0, 2), (2, 4)]


@settings(deadline=None)
@given(
    st.text(st.sampled_from("abAB é’\n.ßﬁ"), max_size=30),
    st.integers(0, 30),
    st.integers(1, 10),
)
def test_any_piece_of_a_text_is_found_where_it_is(text, start, size):
    piece = text[start : start + size]
    if not piece.strip():
        return
    spans = find_all(text, piece)
    assert any(a < start + len(piece) and start < b for a, b in spans)
    assert all(0 <= a < b <= len(text) for a, b in spans)


def test_a_phrase_is_found_everywhere_in_a_long_text():
    text = (
        "It’s a street of half a million — and none of this needs a grand plan, café. " * 13000
    )[:1_000_000]
    assert len(find_all(text, "half a million - and")) == 12_987


SIGNS = st.text("aAbé’'–-…. \n\u00a0ﬁfißs\u0301\u00ad", max_size=30)


@given(SIGNS, st.text("abA'-. fis\u00e9", min_size=1, max_size=4))
def test_the_quick_way_finds_what_the_slow_way_finds(text: str, needle: str) -> None:
    # A sign that vanishes, put where it can touch nothing, makes the search go the slow way.
    assert find_all(text, needle) == find_all(f"{text}\x00\u00ad", needle)
