"""What leaves as JSON or as Web Annotations comes back as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.anchors import passage
from storage.dossier import Dossier
from storage.export import annotation_collection, lossless
from storage.export.json_ import dumps
from storage.intake.exports import read_export
from storage.models import (
    Annotation,
    Article,
    Block,
    BlockKind,
    Bookmark,
    Claim,
    Decision,
    Dropped,
    Ink,
    Kind,
    Passage,
    Progress,
    Review,
    Source,
    State,
    Style,
    StyleKind,
)

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=12)
LINES = st.text(alphabet="ab ☞道\n\t\"'<é", max_size=30)
UIDS = st.one_of(st.uuids().map(lambda uid: uid.hex), WORDS.filter(bool))
DAY = st.sampled_from(["", "2026-11-09"])
WHEN = st.sampled_from(["", "2026-11-09T08:00:00Z"])


@st.composite
def dossiers(draw: Any, number: int = 1) -> Dossier:
    text = draw(st.text(alphabet="ab ☞道\n😀", min_size=4, max_size=60))

    def span() -> tuple[int, int]:
        start = draw(st.integers(0, len(text) - 1))
        return start, draw(st.integers(start + 1, len(text)))

    def annotation(trashed: str = "") -> Annotation:
        lost = draw(st.booleans())
        place = Passage(*span(), draw(WORDS) or "x", draw(LINES), draw(LINES))
        return Annotation(
            draw(UIDS),
            number,
            place if lost else passage(text, *span()),
            draw(LINES),
            draw(st.sampled_from(list(Ink))),
            tuple(draw(st.lists(WORDS, max_size=2))),
            draw(WHEN),
            draw(WHEN),
            lost,
            trashed,
            draw(st.booleans()),
            Review(draw(DAY), draw(st.integers(0, 365)), draw(WHEN), draw(st.booleans())),
        )

    def bookmark(trashed: str = "") -> Bookmark:
        return Bookmark(
            draw(UIDS),
            number,
            passage(text, *span()),
            draw(WORDS),
            draw(WHEN),
            False,
            trashed,
            draw(st.booleans()),
        )

    def some(make: Any, *given: str) -> tuple[Any, ...]:
        return tuple(make(*given) for _ in range(draw(st.integers(0, 2))))

    start, end = span()
    article = Article(
        title=draw(LINES),
        text=text,
        blocks=(Block(draw(st.sampled_from(list(BlockKind))), 0, len(text), 2, "3."),),
        styles=(Style(draw(st.sampled_from(list(StyleKind))), *span(), "https://x.example"),),
        byline=draw(st.none() | WORDS),
        byline_inferred=draw(st.booleans()),
        url=draw(st.none() | st.just("https://metre.example/kerbs")),
        source=draw(st.none() | st.builds(Source, WORDS, st.none() | WORDS)),
        language=draw(st.none() | st.just("en")),
        raw=draw(LINES),
        dropped=(Dropped("footer", draw(LINES), 3),),
        alternative_titles=tuple(draw(st.lists(WORDS, max_size=2))),
        id=number,
        uid=UUID(int=number).hex,
        saved=draw(WHEN),
        tags=tuple(draw(st.lists(WORDS, max_size=2))),
        archived=draw(st.booleans()),
    )
    score = draw(st.floats(0, 1))
    return Dossier(
        article,
        draw(st.sampled_from(list(State))),
        Progress(draw(st.integers(0, 9)), 1, draw(st.floats(0, 1)), draw(WHEN)),
        (Claim(start, end, text[start:end], draw(st.sampled_from(list(Kind))), score, ("a",), 4),),
        some(annotation),
        some(bookmark),
        draw(WHEN),
        (passage(text, *span()),),
        some(annotation, "2026-11-10T08:00:00Z"),
        some(bookmark, "2026-11-10T08:00:00Z"),
        (Decision(passage(text, *span()), "d", draw(WHEN), draw(st.booleans()), "fact", ("a",)),),
    )


def back(document: object) -> list[Dossier]:
    export = read_export(dumps(document).encode(), "export.json")
    assert (export.refused, export.skipped, export.items) == ([], [], [])
    return export.dossiers


@settings(max_examples=150, deadline=None)
@given(dossiers(1), dossiers(2))
def test_a_library_comes_back_from_json_as_it_was(one: Dossier, two: Dossier) -> None:
    assert back(lossless([one, two])) == [one, two]


@settings(max_examples=150, deadline=None)
@given(dossiers(1), dossiers(2))
def test_a_library_comes_back_from_web_annotations_as_it_was(one: Dossier, two: Dossier) -> None:
    assert back(annotation_collection([one, two])) == [one, two]


SOUND = Dossier(
    Article("T", "Kerbs", (Block(BlockKind.PARAGRAPH, 0, 5),), uid="u"), State.UNREAD, Progress()
)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"text": 5}, "text is not as it should be"),
        ({"title": None}, "title is not as it should be"),
        ({"blocks": [{"kind": "paragraph", "start": 0, "end": 99}]}, "no place 0 to 99"),
        ({"blocks": "none"}, "blocks is no list"),
        ({"state": "odd"}, "odd"),
        ({"progress": {"fraction": float("nan")}}, "fraction is no number"),
        ({"uid": ""}, "uid is missing"),
    ],
)
def test_a_record_that_is_not_right_is_named_and_the_others_are_kept(
    change: dict[str, object], why: str
) -> None:
    document = lossless([SOUND, replace(SOUND, trashed="2026")])
    document["articles"][0].update(change)
    export = read_export(dumps(document).encode(), "export.json")
    assert [dossier.trashed for dossier in export.dossiers] == ["2026"]
    (sentence,) = export.refused
    assert sentence.startswith("article 1: ")
    assert why in sentence


def test_an_export_of_a_later_version_is_refused_whole() -> None:
    document = {**lossless([SOUND]), "version": 2}
    export = read_export(dumps(document).encode(), "export.json")
    assert export.dossiers == []
    assert "newer manicule" in export.refused[0]


def test_texts_of_an_export_cannot_steer_the_terminal() -> None:
    record = lossless([replace(SOUND, article=replace(SOUND.article, title="\x1b[2J!"))])
    (found,) = read_export(dumps(record).encode(), "export.json").dossiers
    assert found.article.title == "\ufffd[2J!"


def test_annotations_of_anybody_are_kept_with_bodies_that_are_not_known() -> None:
    made = [
        {
            "type": "Annotation",
            "created": "2026-11-09T08:00:00Z",
            "body": [
                {"type": "TextualBody", "value": "Why?"},
                {"type": "TextualBody", "value": "oslo", "purpose": "tagging"},
                {"type": "Choice", "items": ["https://x.example/video"]},
            ],
            "target": {
                "source": "https://metre.example/kerbs",
                "selector": {"type": "TextQuoteSelector", "exact": "low", "prefix": "be "},
            },
        },
        {
            "type": "Annotation",
            "bodyValue": "On all of it.",
            "target": "https://metre.example/kerbs",
        },
        {"type": "Annotation", "body": "x", "target": "urn:nowhere"},
    ]
    content = {"type": "AnnotationPage", "items": made}
    export = read_export(json.dumps(content).encode(), "notes.jsonld")
    (item,) = export.items
    (mark,) = item.marks
    assert (item.url, item.notes) == ("https://metre.example/kerbs", ("On all of it.",))
    assert (mark.quote, mark.prefix, mark.tags) == ("low", "be", ("oslo",))
    assert mark.note == 'Why?\n\n{"type": "Choice", "items": ["https://x.example/video"]}'
    assert len(export.skipped) == len(export.refused) == 1
