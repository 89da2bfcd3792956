"""Whatever file is named in the place of a copy: one sentence, with its name and what to do."""

from __future__ import annotations

import os
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.errors import ManiculeError
from storage.library import Library
from storage.models import Article
from storage.restore import repair, restore

Build = Callable[..., Article]

RAW = re.compile(r"Expecting|archive'?\"|codec|char \d|line \d|CRC|Errno|KeyError|None|Python")
"""Words of the language this is written in, which are no use to a person."""


def _zip(path: Path, **members: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)


@pytest.fixture
def whole(library: Library, article: Build, tmp_path: Path) -> bytes:
    """Give a library with a note, and what a whole backup of it holds."""
    library.add(article())
    library.annotate(1, 0, 3, note="kept")
    file, _ = library.backup(tmp_path / "whole.zip")
    return file.read_bytes()


def refused(library: Library, file: Path) -> list[str]:
    """Return what joining and restoring a file say; the library stays as it is."""
    before = library.path.read_bytes()
    said = []
    for use in (library.merge, lambda named: restore(library.path, str(named))):
        with pytest.raises(ManiculeError) as refusal:
            use(file)
        said.append(str(refusal.value))
        assert str(file) in said[-1]
        assert not RAW.search(said[-1].replace(str(file), "")), said[-1]
    assert library.path.read_bytes() == before
    return said


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"A text about kerbs.\n", "holds no library"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "holds no library"),
        (bytes(range(256)), "holds no library"),
        (b'{"articles": {"1": {"tit', "holds no library"),
        (b'{"_manicule": {"1": {"schema": 2}}, "art', "is a damaged copy of a library"),
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b'{"a": 1}', "not a library"),
        (b"[1, 2]", "not a library"),
        (b"null", "not a library"),
        (b"{}", "holds no library"),
        (b'{"_default": {"1": {"todo": "milk"}}}', "of another program"),
    ],
)
@pytest.mark.parametrize("name", ["given.json", "given.zip", "given.journal"])
def test_a_file_that_is_no_copy_is_refused_in_a_sentence_that_helps(
    library: Library, whole: bytes, tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    for said in refused(library, file):
        assert what in said or name == "given.journal"
        assert "name a" in said.lower() or "check --repair" in said
    assert file.read_bytes() == content


def test_a_zip_of_something_else_is_told_from_a_damaged_one(
    library: Library, whole: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "given.zip"
    _zip(file, a_txt="x")
    assert all("zip file, but no backup" in said for said in refused(library, file))
    for text in ("{nope", ""):
        _zip(file, library_json=text)
        assert all("is damaged" in said for said in refused(library, file))
    file.write_bytes(whole[:200])
    assert all("cut short" in said for said in refused(library, file))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(where=st.floats(0, 1), length=st.integers(1, 60), flip=st.integers(1, 255))
def test_a_backup_that_is_damaged_anywhere_is_joined_right_or_refused_in_our_words(
    library: Library, whole: bytes, tmp_path: Path, where: float, length: int, flip: int
) -> None:
    at = int(where * len(whole))
    hole = bytes(byte ^ flip for byte in whole[at : at + length])
    for content in (whole[:at], whole[:at] + hole + whole[at + length :]):
        file = tmp_path / "given.zip"
        file.write_bytes(content)
        said = str(file)
        try:
            library.merge(file)
        except ManiculeError as error:
            said = str(error)
        assert str(file) in said
        assert not RAW.search(said.replace(str(file), ""))
        assert [note.note for note in library.annotations()] == ["kept"]
        assert [entry.id for entry in library.entries()] == [1]


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
def test_a_folder_a_pipe_and_what_is_not_there_are_named_as_such(
    library: Library, whole: bytes, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert all("is a folder" in said for said in refused(library, tmp_path / "folder"))
    assert all("not a plain file" in said for said in refused(library, tmp_path / "pipe"))
    assert all("There is no" in said for said in refused(library, tmp_path / "nowhere"))


@pytest.mark.skipif(sys.platform == "win32" or not os.geteuid(), reason="all may be read")
def test_a_copy_that_may_not_be_read_is_said_to_be_so(
    library: Library, whole: bytes, tmp_path: Path
) -> None:
    (tmp_path / "whole.zip").chmod(0)
    assert all("who may read it" in said for said in refused(library, tmp_path / "whole.zip"))


@pytest.mark.parametrize("content", [b"my only poem\n", b"\x89PNG" + bytes(99)])
def test_a_repair_never_makes_a_library_of_a_file_that_holds_nothing_of_one(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "poem.txt"
    file.write_bytes(content)
    with pytest.raises(ManiculeError, match="holds nothing of a library; it was left alone"):
        repair(file)
    assert file.read_bytes() == content
