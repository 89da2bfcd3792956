"""A long article is read beside the screen: nothing waits for it but the keys meant for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest
from textual import events

from storage.errors import LibraryError
from storage.library import Library
from storage.models import Article
from tui.app import ManiculeApp
from tui.screens.library import LibraryScreen
from tui.screens.reader import ReaderScreen


class Gate:
    """Holds up whoever reads an article until it is opened."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.threads: list[int] = []
        self.error: LibraryError | None = None


@pytest.fixture
def gate(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate()
    read = library.article

    def held(id: int) -> Article:
        gate.threads.append(threading.get_ident())
        assert gate.open.wait(20)
        if gate.error is not None:
            raise gate.error
        return read(id)

    monkeypatch.setattr("tui.screens.reader_base.WORDS_AT_ONCE", 0)
    monkeypatch.setattr(library, "article", held)
    yield gate
    gate.open.set()


async def drawn(app: ManiculeApp) -> ReaderScreen:
    """Wait until the screen stands, its text being read."""
    for _ in range(500):
        await asyncio.sleep(0.01)
        if isinstance(app.screen, ReaderScreen) and app.screen.page.size.area:
            return app.screen
    raise TimeoutError


async def test_keys_typed_before_the_text_is_there_act_on_it_in_order(
    library: Library, essay: Article, gate: Gate
) -> None:
    app = ManiculeApp(library, article=essay.id)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await drawn(app)
        for key in [*"3}", "v", "j", "enter", *"gg"]:
            name = {"}": "right_curly_bracket"}.get(key, key)
            app.post_message(events.Key(name, key if len(key) == 1 else None))
        await asyncio.sleep(0.05)
        assert not screen.is_open
        assert gate.threads != [threading.get_ident()]
        gate.open.set()
        for _ in range(500):
            await pilot.pause(0.01)
            if screen.is_open and screen.session.annotations and screen.session.point == 0:
                break
        (kept,) = screen.session.annotations
        third = essay.blocks[3]
        assert kept.passage.start == third.start
        assert screen.session.point == 0


async def test_a_long_article_that_cannot_be_read_is_complained_of_once(
    library: Library, essay: Article, gate: Gate
) -> None:
    gate.error = LibraryError("The text of article 1 is not there.")
    app = ManiculeApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.push_screen(ReaderScreen(essay.id))
        await drawn(app)
        app.post_message(events.Key("j", "j"))
        gate.open.set()
        for _ in range(500):
            await pilot.pause(0.01)
            if isinstance(app.screen, LibraryScreen):
                break
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert [note.message for note in app._notifications] == [str(gate.error)]


async def test_one_may_quit_before_the_text_is_there(
    library: Library, essay: Article, gate: Gate
) -> None:
    app = ManiculeApp(library, article=essay.id)
    async with app.run_test(size=(80, 24)):
        await drawn(app)
        app.post_message(events.Key("j", "j"))
        threading.Timer(0.3, gate.open.set).start()
        app.exit()
    assert app.return_code == 0


async def test_an_article_opened_in_its_middle_says_so_once(sit, stored) -> None:
    async with sit((80, 24), stored) as person:
        assert "Opened at" not in person.said
        await person.press("6", "0", "%", "q")
    async with sit((80, 24), stored) as person:
        assert "Opened at 60%; gg goes to the top." in person.said
        await person.press("j")
        assert "Opened at" not in person.said
    async with sit((80, 24), stored) as person:
        screen = person.screen
        await person.press("escape")
        assert not screen.is_attached
