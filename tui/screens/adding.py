"""Bring a page, a file or a folder into the library, away from the event loop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from storage.errors import ManiculeError
from storage.identity import is_elsewhere
from storage.library import Library
from storage.models import Article
from tui.counting import counted

Note = Callable[[str], None]


class Added(NamedTuple):
    """What came of it."""

    articles: tuple[Article, ...] = ()
    """Those that are new, in the order they were added."""
    known: tuple[Article, ...] = ()
    """Those that were in the library already."""
    refused: tuple[str, ...] = ()
    """One sentence for each file that was not taken."""
    stopped: bool = False
    elsewhere: bool = False
    """Whether the one that is known has the text, but another title or address."""

    def sentence(self) -> str:
        """Say it in one line."""
        if len(self.articles) == 1 and not self.known:
            words = f"Added “{self.articles[0].title}”"
        elif len(self.known) == 1 and not self.articles:
            title = self.known[0].title
            words = f"“{title}” is in the library already"
            if self.elsewhere:
                words = f"The same text as “{title}”, which is in the library already"
        else:
            words = f"{counted(len(self.articles), 'article')} added"
            if self.known:
                words += f", {len(self.known)} in the library already"
        if self.refused:
            words += f", {len(self.refused)} not taken"
        return f"Stopped: {words}" if self.stopped else words


def add(library: Library, place: str, note: Note, stopped: Callable[[], bool]) -> Added:
    """Read what a person named and add it; raise IntakeError when nothing can be read.

    `note` hears how far it is; `stopped` is asked between two articles, and while one is fetched.
    """
    from storage.intake import read_file, read_folder
    from storage.intake.web import is_address, read_url

    path = Path(place).expanduser()
    refused: list[str] = []
    articles: tuple[Article, ...]
    note(f"Reading {path.name or path} …")
    if is_address(place):
        note(f"Fetching {place} …")
        articles = (read_url(place, stopped=stopped),)
    elif path.is_dir():
        folder = read_folder(path)
        articles, refused = folder.articles, list(folder.refused)
    else:
        articles = (read_file(path),)
    new: list[Article] = []
    known: list[Article] = []
    elsewhere = False
    for number, article in enumerate(articles, start=1):
        if stopped():
            return Added(tuple(new), tuple(known), tuple(refused), stopped=True)
        if len(articles) > 1:
            note(f"Adding {number} of {len(articles)} …")
        try:
            stored, fresh = library.add(article)
        except ManiculeError as error:
            refused.append(str(error))
            continue
        (new if fresh else known).append(stored)
        elsewhere = not fresh and is_elsewhere(article, stored)
    return Added(tuple(new), tuple(known), tuple(refused), elsewhere=elsewhere)
