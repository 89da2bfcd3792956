"""What is being written and not in the library yet, kept where a crash cannot take it.

A draft is a small private file in the person's state folder, not beside the library: what
refuses a note there, a full disk or a read-only folder, would mostly refuse the draft too,
and folders that sync should not carry half a note about.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from storage import passage_records
from storage.disk.replace import PRIVATE_FOLDER, settle, stage
from storage.errors import LibraryError
from storage.fields import names_the_record, string, words
from storage.identity import digest, now
from storage.models import Passage

EVERY = 1.0
"""Seconds between two drafts of a note while it changes."""

_LOOKING = threading.Lock()
"""Who looks whether a draft is held holds it for a moment, in which nobody may take it up."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that is being written."""

    article: str
    """Uid of the article."""
    passage: Passage
    text: str
    was: str = ""
    """The note as it stood in the library when its editor was opened."""
    annotation: str = ""
    """Uid of the annotation whose note it is; empty for a new one."""


class Drafts:
    """The drafts of one library's articles, of which one at a time is being written here."""

    def __init__(self, folder: Path, library: Path) -> None:
        self._folder = folder
        self._library = library
        self._path: Path | None = None
        self._handle: int | None = None

    def keep(self, draft: Draft) -> Path:
        """Write the draft, in place of what was written of it before; raises OSError."""
        path = self._path
        if path is None:
            self._folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
            import secrets

            path = self._folder / f"{self._stem(draft.article)}-{secrets.token_hex(4)}.json"
        stage(path, _document(draft, self._library))
        self._let_go()
        settle(path)
        self._path, self._handle = path, _owned(path)
        return path

    def drop(self) -> None:
        """Remove the draft being written: it is in the library, or given up."""
        path, self._path = self._path, None
        if path is not None:
            with contextlib.suppress(OSError):
                path.unlink()
        self._let_go()

    def take(self, article: str) -> Draft | None:
        """Take up a draft of an article that a program left behind; one that cannot be read stays.

        What another program is writing just now is not taken.
        """
        for path in sorted(self._folder.glob(f"{self._stem(article)}-*.json")):
            with _LOOKING:
                handle = _owned(path)
            if handle is None and sys.platform != "win32":
                continue
            self._let_go()
            self._handle = handle
            if draft := _read(path):
                self._path = path
                return draft
            self._let_go()
        return None

    def left(self, articles: Iterable[str]) -> list[Draft]:
        """List the drafts of articles that a program left behind; all of them stay."""
        found = []
        named = set(articles)
        stems = {self._stem(article) for article in named}
        for path in sorted(self._folder.glob("*.json")):
            if path.name.rpartition("-")[0] not in stems:
                continue
            with _LOOKING:
                handle = _owned(path)
                if handle is not None:
                    os.close(handle)
                elif sys.platform != "win32":
                    continue
            if (draft := _read(path)) and draft.article in named:
                found.append(draft)
        return found

    def _stem(self, article: str) -> str:
        return digest(f"{self._library} {article}")[:24]

    def _let_go(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def _read(path: Path) -> Draft | None:
    """Read a draft; None when it cannot be read."""
    with contextlib.suppress(OSError, ValueError, RecursionError, LibraryError):
        content = json.loads(path.read_text("utf-8"))
        if isinstance(content, dict):
            return _draft(path.name, content)
    return None


def _document(draft: Draft, library: Path) -> bytes:
    document = {
        "text": draft.text,
        "was": draft.was,
        "passage": passage_records.passage_document(draft.passage),
        "annotation": draft.annotation,
        "article": draft.article,
        "library": str(library),
        "written": now(),
    }
    return json.dumps(document, indent=2).encode() + b"\n"


@names_the_record("draft")
def _draft(name: str, document: dict[str, object]) -> Draft:
    passage = document["passage"]
    if not isinstance(passage, dict):
        raise TypeError("passage is no object")
    return Draft(
        string(document, "article"),
        passage_records.passage(passage),
        string(document, "text"),
        words(document, "was"),
        words(document, "annotation"),
    )


if sys.platform == "win32":

    def _owned(path: Path) -> int | None:
        """Own nothing: Windows would not let a file be replaced while it is held."""
        return None

else:
    import fcntl

    def _owned(path: Path) -> int | None:
        """Hold a file as long as this program lives; None when another one holds it."""
        try:
            handle = os.open(path, os.O_RDONLY)
        except OSError:
            return None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return None
        return handle
