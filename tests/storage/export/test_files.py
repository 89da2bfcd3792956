"""Exports on the disk."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from storage.export import file_name, write
from storage.export.files import place, slug
from storage.models import Article

Build = Callable[..., Article]


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Slow streets, fast cities", "slow-streets-fast-cities"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\aux.txt\x00", "c-aux-txt"),
        ("Ça_va — «été»?", "ça-va-été"),
        ("日本の道", "日本の道"),
        ("…", "untitled"),
        ("", "untitled"),
        (".hidden", "hidden"),
    ],
)
def test_a_slug_is_letters_digits_and_hyphens(title: str, named: str) -> None:
    assert slug(title) == named


def test_a_long_title_is_cut_between_words_and_letters() -> None:
    assert slug("word " * 100) == "-".join(["word"] * 24)
    assert len(slug("道" * 200).encode()) <= 120


def test_a_file_name_begins_with_the_number(article: Build) -> None:
    assert file_name(replace(article("On Margins"), id=7), ".md") == "0007-on-margins.md"


def test_a_new_text_replaces_the_old_whole(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    write(path, "old")
    write(path, "new ☞")
    assert path.read_text("utf-8") == "new ☞"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_permissions_are_kept_and_new_files_obey_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    before = os.umask(0o027)
    try:
        write(path, "new")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o600)
        write(path, "again")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        os.umask(before)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    real = tmp_path / "real.md"
    real.write_text("old")
    link = tmp_path / "link.md"
    link.symlink_to(real)
    write(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no devices here")
def test_a_device_is_written_to_and_not_replaced() -> None:
    write(Path("/dev/null"), "gone")
    assert not Path("/dev/null").is_file()


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(OSError, match="folder"):
        write(folder, "text")
    with pytest.raises(FileNotFoundError) as error:
        write(tmp_path / "nowhere" / "notes.md", "text")
    assert error.value.filename == str(tmp_path / "nowhere" / "notes.md")
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == []


def test_another_articles_file_is_never_overwritten(tmp_path: Path, article: Build) -> None:
    one = replace(article("On Margins"), id=1, uid="1" * 32)
    other = replace(article("On Margins"), id=1, uid="2" * 32)
    first = place(tmp_path, one, ".md")
    write(first, f"manicule: {one.uid}")
    assert place(tmp_path, one, ".md") == first
    second = place(tmp_path, other, ".md")
    assert second.name == "0001-on-margins-22222222.md"
