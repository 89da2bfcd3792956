from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from storage.errors import Ambiguous, LibraryError, NotFound
from storage.library import Library
from storage.models import Article, Progress, Source, State, Style, StyleKind

Build = Callable[..., Article]


def test_a_library_just_named_is_empty_and_makes_no_file(tmp_path: Path) -> None:
    with Library.open(tmp_path / "far" / "away" / "library.json") as library:
        assert library.empty()
        assert [*library.entries(), *library.annotations(), *library.bookmarks()] == []
    assert not (tmp_path / "far").exists()


def test_the_first_change_makes_the_folder_and_the_file(tmp_path: Path, article: Build) -> None:
    path = tmp_path / "far" / "away" / "library.json"
    with Library.open(path) as library:
        library.add(article())
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "bodies",
        "library.json",
        "library.json.journal",
        "library.json.lock",
    ]


def test_an_article_comes_back_as_it_went_in(library: Library, article: Build) -> None:
    given = article(
        "Tiếng Việt — “quoted” 🙂",
        "Zażółć gęślą jaźń.",
        "Second.",
        styles=(Style(StyleKind.LINK, 0, 6, "https://example.org/a?b=c"),),
        byline="Ada Nguyễn",
        byline_inferred=True,
        source=Source("The Paper", "2024-01-11"),
        tags=("ice", "two words"),
        raw="<p>Zażółć</p>",
        language="pl",
    )
    stored, new = library.add(given)
    assert new
    assert (stored.id, stored.tags) == (1, ("ice", "two-words"))
    assert stored.uid
    assert stored.saved.endswith("Z")
    with Library.open(library.path) as again:
        assert again.article(1) == stored
    assert stored.text == given.text
    assert stored.blocks == given.blocks
    assert stored.source == given.source


def test_stock_tinydb_opens_the_file(library: Library, article: Build) -> None:
    library.add(article("Île de Ré"))
    library.annotate(1, 0, 3, note="note")
    library.bookmark(1, 0, 3)
    library.set_progress(1, Progress(0, 0, 0.5))
    library.dismiss(1, library.claims(1)[0])
    library.fold()
    with TinyDB(library.path, encoding="utf-8") as stock:
        assert stock.tables() == {
            "articles",
            "claims",
            "annotations",
            "bookmarks",
            "progress",
            "decisions",
            "_manicule",
            "_journal",
        }
        assert [row["title"] for row in stock.table("articles").all()] == ["Île de Ré"]
        stored = stock.table("annotations").get(doc_id=1)
    assert stored["note"] == "note"
    assert "Île de Ré" in library.path.read_text("utf-8")


def test_what_stock_tinydb_writes_is_seen(library: Library, article: Build) -> None:
    library.add(article())
    library.fold()
    with TinyDB(library.path, encoding="utf-8") as stock:
        stock.table("articles").update({"title": "Renamed by hand", "rating": 5})
    assert library.refresh()
    assert library.article(1).title == "Renamed by hand"
    library.tag(1, ["kept"])
    library.fold()
    assert json.loads(library.path.read_text("utf-8"))["articles"]["1"]["rating"] == 5


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://example.org/story", "http://Example.org/story/?utm_source=mail#top"),
        ("https://example.org/a?id=1", "https://example.org:443/a?id=1&fbclid=x"),
    ],
)
def test_the_same_address_is_the_same_article(
    library: Library, article: Build, first: str, second: str
) -> None:
    stored, _ = library.add(article("One", "First text here.", url=first))
    assert library.add(article("Two", "Another text.", url=second)) == (stored, False)


def test_the_same_text_is_the_same_article(library: Library, article: Build) -> None:
    stored, _ = library.add(article("One", "Some  text.", url="https://a.example/1"))
    assert library.add(article("Two", "Some text.", url="https://b.example/2")) == (stored, False)


def test_other_pages_of_one_site_are_other_articles(library: Library, article: Build) -> None:
    for number in (1, 2):
        text = f"This is page {number}."
        assert library.add(article("Page", text, url=f"https://a.example/?p={number}"))[1]


def test_adding_again_adds_the_tags_it_did_not_have(library: Library, article: Build) -> None:
    library.add(article(tags=("old",)))
    assert library.add(article(tags=("Old", "new")))[0].tags == ("old", "new")


def test_adding_what_is_in_the_trash_takes_it_out(library: Library, article: Build) -> None:
    library.add(article())
    library.annotate(1, 0, 3, note="mine")
    library.remove(1)
    stored, new = library.add(article())
    assert (stored.id, new) == (1, False)
    assert [entry.notes for entry in library.entries()] == [1]
    assert library.undo() == "restoring “On Margins”"
    assert library.entries() == []


