"""Articles and notes as a table, a page and Web Annotations."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.anchors import passage
from storage.dossier import Dossier
from storage.export import annotation_collection, page, table
from storage.models import (
    Annotation,
    Article,
    Bookmark,
    Claim,
    Ink,
    Kind,
    Passage,
    Progress,
    State,
    Style,
    StyleKind,
)

Build = Callable[..., Article]

UID = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def kerbs(article: Build) -> Dossier:
    made = replace(
        article("Kerbs & <b>", "Kerbs should be <i>low</i>.", "They are not."),
        uid=UID,
        byline="Ida",
        tags=("oslo", "policy"),
        url="https://metre.example/kerbs?a=1&b=2",
    )
    text = made.text
    at = "2026-11-09T08:00:00Z"
    return Dossier(
        made,
        State.READING,
        Progress(fraction=0.5),
        claims=(Claim(0, 15, text[:15], Kind.POLICY, 0.9, ("should",)),),
        annotations=(
            Annotation("a" * 32, 1, passage(text, 6, 12), "=1+1\nwhy?", Ink.RED, ("t",), at, at),
            Annotation("b" * 32, 1, Passage(900, 904, "gone", "was ", " here"), "n", lost=True),
        ),
        bookmarks=(Bookmark("c" * 32, 1, passage(text, 0, 5), "k", at),),
    )


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table_has_readwises_columns_and_every_mark(kerbs: Dossier) -> None:
    text = table([kerbs])
    assert text.startswith(
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,"
        "Highlighted at,Document tags"
    )
    first, lost, bookmark = rows(text)
    assert (first["Highlight"], first["Book Title"]) == ("should", "Kerbs & <b>")
    assert (first["Color"], first["Tags"], first["Location"]) == ("red", "t", "6")
    assert first["Highlighted at"] == "2026-11-09 08:00:00+00:00"
    assert (lost["Highlight"], lost["Location Type"], lost["Location"]) == ("gone", "", "")
    assert (bookmark["Highlight"], bookmark["Note"], bookmark["Tags"]) == ("Kerbs", "k", "bookmark")


def test_the_table_names_title_author_and_day_as_an_import_of_readwise_does(kerbs: Dossier) -> None:
    first = rows(table([kerbs]))[0]
    assert {"Highlight", "Title", "Author", "URL", "Note", "Location", "Date"} <= first.keys()
    assert (first["Title"], first["Author"], first["Date"]) == (
        first["Book Title"],
        first["Book Author"],
        first["Highlighted at"],
    )


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(kerbs: Dossier, begin: str) -> None:
    note = replace(kerbs.annotations[0], note=f"{begin}cmd|' /C calc'!A0")
    (row,) = rows(table([replace(kerbs, annotations=(note,), bookmarks=())]))
    assert row["Note"] == f"'{note.note}"


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.into_text = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        names = dict(attrs)
        assert tag not in ("script", "img", "iframe", "object", "link", "base")
        assert not [name for name in names if name.startswith("on") or name == "src"]
        if tag not in ("meta", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(text: str) -> _Seen:
    parser = _Seen()
    parser.feed(text)
    parser.close()
    assert parser.open == []
    return parser


def test_the_page_shows_text_marks_claims_and_notes_and_fetches_nothing(kerbs: Dossier) -> None:
    text = page([kerbs])
    shown = seen(text)
    assert "Kerbs should be <i>low</i>." in shown.text.replace("policy", "").replace("⚑k ", "")
    assert '<mark class="red"' in text
    assert 'class="claim policy"' in text
    assert "=1+1\nwhy?" in shown.text
    assert "no longer in the text" in shown.text
    assert "gone" in shown.text
    assert "default-src 'none'" in text
    assert "url(" not in text
    assert "@import" not in text


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_marks_that_cross_never_break_the_page(article: Build, data: Any) -> None:
    made = replace(article("T", "Kerbs should be <low>, & they are.", "not\tso\nvery low"), uid="u")
    length = len(made.text)

    def span() -> tuple[int, int]:
        start = data.draw(st.integers(0, length - 1))
        return start, data.draw(st.integers(start + 1, length))

    styles = tuple(
        Style(data.draw(st.sampled_from(list(StyleKind))), *span(), "javascript:alert(1)")
        for _ in range(3)
    )
    notes = tuple(
        Annotation(f'{n}"', 1, passage(made.text, *span()), note=f"<note {n}>") for n in range(3)
    )
    claims = tuple(Claim(a, b, "", Kind.FACT, 0.5) for a, b in (span(), span()))
    written = page([Dossier(replace(made, styles=styles), State.UNREAD, Progress(), claims, notes)])
    shown = seen(written)
    plain = shown.text.replace("fact", "")
    for line in ("Kerbs should be <low>, & they are.", "not\tso\nvery low"):
        assert line in plain
    for number in range(3):
        assert f"<note {number}>" in shown.text
    assert "javascript" not in written


MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
    *("highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
OF_THE_MODEL = {
    "annotation": {
        *("@context", "id", "type", "motivation", "creator", "created", "modified", "body"),
        *("target", "stylesheet"),
    },
    "body": {"type", "value", "purpose", "format"},
    "target": {"type", "source", "selector", "styleClass"},
}


def keys_are_known(thing: dict[str, Any], kind: str, context: dict[str, Any]) -> bool:
    """Tell whether every key is the model's, or one of ours that the context declares."""
    return set(thing) <= OF_THE_MODEL[kind] | set(context)


