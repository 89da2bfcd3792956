"""A small library on the screen, and hands for it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled

from storage.intake import read_bytes
from storage.library import Library
from storage.models import Article, Progress
from tui.app import ManiculeApp
from tui.screens.reader import ReaderScreen
from tui.strokes import normalise

Desk = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]


@pytest.fixture
def shelf(library, article) -> Library:
    """Give a library of four: new, under way, finished, and one in another script."""
    rows = [
        ("Why the ferry still runs", None, "Harbour Post", "2025-12-02T10:00:00Z"),
        ("What a kerb is for", "J. Lindqvist", "Metre", "2026-01-14T10:00:00Z"),
        ("東京の路地はなぜ静かなのか 🌊", "山田 花子", None, "2026-02-02T10:00:00Z"),
        ("Slow streets, fast cities", "Mara Okafor", "Civic Review", "2026-03-02T10:00:00Z"),
    ]
    for number, (title, byline, site, saved) in enumerate(rows, start=1):
        made = article(title, byline=byline, site=site, saved=saved)
        library.add(
            made
            if number != 2
            else article(
                title, byline=byline, site=site, saved=saved, url="https://example.org/kerb"
            )
        )
    library.set_progress(1, Progress(fraction=1.0))
    library.set_progress(4, Progress(fraction=0.58))
    library.tag(2, ["policy"])
    return library


async def settle(pilot: Pilot[None]) -> None:
    """Wait until threads have answered and the screen stands still."""
    # With a delay, if only of nothing, a pause does not wait for the machine to be idle.
    await pilot.pause(0)
    while workers := list(pilot.app.workers):
        for worker in workers:
            # One that another took the place of, or whose screen closed, is done with too.
            with suppress(WorkerCancelled):
                await worker.wait()
        await pilot.pause(0)
    await pilot.pause(0)


@pytest.fixture
def desk() -> Desk:
    """Give the running app: `async with desk(library, size=(80, 24)) as pilot`."""

    @asynccontextmanager
    async def opened(
        library: Library, size: tuple[int, int] = (100, 30)
    ) -> AsyncIterator[Pilot[None]]:
        async with ManiculeApp(library).run_test(size=size) as pilot:
            await settle(pilot)
            yield pilot

    return opened


@pytest.fixture
def press() -> Press:
    """Give hands: `await press(pilot, "/", "type:these letters", "enter")`."""

    async def pressed(pilot: Pilot[None], *keys: str) -> None:
        for key in keys:
            typed = key.removeprefix("type:")
            if typed != key:
                field = pilot.app.screen.focused
                assert isinstance(field, Input)
                field.insert_text_at_cursor(typed)
            else:
                await pilot.press(*normalise(key))
            await settle(pilot)

    return pressed


ESSAY = """\
---
title: Slow streets
---

Cities should [set the speed](https://example.org/speed) first and draw the street to fit it. A \
limit that the street contradicts is not a limit. It is a wish with a fine attached.

## Deaths

Nearly half of all road deaths happen on four percent of the streets. The share is rising.

## Drivers

### Those who slow down

"""


@pytest.fixture
def essay(library: Library) -> Article:
    """Give a stored article with headings, a link, and more than a screen of paragraphs."""
    rest = "\n\n".join(
        f"Paragraph number {n} says that streets become safer because drivers slow down. "
        f"It adds one more sentence, the {n}th of its kind."
        for n in range(3, 30)
    )
    return library.add(read_bytes((ESSAY + rest).encode(), "essay.md"))[0]


PARAGRAPHS = (
    "Cities should set the speed first and draw the street to fit it. A limit that the street "
    "contradicts is not a limit. It is a wish with a fine attached.",
    "Nearly half of all road deaths happen on four percent of the streets. The share is rising.",
    *(
        f"Paragraph number {n} says that streets become safer because drivers slow down. "
        f"It adds one more sentence, the {n}th of its kind."
        for n in range(3, 30)
    ),
)


@pytest.fixture
def stored(library: Library, article: Callable[..., Article]) -> Article:
    """Give a stored article of some screens' length: paragraphs and nothing else."""
    return library.add(article("Slow streets", *PARAGRAPHS))[0]


@dataclass(frozen=True)
class Sitting:
    """A person before an open article."""

    pilot: Pilot[None]

    @property
    def screen(self) -> ReaderScreen:
        screen = next(s for s in self.pilot.app.screen_stack if isinstance(s, ReaderScreen))
        assert isinstance(screen, ReaderScreen)
        return screen

    @property
    def point(self) -> int:
        return self.screen.session.point

    @property
    def said(self) -> str:
        """What the screen shows, its lines joined by line ends."""
        screen = self.pilot.app.screen
        height = screen.size.height
        strips = screen._compositor.render_strips()[:height]
        return "\n".join(strip.text for strip in strips)

    @property
    def shown(self) -> str:
        """What the page alone shows."""
        page = self.screen.page
        return "\n".join(page.render_line(y).text for y in range(page.size.height))

    async def press(self, *keys: str) -> None:
        """Press keys as they are typed, or by name."""
        for key in keys:
            await self.pilot.press(*(["space"] if key == " " else normalise(key)))
        await settle(self.pilot)


Sit = Callable[..., AbstractAsyncContextManager[Sitting]]


@pytest.fixture
def sit(library: Library, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Give the open reader: `async with sit((80, 24)) as person`; of the essay by default."""
    # However slow the machine is, no digit becomes a kind of claim by waiting.
    monkeypatch.setattr("tui.screens.reader_counting.PAUSE", 1e6)

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (100, 30), article: Article | None = None
    ) -> AsyncIterator[Sitting]:
        article = article or request.getfixturevalue("essay")
        async with ManiculeApp(library, article=article.id).run_test(size=size) as pilot:
            await settle(pilot)
            yield Sitting(pilot)

    return opened