def test_of_two_twins_the_one_outside_the_trash_is_meant(library: Library, article: Build) -> None:
    library.add(article("Trashed", "One text.", url="https://a.example/1"))
    library.add(article("Kept", "Other text.", url="https://a.example/2"))
    library.remove(1)
    assert library.add(article("New", "Other text.", url="https://a.example/1"))[0].id == 2
    library.restore(1)
    assert library.add(article("New", "Other text.", url="https://a.example/1"))[0].id == 1


def test_numbers_are_never_used_twice(library: Library, article: Build) -> None:
    library.add(article("One"))
    library.add(article("Two"))
    library.undo()
    assert library.add(article("Three"))[0].id == 3


def test_the_trash_hides_an_article_and_loses_nothing(library: Library, article: Build) -> None:
    library.add(article())
    library.annotate(1, 0, 3, note="mine")
    library.bookmark(1, 0, 3)
    library.remove(1)
    assert [*library.entries(), *library.annotations(), *library.bookmarks()] == []
    (gone,) = library.entries(trashed=True)
    assert gone.trashed
    assert (gone.notes, gone.bookmarks) == (1, 1)
    library.restore(1)
    assert library.entries(trashed=True) == []
    assert [note.note for note in library.annotations()] == ["mine"]


def test_rows_come_newest_first(library: Library, article: Build) -> None:
    for year in ("2024", "2026", "2025"):
        library.add(article(year, f"In {year}.", saved=f"{year}-01-01T00:00:00Z"))
    library.add(article("now", "Now."))
    assert [entry.title for entry in library.entries()] == ["now", "2026", "2025", "2024"]


def test_a_row_counts_words_claims_notes_and_bookmarks(library: Library, article: Build) -> None:
    stored, _ = library.add(article())
    library.annotate(1, 0, 3)
    library.annotate(1, 0, 9)
    library.bookmark(1, 0, 3)
    (row,) = library.entries()
    assert row.words == stored.words
    assert row.claims == sum(claim.density <= 3 for claim in library.claims(1)) > 0
    assert (row.notes, row.bookmarks) == (2, 1)


def test_the_state_follows_what_was_read(library: Library, article: Build) -> None:
    library.add(article())

    def state() -> State:
        return library.entries()[0].state

    assert state() is State.UNREAD
    library.set_progress(1, Progress(10, 12, 0.4))
    assert state() is State.READING
    library.set_progress(1, Progress(10, 12, 0.985))
    assert state() is State.FINISHED
    library.archive(1)
    assert state() is State.ARCHIVED
    library.archive(1, False)
    assert state() is State.FINISHED
    library.set_progress(1, Progress())
    assert state() is State.UNREAD


def test_progress_stays_within_the_text(library: Library, article: Build) -> None:
    stored, _ = library.add(article())
    library.set_progress(1, Progress(-5, 10**9, float("nan"), "2026-01-01T00:00:00Z"))
    assert library.progress(1) == Progress(0, len(stored.text), 0.0, "2026-01-01T00:00:00Z")


def test_progress_is_not_undone(library: Library, article: Build) -> None:
    library.add(article())
    library.annotate(1, 0, 3)
    library.set_progress(1, Progress(4, 5, 0.5))
    assert library.undo() == "highlight"
    assert library.progress(1).offset == 4


def test_tags_are_tidied(library: Library, article: Build) -> None:
    library.add(article())
    assert library.tag(1, ["#Ice", "ice", " two  words ", "", "\x1b[31mred"]) == (
        "Ice",
        "two-words",
        "red",
    )
    assert library.tag(1, ["snow"], remove=["ICE"]) == ("two-words", "red", "snow")


def test_find_takes_a_number_or_words_that_fit_one_title(library: Library, article: Build) -> None:
    for title in ("Ice in March", "Ice", "The 1984 Harbour"):
        library.add(article(title))
    assert library.find("1").title == "Ice in March"
    assert library.find("march ICE").id == 1
    assert library.find("ice").id == 2  # in full, though two titles have it
    assert library.find("1984").id == 3


def test_find_says_what_to_do_when_nothing_fits(library: Library, article: Build) -> None:
    library.add(article("Ice"))
    library.remove(1)
    with pytest.raises(NotFound, match=r"“snow”.*`manicule list`"):
        library.find("snow")
    with pytest.raises(NotFound, match="in the trash"):
        library.find("1")
    for nonsense in ("", "   ", "9" * 5000):
        with pytest.raises(NotFound):
            library.find(nonsense)


