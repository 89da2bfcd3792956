"""The library: the one door to everything stored."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storage import article_records, batches, decisions, finding, notes, pointing, schema, shelf
from storage.disk.copies import copies
from storage.following import Following
from storage.identity import digest
from storage.incoming import Incoming
from storage.models import Annotation, Article, Bookmark, Claim, Entry, Ink, Passage, Progress
from storage.schema import ARTICLES, DECISIONS
from storage.tending import Tending

if TYPE_CHECKING:
    from storage.claims import Lesson
    from storage.history import Step
    from storage.merge import Progressed
    from storage.merging import Merged
    from storage.models import Decision
    from storage.trash import Trash


class Library(Incoming, Following, Tending):
    """Articles and what a person made of them, in a TinyDB file and its journal.

    Any thread may call any method. A change returns when it is safely on disk; it raises
    LibraryError (LibraryBusy when another program keeps writing) and then nothing has
    changed. Reading sees what other programs have written; it raises LibraryError when
    they have damaged the file.
    """

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

    def title(self, id: int) -> str:
        """Return an article's title, wherever it is; raises NotFound."""
        with self._reading() as catalog:
            return article_records.title(catalog.document(id))

    @property
    def version(self) -> object:
        """Something that is another object once articles, notes or bookmarks have changed."""
        with self._reading() as catalog:
            return catalog.version

    def stamps(self) -> dict[int, str]:
        """Return a fingerprint of every article's text, also of those in the trash."""
        with self._reading() as catalog:
            return catalog.stamps()

    def stamp(self, id: int) -> str:
        """Return a fingerprint of an article's text; raises NotFound."""
        with self._reading() as catalog:
            return catalog.stamp(id)

    def text(self, id: int) -> str:
        """Return an article's text alone; raises NotFound."""
        with self._reading() as catalog:
            return catalog.text(id)

    def entry(self, id: int) -> Entry:
        """Return the row of an article, wherever it is; raises NotFound."""
        with self._reading() as catalog:
            return catalog.entry(id)

    def find(self, reference: str, *, trashed: bool = False) -> Entry:
        """Return the article of a number, or the only one whose title has these words.

        A title in full wins over others that have the same words; case and accents do not
        count. Found is what stands in the library, or else in the trash, never in both.
        Raises NotFound or Ambiguous.
        """
        with self._reading() as catalog:
            return finding.find(catalog, reference, trashed)

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
            found = pointing.found(article, self._taught())
            self._found[id] = article.text, found
        with self._reading() as catalog:
            return catalog.claims(id, found) or ()

    def dismissed(self, id: int) -> list[Passage]:
        """Return where an article's dismissed claims stand, in reading order."""
        with self._reading() as catalog:
            return catalog.dismissed(id)

    def judged(self, id: int) -> list[Decision]:
        """Return all that the person said of an article's claims, in the order it was said."""
        with self._reading() as catalog:
            return catalog.judged(id)

    def annotations(self, id: int | None = None) -> list[Annotation]:
        """Return an article's annotations in reading order, or all of them, newest first."""
        with self._reading() as catalog:
            return catalog.annotations(id)

    def written(self) -> dict[int, list[str]]:
        """Return by article what a person wrote in it, and the tags of it, wherever it stands."""
        with self._reading() as catalog:
            return catalog.written()

    def bookmarks(self, id: int | None = None) -> list[Bookmark]:
        """Return an article's bookmarks in reading order, or all of them, newest first."""
        with self._reading() as catalog:
            return catalog.bookmarks(id)

    def made(self) -> tuple[list[Annotation], list[Bookmark]]:
        """Return all annotations and bookmarks as they were made, in no order.

        Where they stand now, and whether they do, takes reading texts: `annotations` tells.
        """
        with self._reading() as catalog:
            return catalog.made()

    def trash(self) -> Trash:
        """Return what was removed, latest first; what stands in removed articles is theirs."""
        from storage.trash import Trash

        with self._reading() as catalog:
            articles = sorted(catalog.entries(True), key=lambda e: (e.trashed, e.id), reverse=True)
            return Trash(
                tuple(articles),
                tuple(catalog.annotations(None, True)),
                tuple(catalog.bookmarks(None, True)),
            )

    def damaged(self) -> tuple[str, ...]:
        """Return a sentence for each record that could not be read until now.

        Such a record is passed over by everything that reads, and left in the file as it is.
        """
        with self._reading() as catalog:
            return catalog.damaged()

    def progress(self, id: int) -> Progress:
        """Return how far an article has been read."""
        with self._reading() as catalog:
            catalog.document(id)
            return catalog.progress(id)

    def timed(self) -> tuple[int, int]:
        """Return how many words of all articles were read while the time was taken, in seconds."""
        with self._reading() as catalog:
            return catalog.timed()

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
        fingerprint = digest(article.text)
        with self._reading() as catalog:
            known = shelf.twin(catalog.memory, article, fingerprint)
        claims = pointing.found(article, self._taught()) if known is None else None
        return article, claims, fingerprint

    def tag(self, id: int, tags: Iterable[str], *, remove: Iterable[str] = ()) -> tuple[str, ...]:
        """Give an article tags and take others away; return those it has."""
        with self._change() as change:
            return shelf.tag(change, id, tags, remove)

    def describe(self, id: int, *, title: str | None = None, byline: str | None = None) -> None:
        """Correct an article's title or author; None leaves it, "" says that there is no author."""
        with self._change() as change:
            shelf.describe(change, id, title, byline)

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

    def dismiss(self, id: int, claim: Claim, *, seen: str | None = None) -> None:
        """Point at this claim no more, even when another engine finds it again."""
        with self._change() as change:
            decisions.dismiss(change, id, decisions.now(change, id, claim, seen))

    def keep(self, id: int, claim: Claim, *, seen: str | None = None) -> tuple[Annotation, int]:
        """Highlight a claim as `highlight` does, and remember that it is one."""
        with self._change() as change:
            claim = decisions.now(change, id, claim, seen)
            decisions.keep(change, id, claim)
            return notes.highlight(change, id, (claim.start, claim.end))

    def find_anew(self, id: int) -> tuple[Claim, ...]:
        """Find an article's claims again, even of one that was read; return those that stand."""
        with self._reading() as catalog:
            article = catalog.article(id)
        claims = pointing.found(article, self._taught())
        with self._change() as change:
            change.what = "finding claims anew"
            shelf.keep_claims(change, id, claims)
        return self.claims(id)

    def lessons(self) -> list[Lesson]:
        """Return what decisions on claims have taught, strongest first."""
        with self._reading() as catalog:
            return decisions.lessons(catalog.decisions().values())

    def forget_lessons(self) -> int:
        """Unlearn what decisions have taught; they hold. Return how many taught."""
        with self._change() as change:
            return decisions.forget(change, change.documents(DECISIONS))

    def reinstate(self, id: int, dismissed: Passage) -> None:
        """Point again at a claim that was dismissed; raises NotFound."""
        with self._change() as change:
            decisions.reinstate(change, id, dismissed)

    def empty_trash(self, before: datetime | None = None) -> None:
        """Throw away for good what was removed before a moment, or everything in the trash.

        With an article goes all that belongs to it. There is no undo.
        """
        self._purge(before or datetime.now(UTC), by_hand=True)

    def set_progress(self, id: int, progress: Progress, *, seen: str | None = None) -> None:
        """Note how far an article has been read, of the text that was `seen`; not undoable.

        The disk is not waited for: a power cut may take the latest places, never a note.
        """
        with self._change(durable=False) as change:
            shelf.set_progress(change, id, progress, seen)

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
        seen: str | None = None,
    ) -> Annotation:
        """Highlight a span, with or without a note; #tags in the note are its tags too.

        The same span again is the same annotation: a second note is put below the first, and
        its ink changes only to another than the usual yellow. The span is one of the text that
        was `seen`; of one whose words are gone since, the note is kept as an orphan.
        """
        with self._change() as change:
            return notes.annotate(change, id, (start, end), note, ink, tags, seen)

    def highlight(
        self, id: int, start: int, end: int, *, seen: str | None = None
    ) -> tuple[Annotation, int]:
        """Highlight a span; return the annotation, and how many it was joined with.

        Highlights that share a character with the span become one with it, from the first
        character of all to the last: with every note, in reading order, and every tag, and
        with the ink of the first. One that has the whole span already is left as it is.
        """
        with self._change() as change:
            return notes.highlight(change, id, (start, end), seen)

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
        """Put an annotation in the trash; raises NotFound."""
        with self._change() as change:
            notes.remove_annotation(change, uid)

    def restore_annotation(self, uid: str) -> Annotation:
        """Take an annotation out of the trash; raises NotFound."""
        with self._change() as change:
            return notes.restore_annotation(change, uid)

    def bookmark(
        self, id: int, start: int, end: int, label: str = "", *, seen: str | None = None
    ) -> Bookmark:
        """Mark a place under a label, or under the next free letter; a label in use moves."""
        with self._change() as change:
            return notes.bookmark(change, id, (start, end), label, seen)

    def remove_bookmark(self, uid: str) -> None:
        """Put a bookmark in the trash; raises NotFound."""
        with self._change() as change:
            notes.remove_bookmark(change, uid)

    def restore_bookmark(self, uid: str) -> Bookmark:
        """Take a bookmark out of the trash; its label is a free one where its own is taken."""
        with self._change() as change:
            return notes.restore_bookmark(change, uid)

    # Copies

    def copies(self) -> list[Path]:
        """Return conflicted copies that a program which keeps folders alike left beside it."""
        return copies(Path(os.path.realpath(self.path)))

    def backup(self, target: Path | None = None) -> tuple[Path, list[str]]:
        """Write the whole library to a file, by default among its backups.

        Returns it, and the names of texts that could not be read. Raises LibraryError.
        """
        from storage.restore import backup

        return backup(self._database, Path(os.path.realpath(self.path)), target)

    def merge(self, file: Path, progressed: Progressed | None = None) -> Merged:
        """Join another copy of the library into this one, in one change.

        Raises NotFound or LibraryError; then nothing has changed.
        """
        from storage.merging import theirs

        with theirs(file) as other:
            other.bring(Path(os.path.realpath(self.path)), self._database.state())
            with self._change(traced=False) as change:
                return other.join(change, progressed)

    def _taught(self) -> dict[str, float]:
        """Give the weights that decisions on claims have taught."""
        with self._reading() as catalog:
            return decisions.taught(catalog.decisions().values())
