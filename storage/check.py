"""Whether a library is whole: its files, its documents, and what they say of each other."""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from storage import article_records, bulk, claim_records, progress_records, quarantine, schema
from storage.anchors import locate
from storage.disk.bodies import Bodies
from storage.disk.copies import copies, is_journal
from storage.disk.load import journal_of
from storage.disk.lock import FileLock
from storage.disk.salvage import Finding, Salvage, salvage
from storage.disk.transaction import Document, Tables
from storage.errors import LibraryBusy, LibraryError, Unreadable
from storage.fields import UID, beginning, is_trashed, owner, recognised
from storage.schema import ANNOTATIONS, ARTICLES, BOOKMARKS, CLAIMS, DECISIONS, PROGRESS
from storage.shapes import MARKS, passage_of, table_of

Place = tuple[str, str]
"""A table and a key."""

NO_DAMAGE = ("leftover", "quote")
"""Kinds of findings with which a library is whole: what a crash left aside is for the person to
judge, and a mark without a place is what a new text of its article may leave."""

_NAMES = {ANNOTATIONS: "annotation", BOOKMARKS: "bookmark", DECISIONS: "dismissed claim"}


@dataclass(slots=True)
class Examined:
    """What is whole of a library, what is wrong with it, and where."""

    path: Path
    read: Salvage
    bodies: Bodies
    unreadable: list[Place] = field(default_factory=list)
    """Documents that are not what their table holds."""
    astray: list[Place] = field(default_factory=list)
    """Documents whose article is not there."""
    mute: list[int] = field(default_factory=list)
    """Articles whose text cannot be read."""
    withheld: list[str] = field(default_factory=list)
    """What the system does not give, though it may be whole: a sentence each."""
    twice: list[Place] = field(default_factory=list)
    """Documents with the uid of another."""
    lost: int = 0
    """Notes and bookmarks that have no place in the text of their article."""

    @property
    def tables(self) -> Tables:
        return self.read.tables

    @property
    def findings(self) -> list[Finding]:
        return self.read.findings

    def say(self, kind: str, what: str) -> None:
        """Note what is wrong."""
        self.read.say(kind, what)


