"""A small library on the screen, and hands for it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from storage.library import Library
from storage.models import Progress
from tui.app import ManiculeApp
from tui.keyed import normalise

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
    await pilot.app.workers.wait_for_complete()
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
