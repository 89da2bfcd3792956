"""A page is kept with all that it depends on, and read only where all of it is the same."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
import rich
from hypothesis import given
from hypothesis import strategies as st

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no page is kept on Windows")

from tui.painting import early, kept  # noqa: E402
from tui.widgets import page_rows  # noqa: E402

SIZE = (80, 24)
PAGE = kept.Page(True, b"\x1b[1Ha row\x1b[2Hanother \xe2\x98\x9e")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "library.json"
    path.write_text("{}", encoding="utf-8")
    return path


def keep(file: Path, question: kept.Asked, page: kept.Page = PAGE) -> None:
    absent = file.with_name("absent")
    files = [(str(path), kept.look(str(path))) for path in (file, absent)]
    kept.keep(question, SIZE, page, files)


def test_what_was_kept_is_read_where_nothing_has_changed(file: Path) -> None:
    for page in (PAGE, PAGE._replace(dark=False), kept.Page(True, b"")):
        keep(file, kept.asked(str(file), "1"), page)
        assert kept.read(kept.asked(str(file), "1"), SIZE) == page


def test_it_is_for_the_persons_eyes_alone(file: Path) -> None:
    keep(file, kept.asked(str(file), "1"))
    path = Path(kept.place())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_it_lies_in_the_folder_of_the_other_caches() -> None:
    from storage.paths import cache_folder

    assert Path(kept.place()).parent == cache_folder()


def test_another_question_or_size_is_not_answered(file: Path, tmp_path: Path) -> None:
    question = kept.asked(str(file), "1")
    keep(file, question)
    assert kept.read(kept.asked(str(file), "2"), SIZE) is None
    assert kept.read(kept.asked(str(tmp_path / "other.json"), "1"), SIZE) is None
    assert kept.read(question, (24, 80)) is None
    assert kept.read(question, SIZE) == PAGE


@pytest.mark.parametrize(
    "name", ["TERM", "COLORTERM", "NO_COLOR", "XDG_CONFIG_HOME", "TEXTUAL_THEME", "MANICULE_CONFIG"]
)
def test_another_environment_is_another_question(
    file: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(file, kept.asked(str(file), "1"))
    monkeypatch.setenv(name, "another\nfor once")
    assert kept.read(kept.asked(str(file), "1"), SIZE) is None
    # What stands in it may be anything.
    keep(file, kept.asked(str(file), "1"))
    assert kept.read(kept.asked(str(file), "1"), SIZE) == PAGE


def touched(file: Path) -> None:
    os.utime(file, ns=(1, 1))


def replaced(file: Path) -> None:
    other = file.with_name("new")
    other.write_bytes(file.read_bytes())
    state = file.stat()
    os.utime(other, ns=(state.st_atime_ns, state.st_mtime_ns))
    other.replace(file)


def appeared(file: Path) -> None:
    file.with_name("absent").touch()


def longer(file: Path) -> None:
    state = file.stat()
    file.write_text("{ }", encoding="utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


@pytest.mark.parametrize("change", [Path.unlink, touched, replaced, appeared, longer])
def test_a_file_that_looks_otherwise_makes_it_stale(file: Path, change) -> None:
    question = kept.asked(str(file), "1")
    keep(file, question)
    kept.drop_stale()
    assert kept.read(question, SIZE) == PAGE
    change(file)
    assert kept.read(question, SIZE) is None
    kept.drop_stale()
    assert not os.path.exists(kept.place())
    kept.drop_stale()


@given(at=st.integers(0, 10**6), bit=st.integers(0, 7), cut=st.booleans())
def test_no_spoilt_file_is_ever_shown(at: int, bit: int, cut: bool) -> None:
    question = kept.asked("/somewhere/library.json", "1")
    kept.keep(question, SIZE, PAGE, [("/nowhere/at/all", (0, 0, 0, 0))])
    path = Path(kept.place())
    data = bytearray(path.read_bytes())
    at %= len(data)
    if cut:
        del data[at:]
    else:
        data[at] ^= 1 << bit
    path.write_bytes(data)
    assert kept.read(question, SIZE) is None


@given(st.binary(max_size=200))
def test_a_file_of_somebody_else_says_nothing(data: bytes) -> None:
    path = Path(kept.place())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(0o600)
    assert kept.read(kept.asked(None, "1"), SIZE) is None


def test_a_path_that_no_line_can_hold_keeps_nothing(file: Path) -> None:
    kept.keep(kept.asked(None, "1"), SIZE, PAGE, [("two\nlines", (1, 2, 3, 4))])
    assert not os.path.exists(kept.place())


def test_a_folder_that_refuses_is_no_reason_to_complain(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "taken"))
    keep(file, kept.asked(str(file), "1"))
    assert kept.read(kept.asked(str(file), "1"), SIZE) is None
    kept.drop_stale()


def test_a_page_depends_on_the_code_that_drew_it():
    files = early._depends_on()
    assert {page_rows.__file__, kept.__file__, rich.__file__} <= set(files)
    assert any(file.endswith("manicule.tcss") for file in files)
    assert all(map(os.path.exists, [file for file in files if file.endswith((".py", ".tcss"))]))
