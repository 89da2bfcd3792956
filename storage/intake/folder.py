"""A folder of articles."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from storage.errors import IntakeError
from storage.intake.read import read_file
from storage.intake.sanitise import line
from storage.models import Article, Folder

_NOT_ARTICLES = (
    ".png .jpg .jpeg .gif .svg .webp .ico .css .js .mjs .json .xml .csv .tsv .zip .gz .tar "
    ".mp3 .mp4 .woff .woff2 .ttf .py .yml .yaml .toml .lock .map .sqlite .db "
)
"""Passed over in silence; a PDF or a book is told of, since a person may have hoped for it."""


def read_folder(path: Path) -> Folder:
    """Read every article below a folder, in the order of their names.

    Hidden files and folders, and files that are plainly something else, are passed over; what
    looked like an article and could not be read is told in ``Folder.refused``. IntakeError when
    there is no article at all.
    """
    refused: list[str] = []
    articles = [a for a in read_each(files_of(path, refused), refused) if a is not None]
    if not articles:
        raise nothing_in(path, refused)
    return Folder(tuple(articles), tuple(refused))


def read_each(files: Iterable[Path], refused: list[str]) -> Iterator[Article | None]:
    """Read one file after the other as they are asked for, None for what is refused."""
    for file in files:
        try:
            yield read_file(file)
        except IntakeError as error:
            refused.append(str(error))
            yield None


def nothing_in(path: Path, refused: Sequence[str]) -> IntakeError:
    """Return the refusal of a folder of which nothing could be read."""
    why = f" {refused[0]}" if refused else ""
    return IntakeError(f"{line(str(path))} holds no articles: no text, Markdown or HTML file.{why}")


def files_of(path: Path, refused: list[str]) -> list[Path]:
    """Return the files below a folder that may be articles, in the order of their names.

    A folder in it that cannot be looked into is told in ``refused``. IntakeError for no folder.
    """
    if not path.is_dir():
        raise IntakeError(f"{line(str(path))} is not a folder: check the name.")

    def complain(error: OSError) -> None:
        refused.append(f"{line(str(error.filename))} cannot be read: {error.strerror}.")

    found = []
    for root, folders, files in os.walk(path, onerror=complain):
        # A page saved by a browser keeps its pictures and scripts in "Name_files".
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and not f.endswith("_files")
        )
        found += [Path(root, file) for file in files if not file.startswith(".")]
    skipped = _NOT_ARTICLES.split()
    # Only regular files: reading a named pipe would wait for ever.
    return sorted(f for f in found if f.suffix.lower() not in skipped and _is_regular(f, complain))


def _is_regular(file: Path, complain: Callable[[OSError], None]) -> bool:
    try:
        return file.is_file()
    except OSError as error:
        complain(error)
        return False
