"""Messages and hints name the keys that a person has, not those that are declared."""

from __future__ import annotations

import pytest

from storage.library import Library
from storage.models import Article
from tui.app import ManiculeApp
from tui.commands import commands_of
from tui.screens.reader import ReaderScreen
from tui.settings.model import Settings

KEYS = {
    "reader.undo": ("f7",),
    "reader.bookmark": (),
    "reader.keep": ("g k",),
    "reader.ink": ("f9",),
    "library.add": ("f2",),
    "library.undo": ("f7",),
    "library.back": ("f3",),
    "prompt.cancel": ("f4",),
    "skim.close": ("f8",),
}


def app(library: Library, article: int | None = None) -> ManiculeApp:
    return ManiculeApp(library, article=article, settings=Settings(keys=KEYS))


def shown(running: ManiculeApp) -> str:
    strips = running.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


async def settled(pilot) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("g", "k", "x"), "Highlight removed; f7 brings it back."),
        (("f9",), "No highlight here: gk makes one, f9 then changes its ink."),
        (("g", "k", "g", "k"), "a writes a note, f9 changes its ink."),
        (("apostrophe",), "No bookmark in this article yet; “Bookmark” and a letter make one."),
        (("t",), "f4 call off"),
        (("tab", "tab"), "gk keeps"),
    ],
)
async def test_the_reader_names_the_persons_keys(
    library: Library, stored: Article, keys: tuple[str, ...], said: str
) -> None:
    running = app(library, stored.id)
    async with running.run_test(size=(140, 30)) as pilot:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        assert said in " ".join(shown(running).replace("│", " ").split())


async def test_the_library_names_the_persons_keys(library: Library, stored: Article) -> None:
    running = app(library)
    async with running.run_test(size=(140, 30)) as pilot:
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert "f7 takes it back" in shown(running)
        assert "f2 adds something to read" in shown(running)
        await pilot.press("slash", "z", "z", "enter")
        await settled(pilot)
        assert "f3 clears the filter" in shown(running)


async def test_the_notes_name_the_keys_of_the_reader(library: Library, stored: Article) -> None:
    running = app(library)
    async with running.run_test(size=(140, 30)) as pilot:
        await settled(pilot)
        await pilot.press("M")
        await settled(pilot)
        assert "gk keeps a passage" in shown(running)


async def test_the_help_fills_in_the_persons_keys(library: Library, stored: Article) -> None:
    running = app(library, stored.id)
    async with running.run_test() as pilot:
        await settled(pilot)
        skim = next(c for c in commands_of(running.screen) if c.id == "reader.skim")
        assert skim.help == "headings and key claims only; f8 comes back"


def test_no_word_of_help_is_left_to_be_filled_in() -> None:
    assert not [c.id for c in commands_of(ReaderScreen) if "{reader" in c.help]
