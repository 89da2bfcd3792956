"""Bad input: one sentence on stderr, status 1, no traceback, nothing touched."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.paths import state_folder
from tui.cli import main

Run = Callable[..., Any]

ROOT = Path(__file__).parents[2]

READERS = [
    ["list"],
    ["show", "1"],
    ["notes"],
    ["export"],
    ["archive", "1"],
    ["remove", "1"],
    ["tag", "1", "--add", "x"],
    ["edit", "1", "--author", "x"],
    ["highlight", "1", "--quote", "x"],
    ["bookmark", "1", "--quote", "x"],
]


def refused(done: Any, *said: str) -> None:
    """Check that a failure is one sentence that says what it must."""
    assert done.status == 1
    assert done.out == ""
    (line,) = done.err.splitlines()
    assert line.startswith("manicule: ")
    assert line.endswith(".")
    assert "Traceback" not in line
    assert "should not" not in line  # that is what the unforeseen is called
    for words in said:
        assert words in line


@pytest.mark.parametrize("command", ["add", "claims"])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
        ("program", b"\x7fELF\x02\x01\x01" + b"\x00" * 200),
        ("nul.txt", b"a\x00\xff\x00b" * 40),
    ],
)
def test_a_file_that_holds_no_text_is_named(
    manicule: Run, tmp_path: Path, command: str, name: str, data: bytes | None
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    refused(manicule(command, path), name)
    assert data is None or path.read_bytes() == data
    assert not (tmp_path / "library.json").exists()


@pytest.mark.parametrize("command", ["add", "claims"])
def test_empty_stdin_is_refused(manicule: Run, command: str) -> None:
    refused(manicule(command, "-"), "stdin")


def test_a_folder_without_articles_is_refused(manicule: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    refused(manicule("add", folder), "folder")
    (folder / "empty.txt").touch()
    refused(manicule("add", folder), "folder")
    refused(manicule("claims", folder), "folder")


def test_invalid_utf8_is_read_or_refused_but_never_breaks(manicule: Run, tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    text = "Le café est fermé, mais la rue doit rester ouverte à tous. " * 4
    path.write_bytes(text.encode("latin-1"))
    done = manicule("claims", path, "--json")
    assert done.status == 0
    assert "café" in done.json["text"]
    path.write_bytes(b"Kerbs should be low. \xff\xfe\xfd\x81 " * 3)
    assert manicule("add", path).status in (0, 1)


@pytest.mark.parametrize("command", READERS)
@pytest.mark.parametrize(
    "content",
    [
        "not json",
        "",
        "{",
        "[]",
        '"text"',
        "{}",
        '{"articles": 3}',
        '{"_default": {"1": {"a": 1}}}',
        json.dumps({"_manicule": {"1": {"schema": 9999}}}),
        "\ud800",
    ],
)
def test_a_file_that_is_no_library_is_left_alone(
    manicule: Run, tmp_path: Path, command: list[str], content: str
) -> None:
    path = tmp_path / "library.json"
    data = content.encode("utf-8", "surrogatepass")
    path.write_bytes(data)
    done = manicule(*command)
    # An empty file or document is an empty library.
    if done.status == 0:
        assert content in ("", "{}")
        assert command in (["list"], ["notes"])
    else:
        refused(done)
    assert path.read_bytes() == data


def test_a_library_of_a_newer_version_says_to_update(
    manicule: Run, streets: Path, tmp_path: Path
) -> None:
    manicule("add", streets)
    path = tmp_path / "library.json"
    content = json.loads(path.read_text("utf-8"))
    (document,) = content["_manicule"].values()
    document["schema"] += 1
    path.write_text(json.dumps(content), "utf-8")
    refused(manicule("list"), "newer", "library.json")
    refused(manicule("add", streets), "newer")
    assert json.loads(path.read_text("utf-8")) == content


def test_a_library_that_is_a_folder_is_refused(manicule: Run, tmp_path: Path) -> None:
    for words in READERS:
        refused(manicule("--library", tmp_path, *words), "folder")


def test_a_library_below_a_file_is_refused(manicule: Run, streets: Path) -> None:
    done = manicule("--library", streets / "library.json", "add", streets)
    refused(done, "library.json" if "library.json" in done.err else "streets.txt")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to this user"
)
def test_a_folder_that_may_not_be_written_is_named(
    manicule: Run, streets: Path, tmp_path: Path
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o500)
    try:
        refused(manicule("--library", locked / "library.json", "add", streets), "locked")
        refused(manicule("export", "-o", locked / "notes.md"))
    finally:
        locked.chmod(0o700)


def test_an_export_to_nowhere_is_named(manicule: Run, streets: Path, tmp_path: Path) -> None:
    manicule("add", streets)
    refused(manicule("export", "-o", tmp_path / "nowhere" / "notes.md"), "nowhere")
    refused(manicule("export", "-o", f"{streets}/"), "streets.txt")


@pytest.mark.parametrize(
    "words",
    [
        ["show", "99"],
        ["show", "zebra"],
        ["archive", "zebra"],
        ["remove", "--restore", "1"],
        ["list", "is:red"],
        ["notes", "colour:red"],
        ["list", "-by:"],
        ["export", "zebra"],
    ],
)
def test_what_is_not_there_is_refused(manicule: Run, words: list[str]) -> None:
    refused(manicule(*words))


def test_words_that_fit_several_articles_name_them(manicule: Run, streets: Path) -> None:
    manicule("add", streets, "--title", "Slow one")
    manicule("add", "-", "--title", "Slow two", stdin=b"Kerbs should be low, everywhere.\n")
    refused(manicule("show", "slow"), "Slow one", "Slow two")


def test_a_name_with_controls_is_printed_on_one_harmless_line(manicule: Run) -> None:
    done = manicule("add", "no\x1b[31m\nsuch file")
    refused(done)
    assert "\x1b" not in done.err


def test_the_screens_need_a_terminal(manicule: Run, tmp_path: Path) -> None:
    for words in ([], ["welcome"]):
        refused(manicule(*words), "manicule list", "manicule show")
    assert not (tmp_path / "library.json").exists()


def test_the_unforeseen_is_one_sentence_and_a_traceback_only_on_demand(
    manicule: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr("tui.terminal.showing.list_", broken)
    done = manicule("list")
    assert (done.status, len(done.err.splitlines())) == (1, 1)
    assert "ZeroDivisionError" in done.err
    monkeypatch.setenv("MANICULE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        manicule("list")


def test_the_unforeseen_is_kept_in_a_file_that_its_sentence_names(
    manicule: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise ZeroDivisionError("for the first time")

    monkeypatch.setattr("tui.terminal.showing.list_", broken)
    kept = state_folder() / "crash.txt"
    assert str(kept) in manicule("list").err
    manicule("list")
    told = kept.read_text()
    assert told.count("Traceback") == told.count("in broken") == 2
    kept.write_text("x" * 300_000)
    manicule("list")
    assert kept.read_text().count("Traceback") == 1
    assert "x" * 99 not in kept.read_text()


def test_where_no_file_can_be_written_the_unforeseen_is_still_one_sentence(
    manicule: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise ZeroDivisionError("again")

    monkeypatch.setattr("tui.terminal.showing.list_", broken)
    state_folder().parent.mkdir(parents=True, exist_ok=True)
    state_folder().write_text("no folder")
    done = manicule("list")
    assert (done.status, len(done.err.splitlines())) == (1, 1)
    assert "MANICULE_DEBUG=1" in done.err


def test_no_failure_shows_a_traceback_in_a_real_process(process: Run, tmp_path: Path) -> None:
    (tmp_path / "library.json").write_text("not json")
    done = process("list")
    refused(done, "library.json")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break in another way there")
def test_a_reader_that_has_enough_ends_the_program_silently(streets: Path, tmp_path: Path) -> None:
    library = str(tmp_path / "library.json")
    streets.write_text(("kerb " * 400 + ".\n\n") * 60)
    command = [sys.executable, "-m", "tui.cli", "--library", library]
    subprocess.run([*command, "add", streets], check=True, capture_output=True, cwd=ROOT)
    with subprocess.Popen(
        [*command, "show", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.read(10)
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(30) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_one_sentence(process: Run, streets: Path, tmp_path: Path) -> None:
    process("add", streets)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui.cli", "--library", tmp_path / "library.json", "show", "1"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert b"could not be written" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("edit 1 --title", "--title: it must not be empty"),
        ("edit 1 --author", "300 characters at most, these are 10,000"),
        ("tag 1 --add", "a tag needs a letter or a digit"),
        ("tag 1 --add", "a tag has 64 characters at most, this one 10,000"),
    ],
)
def test_a_title_or_tag_that_is_none_is_refused(
    manicule: Run, streets: Path, words: str, said: str
) -> None:
    manicule("add", streets)
    before = manicule("list", "--json").out
    value = "x" * 10_000 if "most" in said else "\u200b" if "title" in words else ","
    done = manicule(*words.split(), value)
    assert done.status == 2
    assert said in done.err
    assert manicule("list", "--json").out == before


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the stream")
@pytest.mark.parametrize("words", ["read {}", "claims {}", "list", "--help", "--version"])
def test_a_closed_stdout_is_one_sentence(
    process: Run, streets: Path, tmp_path: Path, words: str
) -> None:
    process("add", streets)
    done = subprocess.run(
        f"'{sys.executable}' -m tui.cli {words.format(streets)} >&-",
        shell=True,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "MANICULE_LIBRARY": str(tmp_path / "library.json")},
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert b"could not be written" in line


class Interrupted(io.RawIOBase):
    """Standard input at which the person presses ctrl+c."""

    def readable(self) -> bool:
        return True

    def readinto(self, _: object) -> int:
        raise KeyboardInterrupt


def test_an_interrupt_is_silent_and_has_its_own_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Interrupted())))
    assert main(["claims", "-"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add",), "manicule add -"),
        (("claims",), "manicule claims -"),
        (("import",), "named pipe"),
        (("feed", "add"), "named pipe"),
        (("merge",), "plain file"),
        (("restore",), "plain file"),
        (("backup",), "plain file"),
        (("check", "--library"), "named pipe"),
    ],
)
def test_nothing_waits_for_a_pipe_into_which_nobody_writes(
    process: Run, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    refused(process(*words, pipe), said)


@pytest.mark.skipif(not Path("/dev/stdin").exists(), reason="this system has no /dev/stdin")
def test_what_a_shell_feeds_through_a_pipe_is_read(process: Run, streets: Path) -> None:
    done = process("add", "/dev/stdin", stdin=streets.read_bytes())
    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize("digits", ["9" * 20, "9" * 5000])
@pytest.mark.parametrize(
    "words",
    [
        ("search", "x", "--limit"),
        ("claims", "a.txt", "--top"),
        ("claims", "1", "--reinstate"),
        ("review", "--count"),
        ("stats", "--weeks"),
        ("highlight", "1", "--quote", "x", "--nth"),
        ("serve", "--port"),
        ("trash", "empty", "--older-than"),
        ("show", "1", "--density"),
    ],
)
def test_a_number_too_large_for_anything_is_wrong_usage(
    manicule: Run, words: tuple[str, ...], digits: str
) -> None:
    done = manicule(*words, digits)
    assert done.status == 2
    assert "Traceback" not in done.err
    assert "went wrong" not in done.err
    assert len(done.err) < 2000


ENDLESS = "long" * 25_000


@pytest.mark.parametrize(
    "words",
    [
        (ENDLESS,),
        (f"{ENDLESS}.md",),
        (f"--{ENDLESS}",),
        ("show", ENDLESS),
        ("show", "1", ENDLESS),
        ("show", "1", f"--{ENDLESS}"),
        ("show", "1", "--density", ENDLESS),
        ("add", f"{ENDLESS}.md"),
        ("add", "a.md", "--title", ENDLESS),
        ("tag", ENDLESS, "--add", "x"),
        ("tag", "1", "--add", ENDLESS),
        ("list", f"field:{ENDLESS}"),
        ("list", f"is:{ENDLESS}"),
        ("search", f"is:{ENDLESS}"),
        ("export", ENDLESS),
        ("import", f"{ENDLESS}.csv"),
        ("restore", ENDLESS),
        ("help", ENDLESS),
        ("feed", ENDLESS),
        ("review", "--keep", ENDLESS),
        ("reattach", ENDLESS, "--to", "1"),
        ("trash", "restore", ENDLESS),
        ("bookmark", "1", "--quote", ENDLESS),
        ("bookmark", "1", "--quote", "street", "--label", ENDLESS),
        ("claims", ENDLESS),
        ("read", f"{ENDLESS}.md"),
        ("--library", f"/tmp/{ENDLESS}", "list"),
    ],
    ids=lambda words: " ".join(word[:12] for word in words),
)
def test_a_word_without_end_is_refused_in_a_short_sentence(
    manicule: Run, streets: Path, words: tuple[str, ...]
) -> None:
    manicule("add", streets)
    done = manicule(*words)
    assert done.status in (1, 2)
    assert "went wrong" not in done.err
    assert 0 < len(done.err) + len(done.out) < 2500


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("edit", "1", "--title", "\udcff"), "no text in UTF-8"),
        (("edit", "1", "--author", "\udcff"), "no text in UTF-8"),
        (("tag", "1", "--add", "\udcff"), "no text in UTF-8"),
        (("highlight", "1", "--quote", "street", "--note", "\udcff"), "no text in UTF-8"),
        (("bookmark", "1", "--quote", "street", "--label", "\n"), "a label needs a letter"),
        (("bookmark", "1", "--quote", "street", "--label", "x" * 65), "64 characters at most"),
    ],
)
def test_words_that_could_not_be_kept_as_they_are_given_are_refused(
    manicule: Run, streets: Path, words: tuple[str, ...], why: str
) -> None:
    manicule("add", streets)
    done = manicule(*words)
    assert done.status == 2
    assert why in done.err
