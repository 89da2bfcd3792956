"""Full-text search, with an index and without."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import search as search_module
from storage.errors import ManiculeError
from storage.hits import best, opening
from storage.library import Library
from storage.models import Article, Entry, Ink
from storage.query import parse
from storage.search import Search, index_path
from storage.words import index_words, place_of, query_words

Build = Callable[..., Article]

PLAIN, INDEXED = 1_000, 0
"""From how many articles on an index is kept."""


@pytest.fixture
def stocked(library: Library, article: Build) -> Library:
    """Give a library of four articles, one note and a tag."""
    library.add(article("Slow streets", "Cities should set the speed first. Kerbs are low."))
    library.add(article("On kerbs", "A kerb is a promise. The street keeps it."))
    library.add(article("道について", "東京の道路は狭い。歩く人のための道です。"))
    id = library.add(article("Café", "Ein Gespräch über Straßen, and Kerbschnitt."))[0].id
    library.annotate(id, 0, 3, note="Compare Sæther on speed", tags=["oslo"])
    return library


@pytest.fixture(params=[PLAIN, INDEXED], ids=["plain", "indexed"])
def search(request: pytest.FixtureRequest, stocked: Library) -> Iterator[Search]:
    made = Search(stocked, request.param)
    made.prepare()
    yield made
    made.close()


def found(search: Search, library: Library, query: str) -> list[int]:
    return sorted(entry.id for entry in search.find(parse(query), library.entries()))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("speed", [1, 4]),
        ("kerb", [1, 2, 4]),
        ("erb", [2]),
        ("kerb street", [1, 2]),
        ('"keeps it"', [2]),
        ('"it keeps"', []),
        ("gesprach", [4]),
        ("strassen", [4]),
        ("sæther", [4]),
        ("oslo", [4]),
        ("道路", [3]),
        ("路", [3]),
        ("の道", [3]),
        ("狭道", []),
        ("-kerb", [3]),
        ("-promise kerb", [1, 4]),
        ("!!", []),
        ('"first kerbs"', [1]),
        ('"first kerb"', [1]),
        ('"first ker are"', []),
        ("first.", [1]),
        ("street.", []),
        ("f", [4]),
        ("a", [2, 4]),
        ("東京の", [3]),
        ("京の", [3]),
        ("東の京", []),
    ],
)
def test_words_are_found_alike_with_and_without_an_index(
    search: Search, stocked: Library, query: str, ids: list[int]
) -> None:
    assert found(search, stocked, query) == ids


def test_what_comes_and_goes_is_found_and_no_longer(
    search: Search, stocked: Library, article: Build
) -> None:
    id = stocked.add(article("New", "An aardvark."))[0].id
    assert found(search, stocked, "aardvark") == [id]
    search.prepare()
    assert found(search, stocked, "aardvark") == [id]
    stocked.remove(id)
    assert found(search, stocked, "aardvark") == []
    stocked.empty_trash()
    search.prepare()
    assert found(search, stocked, "aardvark") == []
    assert found(search, stocked, "promise") == [2]


@pytest.mark.parametrize("spoil", ["gone", "garbage", "cut", "other version", "foreign"])
def test_an_index_that_is_missing_or_spoilt_is_made_anew(stocked: Library, spoil: str) -> None:
    made = Search(stocked, INDEXED)
    made.prepare()
    made.close()
    path = index_path(stocked.path)
    if spoil == "gone":
        path.unlink()
    elif spoil == "garbage":
        path.write_bytes(b"no database " * 1000)
    elif spoil == "cut":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        with sqlite3.connect(path) as base:
            statement = "drop table held" if spoil == "foreign" else "pragma user_version = 99"
            base.execute(statement)
        base.close()
    again = Search(stocked, INDEXED)
    again.prepare()
    assert found(again, stocked, "promise") == [2]
    assert again.behind == 0
    again.close()


def test_without_a_place_for_the_index_texts_are_read(
    stocked: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    monkeypatch.setattr(search_module, "cache_folder", lambda: taken)
    made = Search(stocked, INDEXED)
    assert made.prepare() is False
    assert found(made, stocked, "promise") == [2]


def test_an_index_that_was_changed_by_another_program_is_read_anew(
    stocked: Library, article: Build
) -> None:
    one, other = Search(stocked, INDEXED), Search(stocked, INDEXED)
    one.prepare()
    assert found(other, stocked, "promise") == [2]
    stocked.add(article("New", "An aardvark."))
    one.prepare()
    assert found(other, stocked, "aardvark") == [5]
    assert other.behind == 0
    one.close()
    other.close()


def test_preparing_stops_when_it_is_told_to(stocked: Library) -> None:
    made = Search(stocked, INDEXED)
    assert made.prepare(stop=lambda: True) is False
    assert made.prepare() is True
    assert made.prepare() is False
    made.close()


def test_rows_out_of_date_do_not_pile_up(stocked: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.fulltext.BATCH", 0)
    monkeypatch.setattr(search_module, "BATCH", 100)
    made = Search(stocked, INDEXED)
    made.prepare()
    for id in (1, 2, 3):
        stocked.remove(id)
    stocked.empty_trash()
    made.prepare()
    made.close()
    with sqlite3.connect(index_path(stocked.path)) as base:
        assert base.execute("select count(*) from texts_docsize").fetchone() == (1,)
    base.close()


# Hits


def test_a_hit_shows_the_passage_with_the_words_marked(search: Search, stocked: Library) -> None:
    hits, fitting = best(search, stocked, parse("kerb promise"), 5)
    (hit,) = hits
    assert fitting == 1
    assert stocked.text(hit.entry.id)[hit.start : hit.end] == "kerb"
    assert [hit.passage[a:b] for a, b in hit.marks] == ["kerb", "promise"]


def test_a_title_comes_before_a_text_and_a_note_is_shown_as_one(
    search: Search, stocked: Library
) -> None:
    hits, _ = best(search, stocked, parse("kerb"), 5)
    assert hits[0].entry.title == "On kerbs"
    (hit,) = best(search, stocked, parse("sæther"), 5)[0]
    assert (hit.where, hit.start, hit.passage) == ("note", 0, "Compare Sæther on speed")
    assert [hit.passage[a:b] for a, b in hit.marks] == ["Sæther"]


def test_words_are_marked_where_folding_changes_lengths(search: Search, stocked: Library) -> None:
    (hit,) = best(search, stocked, parse("strassen"), 5)[0]
    assert [hit.passage[a:b] for a, b in hit.marks] == ["Straßen"]


def test_no_more_hits_than_wanted_but_all_are_counted(search: Search, stocked: Library) -> None:
    hits, fitting = best(search, stocked, parse("kerb"), 1)
    assert (len(hits), fitting) == (1, 3)


def test_an_article_that_cannot_be_read_is_a_hit_by_its_title(
    stocked: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def text(id: int) -> str:
        raise ManiculeError("gone")

    monkeypatch.setattr(stocked, "text", text)
    (hit,) = best(Search(stocked, PLAIN), stocked, parse("kerbs"), 5)[0]
    assert (hit.where, hit.passage) == ("title", "On kerbs")


# Words


@settings(max_examples=300)
@given(st.text(alphabet="ab 道路ก_-'1", max_size=20), st.data())
def test_an_index_never_misses_what_stands_in_a_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    word = text[start : start + data.draw(st.integers(1, 6))].strip()
    if word and place_of(word).search(text):
        words = index_words(text)
        assert all(any(w.startswith(part) for w in words) for part in query_words(word))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="kerbs道路の \"'*():^-", max_size=10))
def test_whatever_is_typed_is_answered_alike(stocked: Library, typed: str) -> None:
    plain, indexed = Search(stocked, PLAIN), Search(stocked, INDEXED)
    indexed.prepare()
    try:
        parse(typed)
    except ManiculeError:
        return
    assert found(plain, stocked, typed) == found(indexed, stocked, typed)
    indexed.close()


def test_a_passage_says_at_which_end_it_was_cut(library: Library, article: Build) -> None:
    before, after = "Words come before it. " * 20, "Words come after it. " * 20
    library.add(article("One", before, f"{before}A kerb here. {after}", "The end of it."))
    search = Search(library, PLAIN)

    def cut(words: str) -> tuple[bool, bool]:
        (hit,) = best(search, library, parse(words), 5)[0]
        assert hit.passage in library.text(1)
        return hit.cut

    assert cut("kerb") == (True, True)
    assert cut('"the end"') == (False, False)
    assert cut("one") == (False, True)


def entry_of(library: Library, id: int) -> Entry:
    return next(entry for entry in library.entries() if entry.id == id)


def opened(library: Library, id: int, query: str) -> int | None:
    place = opening(library, entry_of(library, id), parse(query))
    return None if place is None else place.start


def test_an_article_opens_at_the_note_that_has_the_words(stocked: Library) -> None:
    text = stocked.text(1)
    at = text.index("Kerbs")
    stocked.annotate(1, at, at + 5, note="Oslo did so", tags=["later"])
    stocked.annotate(1, 0, 6, ink=Ink.RED)
    assert opened(stocked, 1, "oslo") == at
    assert opened(stocked, 1, "later") == at
    assert opened(stocked, 1, "tag:later") == at
    assert opened(stocked, 1, "ink:red") == 0
    assert opened(stocked, 1, "streets ink:yellow") == at


def test_an_article_opens_at_its_text_where_that_has_more_of_the_words(stocked: Library) -> None:
    text = stocked.text(1)
    stocked.annotate(1, text.index("Kerbs"), len(text), note="The speed of Oslo")
    assert opened(stocked, 1, "speed first") == text.index("speed")
    assert opened(stocked, 1, "speed oslo") == text.index("Kerbs")


def test_an_article_found_by_its_row_opens_where_it_was_left(stocked: Library) -> None:
    stocked.annotate(1, 0, 6, note="Slow streets", tags=["mine"])
    stocked.tag(1, ["policy"])
    assert opened(stocked, 1, "slow streets") is None
    assert opened(stocked, 1, "tag:policy") is None
    assert opened(stocked, 1, "has:note") is None
    assert opened(stocked, 1, "by:nobody") is None


def test_an_article_never_opens_at_a_note_that_is_lost(library: Library, article: Build) -> None:
    library.add(article("Old", "A kerb is a promise.", "The end.", url="https://example.org/"))
    library.annotate(1, 0, 20, note="Oslo", tags=["later"])
    library.renew(1, article("New", "Nothing of it is left here.", "The end."))
    assert library.annotations(1)[0].lost
    assert opened(library, 1, "oslo") is None
    assert opened(library, 1, "tag:later") is None
