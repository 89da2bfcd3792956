from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from storage import schema
from storage.disk.transaction import Tables
from storage.errors import LibraryError
from storage.library import Library
from storage.models import Article, Progress

Build = Callable[..., Article]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b'{"articles": {"1": {"tit', "is damaged: it is not a JSON file"),
        (b"\x00" * 4096, "is damaged: it is not a JSON file"),
        (b"\xff\xfe\x00broken", "is damaged: it is not a JSON file"),
        (b'{"articles": {}}trailing', "is damaged: it is not a JSON file"),
        (b"[" * 100_000, "is damaged: it is not a JSON file"),
        (b"[1, 2]", "holds no TinyDB tables"),
        (b'{"articles": [1]}', "holds no TinyDB tables"),
        (b'{"articles": {"one": {}}}', "holds no TinyDB tables"),
        (b'{"name": "package", "version": 1}', "holds no TinyDB tables"),
        (b'{"_default": {"1": {"todo": "milk"}}}', "TinyDB file of another program"),
        (b'{"articles": {}, "_manicule": {"1": {"schema": "x"}}}', "does not say its version"),
        (b'{"_manicule": {"1": {"schema": 7}}}', r"newer manicule \(schema 7; this one knows 2\)"),
    ],
)
def test_what_is_no_library_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "library.json"
    path.write_bytes(content)
    with pytest.raises(LibraryError, match=sentence) as refused:
        Library.open(path)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["library.json"]


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is a folder"):
        Library.open(tmp_path)


def test_a_path_through_a_file_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="cannot be read"):
        Library.open(tmp_path / "file" / "library.json")


@pytest.mark.parametrize("content", ["{}", '{"_default": {}}', '\ufeff{"articles": {}}'])
def test_a_tinydb_file_without_documents_becomes_a_library(
    tmp_path: Path, article: Build, content: str
) -> None:
    path = tmp_path / "library.json"
    path.write_text(content, "utf-8")
    with Library.open(path) as library:
        assert library.empty()
        library.add(article())
    with Library.open(path) as library:
        assert not library.empty()


def test_a_file_spoilt_while_open_is_refused_and_left_alone(
    library: Library, article: Build
) -> None:
    library.add(article())
    library.path.write_text("oops")
    for use in (library.refresh, library.entries, lambda: library.tag(1, ["x"])):
        with pytest.raises(LibraryError, match="is damaged"):
            use()
    assert library.path.read_text() == "oops"


def test_tables_and_fields_of_others_are_kept(library: Library, article: Build) -> None:
    library.add(article())
    library.set_progress(1, Progress(1, 1, 0.1))
    made = library.annotate(1, 0, 3)
    library.bookmark(1, 0, 3, "a")
    ours = ("articles", "annotations", "bookmarks", "progress")
    library.fold()
    with TinyDB(library.path, encoding="utf-8") as stock:
        stock.table("shopping").insert({"milk": 2})
        for table in ours:
            stock.table(table).update({"mood": "☂"})
    library.tag(1, ["x"])
    library.remove(1)
    library.edit_annotation(made.uid, note="new")
    library.bookmark(1, 4, 9, "a")
    library.set_progress(1, Progress(2, 2, 0.2))
    library.fold()
    content = json.loads(library.path.read_text("utf-8"))
    assert content["shopping"] == {"1": {"milk": 2}}
    assert [content[table]["1"]["mood"] for table in ours] == ["☂"] * 4


def test_an_older_file_is_brought_up_step_by_step_and_stored_by_the_next_change(
    library: Library, article: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "STEPS", ())
    library.add(article("old"))

    def to_2(tables: Tables) -> None:
        for document in tables["articles"].values():
            document["title"] += " 2"

    def to_3(tables: Tables) -> None:
        for document in tables["articles"].values():
            document["title"] += " 3"

    monkeypatch.setattr(schema, "STEPS", (to_2, to_3))
    stored = library.path.read_bytes()
    with Library.open(library.path) as newer:
        assert newer.article(1).title == "old 2 3"
        assert library.path.read_bytes() == stored
        newer.tag(1, ["x"])
        assert newer.article(1).title == "old 2 3"
    content = json.loads(library.path.read_text("utf-8"))
    assert content["_manicule"]["1"]["schema"] == 3
    assert content["articles"]["1"]["title"] == "old 2 3"
