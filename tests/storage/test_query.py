"""The query language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import ManiculeError, QueryError
from storage.models import Entry, Ink, Kind, Progress, Source, State
from storage.query import FIELDS, parse, rank, row
from storage.query_dates import saved

STREETS = Entry(
    id=1,
    uid="u1",
    title="Slow streets, fast cities",
    byline="Mara Okafor",
    site="Civic Review",
    url="https://civic.example/slow",
    published="2026-11-09",
    language="en",
    words=2600,
    saved="2026-11-09T08:00:00+00:00",
    state=State.UNREAD,
    tags=("policy/streets", "Oslo"),
    pointed=11,
    notes=0,
    bookmarks=0,
    progress=Progress(),
    kinds=(Kind.POLICY,),
)
KERB = STREETS._replace(
    id=2,
    uid="u2",
    title="What a kerb is for: slow lessons",
    byline="J. Lindqvist",
    site=None,
    source=Source("The Metre"),
    url=None,
    state=State.READING,
    tags=(),
    pointed=0,
    notes=2,
    bookmarks=1,
    inks=(Ink.RED,),
    kinds=(),
    worded=1,
)
CAFE = STREETS._replace(
    id=3,
    uid="u3",
    title="Le café n’est pas une rue",
    byline="Streets Desk",
    state=State.FINISHED,
    tags=("city life",),
    notes=1,
)
ATTIC = STREETS._replace(id=4, uid="u4", title="Old streets", state=State.ARCHIVED)
GONE = STREETS._replace(id=5, uid="u5", title="Lost streets", trashed="2026-11-10T00:00:00+00:00")
ALL = [STREETS, KERB, CAFE, ATTIC, GONE]


def ids(query: str) -> list[int]:
    return [entry.id for entry in rank(map(row, ALL), parse(query))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [1, 2, 3]),
        ("   ", [1, 2, 3]),
        ("kerb", [2]),
        ("KERB", [2]),
        ("okafor", [1]),
        ("metre", [2]),
        ("slow streets", [1]),
        ('"streets, fast"', [1]),
        ('"fast streets"', []),
        ('"streets, fa"', [1]),
        ("“streets, fast”", [1]),
        ("cafe", [3]),
        ("n'est", [3]),
        ("-streets", [2]),
        ('-"slow streets"', [2, 3]),
        ("is:unread", [1]),
        ("is:new", [1]),
        ("IS:Unread", [1]),
        ("is:reading", [2]),
        ("is:unread is:reading", [1, 2]),
        ("-is:unread", [2, 3]),
        ("is:archived", [4]),
        ("is:trashed", [5]),
        ("is:trashed slow", []),
        ("tag:policy", [1]),
        ("tag:#policy", [1]),
        ("tag:policy/streets", [1]),
        ("tag:pol", []),
        ("tag:oslo", [1]),
        ('tag:"city life"', [3]),
        ("-tag:policy", [2, 3]),
        ("by:okafor", [1]),
        ('by:"mara ok"', [1]),
        ("from:civic", [1, 3]),
        ("from:metre", [2]),
        ("from:civic.example", [1, 3]),
        ("has:note", [2]),
        ("has:highlight", [2, 3]),
        ("has:bookmark", [2]),
        ("has:claim", [1, 3]),
        ("-has:claim", [2]),
        ("ink:red", [2]),
        ("-ink:red", [1, 3]),
        ("ink:green", []),
        ("claim:policy", [1, 3]),
        ("claim:FACT", []),
        ("saved:2026", [1, 2, 3]),
        ("saved:<2026-11-09", []),
        ("saved:<2026-11-10", [1, 2, 3]),
        ("saved:>2026-10", [1, 2, 3]),
        ("saved:>2026", []),
        ("saved:<9999y", [1, 2, 3]),
        ("saved:>9999w", []),
        ("for: slow", [2]),
        ("http://nowhere.example", []),
        ("-", [1, 2, 3]),
        ("streets is:unread tag:policy by:okafor has:claim", [1]),
    ],
)
def test_a_query_finds(query: str, found: list[int]) -> None:
    assert ids(query) == found


def test_a_hit_in_the_title_comes_before_one_in_the_byline() -> None:
    assert [entry.id for entry in rank(map(row, [CAFE, STREETS]), parse("streets"))] == [1, 3]


def test_hits_of_one_rank_keep_their_order() -> None:
    assert [entry.id for entry in rank(map(row, [KERB, STREETS]), parse("slow"))] == [2, 1]


def test_words_are_found_in_notes_too_when_these_are_given() -> None:
    query = parse("Sæther")
    assert not query.matches(STREETS)
    assert query.matches(STREETS, own="Compare with Ingrid SÆTHER")
    assert [entry.id for entry in rank([row(STREETS), row(KERB, "Sæther")], query)] == [2]
    held = rank(map(row, ALL), query, {"sæther": {3}})
    assert [entry.id for entry in held] == [3]


def test_archived_articles_are_let_through_where_asked() -> None:
    assert not parse("old").matches(ATTIC)
    assert parse("old").matches(ATTIC, archived=True)


def test_an_archived_article_in_the_trash_is_found_in_the_trash() -> None:
    assert parse("is:trashed").matches(ATTIC._replace(trashed="2026-11-10T00:00:00+00:00"))


@pytest.mark.parametrize("query", ["foo:bar", "-author:okafor", 'colour:"red"'])
def test_an_unknown_field_is_named_with_the_known_ones(query: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(query)
    sentence = str(error.value)
    assert query.lstrip("-").partition(":")[0] + ":" in sentence
    assert all(f"{name}:" in sentence for name in FIELDS)
    assert isinstance(error.value, ManiculeError)


@pytest.mark.parametrize(
    ("query", "said", "allowed"),
    [
        ("is:red", "is:red", ["unread", "new", "reading", "finished", "archived", "trashed"]),
        ("is:", "is:", ["unread", "trashed"]),
        ("-is:red", "is:red", ["unread"]),
        ("has:tags", "has:tags", ["note", "highlight", "bookmark", "claim"]),
        ("has:", "has:", ["note", "claim"]),
        ("by: okafor", "by:", ["colon"]),
        ('tag:""', "tag:", ["colon"]),
        ("ink:pink", "ink:pink", ["yellow", "purple"]),
        ("claim:", "claim:", ["fact", "forecast"]),
        ("saved:soon", "saved:soon", ["<2w", "2026-03"]),
        ("saved:2w", "saved:2w", ["<2w"]),
    ],
)
def test_an_unknown_value_is_named_with_the_allowed_ones(
    query: str, said: str, allowed: list[str]
) -> None:
    with pytest.raises(QueryError) as error:
        parse(query)
    assert said in str(error.value)
    assert all(value in str(error.value) for value in allowed)


def test_of_ten_thousand_entries_those_that_fit_are_kept_in_their_order() -> None:
    entries = [
        STREETS._replace(id=number, title=f"Étude {number}: slow streets")
        for number in range(10_000)
    ]
    query = parse("slow 99 is:unread tag:policy -by:nobody")
    fitting = [number for number in range(10_000) if "99" in str(number)]
    assert [entry.id for entry in rank(map(row, entries), query)] == fitting


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("streets colour:red kerb", "colour:red"),
        ('streets "exact words', '"exact words'),
        ('tag:"city life', 'tag:"city life'),
        ("“soft\u00adly” -is:red", "-is:red"),
    ],
)
def test_what_is_wrong_is_pointed_at(query: str, part: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(query)
    start, end = error.value.at
    assert query[start:end] == part


def test_an_age_is_counted_from_now() -> None:
    now = datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert saved("<2w", now)(STREETS)
    assert not saved("<13d", now)(STREETS)
    assert saved(">300h", now)(STREETS)
    assert not saved(">1m", now)(STREETS._replace(saved=""))


@pytest.mark.parametrize(
    "date",
    ["2026-13-45", "2026-02-30", "2026-00", "0000", "<2026-13", ">2025-02-29", "<99x", "٢٠٢٦"],
)
def test_a_date_that_never_was_is_said_to_be_wrong(date: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(f"streets saved:{date}")
    assert f"saved:{date}" in str(error.value)
    assert "2026-03" in str(error.value)


def test_a_leap_day_is_a_day() -> None:
    assert not parse("saved:2024-02-29").matches(STREETS)


def test_a_quote_of_nothing_yet_is_not_shown_as_nothing() -> None:
    with pytest.raises(QueryError) as error:
        parse('streets "')
    assert str(error.value) == (
        'The quote at the end is not closed: put another " after the words.'
    )


def test_a_tag_of_a_note_finds_the_article_it_stands_in() -> None:
    noted = KERB._replace(noted=("policy/kerbs",))
    assert parse("tag:policy").matches(noted)
    assert not parse("-tag:policy/kerbs").matches(noted)
    assert not parse("tag:oslo").matches(noted)


_PIECES = st.one_of(
    st.sampled_from([*(f"{name}:" for name in FIELDS), "-", '"', "“", "<", ">", " ", "https://"]),
    st.sampled_from(["unread", "note", "red", "policy", "2w", "99x", "2026-02-31", "nosuch:"]),
    st.text(max_size=6),
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_whatever_is_typed_is_understood_or_refused_in_a_sentence(typed: str) -> None:
    try:
        query = parse(typed)
    except QueryError as error:
        said = str(error)
        assert said[-1] == "."
        assert "“”" not in said
        start, end = error.at
        assert 0 <= start < end <= len(typed)
    else:
        found = query.admitted(ALL)
        assert set(found) <= set(ALL)
        assert all(query.admits(entry) for entry in found)
        assert set(rank(map(row, ALL), query)) <= set(found)
