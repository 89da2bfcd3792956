"""A note written in an editor of one's own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tui.outside import NotEdited, edit, editor


def writes(source: str) -> list[str]:
    return [sys.executable, "-c", f"import sys, pathlib\np = pathlib.Path(sys.argv[1])\n{source}"]


def test_visual_comes_before_editor_and_may_have_arguments() -> None:
    assert editor({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert editor({"EDITOR": "vi"}) == ["vi"]


def test_without_any_editor_a_sentence_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotEdited, match="EDITOR can name one"):
        editor({"PATH": str(tmp_path)})


def test_what_the_editor_wrote_comes_back() -> None:
    command = writes("p.write_text(p.read_text('utf-8') + ' and more 🌊\\n', 'utf-8')")
    assert edit("näher", command) == "näher and more 🌊"


def test_the_file_is_gone_afterwards(tmp_path: Path) -> None:
    named = tmp_path / "named"
    edit("words", writes(f"pathlib.Path({str(named)!r}).write_text(str(p))"))
    assert named.read_text()
    assert not Path(named.read_text()).parent.exists()


def test_an_editor_that_gives_up_changes_nothing() -> None:
    with pytest.raises(NotEdited, match="gave up"):
        edit("words", writes("sys.exit(3)"))


def test_an_editor_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotEdited, match="could not be started"):
        edit("words", [str(tmp_path / "none")])


def test_what_is_not_text_stays_where_it_was_written() -> None:
    with pytest.raises(NotEdited) as caught:
        edit("words", writes("p.write_bytes(b'\\xff\\xfe\\xff')"))
    left = Path(str(caught.value).split(" is not")[0])
    assert left.read_bytes() == b"\xff\xfe\xff"
    left.unlink()
    left.parent.rmdir()
