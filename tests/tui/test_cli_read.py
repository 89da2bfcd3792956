"""`manicule read` where there is no screen, and of what is not in the library."""

from __future__ import annotations

import io
import os
import select
import sys
from pathlib import Path

import pytest

from storage.library import Library
from tui.cli import main

TEXT = b"# Slow streets\n\nCities should set\nthe speed first.\n\n- one\n- two\n"
PLAIN = "Slow streets\n\nCities should set the speed first.\n\n• one\n• two\n"


def test_a_pipe_is_printed_as_text_and_not_stored(manicule, tmp_path) -> None:
    done = manicule("read", "-", stdin=TEXT)
    assert (done.status, done.out, done.err) == (0, PLAIN, "")
    assert not (tmp_path / "library.json").exists()


def test_a_file_is_printed_as_text(manicule, tmp_path) -> None:
    path = tmp_path / "streets.md"
    path.write_bytes(TEXT)
    assert manicule("read", path).out == PLAIN
    assert not (tmp_path / "library.json").exists()


def test_an_article_of_the_library_is_printed_as_text(manicule, tmp_path) -> None:
    path = tmp_path / "streets.md"
    path.write_bytes(TEXT)
    manicule("add", path)
    assert manicule("read", "1").out == manicule("read", "slow").out == PLAIN


def test_a_file_named_like_a_title_hides_no_article(manicule, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("streets").write_bytes(b"A file of that name.")
    Path("library-source.md").write_bytes(TEXT)
    manicule("add", "library-source.md")
    assert manicule("read", "streets").out == PLAIN
    assert "A file of that name." in manicule("read", "./streets").out


def test_what_a_terminal_would_obey_is_not_printed(manicule) -> None:
    assert "\x1b" not in manicule("read", "-", stdin=b"Red \x1b[31mletters\x1b[0m and \x07.").out


@pytest.mark.parametrize(
    ("words", "stdin", "sentence"),
    [
        (("read", "-"), b"", "stdin is empty."),
        (("read", "./"), b"", "is a folder"),
        (("read", "http://127.0.0.1:9/"), b"", "127.0.0.1"),
        (("read", "no/such.txt"), b"", "no/such.txt"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(manicule, words, stdin, sentence) -> None:
    done = manicule(*words, stdin=stdin)
    assert (done.status, done.out) == (1, "")
    assert sentence in done.err
    assert done.err.count("\n") <= 2


def test_without_a_terminal_for_keys_a_sentence_says_what_to_do(monkeypatch, capsys) -> None:
    def refused(path, *_):
        raise OSError(6, "No such device", path)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT), "utf-8"))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(os, "open", refused)
    assert main(["read", "-"]) == 1
    assert "There is no terminal to take keys from (/dev/tty)" in capsys.readouterr().err


def test_a_pipe_is_read_on_the_screen_with_keys_from_the_terminal(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    path, source = tmp_path / "library.json", tmp_path / "streets.md"
    source.write_bytes(TEXT)
    command = f"cat '{source}' | '{sys.executable}' -m tui.cli --library '{path}' read -"
    child, master = pty.fork()
    if not child:
        os.environ.update(TERM="xterm-256color", COLUMNS="100", LINES="30")
        os.execvp("sh", ["sh", "-c", command])
    try:
        assert "Not in the library" in _until(master, "Not in the library")
        os.write(master, b"\r")
        assert "in the library now" in _until(master, "in the library now")
        os.write(master, b"q")
        while _some(master):
            pass
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    finally:
        os.close(master)
    with Library.open(path) as library:
        [note] = library.annotations()
        assert note.passage.quote == "Cities should set the speed first."


def _until(master: int, words: str) -> str:
    """Read what a terminal is sent until some words have come, or nothing comes any more."""
    seen = ""
    while words not in seen and (more := _some(master)):
        seen += more
    return seen


def _some(master: int) -> str:
    if not select.select([master], [], [], 20)[0]:
        return ""
    try:
        return os.read(master, 65536).decode(errors="replace")
    except OSError:
        return ""
