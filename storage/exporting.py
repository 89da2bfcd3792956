"""Articles out of a library: one text, one file, or a folder with a file an article."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from storage import export
from storage.disk.packed import is_own
from storage.dossier import Dossier
from storage.errors import LibraryError, ManiculeError
from storage.export.files import homes, place, read_back
from storage.library import Library
from storage.models import Entry

WHOLE = ("json", "jsonld")
"""What is a copy of everything, what was removed and dismissed too."""

Progress = Callable[[int, int], object]
"""Told how many of how many articles are read, or written."""


class Wish(NamedTuple):
    """How a person wants articles to leave."""

    form: str
    """md, json, jsonld, csv or html: the ending of the file too."""
    full: bool = False
    """In Markdown: the text of the article too."""


class Target(NamedTuple):
    """Where articles are to go."""

    path: Path
    folder: bool
    """Whether it holds, or will hold, a file an article."""

    @classmethod
    def named(cls, name: str) -> Target:
        """Read a name: a folder that is there, or a new one by its slash or for want of an ending.

        Raises LibraryError when a folder is asked for where a file is.
        """
        path = Path(name).expanduser()
        slash = name.endswith(("/", os.sep))
        if slash and path.exists() and not path.is_dir():
            raise LibraryError(f"{path} is a file: name a folder, or leave out the / at its end.")
        return cls(path, slash or (path.is_dir() if path.exists() else not path.suffix))


class Exported(NamedTuple):
    """What came of it."""

    written: int = 0
    """Articles that are in the file or folder now."""
    refused: tuple[str, ...] = ()
    """A sentence for each article that could not be read."""
    stopped: bool = False
    files: tuple[Path, ...] = ()
    """The files that were written."""
    renewed: int = 0
    """Those of them that were there already and in which only our part is new."""


def written_over(target: Target, entries: Iterable[Entry], wish: Wish) -> int:
    """Count the files that would be written over; in Markdown none is, only our part of it."""
    if wish.form == "md":
        return 0
    if not target.folder:
        return int(target.path.is_file())
    if not target.path.is_dir():
        return 0
    return sum(place(target.path, entry, f".{wish.form}").exists() for entry in entries)


def save(
    library: Library,
    entries: Sequence[Entry],
    target: Target,
    wish: Wish,
    progress: Progress = lambda done, of: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write articles to a file or into a folder; raises LibraryError and OSError.

    A file is written whole or not at all, also when this is stopped on the way. An article that
    cannot be read is passed over, unless there is no other.
    """
    if is_own(target.path, library.path):
        raise LibraryError(f"{target.path} is a file of the library itself: name another file.")
    found = _Gathering(library, entries, wish, progress, stopped)
    if target.folder:
        files, renewed = _to_folder(target.path, found, wish)
        return found.exported(len(files), files, renewed)
    renewed = _renews(target.path, wish)
    try:
        export.write(target.path, found.unless_stopped(_renewed(target.path, found, wish)))
    except _Stopped:
        return Exported(stopped=True)
    return found.exported(found.read, (target.path,), int(renewed))


class Texts(Iterable[str]):
    """Articles as one text, in pieces; what came of it is known when they were taken."""

    def __init__(self, library: Library, entries: Sequence[Entry], wish: Wish) -> None:
        self._found = _Gathering(library, entries, wish)
        self._wish = wish

    def __iter__(self) -> Iterator[str]:
        return _together(self._found, self._wish)

    @property
    def exported(self) -> Exported:
        """What came of it."""
        return self._found.exported(self._found.read)


class _Stopped(Exception):
    """A person called it off; what is half written is not to stay."""


class _Gathering:
    """Reads articles one after the other, and remembers which could not be read."""

    def __init__(
        self,
        library: Library,
        entries: Sequence[Entry],
        wish: Wish,
        progress: Progress = lambda done, of: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._library = library
        self._entries = entries
        self._wish = wish
        self._progress = progress
        self._stopped = stopped
        self._refused: list[str] = []
        self.read = 0
        """Articles that were read until now."""

    def __iter__(self) -> Iterator[Dossier]:
        whole = self._wish.form in WHOLE
        read = export.gathering(self._library) if whole else partial(export.gather, self._library)
        for done, entry in enumerate(self._entries):
            if self._stopped():
                return
            self._progress(done, len(self._entries))
            try:
                dossier = read(entry)
            except ManiculeError as error:
                if len(self._entries) == 1:
                    raise
                self._refused.append(str(error))
                continue
            self.read += 1
            yield dossier

    def unless_stopped(self, pieces: Iterable[str]) -> Iterator[str]:
        """Give the pieces of a text; raises _Stopped instead of its end when it was stopped."""
        yield from pieces
        if self._stopped():
            raise _Stopped

    def exported(self, written: int, files: tuple[Path, ...] = (), renewed: int = 0) -> Exported:
        """Say what came of it."""
        return Exported(written, tuple(self._refused), self._stopped(), files, renewed)


def _to_folder(
    folder: Path, dossiers: Iterable[Dossier], wish: Wish
) -> tuple[tuple[Path, ...], int]:
    """Write a file an article, and count those renewed; a folder made for nothing goes again."""
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    known = homes(folder, ".md") if wish.form == "md" else {}
    written: list[Path] = []
    renewed = 0
    try:
        for dossier in dossiers:
            article = dossier.article
            path = known.get(article.uid) or place(folder, article, f".{wish.form}")
            there = _renews(path, wish)
            export.write(path, _renewed(path, [dossier], wish))
            written.append(path)
            renewed += there
    finally:
        if made and not written:
            with contextlib.suppress(OSError):
                folder.rmdir()  # only an empty one goes
    return tuple(written), renewed


def _renews(path: Path, wish: Wish) -> bool:
    """Say whether a file is there in which what the person wrote stays."""
    return wish.form == "md" and path.is_file()


def _renewed(path: Path, dossiers: Iterable[Dossier], wish: Wish) -> Iterator[str]:
    """Write for a file; in Markdown that is there already, what the person wrote stays."""
    if wish.form != "md":
        yield from _together(dossiers, wish)
    else:
        yield export.update(read_back(path), dossiers, full=wish.full)


def _together(dossiers: Iterable[Dossier], wish: Wish) -> Iterator[str]:
    match wish.form:
        case "json":
            yield from export.lossless_pieces(dossiers)
        case "jsonld":
            yield from export.collection_pieces(dossiers)
        case "csv":
            yield export.table(dossiers)
        case "html":
            yield export.page(dossiers)
        case _:
            chosen = list(dossiers)
            one = len(chosen) == 1
            yield (
                export.document(chosen[0], full=wish.full)
                if one
                else export.collection(chosen, full=wish.full)
            )
