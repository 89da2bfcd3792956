"""Bring a page, a file or a folder into the library, away from the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    from storage.intake import read_file
    from storage.intake.folder import files_of, nothing_in, read_each
    from storage.intake.web import is_address, read_url

    path = Path(place).expanduser()
    refused: list[str] = []
    articles: Iterable[Article | None]
    count = 1
    folder = False
    note(f"Reading {path.name or path} …")
    if is_address(place):
        note(f"Fetching {place} …")
        articles = (read_url(place, stopped=stopped),)
    elif path.is_dir():
        folder = True
        files = files_of(path, refused)
        articles, count = read_each(files, refused), len(files)
    else:
        articles = (read_file(path),)
    new: list[Article] = []
    known: list[Article] = []
    elsewhere = False
    for number, article in enumerate(articles, start=1):
        if stopped():
            return Added(tuple(new), tuple(known), tuple(refused), stopped=True)
        if count > 1:
            note(f"Adding {number:,} of {count:,} …")
        if article is None:
            continue
        try:
            stored, fresh = library.add(article)
        except ManiculeError as error:
            refused.append(str(error))
            continue
        (new if fresh else known).append(stored)
        elsewhere = not fresh and is_elsewhere(article, stored)
    if folder and not (new or known):
        raise nothing_in(path, refused)
    return Added(tuple(new), tuple(known), tuple(refused), elsewhere=elsewhere)
