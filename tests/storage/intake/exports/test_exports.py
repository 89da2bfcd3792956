"""Exports of other services, written here in their documented forms."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import IntakeError
from storage.intake.exports import Export, Item, Mark, read_export
from storage.intake.exports.item import moment
from storage.models import Ink


def table(*rows: list[str]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def archive(**entries: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, text in entries.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return file.getvalue()


def only(export: Export) -> Item:
    assert len(export.items) == 1
    return export.items[0]


def test_a_row_that_cannot_be_read_is_named_and_the_others_are_kept() -> None:
    export = read_export(
        table(
            ["title", "url", "time_added", "tags", "status"],
            ["Salt", "https://example.org/salt", "1600000000", "sea|food", "archive"],
            ["Bad", "javascript:alert(1)", "1600000000", "", "unread"],
            ["Short"],
            ["", "https://example.org/b", "99999999999999999999", "", "unread"],
        ),
        "pocket.csv",
    )
    salt, nowhere, late = export.items
    assert salt == Item(
        "https://example.org/salt",
        "Salt",
        saved="2020-09-13T12:26:40Z",
        tags=("sea", "food"),
        archived=True,
    )
    assert (nowhere.url, nowhere.title) == (None, "Short")
    assert late.saved == ""
    assert export.refused == ["row 3: javascript:alert(1) is no address of the web"]


def test_pockets_archive_puts_the_highlights_to_their_pages() -> None:
    rows = [["title", "url", "time_added", "cursor", "tags", "status"]]
    rows.append(["Salt", "https://example.org/salt", "1600000000", "", "", "unread"])
    marks = [
        {"url": "https://example.org/salt", "highlights": [{"quote": "It was", "created_at": 1}]},
        {"url": "https://example.org/gone", "title": "Gone", "highlights": [{"quote": "Alone"}]},
    ]
    data = archive(
        part_000000_dot_csv=table(*rows).decode(),
        annotations__part_000000_dot_json=json.dumps(marks),
        __MACOSX__part_000000_dot_csv="junk",
    )
    salt, gone = read_export(data, "pocket.zip").items
    assert salt.marks == (Mark("It was", created="1970-01-01T00:00:01Z"),)
    assert (gone.url, gone.marks) == ("https://example.org/gone", (Mark("Alone"),))


def test_omnivores_archive_gives_texts_highlights_and_notes() -> None:
    meta = {
        "slug": "salt-1",
        "title": "Salt",
        "url": "https://example.org/salt",
        "state": "Archived",
        "readingProgress": 50,
        "labels": ["sea"],
        "savedAt": "2024-10-29T16:30:11.000Z",
    }
    marks = "About it all.\n\n> It was\n> dear. \n\n#price #old\n\nSo they say.\n\n> Next \n\n"
    item = only(
        read_export(
            archive(
                metadata_0_to_1_dot_json=json.dumps([meta]),
                content__salt_1_dot_html="<p>unused</p>",
                **{"content__salt-1_dot_html": "<p>It was dear.</p>"},
                **{"highlights__salt-1_dot_md": marks},
            ),
            "omnivore.zip",
        )
    )
    assert (item.archived, item.progress, item.html) == (True, 0.5, "<p>It was dear.</p>")
    assert item.notes == ("About it all.",)
    assert item.marks == (
        Mark("It was\ndear.", "So they say.", tags=("price", "old")),
        Mark("Next"),
    )


def test_folders_of_bookmarks_are_tags_and_the_browsers_own_are_skipped() -> None:
    page = (
        "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><H3>Coast</H3><DL><p>"
        '<DT><A HREF="https://example.org/?a=1&amp;b=2" ADD_DATE="1600000000">Salt &amp; sea</A>'
        '<DD>Words of the page\n<DT><A HREF="place:sort=8">Recent</A></DL><p>'
        "<DT><A HREF=https://example.org/c>Top</A></DL>"
    )
    export = read_export(page.encode(), "bookmarks.html")
    salt, top = export.items
    assert (salt.url, salt.title) == ("https://example.org/?a=1&b=2", "Salt & sea")
    assert (salt.tags, top.tags) == (("Coast",), ())
    assert len(export.skipped) == 1


CLIPPINGS = """\ufeffThe Salt Coast (Ada Marsh)
- Your Highlight on page 12 | Location 100-104 | Added on Monday, 4 March 2019 10:00:00

It was dear
==========
The Salt Coast (Ada Marsh)
- Your Highlight on page 12 | Location 100-105 | Added on Monday, 4 March 2019 10:01:00

It was dear, and grey
==========
The Salt Coast (Ada Marsh)
- Your Note on page 12 | Location 105 | Added on Monday, 4 March 2019 10:02:00

Grey?
==========
The Salt Coast (Ada Marsh)
- Your Bookmark on page 20 | Location 200 | Added on Monday, 4 March 2019 10:03:00


