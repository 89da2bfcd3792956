"""The rows of the library: made fast of documents in order, and no otherwise of spoilt ones."""

from __future__ import annotations

import gc
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tinydb import TinyDB

from storage import article_records, claim_records, mark_records, schema
from storage.errors import LibraryError
from storage.fields import count, detail, since, strings, visible
from storage.garbage import uncollected
from storage.mark_records import annotation_document
from storage.models import Ink, Kind, Progress
from storage.schedule import Answer

SPOILT: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 9),
    st.text("aß“\u001b\u202e\ud800\n", max_size=4),
    st.lists(st.one_of(st.text("aß\u001b", max_size=3), st.integers(), st.none()), max_size=3),
    st.dictionaries(st.text("ab", max_size=2), st.integers(), max_size=2),
)
FIELDS = (
    *("saved", "byline", "site", "url", "published", "language", "words", "tags"),
    *("trashed", "archived"),
)


@example({"tags": "policy"}, "A text for a list")
@example({"tags": {"policy": 1}}, "Keys for a list")
@example({"tags": ["policy", "la\u001bter"]}, "A tag that a terminal obeys")
@given(st.dictionaries(st.sampled_from(FIELDS), SPOILT), st.text("Aß“\u001b", max_size=4))
def test_a_row_says_what_reading_field_by_field_says(document: dict[str, Any], title: str) -> None:
    document = {"uid": "u", "title": title, **document}
    row = article_records.entry(7, document, Progress(), 1, 2, 3, (Ink.RED,), (Kind.FACT,))
    assert row.title == detail(document, "title")
    for name in ("byline", "site", "url", "published", "language"):
        assert getattr(row, name) == (detail(document, name) or None)
    assert row.saved == (detail(document, "saved") or "")
    assert row.words == count(document, "words")
    assert row.tags == strings(document, "tags")
    assert row.trashed == since(document)
    assert (row.id, row.uid, row.claims, row.notes, row.bookmarks) == (7, "u", 1, 2, 3)
    assert (row.inks, row.kinds) == ((Ink.RED,), (Kind.FACT,))


@pytest.mark.parametrize("spoilt", [{"title": "No uid"}, {"uid": "u"}, {"uid": 3, "title": "x"}])
def test_an_article_without_a_title_or_a_uid_has_no_row(spoilt: dict[str, Any]) -> None:
    with pytest.raises(LibraryError, match="Article 7 of the library cannot be read"):
        article_records.entry(7, spoilt, Progress(), 0, 0, 0)


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (["fact", "value"], (Kind.FACT, Kind.VALUE)),
        (["fact", "of another manicule", 3, None], (Kind.FACT,)),
        ([], ()),
        ([["fact"]], None),
        ("fact", None),
        (None, None),
    ],
)
def test_the_kinds_of_claims_are_those_that_are_known(names: object, kinds: object) -> None:
    assert claim_records.claims_kinds({"kinds": names}) == kinds


def test_the_inks_of_an_article_are_those_of_its_notes_outside_the_trash() -> None:
    documents: list[dict[str, Any]] = [
        {"ink": "red"},
        {"ink": "green", "trashed": "2026"},
        {"ink": ["no ink"]},
        {"ink": "red"},
        {},
    ]
    assert mark_records.inks(documents) == (Ink.RED, Ink.YELLOW)
    assert mark_records.inks([]) == ()


def test_a_file_in_order_is_taken_as_it_is(tmp_path) -> None:
    tables = {"_manicule": {"1": {"schema": schema.version()}}, "articles": {"1": {"title": "x"}}}
    assert schema.accept(tables, tmp_path) is tables


@pytest.mark.parametrize("table", [[], [{}], "text", None, 3])
def test_what_stands_where_things_are_set_aside_is_set_aside_too(tmp_path, table: object) -> None:
    spoilt = {"_manicule": {"1": {"schema": 2}}, "articles": {"1": 3}, "_damaged": table}
    aside = list(schema.accept(spoilt, tmp_path)["_damaged"].values())
    assert {"table": "articles", "key": "1", "value": 3} in aside
    assert ({"table": "_damaged", "value": table} in aside) == bool(table)


