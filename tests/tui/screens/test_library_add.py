from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from storage.errors import IntakeError
from storage.intake import read_bytes
from storage.library import Library
from storage.models import Article
from tui.screens.adding import add
from tui.screens.library import LibraryScreen
from tui.screens.prompt import PromptScreen
from tui.widgets.hints import Hints

TEXT = "# {title}\n\nA margin is wide because printers left room for hands, says {title}.\n"


def screen(pilot: Pilot[None]) -> LibraryScreen:
    found = pilot.app.screen
    assert isinstance(found, LibraryScreen)
    return found


async def test_a_file_is_added_and_selected(shelf, desk, press, tmp_path):
    path = tmp_path / "salt.md"
    path.write_text(TEXT.format(title="How salt built a coast"), encoding="utf-8")
    async with desk(shelf) as pilot:
        await press(pilot, "/", "type:kerb", "enter", "A", f"type:{path}", "enter")
        assert screen(pilot).articles.current.title == "How salt built a coast"
        assert "Added" in screen(pilot).query_one(Hints).message


async def test_a_folder_is_added_and_what_is_refused_is_said(library, desk, press, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.md").write_text(TEXT.format(title=name), encoding="utf-8")
    (folder / "broken.md").write_bytes(b"\x00\x01\x02" * 50)
    async with desk(library) as pilot:
        await press(pilot, "A", f"type:{folder}", "enter")
        assert len(screen(pilot).articles.rows) == 2
        assert "2 articles added, 1 not taken" in screen(pilot).query_one(Hints).message


async def test_a_path_that_is_not_there_is_refused_while_it_can_be_mended(library, desk, press):
    async with desk(library) as pilot:
        await press(pilot, "A", "type:/nowhere/at all.md", "enter")
        assert isinstance(pilot.app.screen, PromptScreen)
        await press(pilot, "escape")
        assert screen(pilot)


async def test_a_page_of_the_web_is_fetched_away_from_the_keys(library, desk, press, monkeypatch):
    going = threading.Event()

    def fetched(url: str, *, stopped: Callable[[], bool]) -> Article:
        assert going.wait(10)
        return replace(read_bytes(TEXT.format(title="Far away").encode(), url), url=url)

    monkeypatch.setattr("storage.intake.web.read_url", fetched)
    async with desk(library) as pilot:
        await press(pilot, "A", "type:https://example.org/a")
        await pilot.press("enter", "j")
        assert "Fetching https://example.org/a" in screen(pilot).query_one(Hints).message
        going.set()
        await press(pilot, "j")
        assert screen(pilot).articles.current.title == "Far away"


async def test_a_fetch_is_called_off_by_esc_and_says_so(library, desk, press, monkeypatch):
    def fetched(url: str, *, stopped: Callable[[], bool]) -> Article:
        while not stopped():
            time.sleep(0.01)
        raise IntakeError(f"{url}: called off.")

    monkeypatch.setattr("storage.intake.web.read_url", fetched)
    async with desk(library) as pilot:
        await press(pilot, "A", "type:https://example.org/a")
        await pilot.press("enter", "escape")
        await press(pilot, "j")
        assert library.entries() == []
        assert screen(pilot).stop_adding is None


def test_adding_stops_between_two_articles_and_keeps_what_was_added(library: Library, tmp_path):
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.md").write_text(TEXT.format(title=name), encoding="utf-8")
    told: list[str] = []
    added = add(library, str(tmp_path), told.append, lambda: len(library.entries()) == 2)
    assert added.stopped
    assert len(library.entries()) == 2
    assert added.sentence() == "Stopped: 2 articles added"
    assert "Adding 1 of 3 …" in told


def test_what_is_there_already_is_said(library: Library, tmp_path):
    path = tmp_path / "one.md"
    path.write_text(TEXT.format(title="One"), encoding="utf-8")
    add(library, str(path), lambda _: None, lambda: False)
    again = add(library, str(path), lambda _: None, lambda: False)
    assert again.sentence() == "“One” is in the library already"


def test_a_text_that_is_there_under_another_title_is_said_to_be_the_same(
    library: Library, tmp_path
):
    for name in ("One", "Two"):
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: {name}\n---\nThe very same words.\n")
    add(library, str(tmp_path / "One.md"), lambda _: None, lambda: False)
    again = add(library, str(tmp_path / "Two.md"), lambda _: None, lambda: False)
    assert again.sentence() == "The same text as “One”, which is in the library already"


def test_a_folder_is_counted_and_stopped_while_it_is_read(library, tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.md").write_text(TEXT.format(title=name), encoding="utf-8")
    notes: list[str] = []
    done = add(library, str(tmp_path), notes.append, lambda: len(notes) > 2)
    assert notes[1:] == ["Adding 1 of 3 …", "Adding 2 of 3 …"]
    assert done.stopped
    assert len(done.articles) == len(library.entries()) == 2


SALT = "Salt was never free, and the people of the coast paid for it as everybody did."
PANS = "The pans belonged to the abbey, which sold their salt to the towns of the hills."
SEEN = "What is left of the pans can be seen from the road when the tide is out."


def _add(library: Library, path: Path, *paragraphs: str) -> str:
    path.write_text("\n\n".join(("# Salt", *paragraphs)), encoding="utf-8")
    return add(library, str(path), lambda _: None, lambda: False).sentence()


def test_a_file_that_changed_has_its_new_text_and_says_what_became_of_the_marks(library, tmp_path):
    path = tmp_path / "salt.md"
    _add(library, path, SALT, PANS)
    (entry,) = library.entries()
    library.highlight(entry.id, 0, len(SALT))
    assert _add(library, path, SEEN, SALT, PANS) == "“Salt” has its new text: 1 mark found again"
    assert _add(library, path, SALT, PANS).startswith("“Salt” keeps its text, ")
    assert library.text(entry.id).startswith(SEEN)
    assert _add(library, tmp_path / "copy.md", SALT, PANS, SALT) == (
        "Added. It looks like 1: manicule add FILE --renew 1 puts its text there"
    )


def test_a_folder_says_how_many_have_a_new_text(library, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("one", "two", "three"):
        _add(library, folder / f"{name}.md", SALT, PANS, f"And so said {name}.")
    for name, more in (("one", ()), ("two", (SEEN,))):
        (folder / f"{name}.md").write_text("\n\n".join(("# Salt", *more, SALT)), "utf-8")
    added = add(library, str(folder), lambda _: None, lambda: False)
    assert added.sentence() == (
        "0 articles added, 1 with a new text, 2 in the library already, "
        "1 of them keeps the old text"
    )


async def test_a_new_text_is_taken_back_by_undo(library, desk, press, tmp_path):
    path = tmp_path / "salt.md"
    _add(library, path, SALT, PANS)
    path.write_text("\n\n".join(("# Salt", SEEN, SALT, PANS)), encoding="utf-8")
    async with desk(library) as pilot:
        await press(pilot, "A", f"type:{path}", "enter")
        assert screen(pilot).query_one(Hints).message == "“Salt” has its new text"
        (entry,) = library.entries()
        assert library.text(entry.id).startswith(SEEN)
        await press(pilot, "u")
        assert library.text(entry.id).startswith(SALT)
        assert "“Salt” has its old text again." in screen(pilot).query_one(Hints).message