==========
"""


def test_a_kindles_clippings_lose_the_shorter_of_two_and_join_notes_to_passages() -> None:
    export = read_export(CLIPPINGS.replace("\n", "\r\n").encode(), "My Clippings.txt")
    book = only(export)
    assert (book.title, book.byline) == ("The Salt Coast", "Ada Marsh")
    assert book.marks == (Mark("It was dear, and grey", "Grey?", created="2019-03-04T00:00:00Z"),)
    assert len(export.skipped) == 1


def test_instapapers_newer_table_has_times_and_tags() -> None:
    export = read_export(
        table(
            ["URL", "Title", "Selection", "Folder", "Timestamp", "Tags"],
            ["https://example.org/a", "A", "a passage", "Recipes", "1600000000", '["x","y"]'],
            ["https://example.org/b", "B", "", "Archive", "", "not json"],
        ),
        "instapaper.csv",
    )
    first, second = export.items
    assert first.tags == ("x", "y", "Recipes")
    assert first.marks == (Mark("a passage"),)
    assert second.archived
    assert second.tags == ("not json",)


def test_wallabags_notes_stand_by_their_quotes() -> None:
    entry = {
        "url": "https://example.org/a",
        "title": "A",
        "is_archived": 1,
        "is_starred": False,
        "content": "<p>Text</p>",
        "tags": ["x"],
        "annotations": [{"text": "Why?", "quote": "Text", "ranges": []}],
    }
    item = only(read_export(json.dumps([entry]).encode(), "w.json"))
    assert item.archived
    assert item.marks == (Mark("Text", "Why?"),)


def test_koreaders_books_keep_their_colours() -> None:
    book = {
        "version": "json/1.0.0",
        "title": "Salt",
        "author": "Ada",
        "entries": [{"text": "Grey", "note": "n", "time": 1600000000, "color": "purple"}],
    }
    item = only(read_export(json.dumps(book).encode(), "k.json"))
    assert item.marks == (Mark("Grey", "n", Ink.PURPLE, created="2020-09-13T12:26:40Z"),)


@pytest.mark.parametrize(
    "data",
    [
        b"Just a text about nothing.",
        b'{"a": 1}',
        b"[1, 2, 3]",
        b"<html><body><p>A page</p></body></html>",
        b"name,age\nx,1\n",
        b"[" * 100_000,
        archive(readme_dot_txt="x"),
    ],
)
def test_what_is_no_export_is_refused_with_what_is_known(data: bytes) -> None:
    with pytest.raises(IntakeError, match=r"x is no export .*Pocket"):
        read_export(data, "x")


def test_control_characters_never_get_in() -> None:
    rows = [["title", "url", "time_added", "tags", "status"]]
    rows.append(["A\x1b[31m", "https://example.org/a", "1", "t\x9b|\u202ex", "unread"])
    item = only(read_export(table(*rows), "p.csv"))
    assert (item.title, item.tags) == ("A", ("t", "x"))


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("1600000000", "2020-09-13T12:26:40Z"),
        ("1600000000000", "2020-09-13T12:26:40Z"),
        ("1600000000000000", "2020-09-13T12:26:40Z"),
        ("2016-09-08T11:55:58+0200", "2016-09-08T09:55:58Z"),
        ("2026-03-14 23:55:23.291000+00:00", "2026-03-14T23:55:23Z"),
        ("2025-02-01", "2025-02-01T00:00:00Z"),
        ("yesterday", ""),
        ("", ""),
        (None, ""),
        ("0", ""),
    ],
)
def test_moments_are_read_however_they_are_written(value: object, wanted: str) -> None:
    assert moment(value) == wanted


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
SHAPES: list[dict[str, Any]] = [
    {"slug": "s", "url": "https://e.org/", "state": "Active", "savedAt": "x", "labels": []},
    {"url": "https://e.org/", "title": "t", "is_archived": 0, "content": "c", "annotations": []},
    {"url": "https://e.org/", "title": "t", "is_read": "0", "content": "c"},
    {"url": "https://e.org/", "highlights": [{"quote": "q"}]},
]


@given(st.sampled_from(SHAPES), st.data())
def test_whatever_stands_in_a_field_the_row_is_read_or_refused(
    shape: dict[str, Any], data: st.DataObject
) -> None:
    field = data.draw(st.sampled_from(sorted(shape)))
    export = read_export(json.dumps([shape, {**shape, field: data.draw(anything)}]).encode(), "x")
    assert len(export.items) + len(export.refused) == 2


def test_a_bookmark_with_a_large_picture_of_its_page_is_kept():
    icon = "data:image/png;base64," + "A" * 50_000
    found = read_export(
        '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><A HREF="http://a.example/" '
        f'ICON="{icon}" TITLE="1 > 0">One</A><DT><A HREF="http://b.example/">Two</A></DL>'.encode(),
        "bookmarks.html",
    )
    assert [(item.url, item.title) for item in found.items] == [
        ("http://a.example/", "One"),
        ("http://b.example/", "Two"),
    ]
