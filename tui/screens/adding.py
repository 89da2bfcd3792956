"""Bring a page, a file or a folder into the library, away from the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from storage.errors import ManiculeError
from storage.identity import is_elsewhere
from storage.library import Library
from storage.models import Article, Entry
from storage.renewal import Renewed
from tui.counting import counted, found_again

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
    renewed: tuple[Renewed, ...] = ()
    """What the new texts of known ones changed."""
    left: int = 0
    """Known ones that came with a text which is not to stand in the place of theirs."""
    like: Entry | None = None
    """The article that the latest new one looks like."""

    def sentence(self) -> str:
        """Say it in one line."""
        if len(self.articles) + len(self.known) == 1:
            words = self._of_one()
        else:
            words = f"{counted(len(self.articles), 'article')} added"
            if self.renewed:
                words += f", {len(self.renewed)} with a new text"
            if known := len(self.known) - len(self.renewed):
                words += f", {known} in the library already"
            if self.left:
                words += f", {self.left} of them keep{'' if self.left > 1 else 's'} the old text"
        if self.refused:
            words += f", {len(self.refused)} not taken"
        return f"Stopped: {words}" if self.stopped else words

    def _of_one(self) -> str:
        if self.articles:
            added = f"Added “{self.articles[0].title}”"
            if self.like is None:
                return added
            # Short: it is said in one line of the foot, and the new one is under the cursor.
            id = self.like.id
            return f"Added. It looks like {id}: manicule add FILE --renew {id} puts its text there"
        kept = self.known[0]
        if self.renewed:
            (renewed,) = self.renewed
            marks = found_again(renewed.found, renewed.lost, renewed.lost_before)
            return f"“{kept.title}” has its new text{marks and f': {marks}'}"
        if self.left:
            return (
                f"“{kept.title}” keeps its text, the new one is too short or too different: "
                f"manicule add SOURCE --renew {kept.id} takes it"
            )
        if self.elsewhere:
            return f"The same text as “{kept.title}”, which is in the library already"
        return f"“{kept.title}” is in the library already"


def add(library: Library, place: str, note: Note, stopped: Callable[[], bool]) -> Added:
    """Read what a person named and add it; raise IntakeError when nothing can be read.

    `note` hears how far it is; `stopped` is asked between two articles, and while one is fetched.
    """
    from storage.adding import take
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
    renewed: list[Renewed] = []
    halted, elsewhere, left, like = False, False, 0, None
    for number, article in enumerate(articles, start=1):
        if stopped():
            halted = True
            break
        if count > 1:
            note(f"Adding {number:,} of {count:,} …")
        if article is None:
            continue
        try:
            taken = take(library, article)
        except ManiculeError as error:
            refused.append(str(error))
            continue
        (new if taken.new else known).append(taken.article)
        if taken.renewed is not None and taken.renewed.changed:
            renewed.append(taken.renewed)
        left += taken.left is not None
        like = taken.like
        elsewhere = not taken.new and is_elsewhere(article, taken.article)
    if folder and not (new or known or halted):
        raise nothing_in(path, refused)
    return Added(
        tuple(new), tuple(known), tuple(refused), halted, elsewhere, tuple(renewed), left, like
    )
