from __future__ import annotations

import contextlib
import json
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from storage import schema
from storage.disk.encode import encode
from storage.disk.journal import Header, header_line, record_line
from storage.disk.load import MARKS
from storage.disk.transaction import Tables
from storage.errors import LibraryError, ManiculeError
from storage.library import Library
from storage.models import Article, Ink, Progress

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


VERSION_1 = {
    "_manicule": {
        "1": {"schema": 1, "created": "2025-01-01T00:00:00Z", "next": {"articles": 4}, "own": "☂"}
    },
    "articles": {
        "3": {
            "uid": "a" * 32,
            "title": "Ferries",
            "saved": "2025-01-01T00:00:00Z",
            "words": 6,
            "digest": "",
            "format": "plain",
            "tags": ["sea"],
            "text": "Ferries should run in winter. Always.",
            "blocks": [{"kind": "paragraph", "start": 0, "end": 37}],
            "mood": "☂",
        },
        "2": {"uid": "b" * 32, "title": "Gone", "saved": "2025-01-02T00:00:00Z", "words": 1,
              "format": "plain", "tags": [], "text": "Gone.", "blocks": [],
              "trashed": "2025-01-03T00:00:00Z"},
    },
    "claims": {"3": {"article": 3, "engine": "0", "claims": []}},
    "annotations": {
        "5": {
            "uid": "c" * 32,
            "article": 3,
            "passage": {"start": 0, "end": 7, "quote": "Ferries", "prefix": "",
                        "suffix": " should", "own": "☂"},
            "note": "yes",
            "ink": "green",
            "tags": [],
            "created": "2025-01-01T00:00:00Z",
            "modified": "2025-01-01T00:00:00Z",
        }
    },
    "bookmarks": {
        "6": {"uid": "d" * 32, "article": 3, "label": "a", "created": "2025-01-01T00:00:00Z",
              "passage": {"start": 8, "end": 14, "quote": "should", "prefix": "Ferries ",
                          "suffix": " run"}}
    },
    "progress": {"3": {"article": 3, "offset": 8, "cursor": 8, "fraction": 0.2,
                       "seen": "2025-01-01T00:00:00Z"}},
    "decisions": {
        "7": {"article": 3, "created": "2025-01-01T00:00:00Z",
              "passage": {"start": 30, "end": 37, "quote": "Always.", "prefix": "winter. ",
                          "suffix": ""}}
    },
}  # fmt: skip
"""What the first version wrote: texts in the file, no journal, no trash for notes."""


def _version_2(tmp_path: Path) -> Path:
    """Write what the second version wrote: texts in bodies, changes in a journal."""
    content: dict[str, Any] = json.loads(json.dumps(VERSION_1))
    content["_manicule"]["1"]["schema"] = 2
    for id, name in (("3", "e" * 32), ("2", "f" * 32)):
        document = content["articles"][id]
        body = {field: document.pop(field) for field in ("text", "blocks")} | {"claims": []}
        document["body"] = name
        path = tmp_path / "bodies" / name[:2] / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(body), "utf-8")
    content["claims"]["3"] = {"article": 3, "engine": "0", "shown": 0, "body": "e" * 32}
    # The note was made after the last folding, and stands in the journal alone.
    note = content["annotations"].pop("5")
    marks = {"generation": 1, "salt": "00000000000000aa", "folded": ""}
    data = encode({MARKS: {"1": marks}, **content})
    (tmp_path / "library.json").write_bytes(data)
    header = header_line(Header(1, marks["salt"], len(data), zlib.crc32(data)))
    line = record_line(
        [("annotations", "5", note)],
        salt=marks["salt"],
        offset=len(header),
        settled=len(header),
        durable=True,
    )
    (tmp_path / "library.json.journal").write_bytes(header + line)
    return tmp_path / "library.json"


@pytest.mark.parametrize("version", [1, 2])
def test_a_library_as_an_older_version_wrote_it_is_read_whole_and_goes_on(
    tmp_path: Path, article: Build, version: int
) -> None:
    path = tmp_path / "library.json"
    if version == 1:
        path.write_text(json.dumps(VERSION_1), "utf-8")
    else:
        _version_2(tmp_path)
    before = path.read_bytes()
    with Library.open(path) as library:
        (entry,) = library.entries()
        assert (entry.id, entry.title, entry.tags, entry.notes) == (3, "Ferries", ("sea",), 1)
        assert (entry.bookmarks, entry.progress.cursor, entry.trashed) == (1, 8, "")
        assert library.article(3).text == "Ferries should run in winter. Always."
        (note,) = library.annotations()
        assert (note.note, note.ink, note.passage.quote, note.lost) == (
            "yes", "green", "Ferries", False
        )  # fmt: skip
        assert [mark.label for mark in library.bookmarks(3)] == ["a"]
        assert [passage.quote for passage in library.dismissed(3)] == ["Always."]
        assert [away.title for away in library.trash().articles] == ["Gone"]
        assert not library.damaged()
        assert path.read_bytes() == before  # reading never writes
        library.remove_annotation(note.uid)
        assert library.add(article("New"))[0].id == 4
        library.restore_annotation(note.uid)
    with Library.open(path) as library:
        assert [note.note for note in library.annotations(3)] == ["yes"]
        assert not library.trash()  # it was there for more than a year
    stored = json.loads(path.read_text("utf-8"))
    assert stored["_manicule"]["1"]["schema"] == schema.version()
    assert stored["_manicule"]["1"]["own"] == stored["articles"]["3"]["mood"] == "☂"


