"""Zotero's notes and libraries, written here in their forms."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import IntakeError
from storage.importing import import_export
from storage.intake import read_bytes
from storage.intake.exports import Export, Item, Mark, read_export
from storage.intake.exports.item import ink_of
from storage.library import Library
from storage.models import Ink

URI = "http://zotero.org/users/1/items/SALT"
ADDRESS = "https://example.org/salt"
CITED = [
    {
        "uris": [URI],
        "itemData": {
            "id": URI,
            "title": "The Salt Coast",
            "URL": ADDRESS,
            "author": [{"family": "Marsh", "given": "Ada"}],
        },
    }
]


def attribute(value: object) -> str:
    return quote(json.dumps(value))


def highlight(words: str, colour: str, comment: str = "") -> str:
    data = {"annotationKey": "K", "color": colour, "citationItem": {"uris": [URI], "locator": "3"}}
    cite = {"citationItems": [{"uris": [URI], "locator": "3"}]}
    return (
        f'<p><span class="highlight" data-annotation="{attribute(data)}">“{words}”</span> '
        f'<span class="citation" data-citation="{attribute(cite)}">'
        f'(<span class="citation-item">Marsh, 2020, p. 3</span>)</span> {comment}</p>'
    )


def note(*paragraphs: str, cited: object = CITED) -> bytes:
    return (
        f'<div data-citation-items="{attribute(cited)}" data-schema-version="9">'
        f"<h1>Annotations<br>(3/4/2024, 10:00:00 AM)</h1>{''.join(paragraphs)}</div>"
    ).encode()


MARKDOWN = """\
# Annotations
(3/4/2024, 10:00:00 AM)

