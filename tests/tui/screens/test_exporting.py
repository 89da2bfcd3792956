"""Articles that leave from within the screens."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from storage import exporting
from storage.library import Library
from storage.models import State
from tui.screens.forms import FORMS, FormScreen
from tui.screens.library import LibraryScreen
from tui.screens.prompt import PromptScreen
from tui.terminal.parser import commands
from tui.widgets.hints import Hints
from tui.widgets.status import Status


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(Hints).message


def note(pilot: Pilot[None]) -> str:
    assert isinstance(pilot.app.screen, PromptScreen)
    return str(pilot.app.screen.query_one("#note", Static).content)


def to(place: Path | str) -> tuple[str, ...]:
    """Give the keys that put a place in the line and keep it."""
    return ("ctrl+u", f"type:{place}", "enter")


async def test_the_article_under_the_cursor_leaves_in_a_chosen_form(shelf, desk, press, tmp_path):
    shelf.annotate(4, 0, 20, note="mine")
    async with desk(shelf) as pilot:
        await press(pilot, "E")
        assert isinstance(pilot.app.screen, FormScreen)
        await press(pilot, "m", *to(tmp_path / "slow.md"))
        assert f"Exported 1 article to {tmp_path / 'slow.md'}" in said(pilot)
    written = (tmp_path / "slow.md").read_text("utf-8")
    assert "# Slow streets, fast cities" in written
    assert "mine" in written


async def test_picked_articles_go_into_a_folder_a_file_each(shelf, desk, press, tmp_path):
    async with desk(shelf) as pilot:
        await press(pilot, "v", "j", "v", "E", "h", *to(f"{tmp_path / 'pages'}/"))
        assert "Exported 2 articles" in said(pilot)
    assert len(list((tmp_path / "pages").glob("*.html"))) == 2


async def test_enter_on_a_row_chooses_its_form(shelf, desk, press, tmp_path):
    async with desk(shelf) as pilot:
        await press(pilot, "E", "down", "enter", *to(tmp_path / "all.md"))
    assert "## Text" in (tmp_path / "all.md").read_text("utf-8")


async def test_a_place_is_offered_and_remembered(shelf, desk, press, tmp_path):
    async with desk(shelf) as pilot:
        await press(pilot, "E", "j")
        assert pilot.app.screen.query_one(Input).value == "~/0004-slow-streets-fast-cities.json"
        await press(pilot, *to(tmp_path / "x.json"), "V", "E", "c")
        assert pilot.app.screen.query_one(Input).value == f"{tmp_path}/manicule-notes.csv"
        await press(pilot, "escape", "E", "m")
        assert pilot.app.screen.query_one(Input).value == f"{tmp_path}/manicule-notes/"


async def test_what_is_there_is_written_over_only_when_asked_twice(shelf, desk, press, tmp_path):
    target = tmp_path / "slow.html"
    target.write_text("mine", "utf-8")
    async with desk(shelf) as pilot:
        await press(pilot, "E", "h", *to(target))
        assert "is there already" in note(pilot)
        assert target.read_text("utf-8") == "mine"
        await press(pilot, "type:2", "enter")
        assert target.read_text("utf-8") == "mine"
        assert Path(f"{target}2").exists()
        await press(pilot, "E", "h", *to(target), "enter")
        assert target.read_text("utf-8").startswith("<!DOCTYPE html>")


async def test_files_of_a_folder_are_counted_before_they_are_written_over(
    shelf, desk, press, tmp_path
):
    async with desk(shelf) as pilot:
        await press(pilot, "V", "E", "h", *to(f"{tmp_path}/"))
        assert "Exported 4 articles" in said(pilot)
        await press(pilot, "E", "h", *to(f"{tmp_path}/"))
        assert "4 files of these are there already" in note(pilot)


async def test_markdown_renews_its_own_part_without_asking(shelf, desk, press, tmp_path):
    target = tmp_path / "diary.md"
    target.write_text("My own words.\n", "utf-8")
    async with desk(shelf) as pilot:
        await press(pilot, "E", "m", *to(target))
        await press(pilot, "E", "m", *to(target))
        assert "Exported" in said(pilot)
    written = target.read_text("utf-8")
    assert "My own words." in written
    assert written.count("# Slow streets") == 1


async def test_the_file_that_was_written_is_named_and_so_is_one_that_was_renewed(
    shelf, desk, press, tmp_path, monkeypatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "texts").mkdir()
    async with desk(shelf, (120, 30)) as pilot:
        await press(pilot, "E", "m", *to("~/texts"))
        name = "0004-slow-streets-fast-cities.md"
        assert said(pilot) == f"Exported 1 article to {Path('~/texts', name)}"
        (tmp_path / "texts" / name).rename(tmp_path / "texts" / "out.md")
        await press(pilot, "E", "m", *to("~/texts"))
        assert said(pilot) == f"Exported 1 article: renewed {Path('~/texts/out.md')}"
        await press(pilot, "V", "E", "m", *to("~/texts"))
        assert said(pilot) == f"Exported 4 articles to {Path('~/texts')}, 1 of them renewed"
    assert len(list((tmp_path / "texts").iterdir())) == 4


async def test_a_place_that_refuses_is_told_where_it_can_be_mended(shelf, desk, press, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    async with desk(shelf) as pilot:
        await press(pilot, "E", "m", *to(tmp_path / "no" / "such" / "x.md"))
        assert "cannot be written" in note(pilot)
        await press(pilot, *to(f"{tmp_path / 'file'}/"))
        assert "is a file" in note(pilot)
        await press(pilot, *to(shelf.path))
        assert "a file of the library itself" in note(pilot)
        await press(pilot, *to(tmp_path / "x.md"))
        assert "Exported" in said(pilot)


async def test_nothing_is_written_when_it_is_called_off(shelf, desk, press, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    async with desk(shelf) as pilot:
        await press(pilot, "E", "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await press(pilot, "E", "c", "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await press(pilot, "E", "c", "ctrl+u", "enter")
        assert "Name a file" in note(pilot)
    assert sorted(tmp_path.iterdir()) == before


async def test_an_empty_library_has_nothing_to_export(library, desk, press):
    async with desk(library) as pilot:
        await press(pilot, "E")
        assert "nothing here to export" in said(pilot)


async def test_the_notes_screen_exports_the_articles_of_the_marks_that_fit(
    shelf, desk, press, tmp_path
):
    shelf.annotate(1, 0, 20, note="about ferries")
    shelf.annotate(2, 0, 20, note="about kerbs")
    async with desk(shelf) as pilot:
        await press(pilot, "M", "/", "type:kerbs", "enter", "E", "j", *to(tmp_path / "one.json"))
        assert "Exported 1 article" in said(pilot)
    (article,) = json.loads((tmp_path / "one.json").read_text("utf-8"))["articles"]
    assert article["id"] == 2


async def test_the_reader_exports_the_open_article(shelf, desk, press, tmp_path):
    async with desk(shelf) as pilot:
        await press(pilot, "enter", "E", "m", *to(tmp_path / "open.md"))
        assert "Exported 1 article" in pilot.app.screen.query_one(Status)._said
    assert (tmp_path / "open.md").exists()


async def test_an_article_that_cannot_be_read_is_named_and_the_others_are_written(
    shelf, desk, press, tmp_path, monkeypatch
):
    read = Library.article

    def failing(self: Library, id: int) -> object:
        if id == 2:
            raise exporting.LibraryError("The text of article 2 is gone.")
        return read(self, id)

    monkeypatch.setattr(Library, "article", failing)
    async with desk(shelf) as pilot:
        await press(pilot, "V", "E", "c", *to(tmp_path / "all.csv"))
        assert "Exported 3 articles" in said(pilot)
        told = [str(each.message) for each in pilot.app._notifications]
        assert "The text of article 2 is gone." in told


async def test_many_are_stopped_by_a_key_and_nothing_else_is_lost(
    shelf, desk, press, tmp_path, monkeypatch
):
    going = threading.Event()
    read = Library.article

    def slow(self: Library, id: int) -> object:
        going.wait(20)
        return read(self, id)

    monkeypatch.setattr(Library, "article", slow)
    async with desk(shelf) as pilot:
        await press(pilot, "V", "E", "c", "ctrl+u")
        pilot.app.screen.query_one(Input).value = str(tmp_path / "all.csv")
        await pilot.press("enter")
        screen = pilot.app.screen_stack[1]
        while screen._exporter._stop is None:
            await pilot.pause(0.01)
        await pilot.press("escape")
        going.set()
        await press(pilot, "home")
        assert "Stopped: nothing was written" in said(pilot)
        assert len(pilot.app.screen.picked) == 4
    assert not (tmp_path / "all.csv").exists()
    assert all(entry.state is not State.ARCHIVED for entry in shelf.entries())


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_the_forms_fit_a_small_screen(shelf, desk, press, size):
    async with desk(shelf, size) as pilot:
        await press(pilot, "E")
        assert pilot.app.screen.query_one("OptionList").region.width <= size[0]


@pytest.mark.parametrize("width", [1, 3, 5])
async def test_a_screen_too_narrow_for_the_forms_harms_nothing(shelf, desk, press, width):
    async with desk(shelf) as pilot:
        await press(pilot, "E")
        await pilot.resize_terminal(width, 20)
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert isinstance(pilot.app.screen, FormScreen)


def test_the_screen_offers_every_form_that_the_command_takes() -> None:
    (to,) = [one for one in commands()["export"]._actions if one.dest == "to"]
    assert {wish.form for *_, wish in FORMS} == set(to.choices or ())