VERBS: list[Callable[[Library], object]] = [
    lambda library: library.tag(3, ["x"], remove=["sea"]),
    lambda library: library.archive(3),
    lambda library: library.remove(3),
    lambda library: library.restore(3),
    lambda library: library.annotate(3, 0, 7, note="more"),
    lambda library: library.edit_annotation("c" * 32, note="other", ink=Ink.RED, span=(0, 14)),
    lambda library: library.edit_annotation("c" * 32, note=""),
    lambda library: library.remove_annotation("c" * 32),
    lambda library: library.restore_annotation("c" * 32),
    lambda library: library.bookmark(3, 15, 20, "a"),
    lambda library: library.remove_bookmark("d" * 32),
    lambda library: library.restore_bookmark("d" * 32),
    lambda library: library.reinstate(3, library.dismissed(3)[0]),
    lambda library: library.set_progress(3, Progress(3, 3, 0.1)),
    lambda library: library.undo(),
    lambda library: library.redo(),
    lambda library: library.fold(),
]


@settings(max_examples=40, deadline=None)
@given(
    verbs=st.lists(st.sampled_from(VERBS), max_size=8),
    name=st.text(st.characters(codec="utf-8"), min_size=1).map("own ".__add__),
    value=st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=4),
)
def test_fields_that_are_not_ours_survive_every_verb(
    verbs: list[Callable[[Library], object]], name: str, value: object
) -> None:
    content: dict[str, Any] = json.loads(json.dumps(VERSION_1))
    kept = [
        (table, key)
        for table, documents in content.items()
        for key in documents
        if table != "claims" and (table, key) != ("articles", "2")
    ]
    for table, key in kept:
        content[table][key][name] = value
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.json"
        path.write_text(json.dumps(content), "utf-8")
        with Library.open(path) as library:
            for verb in verbs:
                with contextlib.suppress(ManiculeError, IndexError):
                    verb(library)
            library.fold()
        stored = json.loads(path.read_text("utf-8"))
        assert stored["annotations"]["5"]["passage"]["own"] == "☂"
        for table, key in kept:
            assert stored[table][key][name] == value, (table, key)


def test_what_is_no_document_is_set_aside_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    content: dict[str, Any] = json.loads(json.dumps(VERSION_1))
    content["annotations"]["9"] = ["no", "document"]
    content["bookmarks"]["here"] = {"label": "x"}
    content["claims"]["3"] = None
    path = tmp_path / "library.json"
    path.write_text(json.dumps(content), "utf-8")
    before = path.read_bytes()
    with Library.open(path) as library:
        assert [note.note for note in library.annotations()] == ["yes"]
        assert len(library.damaged()) == 3
        assert any("9 of the table annotations" in said for said in library.damaged())
        assert path.read_bytes() == before
        library.tag(3, ["x"])
    with Library.open(path) as library:
        assert len(library.damaged()) == 3
    stored = json.loads(path.read_text("utf-8"))
    assert list(stored["_damaged"].values()) == [
        {"table": "claims", "key": "3", "value": None},
        {"table": "annotations", "key": "9", "value": ["no", "document"]},
        {"table": "bookmarks", "key": "here", "value": {"label": "x"}},
    ]


@pytest.mark.parametrize("empty", [None, [], "", 0])
def test_what_is_empty_is_taken_for_an_empty_table(tmp_path: Path, empty: object) -> None:
    path = tmp_path / "library.json"
    path.write_text(json.dumps({**VERSION_1, "bookmarks": empty, "removals": empty}), "utf-8")
    with Library.open(path) as library:
        assert not library.damaged()
        assert library.bookmarks() == []
        assert [note.note for note in library.annotations()] == ["yes"]
        library.bookmark(3, 0, 7, "b")
    stored = json.loads(path.read_text("utf-8"))
    assert list(stored["bookmarks"]) == ["1"]
    assert "_damaged" not in stored


@pytest.mark.parametrize("value", [3, True, "words", [{"label": "x"}], 1.5])
def test_what_is_no_table_is_set_aside_and_the_others_are_read(
    tmp_path: Path, value: object
) -> None:
    path = tmp_path / "library.json"
    path.write_text(json.dumps({**VERSION_1, "bookmarks": value}), "utf-8")
    with Library.open(path) as library:
        (said,) = library.damaged()
        assert "in the place of the table bookmarks" in said
        assert [note.note for note in library.annotations()] == ["yes"]
        library.tag(3, ["x"])
    stored = json.loads(path.read_text("utf-8"))
    assert stored["_damaged"] == {"1": {"table": "bookmarks", "value": value}}


@pytest.mark.parametrize("value", [None, 3, [], {"1": 3}, {"1": {"schema": "2"}}, {"1": {}}])
def test_a_library_that_does_not_say_its_version_is_refused_with_what_mends_it(
    tmp_path: Path, value: object
) -> None:
    path = tmp_path / "library.json"
    path.write_text(json.dumps({**VERSION_1, "_manicule": value}), "utf-8")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"does not say its version.*check --repair"):
        Library.open(path)
    assert path.read_bytes() == before


def test_what_names_its_journal_in_no_way_we_know_has_none(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    for marks in (3, None, {"1": 3}, {"1": {"generation": "x"}}):
        path.write_text(json.dumps({"_journal": marks, **VERSION_1}), "utf-8")
        with Library.open(path) as library:
            assert [note.note for note in library.annotations()] == ["yes"]