def is_annotation(item: dict[str, Any], context: dict[str, Any]) -> bool:
    """Hold an annotation against the MUSTs of the W3C's model."""
    target = item["target"]
    selectors = {each["type"]: each for each in target["selector"]}
    place = selectors.get("TextPositionSelector", {"start": 0, "end": 1})
    return all(
        (
            keys_are_known(item, "annotation", context),
            item["type"] == "Annotation",
            IRI.fullmatch(item["id"]),
            item["motivation"] in MOTIVATIONS,
            item["creator"]["type"] in ("Person", "Software"),
            all(MOMENT.fullmatch(item[at]) for at in ("created", "modified") if at in item),
            *(keys_are_known(body, "body", context) for body in item.get("body", [])),
            *(body["type"] == "TextualBody" for body in item.get("body", [])),
            *(isinstance(body["value"], str) for body in item.get("body", [])),
            *(body["purpose"] in MOTIVATIONS for body in item.get("body", [])),
            keys_are_known(target, "target", context),
            target["type"] == "SpecificResource",
            IRI.fullmatch(target["source"]),
            set(selectors) <= {"TextQuoteSelector", "TextPositionSelector"},
            selectors["TextQuoteSelector"]["exact"],
            0 <= place["start"] < place["end"],
            # A class without the sheet that says what it looks like means nothing.
            ("styleClass" in target) <= (f".{target.get('styleClass')} " in str(item)),
        )
    )


def test_every_annotation_is_valid_against_the_model(kerbs: Dossier) -> None:
    unsourced = replace(kerbs, article=replace(kerbs.article, url=None, uid="odd uid/1"))
    made = annotation_collection([kerbs, unsourced])
    ours = made["@context"][1]
    assert set(made) - set(ours) <= {"@context", "id", "type", "label", "total", "first"}
    first = made["first"]
    assert IRI.fullmatch(made["id"])
    assert (first["type"], first["partOf"]) == ("AnnotationPage", made["id"])
    assert (first["startIndex"], made["total"]) == (0, len(first["items"]))
    for item in first["items"]:
        assert is_annotation(item, ours), item
    assert not is_annotation({**first["items"][0], "colour": "red"}, ours)
    assert not is_annotation({**first["items"][0], "created": "yesterday"}, ours)


def test_annotations_follow_the_model(kerbs: Dossier) -> None:
    made = annotation_collection([kerbs])
    assert made["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert made["type"] == "AnnotationCollection"
    items = made["first"]["items"]
    assert made["total"] == len(items) == 4
    for item in items:
        assert item["type"] == "Annotation"
        assert item["id"].startswith("urn:")
        assert item["target"]["source"] == "https://metre.example/kerbs?a=1&b=2"
        for body in item.get("body", []):
            assert body["type"] == "TextualBody"
            assert body["purpose"] in ("commenting", "tagging", "identifying", "classifying")
    note, lost, bookmark, claim = items
    assert note["id"] == "urn:uuid:aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"
    assert note["motivation"] == "commenting"
    assert note["creator"]["type"] == "Person"
    assert note["body"][0]["value"] == "=1+1\nwhy?"
    assert note["target"]["selector"] == [
        {
            "type": "TextQuoteSelector",
            "exact": "should",
            "prefix": "Kerbs ",
            "suffix": " be <i>low</i>.\n\nThey are not.",
        },
        {"type": "TextPositionSelector", "start": 6, "end": 12},
    ]
    assert [selector["type"] for selector in lost["target"]["selector"]] == ["TextQuoteSelector"]
    assert bookmark["motivation"] == "bookmarking"
    assert claim["creator"] == {"type": "Software", "name": "manicule"}
    assert claim["body"][0]["value"] == "policy"
