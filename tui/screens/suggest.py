"""What a person may be about to type."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from textual.suggester import Suggester

from tui.widgets.cells import cut_tags


class Tags(Suggester):
    """Completes the last word to a tag that is in use; after a minus, to one that can be taken."""

    def __init__(self, tags: Iterable[str], here: Iterable[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._tags = sorted(tags)
        self._here = sorted(here)

    async def get_suggestion(self, value: str) -> str | None:
        head, space, last = value.rpartition(" ")
        sign = "-" if last.startswith("-") else ""
        start = last.removeprefix("-").removeprefix("#").casefold()
        if not start:
            return None
        typed = {word.lstrip("-#").casefold() for word in head.split()}
        for tag in self._here if sign else self._tags:
            folded = tag.casefold()
            if folded.startswith(start) and folded != start and folded not in typed:
                return f"{head}{space}{sign}{tag}"
        return None


def tags_now(here: Iterable[str]) -> str:
    """Say which tags there are, and how one is taken away."""
    now = cut_tags([f"#{tag}" for tag in here], 40)
    return f"{f'now {now}' if now else 'no tags yet'}   -word takes one away"


class Paths(Suggester):
    """Completes a path to the first file or folder that begins so."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        # A folder may be long, or far away.
        return await asyncio.to_thread(_completed, value) if value else None


def _completed(value: str) -> str | None:
    """Complete a path; None when nothing begins so."""
    folder, slash, start = value.rpartition("/")
    try:
        names = sorted(
            f"{entry.name}/" if entry.is_dir() else entry.name
            for entry in Path(f"{folder}{slash}" or ".").expanduser().iterdir()
            if entry.name.startswith(start) and (start or not entry.name.startswith("."))
        )
    except (OSError, RuntimeError, ValueError):
        return None
    return f"{folder}{slash}{names[0]}" if names else None
