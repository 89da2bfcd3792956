"""A settings file: what it settles, and what is said of what is wrong in it."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.catalogue import known, places
from tui.colours import DARK_MARKS, LIGHT_MARKS
from tui.dates import Dates
from tui.settings.model import Settings
from tui.settings.read import Reading, read
from tui.settings.starter import starter
from tui.settings.where import lines_of


@pytest.fixture
def told(tmp_path: Path):
    def telling(text: str) -> Reading:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return read(path, known())

    return telling


def test_without_a_file_everything_is_at_its_default(tmp_path: Path) -> None:
    assert read(tmp_path / "none.toml", known()) == Reading(Settings())


def test_what_is_written_is_settled(told) -> None:
    reading = told(
        'theme = "nord"\ncolumn = 60\ndensity = 5\nmargin = false\nmargin-width = 30\n'
        'glyphs = "ascii"\ndates = "2026-11-09"\n'
        '[colours.dark]\nfact = "#ffffff"\nyellow = "#000"\n'
        '[keys]\n"reader.why" = "g w, f9"\n[keys.library]\nreverse = "none"\n'
    )
    assert reading.wrong == ()
    assert reading.settings == Settings(
        theme="nord",
        column=60,
        density=5,
        margin=False,
        margin_width=30,
        glyphs="ascii",
        dates=Dates.ISO,
        dark={"claim-fact": "#ffffff", "ink-yellow": "#000"},
        keys={"reader.why": ("g w", "f9"), "library.reverse": ()},
    )


def test_dividing_words_is_off_unless_it_is_asked_for(told) -> None:
    pytest.importorskip("pyphen", reason="the extra manicule[hyphen] is not installed")
    assert not told("").settings.hyphenate
    assert told("hyphenate = true").settings.hyphenate
    assert "true and false are allowed" in told('hyphenate = "en"').wrong[0]


def test_where_nothing_divides_words_the_file_that_asks_for_it_is_told_so(
    told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    reading = told("column = 60\nhyphenate = true")
    assert reading.settings == Settings(column=60)
    assert "line 2: hyphenate cannot be true; one more package is needed" in reading.wrong[0]
    assert "manicule[hyphen]" in reading.wrong[0]
    assert told("hyphenate = false").wrong == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\ncolumn = 900", 2, "column cannot be 900; whole numbers from 40 to 100 are allowed."),
        ("column = true", 1, "column cannot be true; whole numbers"),
        ('margin = "no"', 1, 'margin cannot be "no"; true and false are allowed.'),
        ('# x\n\ntheme = "pink"', 3, 'theme cannot be "pink"; "auto", '),
        ('glyphs = ["ascii"]', 1, '"unicode" and "ascii" are allowed.'),
        ("colum = 3", 1, "colum is not a setting; settings are theme, column,"),
        ('[colours]\nnight = "x"', 2, "colours.night is not a setting; dark and light"),
        ('[colours.dark]\npink = "#fff"', 2, "colours.dark.pink is no kind and no ink"),
        ('[colours.dark]\nfact = "red"', 2, 'colours.dark.fact cannot be "red"; a colour such as'),
        ("keys = 3", 1, "keys is a table; write [keys]"),
        ('[keys]\n\n"reader.wy" = "a"', 3, "keys.reader.wy is no action"),
        ('[keys]\n"reader.why" = "ctrl+nonsense"', 2, "keys.reader.why is no key"),
        ('[keys]\n"reader.why" = 3', 2, "is no key"),
        ('[keys]\n"reader.why" = ""', 2, "is no key"),
        ("column = \n", 1, "this is no TOML"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_line_and_what_is_allowed(
    told, tmp_path: Path, text: str, line: int, words: str
) -> None:
    reading = told(text)
    assert reading.settings == Settings()
    (sentence,) = reading.wrong
    assert sentence.startswith(f"{tmp_path / 'config.toml'}, line {line}: ")
    assert words in sentence


def test_one_wrong_value_leaves_the_others_as_they_are_written(told) -> None:
    reading = told("density = 9\ncolumn = 50\n")
    assert reading.settings == Settings(column=50)
    assert len(reading.wrong) == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a = " + b"[" * 5000])
def test_a_file_that_is_no_text_or_no_sense_is_said_and_not_fatal(tmp_path, content) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    reading = read(path, known())
    assert reading.settings == Settings()
    assert len(reading.wrong) == 1


def test_a_folder_in_place_of_the_file_is_said(tmp_path: Path) -> None:
    assert "cannot be read" in read(tmp_path, known()).wrong[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_place_of_the_file_is_said_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    os.mkfifo(path)
    assert read(path, known()) == Reading(
        Settings(), (f"{path} is a named pipe, not a file: the defaults are used.",)
    )


@given(st.text(max_size=200))
def test_whatever_a_file_holds_comes_out_as_settings_and_sentences(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("config") / "config.toml"
    path.write_text(text, encoding="utf-8", errors="replace")
    reading = read(path, known())
    assert isinstance(reading.settings, Settings)
    assert all(str(path) in sentence for sentence in reading.wrong)


def test_the_file_to_begin_with_is_in_order_and_changes_nothing(told) -> None:
    text = starter(places(), DARK_MARKS, LIGHT_MARKS)
    assert told(text) == Reading(Settings())
    for place in places():
        assert f'"{place.id}"' in text


def test_every_line_of_the_file_to_begin_with_may_be_taken_up(told) -> None:
    text = starter(places(), DARK_MARKS, LIGHT_MARKS)
    lines = [line.removeprefix("# ") if " = " in line else line for line in text.splitlines()]
    reading = told("\n".join(lines))
    declared = {place.id: place for place in places()}
    assert reading.settings.keys.keys() == declared.keys()
    assert reading.wrong == ()


def test_lines_are_found_in_tables_dotted_names_and_quotation_marks() -> None:
    text = 'a = 1\n[keys]\n"x.y" = "a"\nz.w = 2\n[ keys . reader ]\nwhy = "h"\n'
    tomllib.loads(text)
    assert lines_of(text) == {
        "a": 1,
        "keys": 2,
        "keys.x.y": 3,
        "keys.z.w": 4,
        "keys.reader": 5,
        "keys.reader.why": 6,
    }
