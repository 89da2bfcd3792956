"""A copy of which some records, or all, cannot be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.disk.load import MARKS
from storage.errors import LibraryError
from storage.library import Library
from storage.models import Article
from storage.restore import restore

Build = Callable[..., Article]
SPOILT = ("text", {}, {"uid": 7}, [1])


@pytest.fixture
def content(library: Library, article: Build) -> dict[str, Any]:
    """Give what a library of two articles and a note holds."""
    library.add(article("One"))
    library.add(article("Two", "Another text, of other words."))
    library.annotate(1, 0, 3, note="kept")
    library.fold()
    content: dict[str, Any] = json.loads(library.path.read_text("utf-8"))
    del content[MARKS]
    return content


def spoilt(path: Path, content: dict[str, Any], value: object, *tables: str) -> Path:
    for table in tables:
        content[table] = dict.fromkeys(content[table], value)
    copy = path.with_name("copy.json")
    copy.write_text(json.dumps(content), "utf-8")
    return copy


@pytest.mark.parametrize("value", SPOILT)
def test_a_copy_of_which_nothing_can_be_read_replaces_and_joins_nothing(
    library: Library, content: dict[str, Any], value: object
) -> None:
    copy = spoilt(library.path, content, value, "articles", "annotations", "claims")
    before = library.path.read_bytes()
    for deed in (lambda: restore(library.path, str(copy)), lambda: library.merge(copy)):
        with pytest.raises(LibraryError, match=r"Nothing in .*copy\.json can be read \(") as told:
            deed()
        assert "nothing was changed" in str(told.value)
    assert library.path.read_bytes() == before
    assert not list(library.path.parent.glob("backups/*before-restore*"))
    assert [entry.title for entry in library.entries()] == ["Two", "One"]


@pytest.mark.parametrize("value", SPOILT)
def test_each_record_that_cannot_be_read_is_named_and_the_others_come(
    library: Library, content: dict[str, Any], value: object
) -> None:
    copy = spoilt(library.path, content, value, "annotations")
    assert len(library.merge(copy).unread) == 1
    done = restore(library.path, str(copy))
    assert done.articles == 2
    (sentence,) = done.unread
    assert "annotation" in sentence.lower()
    assert "1" in sentence
    assert "manicule check" not in sentence


def test_a_copy_without_any_article_is_restored_when_all_of_it_can_be_read(
    library: Library, content: dict[str, Any]
) -> None:
    for table in ("articles", "annotations", "claims"):
        content[table] = {}
    copy = spoilt(library.path, content, None)
    done = restore(library.path, str(copy))
    assert (done.articles, done.unread) == (0, ())
