"""The library: the one door to everything stored."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from storage import batches, bulk, notes, pointing, schema, shelf
from storage.catalog import Catalog
from storage.disk.database import Database
from storage.disk.lock import PATIENCE
from storage.disk.transaction import Transaction
from storage.history import Conflict, History, Step
from storage.models import Annotation, Article, Bookmark, Claim, Entry, Ink, Progress
from storage.schema import ANNOTATIONS, ARTICLES, BOOKMARKS, CLAIMS, DECISIONS

UNDOABLE = (ARTICLES, CLAIMS, ANNOTATIONS, BOOKMARKS, DECISIONS)
"""The tables of which a person takes changes back; how far one has read is not among them."""


class Library:
    """Articles and what a person made of them, in a TinyDB file and its journal.

    Any thread may call any method. A change returns when it is safely on disk; it raises
    LibraryError (LibraryBusy when another program keeps writing) and then nothing has
    changed. Reading sees what other programs have written; it raises LibraryError when
    they have damaged the file.
    """

    def __init__(self, database: Database, path: Path) -> None:
        self.path = path
        self._database = database
        self._history = History()
        # One change at a time, so that the order of undo is the order on disk.
        self._guard = threading.RLock()
        with database.reading() as memory:
            self._catalog = Catalog(memory, database.body)
        self._seen = database.loads
        self._found: dict[int, tuple[str, tuple[Claim, ...]]] = {}

    @classmethod
    def open(cls, path: Path, patience: float = PATIENCE) -> Self:
        """Open a library; its folder and file are made by the first change.

        A change waits `patience` seconds for another program to finish its own.
        Raises LibraryError when the file is not a library that this manicule knows.
        """
        path = Path(os.path.abspath(os.path.expanduser(path)))
        return cls(Database(path, schema.accept, patience, bulk.slimmed), path)

    def close(self) -> None:
        """Let go of the files; everything is on disk already."""
        self._database.close()

    def fold(self) -> None:
        """Bring the file that other programs read up to date; closing mostly does it too."""
        self._database.fold()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def refresh(self) -> bool:
        """Tell whether another program changed the library since this was last asked."""
        self._database.state()
        seen, self._seen = self._seen, self._database.loads
        return seen != self._seen

    # Reading

    def empty(self) -> bool:
        """Tell whether no article was ever stored."""
        with self._reading() as catalog:
            return not schema.ever_used(catalog.memory.tables, ARTICLES)

    def entries(self, *, trashed: bool = False) -> list[Entry]:
        """Return the articles, or those in the trash, newest saved first."""
        with self._reading() as catalog:
            return catalog.entries(trashed)

    def article(self, id: int) -> Article:
        """Return an article with its text; raises NotFound."""
        with self._reading() as catalog:
            return catalog.article(id)

    def find(self, reference: str, *, trashed: bool = False) -> Entry:
        """Return the article of a number, or the only one whose title has these words.

        A title in full wins over others that have the same words; case and accents do not
        count. Found is what stands in the library, or else in the trash, never in both.
        Raises NotFound or Ambiguous.
        """
        with self._reading() as catalog:
            return catalog.find(reference, trashed)

    def claims(self, id: int) -> tuple[Claim, ...]:
        """Return an article's key claims, strongest first, without those dismissed."""
        with self._reading() as catalog:
            claims = catalog.claims(id)
            if claims is not None:
                return claims
            article = catalog.article(id)
        # Kept by the next change only: reading never writes. Nobody waits while they are found.
        text, found = self._found.get(id, ("", ()))
        if text != article.text:
            found = pointing.found(article)
            self._found[id] = article.text, found
        with self._reading() as catalog:
            return catalog.claims(id, found) or ()

    def annotations(self, id: int | None = None) -> list[Annotation]:
        """Return an article's annotations in reading order, or all of them, newest first."""
        with self._reading() as catalog:
            return catalog.annotations(id)

    def bookmarks(self, id: int | None = None) -> list[Bookmark]:
        """Return an article's bookmarks in reading order, or all of them, newest first."""
        with self._reading() as catalog:
            return catalog.bookmarks(id)

    def progress(self, id: int) -> Progress:
        """Return how far an article has been read."""
        with self._reading() as catalog:
            catalog.document(id)
            return catalog.progress(id)

    # Articles

    def add(self, article: Article) -> tuple[Article, bool]:
        """Store an article and find its claims; return it as stored, and whether it was new.

        One with the same address or the same text is there already: it is returned, out of
        the trash if it was in it, with the tags it did not have.
        """
        found = self._with_claims(article)
        with self._change() as change:
            return shelf.add(change, *found)

    def add_many(
        self, articles: Iterable[Article], progress: Callable[[int], object] | None = None
    ) -> list[tuple[int, bool]]:
        """Store articles as `add` does; return the id of each, and whether it was new.

        They are stored in batches, and `progress` is told after each how many there are by
        now. What it raises, or the articles raise, ends the adding; what was stored stays.
        One undo takes all of them back, unless something else was changed meanwhile.
        """
        stored: list[tuple[int, bool]] = []
        joined: Step | None = None
        new = 0
        for batch in batches.batches(map(self._with_claims, articles)):
            with self._guard:
                before = self._history.to_undo()
                goes_on = joined is not None and before is joined
                with self._change() as change:
                    added = batches.add(change, batch, new if goes_on else 0)
                stored += added
                new = (new if goes_on else 0) + sum(fresh for _, fresh in added)
                latest = self._history.to_undo()
                if latest is not before:
                    joined = self._history.join() if goes_on else latest
            if progress is not None:
                progress(len(stored))
        return stored

    def _with_claims(self, article: Article) -> batches.Found:
        """Find an article's claims, before others are kept waiting, unless it is there."""
        with self._reading() as catalog:
            known = shelf.twin(catalog.memory, article)
        return article, pointing.found(article) if known is None else None

    def tag(self, id: int, tags: Iterable[str], *, remove: Iterable[str] = ()) -> tuple[str, ...]:
        """Give an article tags and take others away; return those it has."""
        with self._change() as change:
            return shelf.tag(change, id, tags, remove)

    def archive(self, id: int, archived: bool = True) -> None:
        """Put an article away as done with, or take it out again."""
        with self._change() as change:
            shelf.archive(change, id, archived)

    def remove(self, id: int) -> None:
        """Put an article in the trash, with everything that belongs to it."""
        with self._change() as change:
            shelf.trash(change, id)

    def restore(self, id: int) -> None:
        """Take an article out of the trash."""
        with self._change() as change:
            shelf.restore(change, id)

    def dismiss(self, id: int, claim: Claim) -> None:
        """Point at this claim no more, even when another engine finds it again."""
        with self._change() as change:
            shelf.dismiss(change, id, claim)

    def set_progress(self, id: int, progress: Progress) -> None:
        """Note how far an article has been read; not undoable.

        The disk is not waited for: a power cut may take the latest places, never a note.
        """
        with self._change(durable=False) as change:
            shelf.set_progress(change, id, progress)

    # Notes

    def annotate(
        self,
        id: int,
        start: int,
        end: int,
        *,
        note: str = "",
        ink: Ink = Ink.YELLOW,
        tags: Iterable[str] = (),
    ) -> Annotation:
        """Highlight a span, with or without a note; #tags in the note are its tags too.

        The same span again is the same annotation: a second note is put below the first, and
        its ink changes only to another than the usual yellow.
        """
        with self._change() as change:
            return notes.annotate(change, id, (start, end), note, ink, tags)

    def edit_annotation(
        self,
        uid: str,
        *,
        note: str | None = None,
        ink: Ink | None = None,
        tags: Iterable[str] | None = None,
        span: tuple[int, int] | None = None,
    ) -> Annotation:
        """Change what is given of an annotation; raises NotFound."""
        with self._change() as change:
            return notes.edit(change, uid, note=note, ink=ink, tags=tags, span=span)

    def remove_annotation(self, uid: str) -> None:
        """Remove an annotation; raises NotFound."""
        with self._change() as change:
            notes.remove_annotation(change, uid)

    def bookmark(self, id: int, start: int, end: int, label: str = "") -> Bookmark:
        """Mark a place under a label, or under the next free letter; a label in use moves."""
        with self._change() as change:
            return notes.bookmark(change, id, (start, end), label)

    def remove_bookmark(self, uid: str) -> None:
        """Remove a bookmark; raises NotFound."""
        with self._change() as change:
            notes.remove_bookmark(change, uid)

    # Undo

    def undo(self) -> str | None:
        """Take back the latest change of this session and say what it was; None without one.

        Raises LibraryError when another program changed the same thing since; what came
        before can then be taken back by the next call.
        """
        with self._guard:
            step = self._history.to_undo()
            if step is None:
                return None
            with self._forgetting(self._history.forget_undo):
                self._apply(step.reversed())
            self._history.undone()
            return step.what

    def redo(self) -> str | None:
        """Make the change last taken back again and say what it is; None without one."""
        with self._guard:
            step = self._history.to_redo()
            if step is None:
                return None
            with self._forgetting(self._history.forget_redo):
                self._apply(step)
            self._history.redone()
            return step.what

    @contextlib.contextmanager
    def _forgetting(self, forget: Callable[[], None]) -> Iterator[None]:
        """Drop a step that can never be made; one that the disk refused stays."""
        try:
            yield
        except Conflict:
            forget()
            raise

    def _apply(self, step: Step) -> None:
        with self._database.transaction() as change:
            step.apply(change, unchecked=(CLAIMS,))
            shelf.refuse_orphans(change)

    @contextlib.contextmanager
    def _change(self, *, durable: bool = True) -> Iterator[Transaction]:
        """Make one change of the library: on disk and undoable, or not made at all."""
        with self._guard:
            with self._database.transaction(durable=durable) as change:
                yield change
                made = {c.place for c in change.changes if c.table in UNDOABLE}
                if change.changes:
                    schema.stamp(change)
                    self._keep_claims(change)
            if made:
                kept = tuple(c for c in change.changes if c.place in made)
                self._history.record(Step(change.what, kept))

    def _keep_claims(self, change: Transaction) -> None:
        """Store with a change the claims that were found since the last one."""
        for id, (text, claims) in list(self._found.items()):
            document = change.get(ARTICLES, id)
            if document is not None and shelf.text_of(change, id) == text:
                shelf.keep_claims(change, id, claims)
            # Found again should the write fail.
            del self._found[id]

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Catalog]:
        """Give what the library says now, unchanged for the length of a block."""
        with self._database.reading() as memory:
            if self._catalog.memory is not memory:
                self._catalog = Catalog(memory, self._database.body)
            yield self._catalog