def check(path: Path) -> list[Finding]:
    """Return what is wrong with a library; raises NotFound where there is none.

    Raises LibraryError for a file that is no library, or that a newer manicule wrote.
    """
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locked(path))
        except LibraryBusy:
            raise
        except LibraryError:
            pass  # A folder that may not be written: nobody else writes there either.
        return examine(path).findings


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep every writer out of a library, though it cannot be opened."""
    real = Path(os.path.realpath(path))
    with FileLock(real.with_name(real.name + ".lock"), real).held():
        yield


def examine(path: Path) -> Examined:
    """Look at everything; the caller keeps writers out."""
    path = Path(os.path.realpath(path))
    read = salvage(path, table_of, quarantine.tables_of)
    if (tables := schema.supposed(read.tables)) is not None:
        read.say("snapshot", f"{path.name} does not say its version; it is taken for one of this "
                 "manicule.")  # fmt: skip
        read.tables = tables
    read.tables = schema.accept(read.tables, path)
    for record in read.tables.get(quarantine.DAMAGED, {}).values():
        read.say("document", f"{quarantine.called(record)}.")
    found = Examined(path, read, Bodies(path))
    marks: dict[int, list[tuple[str, str, Document]]] = defaultdict(list)
    for table in MARKS:
        for key, document in found.tables.get(table, {}).items():
            marks[owner(document)].append((table, key, document))
    articles = found.tables.get(ARTICLES, {})
    for key, document in articles.items():
        text = _article(found, int(key), document)
        for table, mark, of_it in marks.pop(int(key), ()):
            # What is in the trash is no orphan.
            _mark(found, table, mark, of_it, None if is_trashed(document) else text)
    for id, orphans in marks.items():
        for table, key, document in orphans:
            _mark(found, table, key, document, None)
            if (table, key) not in found.unreadable:
                found.astray.append((table, key))
                found.say("reference", f"{_called(table, key, document)} belongs to article {id}, "
                          "which is not there.")  # fmt: skip
    for table in (CLAIMS, PROGRESS):
        for key in found.tables.get(table, {}).keys() - articles.keys():
            found.astray.append((table, key))
            found.say(
                "reference", f"A document of {table} is of article {key}, which is not there."
            )
    if found.lost:
        found.say(
            "quote",
            f"Marks that have no place in the text of their article: {found.lost:,}. "
            "`manicule notes --orphans` lists them.",
        )
    _duplicates(found)
    _leftovers(found)
    return found


def _article(found: Examined, id: int, document: Document) -> str | None:
    """Check an article with its text and its claims; return the text."""
    try:
        article_records.entry(id, document, progress_records.progress(None), 0, 0, 0)
    except LibraryError as error:
        found.say("document", str(error))
        document = found.tables[ARTICLES][str(id)] = recognised(article_records.named(document))
    try:
        text = article_records.article(id, bulk.whole(document, found.bodies.read)).text
    except LibraryError as error:
        if isinstance(error, Unreadable):
            found.withheld.append(str(error))
        found.mute.append(id)
        found.say("text", f"Article {id}, “{article_records.title(document)}”: {error}")
        return None
    claims = found.tables.get(CLAIMS, {}).get(str(id))
    if claims is not None:
        try:
            claim_records.claims(id, bulk.whole(claims, found.bodies.read))
        except LibraryError as error:
            if isinstance(error, Unreadable):
                found.withheld.append(str(error))
            found.unreadable.append((CLAIMS, str(id)))
            found.say("document", f"{str(error).split(';')[0]}; they will be found anew.")
    return text


def _mark(found: Examined, table: str, key: str, document: Document, text: str | None) -> None:
    try:
        passage = passage_of(table, key, document)
    except LibraryError as error:
        found.say("document", str(error))
        document = recognised(document)
        try:
            passage = passage_of(table, key, document)
        except LibraryError:
            found.unreadable.append((table, key))
            return
        found.tables[table][key] = document
    # Of an article without its text nothing can be said yet.
    if not text or text[passage.start : passage.end] == passage.quote:
        return
    if table in (ANNOTATIONS, BOOKMARKS) and not is_trashed(document):
        found.lost += locate(text, passage) is None


def _duplicates(found: Examined) -> None:
    for table in (ARTICLES, ANNOTATIONS, BOOKMARKS):
        seen: dict[object, str] = {}
        for key, document in found.tables.get(table, {}).items():
            uid = document.get(UID)
            if (first := seen.setdefault(str(uid), key)) != key and isinstance(uid, str):
                found.twice.append((table, key))
                found.say("duplicate", f"{first} and {key} of {table} have the same uid {uid}.")


def _leftovers(found: Examined) -> None:
    path = found.path
    journal = journal_of(path)
    torn = sorted(path.parent.glob(f"{journal.name}.torn-*"))
    staged = [path.with_name(f"{name}.tmp") for name in (path.name, journal.name)]
    for file in torn:
        found.say("leftover", f"{file} holds what a crash left of a change; delete it when what "
                  "you wrote then is there.")  # fmt: skip
    for file in filter(Path.exists, staged):
        found.say("leftover", f"{file} was left by a program that was killed; delete it.")
    for file in copies(path):
        what = "the journal" if is_journal(file) else "the library"
        found.say("copy", f"{file} is another machine's copy of {what}: `manicule merge "
                  f"'{file}'` joins it, then delete it.")  # fmt: skip


def _called(table: str, key: str, document: Document) -> str:
    words = " ".join(str(document.get("passage", {}).get("quote", "")).split())
    return f"{_NAMES[table].capitalize()} {key} (“{beginning(words, 40)}”)"