def test_what_was_frozen_stays_frozen_and_collecting_goes_on() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with uncollected():
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() >= frozen - 9
    finally:
        gc.unfreeze()
    with uncollected():
        pass
    assert not gc.get_freeze_count()


def test_libraries_opened_again_and_again_are_not_heaped_up(library, article) -> None:
    library.add(article())
    before = len(gc.get_objects())
    for _ in range(300):
        with type(library).open(library.path) as again:
            again.entries()
    assert len(gc.get_objects()) < before + 5_000


def test_the_tags_of_an_article_s_notes_are_each_told_once_and_damaged_ones_passed_over() -> None:
    documents = [
        {"tags": ["later", "oslo"]},
        {"tags": ["later"]},
        {"tags": ["gone"], "trashed": "2026-01-01"},
        {"tags": 7},
        {"tags": [None]},
        {},
    ]
    assert mark_records.noted(documents) == ("later", "oslo")


def test_a_highlight_without_words_is_no_note(library, article) -> None:
    stored, _ = library.add(article("Kerbs"))
    note = library.annotate(stored.id, 0, 5)
    assert library.entry(stored.id).worded == 0
    library.edit_annotation(note.uid, note="so it is")
    assert library.entry(stored.id).worded == 1
    library.remove_annotation(note.uid)
    assert library.entry(stored.id).worded == 0


def test_a_row_follows_the_tags_and_reviews_of_its_notes(library, article) -> None:
    stored, _ = library.add(article())
    note = library.annotate(stored.id, 0, 9, note="So #oslo")
    assert library.entry(stored.id).noted == ("oslo",)
    library.review(note.uid, Answer.RETIRE, date(2026, 11, 23))
    assert library.entry(stored.id).retired == 1
    library.review(note.uid, Answer.KEEP, date(2026, 11, 23))
    assert library.entry(stored.id).retired == 0
    library.remove_annotation(note.uid)
    assert library.entry(stored.id).noted == ()


PROPER = {
    "uid": "a1",
    "article": 1,
    "passage": {"start": 3, "end": 9, "quote": "margin", "prefix": "on ", "suffix": "s"},
    "note": "Two\nlines",
    "ink": "red",
    "tags": ["later"],
    "created": "2026-01-01",
    "modified": "2026-01-02",
}


@given(
    st.dictionaries(st.sampled_from([*PROPER, "trashed", "settled", "review"]), SPOILT),
    st.dictionaries(st.sampled_from([*PROPER["passage"]]), SPOILT),
    st.sets(st.sampled_from([*PROPER]), max_size=2),
)
def test_an_annotation_is_read_as_it_is_shown_or_refused_by_name(
    spoilt, misplaced, missing
) -> None:
    document = {**PROPER, "passage": {**PROPER["passage"], **misplaced}, **spoilt}
    document = {name: value for name, value in document.items() if name not in missing}
    refused, read = "", None
    try:
        read = mark_records.annotation("1", document)
    except LibraryError as error:
        refused = str(error)
    if read is None:
        assert refused.startswith("Annotation 1 of the library cannot be read (")
        return
    assert read.article
    assert 0 <= read.passage.start < read.passage.end
    assert read.ink in Ink
    texts = (read.uid, read.note, read.created, read.modified, *read.passage[2:5], *read.tags)
    assert all(visible(text) == text for text in texts)
    assert read == mark_records.annotation("1", annotation_document(read)) or read.trashed


def test_an_annotation_in_order_is_read_as_it_stands() -> None:
    assert annotation_document(mark_records.annotation("1", PROPER)) == PROPER


def test_a_mark_of_no_article_is_named_also_where_no_text_is_read(library, article) -> None:
    library.add(article())
    library.annotate(1, 0, 4, note="kept")
    library.bookmark(1, 0, 4)
    library.fold()
    with TinyDB(library.path, encoding="utf-8") as stock:
        stock.table("annotations").insert({**stock.table("annotations").all()[0], "article": 99})
    with type(library).open(library.path) as again:
        annotations, bookmarks = again.made()
        assert [note.note for note in annotations] == ["kept"]
        assert len(bookmarks) == 1
        (said,) = again.damaged()
        assert "belongs to no article" in said
        again.annotations()
        assert list(again.damaged()) == [said]
