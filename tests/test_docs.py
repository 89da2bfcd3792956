"""What the documentation shows is run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.intake import read_bytes
from storage.library import Library
from tui.settings.model import Settings
from tui.terminal.configuring import config
from tui.terminal.parser import parse

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    *(f"docs/{each.name}" for each in (ROOT / "docs").glob("*.md")),
)
TEXT = b"Streets\n\nCities should set the speed first. Nearly half of all deaths happen here.\n"


@pytest.fixture
def read_library() -> Callable[[Path], Any]:
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert found
    names: dict[str, Any] = {}
    exec(found[1], names)
    return names["read_library"]


@pytest.mark.parametrize("open_still", [True, False])
def test_the_reading_of_the_format_page_finds_what_was_written(
    tmp_path: Path, read_library: Callable[[Path], Any], open_still: bool
) -> None:
    path = tmp_path / "library.json"
    library = Library.open(path)
    made = library.add(read_bytes(TEXT, "streets.txt"))[0]
    library.annotate(made.id, 0, 6, note="mine")
    gone = library.bookmark(made.id, 0, 6)
    library.remove_bookmark(gone.uid)
    if not open_still:
        library.close()
    tables = read_library(path)
    (article,) = tables["articles"].values()
    (note,) = tables["annotations"].values()
    assert article["text"] == made.text
    assert article["title"] == made.title
    assert (note["note"], note["passage"]["quote"]) == ("mine", made.text[:6])
    claims = [claim for document in tables["claims"].values() for claim in document["claims"]]
    assert all(made.text[c["start"] : c["end"]] == c["text"] for c in claims)
    assert claims
    library.close()


@pytest.mark.parametrize("page", PAGES)
def test_every_file_a_page_points_to_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert ((ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES)
def test_every_place_in_the_tree_and_every_make_target_that_a_page_names_is_there(
    page: str,
) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for place in re.findall(r"`((?:storage|tui|tests|docs|benchmarks)/[\w./]+)`", text):
        assert (ROOT / place).exists(), place
    rules = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE):
        assert f"\n{target}:" in rules, target


@pytest.mark.parametrize("page", PAGES[1:])
def test_every_command_that_a_page_names_is_one(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for command in sorted(set(re.findall(r"`manicule ([a-z]+)", text))):
        with pytest.raises(SystemExit) as done:
            parse([command, "--help"])
        assert done.value.code == 0, command


@pytest.mark.skipif(sys.platform == "win32", reason="newsboat is not there")
@pytest.mark.parametrize(
    ("title", "stored"), [('A "title" of $HOME', 'A "title" of $HOME'), ("", "Streets")]
)
def test_the_line_for_newsboat_stores_what_it_is_given(
    tmp_path: Path, title: str, stored: str
) -> None:
    page = (ROOT / "docs" / "outside.md").read_text(encoding="utf-8")
    found = re.search(r'^bookmark-cmd "(.*)"$', page, re.MULTILINE)
    assert found
    command = found[1].replace('\\"', '"')
    source, program = tmp_path / "it's a text.txt", tmp_path / "manicule"
    source.write_bytes(TEXT)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui.cli "$@"\n')
    program.chmod(0o755)
    given = " ".join(map(shlex.quote, (str(source), title, "a description", "a feed")))
    path = os.pathsep.join((str(tmp_path), os.environ["PATH"]))
    library = tmp_path / "library.json"
    subprocess.run(
        ["sh", "-c", f"{command} {given}"],
        check=True,
        cwd=ROOT,
        env={**os.environ, "PATH": path, "MANICULE_LIBRARY": str(library)},
    )
    with Library.open(library) as opened:
        assert [entry.title for entry in opened.entries()] == [stored]


def test_the_page_on_the_format_names_every_table_and_field_that_is_written(
    tmp_path: Path, read_library: Callable[[Path], Any]
) -> None:
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    path = tmp_path / "library.json"
    with Library.open(path) as library:
        made = library.add(read_bytes(TEXT, "streets.txt"))[0]
        library.annotate(made.id, 0, 6, note="mine #kerbs")
        library.bookmark(made.id, 0, 6)
        library.set_progress(made.id, library.progress(made.id)._replace(cursor=3, fraction=0.1))
        [claim] = library.claims(made.id)
        library.keep(made.id, claim)
        library.dismiss(made.id, claim)
        library.remove_annotation(library.annotate(made.id, 7, 12).uid)
        library.empty_trash()
    for table, documents in read_library(path).items():
        assert f"`{table}`" in page
        row = next(line for line in page.splitlines() if line.startswith(f"| `{table}`"))
        later = page[page.index("**A body**") :]
        fields = {field for document in documents.values() for field in document}
        assert not [name for name in fields if f"`{name}`" not in row + later], table


def usual() -> dict[str, Any]:
    found = Settings()._asdict()
    for table in ("dark", "light", "keys"):
        del found[table]
    return {name.replace("_", "-"): value for name, value in found.items()}


def test_every_setting_stands_in_the_page_on_settings_with_its_default() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| `(.+?)` \|", page, re.MULTILINE)
    assert {name: tomllib.loads(f"it = {said}")["it"] for name, said in rows} == usual()


def test_the_file_to_begin_with_has_every_setting_at_its_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.toml"
    monkeypatch.setenv("MANICULE_CONFIG", str(path))
    config(Namespace(init=True, check=False, path_only=False))
    bare = re.sub(
        r"^# (?=[a-z\"][^ ]* = )", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    found = tomllib.loads(bare)
    assert set(found.pop("colours")) == {"dark", "light"}
    assert len(found.pop("keys")) > 100
    assert found == usual()