def test_find_names_up_to_five_candidates(library: Library, article: Build) -> None:
    for number in range(1, 8):
        library.add(article(f"Ice {number} of March"))
    with pytest.raises(Ambiguous) as refused:
        library.find("ice march")
    sentence = str(refused.value)
    assert sentence.count("“Ice") == 5
    assert "fits 7 articles: 1 “Ice 1 of March”" in sentence
    assert "and 2 more" in sentence


def test_what_is_not_there_is_not_found(library: Library) -> None:
    for ask in (library.article, library.claims, library.annotations, library.progress):
        with pytest.raises(NotFound, match="no article 7"):
            ask(7)
    for change in (library.remove, library.restore, library.archive):
        with pytest.raises(NotFound, match="no article 7"):
            change(7)
    assert not library.path.exists()


def test_a_change_that_changes_nothing_writes_nothing(library: Library, article: Build) -> None:
    library.add(article(tags=("ice",)))
    library.annotate(1, 0, 3, note="mine")
    files = library.path, library.path.with_name("library.json.journal")
    before = [file.stat() for file in files]
    library.tag(1, ["ice"])
    library.restore(1)
    library.archive(1, False)
    library.annotate(1, 0, 3, note="mine")
    library.edit_annotation(library.annotations(1)[0].uid, note="mine")
    library.add(article())
    assert [file.stat() for file in files] == before
    assert library.undo() == "note"


def test_another_program_is_seen_at_once(library: Library, article: Build) -> None:
    library.add(article())
    assert not library.refresh()
    with Library.open(library.path) as other:
        other.annotate(1, 0, 3, note="theirs")
    assert [note.note for note in library.annotations()] == ["theirs"]
    assert library.refresh()
    assert not library.refresh()
    library.annotate(1, 4, 9)
    assert not library.refresh()


def test_a_library_file_that_vanishes_is_written_again(library: Library, article: Build) -> None:
    library.add(article())
    library.path.unlink()
    library.annotate(1, 0, 3)
    with Library.open(library.path) as again:
        assert len(again.annotations(1)) == 1


def test_an_article_spoilt_by_hand_is_named(library: Library, article: Build) -> None:
    library.add(article())
    library.fold()
    content = json.loads(library.path.read_text("utf-8"))
    content["articles"]["1"]["text"] = None
    library.path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(LibraryError, match=r"Article 1 .*text.*manicule check"):
        library.article(1)


def test_kinds_of_a_later_manicule_do_not_hinder_reading(
    library: Library, article: Build, whole: Callable[[Library], Any]
) -> None:
    library.add(article())
    library.annotate(1, 0, 3)
    content = whole(library)
    content["articles"]["1"]["blocks"][0]["kind"] = "verse"
    content["articles"]["1"]["styles"] = [{"kind": "blink", "start": 0, "end": 2}]
    content["annotations"]["1"]["ink"] = "mauve"
    library.path.write_text(json.dumps(content), "utf-8")
    assert library.article(1).blocks[0].kind == "paragraph"
    assert library.article(1).styles == ()
    assert library.annotations(1)[0].ink == "yellow"


def test_half_a_surrogate_pair_in_a_name_does_not_spoil_the_file(
    library: Library, article: Build
) -> None:
    library.add(article("Report", origin="caf\udce9.html"))
    library.fold()
    with TinyDB(library.path, encoding="utf-8") as stock:
        assert stock.table("articles").all()[0]["origin"] == "caf\udce9.html"
    with Library.open(library.path) as again:
        assert again.article(1).origin == "caf\ufffd.html"


def test_find_looks_in_the_library_or_in_the_trash(library: Library, article: Build) -> None:
    library.add(article("Café life"))
    library.add(article("Café ice"))
    library.remove(1)
    assert library.find("cafe").id == 2
    assert library.find("cafe", trashed=True).id == 1
    assert library.find("1", trashed=True).id == 1
    with pytest.raises(NotFound, match="not in the trash"):
        library.find("2", trashed=True)
    for reference in ("ice", "9" * 5000):
        with pytest.raises(NotFound, match="is:trashed"):
            library.find(reference, trashed=True)


def test_timed_reading_is_added_up_over_all_articles(library: Library, article: Build) -> None:
    first, second = (library.add(article(title))[0].id for title in ("One", "Two"))
    assert library.timed() == (0, 0)
    library.set_progress(first, Progress(words=500, seconds=120))
    library.set_progress(second, Progress(words=100, seconds=30))
    assert library.timed() == (600, 150)
    assert library.progress(first).words == 500
