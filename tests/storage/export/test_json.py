"""Articles as JSON, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from storage.export import (
    annotation_collection,
    collection_pieces,
    gather,
    lossless,
    lossless_pieces,
)
from storage.export.json_ import dumps
from storage.library import Library
from storage.models import Article, Dropped, Ink, Progress, Source, Style, StyleKind

Build = Callable[..., Article]


def holds(record: Any, noun: Any) -> bool:
    """Tell whether a JSON record has every field of a noun, and of those inside it."""
    if is_dataclass(noun) and not isinstance(noun, type):
        return all(holds(record[f.name], getattr(noun, f.name)) for f in fields(noun))
    if isinstance(noun, tuple) and (names := getattr(noun, "_fields", ())):
        return set(record) == set(names) and all(holds(record[n], getattr(noun, n)) for n in names)
    if isinstance(noun, tuple):
        return len(record) == len(noun) and all(map(holds, record, noun))
    return bool(record == noun)


def test_every_field_of_every_noun_is_written(library: Library, article: Build) -> None:
    made = article(
        "Kerbs ☞",
        "Kerbs should be low, because wheels must cross them. They are “not”.",
        styles=(Style(StyleKind.LINK, 0, 5, "https://x.example"),),
        byline="Ida",
        source=Source("The Post", "2025-12-31"),
        raw="raw\ttext",
        dropped=(Dropped("footer", "Share", 3),),
        alternative_titles=("Kerb",),
        tags=("oslo",),
    )
    id = library.add(made)[0].id
    library.annotate(id, 0, 5, note="n #tag", ink=Ink.PURPLE)
    library.bookmark(id, 6, 12, "here")
    library.set_progress(id, Progress(3, 4, 0.25, "2026-11-09T08:00:00Z"))
    (entry,) = library.entries()
    document = json.loads(dumps(lossless([gather(library, entry)])))
    assert list(document) == ["format", "version", "articles"]
    assert (document["format"], document["version"]) == ("manicule", 1)
    (record,) = document["articles"]
    assert holds(record, library.article(id))
    assert holds(record["annotations"], tuple(library.annotations(id)))
    assert holds(record["bookmarks"], tuple(library.bookmarks(id)))
    assert holds(record["claims"], library.claims(id))
    assert record["claims"]
    assert holds(record["progress"], library.progress(id))
    assert (record["state"], record["trashed"]) == (str(entry.state), "")


def test_the_same_library_gives_the_same_document(library: Library, article: Build) -> None:
    library.add(article("One"))
    (entry,) = library.entries()
    first = dumps(lossless([gather(library, entry)]))
    with Library.open(Path(library.path)) as again:
        assert dumps(lossless([gather(again, again.entries()[0])])) == first


def test_marks_are_in_reading_order_whatever_the_shelf_gives(
    library: Library, article: Build
) -> None:
    id = library.add(article("One"))[0].id
    library.bookmark(id, 9, 12)
    library.bookmark(id, 0, 3)

    class Upside:
        article = library.article
        claims = library.claims
        annotations = library.annotations

        def bookmarks(self, id: int | None = None) -> list[Any]:
            return library.bookmarks(id)[::-1]

    (entry,) = library.entries()
    starts = [mark.passage.start for mark in gather(Upside(), entry).bookmarks]
    assert starts == [0, 9]
    assert gather(library, entry._replace(trashed="2026")).trashed == "2026"


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_document_in_pieces_is_the_document(
    library: Library, article: Build, number: int
) -> None:
    for each in range(number):
        stored, _ = library.add(article(f'"items": [] {each}', f"One\ntwo {each}.", "Three."))
        library.annotate(stored.id, 0, 3, note='"manicule:articles": []\n\nlast ')
    dossiers = [gather(library, entry) for entry in library.entries()]
    assert "".join(lossless_pieces(iter(dossiers))) == dumps(lossless(dossiers))
    pieces = "".join(collection_pieces(iter(dossiers)))
    assert pieces == dumps(annotation_collection(dossiers))
