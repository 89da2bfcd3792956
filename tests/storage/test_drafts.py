from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.drafts import Draft, Drafts
from storage.models import Passage

DRAFT = Draft("uid", Passage(3, 9, "quoted", "be ", " af"), "half a no", "", "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "drafts"


def drafts(folder: Path, library: str = "/one/library.json") -> Drafts:
    return Drafts(folder, Path(library))


def abandoned(folder: Path, draft: Draft = DRAFT) -> Path:
    """Leave a draft as a killed program does: nobody holds it any more."""
    kept = drafts(folder)
    path = kept.keep(draft)
    kept._let_go()
    return path


def test_what_a_program_left_behind_is_taken_up_and_gone_when_dropped(folder: Path) -> None:
    path = abandoned(folder)
    again = drafts(folder)
    assert again.take("uid") == DRAFT
    assert path.exists()
    again.drop()
    assert list(folder.iterdir()) == []
    assert drafts(folder).take("uid") is None


def test_a_draft_belongs_to_one_article_of_one_library(folder: Path) -> None:
    abandoned(folder)
    assert drafts(folder).take("another") is None
    assert drafts(folder, "/two/library.json").take("uid") is None


@pytest.mark.skipif(sys.platform == "win32", reason="nothing holds a file there")
def test_what_another_program_is_writing_is_left_to_it(folder: Path) -> None:
    writing = drafts(folder)
    writing.keep(DRAFT)
    assert drafts(folder).take("uid") is None
    writing.keep(Draft("uid", DRAFT.passage, "half a note"))
    assert drafts(folder).take("uid") is None


def test_writing_on_replaces_the_draft(folder: Path) -> None:
    path = abandoned(folder)
    again = drafts(folder)
    again.take("uid")
    longer = Draft("uid", DRAFT.passage, "half a note, and the other half")
    assert again.keep(longer) == path
    again._let_go()
    assert drafts(folder).take("uid") == longer
    assert list(folder.iterdir()) == [path]


def test_two_drafts_of_one_article_are_both_kept(folder: Path) -> None:
    other = Draft("uid", DRAFT.passage, "another note")
    abandoned(folder)
    abandoned(folder, other)
    first, second = drafts(folder), drafts(folder)
    assert {taken.text for taken in (first.take("uid"), second.take("uid")) if taken} == {
        DRAFT.text,
        other.text,
    }


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_a_draft_is_its_owners_alone(folder: Path) -> None:
    before = os.umask(0)
    try:
        path = abandoned(folder)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"text": 3}', b"\xff", b"[" * 100_000])
def test_a_draft_that_cannot_be_read_is_left_alone(folder: Path, content: bytes) -> None:
    path = abandoned(folder)
    path.write_bytes(content)
    assert drafts(folder).take("uid") is None
    assert path.read_bytes() == content


@settings(max_examples=50, deadline=None)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"])))
def test_every_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("drafts")
    abandoned(folder, Draft("uid", DRAFT.passage, text, text))
    taken = drafts(folder).take("uid")
    assert taken is not None
    assert (taken.text, taken.was) == (text, text)


def test_a_draft_outlives_a_program_killed_without_warning(folder: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from storage.drafts import *; "
        "from storage.models import Passage; "
        "drafts = Drafts(Path(sys.argv[1]), Path('/one/library.json')); "
        "drafts.keep(Draft('uid', Passage(3, 9, 'quoted'), 'the last words')); "
        "os.kill(os.getpid(), signal.SIGTERM)"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", script, str(folder)], cwd=root, check=False)
    taken = drafts(folder).take("uid")
    assert taken is not None
    assert taken.text == "the last words"
