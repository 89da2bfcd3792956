from __future__ import annotations

import json
from typing import Any

import pytest

from storage.errors import IntakeError
from storage.intake.exports.item import Export
from storage.intake.exports.read import read_export
from storage.models import Ink


def read(content: Any) -> Export:
    return read_export(json.dumps(content).encode(), "export.json")


RAINDROP = {
    "_id": 7,
    "link": "https://a.example/1",
    "title": "Salt",
    "excerpt": "What the page says of itself.",
    "note": "mine",
    "tags": ["sea", "trade"],
    "created": "2024-01-02T10:00:00.000Z",
    "important": True,
    "highlights": [{"text": "dear", "note": "so?", "color": "blue", "created": "2024-01-03"}],
}
PINBOARD = {
    "href": "https://a.example/2",
    "description": "Tin",
    "extended": "to be compared",
    "meta": "x",
    "hash": "y",
    "time": "2024-01-02T10:00:00Z",
    "shared": "no",
    "toread": "yes",
    "tags": "sea trade",
}
LINK = {
    "id": 3,
    "name": "Lead",
    "url": "https://a.example/3",
    "description": "mine",
    "createdAt": "2024-01-02T10:00:00.000Z",
    "tags": [{"id": 1, "name": "sea"}],
    "textContent": "Lead was dear.",
}


@pytest.mark.parametrize("whole", [[RAINDROP], {"result": True, "items": [RAINDROP]}])
def test_raindrops_bookmarks_keep_their_passages_tags_and_note(whole: Any) -> None:
    export = read(whole)
    (item,) = export.items
    assert (export.service, item.url, item.title) == ("Raindrop", "https://a.example/1", "Salt")
    assert (item.tags, item.starred, item.notes) == (("sea", "trade"), True, ("mine",))
    assert item.saved == "2024-01-02T10:00:00Z"
    (mark,) = item.marks
    assert (mark.quote, mark.note, mark.ink) == ("dear", "so?", Ink.BLUE)


def test_of_pinboards_bookmarks_those_to_be_read_are_not_archived() -> None:
    export = read([PINBOARD, {**PINBOARD, "toread": "no"}, {**PINBOARD, "href": "file:///x"}, 7])
    assert export.service == "Pinboard"
    assert [(item.title, item.archived) for item in export.items] == [("Tin", False), ("Tin", True)]
    assert export.items[0].notes == ("to be compared",)
    assert export.items[0].tags == ("sea", "trade")
    assert [said.partition(":")[0] for said in export.refused] == ["entry 3", "entry 4"]


def test_linkwardens_links_have_the_names_of_their_collections_as_tags() -> None:
    collections = [
        {"name": "Unorganized", "links": [LINK]},
        {"name": "Ports", "links": [LINK, {"id": 4}]},
        {"name": "Bare", "links": []},
    ]
    export = read({"username": "ada", "collections": collections})
    first, second = export.items
    assert (export.service, first.url, first.text) == (
        "Linkwarden",
        "https://a.example/3",
        "Lead was dear.",
    )
    assert (first.tags, second.tags, first.notes) == (("sea",), ("sea", "Ports"), ("mine",))
    assert [said.partition(":")[0] for said in export.refused] == ["link 3"]


@pytest.mark.parametrize("content", [{"items": [{"a": 1}]}, {"collections": [{"name": "x"}]}])
def test_other_json_is_none_of_theirs(content: Any) -> None:
    with pytest.raises(IntakeError, match="no export that is known"):
        read(content)