“Salt was dear\\.” ([Marsh, 2020, p. 3](zotero://select/library/items/SALT)) \
([pdf](zotero://open-pdf/library/items/PDF?page=3&annotation=K)) So they *say*.

<mark style="background: #5fb236">“Nobody said “so”.”</mark> \
([Marsh, 2020, p. 4](zotero://select/library/items/SALT)) ([pdf](zotero://open-pdf/library/items/PDF?page=4))

“The sea rose.” ([Fen, 2021, pp. 7–8](zotero://select/library/items/SEA))

All in all a sad tale.
"""


def read(data: bytes | str) -> Export:
    return read_export(data.encode() if isinstance(data, str) else data, "export")


def only(export: Export) -> Item:
    assert export.service == "Zotero"
    assert len(export.items) == 1
    return export.items[0]


def test_a_note_in_html_gives_quotes_comments_inks_and_the_source() -> None:
    export = read(
        note(
            highlight("Salt was dear.", "#ff6666", "So they <b>say</b>."),
            highlight("Nobody said so.", "#2ea8e5"),
            "<p>All in all a sad tale.</p>",
            '<p><img data-annotation="%7B%7D"></p>',
        )
    )
    assert only(export) == Item(
        ADDRESS,
        "The Salt Coast",
        "Ada Marsh",
        marks=(
            Mark("Salt was dear.", "So they say.", Ink.RED),
            Mark("Nobody said so.", "", Ink.BLUE),
        ),
        notes=("All in all a sad tale.",),
    )
    assert export.skipped == ["paragraph 1: a heading", "paragraph 5: a picture"]


def test_a_note_in_markdown_is_divided_by_its_sources() -> None:
    export = read(MARKDOWN)
    assert [(item.title, item.url, item.marks, item.notes) for item in export.items] == [
        (
            "Marsh, 2020",
            None,
            (Mark("Salt was dear.", "So they *say*."), Mark("Nobody said “so”.", "", Ink.GREEN)),
            (),
        ),
        ("Fen, 2021", None, (Mark("The sea rose."),), ("All in all a sad tale.",)),
    ]
    assert export.skipped == ["paragraph 1: a heading"]


def test_the_older_notes_with_links_to_pages_are_read() -> None:
    item = only(
        read(
            '<p>"Salt was dear" (<a href="zotero://open-pdf/library/items/X?page=1">Marsh 2020:1'
            "</a>) dear!</p>"
        )
    )
    assert (item.title, item.marks) == ("Marsh 2020:1", (Mark("Salt was dear", "dear!"),))


def test_the_librarys_own_json_joins_annotations_to_their_item() -> None:
    items: list[dict[str, Any]] = [
        {
            "key": "SALT",
            "itemType": "webpage",
            "title": "The Salt Coast",
            "url": ADDRESS,
            "date": "2020-01-02",
            "dateAdded": "2020-01-03T04:05:06Z",
            "creators": [{"firstName": "Ada", "lastName": "Marsh"}, {"name": "The Abbey"}],
            "tags": [{"tag": "sea"}],
        },
        {"key": "SNAP", "itemType": "attachment", "parentItem": "SALT"},
        {
            "key": "A",
            "itemType": "annotation",
            "parentItem": "SNAP",
            "annotationType": "highlight",
            "annotationText": "Salt was dear.",
            "annotationComment": "Was it?",
            "annotationColor": "#a28ae5",
            "dateAdded": "2020-01-04T00:00:00Z",
            "tags": [{"tag": "price"}],
        },
        {"key": "N", "itemType": "note", "parentItem": "SALT", "note": "<p>Read again.</p>"},
        {
            "key": "B",
            "itemType": "annotation",
            "parentItem": "GONE",
            "annotationType": "highlight",
            "annotationText": "Lost.",
        },
    ]
    wanted = Item(
        ADDRESS,
        "The Salt Coast",
        "Ada Marsh, The Abbey",
        "2020-01-02",
        "2020-01-03T04:05:06Z",
        ("sea",),
        marks=(Mark("Salt was dear.", "Was it?", Ink.PURPLE, ("price",), "2020-01-04T00:00:00Z"),),
        notes=("Read again.",),
    )
    for content in (items, {"items": items}, [{"key": i["key"], "data": i} for i in items]):
        export = read(json.dumps(content))
        assert export.items[0] == wanted
        assert [mark.quote for mark in export.items[1].marks] == ["Lost."]


def test_csl_gives_items_and_says_what_it_could_not_read() -> None:
    export = read(
        json.dumps(
            [
                {
                    "id": "marsh",
                    "type": "webpage",
                    "title": "The Salt Coast",
                    "URL": ADDRESS,
                    "author": [{"family": "Marsh", "given": "Ada"}],
                    "issued": {"date-parts": [[2020, 1, 2]]},
                    "note": "Read again.",
                },
                {"id": "fen", "type": "article-journal", "title": "Sea", "DOI": "10.1/x"},
                {"id": "bad", "type": "webpage", "title": "Bad", "URL": "javascript:alert(1)"},
            ]
        )
    )
    salt, sea = export.items
    assert salt == Item(
        ADDRESS, "The Salt Coast", "Ada Marsh", "2020-01-02", notes=("Read again.",)
    )
    assert sea.url == "https://doi.org/10.1/x"
    assert export.refused == ["entry 3: javascript:alert(1) is no address of the web"]


def test_a_table_gives_items_with_their_notes() -> None:
    file = io.StringIO()
    csv.writer(file).writerows(
        [
            [
                "Key",
                "Item Type",
                "Author",
                "Title",
                "Url",
                "DOI",
                "Date",
                "Date Added",
                "Notes",
                "Manual Tags",
                "Automatic Tags",
            ],
            [
                "K",
                "webPage",
                "Marsh, Ada; Fen, Ben",
                "The Salt Coast",
                ADDRESS,
                "",
                "2020-01-02",
                "2020-01-03 04:05:06",
                note(highlight("Salt was dear.", "#5fb236")).decode(),
                "sea; food",
                "auto",
            ],
        ]
    )
    assert only(read(file.getvalue())) == Item(
        ADDRESS,
        "The Salt Coast",
        "Ada Marsh, Ben Fen",
        "2020-01-02",
        "2020-01-03T04:05:06Z",
        ("sea", "food", "auto"),
        marks=(Mark("Salt was dear.", "", Ink.GREEN),),
    )


def test_quotes_find_their_place_in_the_article_and_the_rest_is_kept(library: Library) -> None:
    text = "# The Salt Coast\n\nFor a long time **salt** was dear to all of us. Nobody knew.\n"
    library.add(read_bytes(text.encode(), "x"))
    export = read(
        note(
            highlight("salt was dear to all of us.", "#ff6666"),
            highlight("It fell.", "#ffd400"),
            cited=[],
        ).replace(b"Marsh, 2020, p. 3", b"The Salt Coast")
    )
    report = import_export(library, export)
    (entry,) = library.entries()
    assert (report.placed, report.lost, report.added) == (1, 1, 0)
    placed, lost = sorted(library.annotations(entry.id), key=lambda mark: mark.lost)
    assert (placed.passage.quote, placed.ink, lost.passage.quote) == (
        "salt was dear to all of us.",
        Ink.RED,
        "It fell.",
    )
    again = import_export(library, export)
    assert (again.placed, again.lost, again.marks_known) == (0, 0, 2)


@pytest.mark.parametrize(
    ("colour", "ink"),
    [
        ("#ffd400", Ink.YELLOW),
        ("#ff6666", Ink.RED),
        ("#5fb236", Ink.GREEN),
        ("#2ea8e5", Ink.BLUE),
        ("#a28ae5", Ink.PURPLE),
        ("#e56eee", Ink.PURPLE),
        ("#f1983780", Ink.YELLOW),
        ("#12", Ink.YELLOW),
    ],
)
def test_a_colour_is_the_ink_nearest_to_it(colour: str, ink: Ink) -> None:
    assert ink_of(colour) is ink


def test_add_sends_such_a_note_to_import_and_takes_a_text_that_only_links_there() -> None:
    with pytest.raises(IntakeError, match="export of Zotero"):
        read_bytes(note(highlight("Salt was dear.", "#ff6666")), "n.html")
    assert read_bytes(MARKDOWN.encode(), "n.md").format == "markdown"
    with pytest.raises(IntakeError, match="no export that is known"):
        read("# Mine\n\nI read [Marsh](zotero://select/library/items/SALT) and wrote this.\n")


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5) | st.sampled_from(["note", "SALT"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "itemType",
                        "key",
                        "parentItem",
                        "notes",
                        "attachments",
                        "annotations",
                        "tags",
                        "note",
                        "creators",
                        "date",
                        "url",
                        "annotationType",
                        "data",
                        "items",
                    ]
                ),
                inner,
                max_size=5,
            )
        ),
    )
)
def test_no_spoilt_entry_is_a_traceback(value: object) -> None:
    entry = {"itemType": "book", "key": "SALT", "title": "T", "notes": value, "attachments": value}
    entry["creators"] = entry["tags"] = value
    export = read(json.dumps([entry, {"itemType": "annotation", "parentItem": value}, value]))
    assert export.items or export.refused
