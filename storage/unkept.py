"""An article that is read without being kept: its first mark, or a word, puts it in the library."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from storage import pointing
from storage.errors import LibraryError, NotFound
from storage.identity import digest
from storage.models import Annotation, Article, Bookmark, Claim, Entry, Ink, Progress, State

if TYPE_CHECKING:
    from storage.library import Library

    # To whoever uses it it is a library. The types check what it overrides and nothing else:
    # the rest goes on to the library as it was asked.
    _Base = Library
else:
    _Base = object


class Unkept(_Base):
    """A library in which article 0 is one that it does not have, until it is kept.

    What is not said here is said by the library itself.
    """

    def __init__(self, library: Library, article: Article) -> None:
        self._library = library
        # The same text read again has the same name, by which the draft of a note is found.
        self._article = replace(article, id=0, uid=digest(article.text))
        self._stored: tuple[int, str] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    @property
    def kept(self) -> int | None:
        """The article's number in the library; None before it is kept, and when that was undone."""
        if self._stored is not None:
            id, uid = self._stored
            with contextlib.suppress(NotFound):
                return id if self._library.entry(id).uid == uid else None
        return None

    # Reading

    def article(self, id: int) -> Article:
        return self._article if id == 0 else self._library.article(id)

    def entry(self, id: int) -> Entry:
        kept = id or self.kept
        return self._row if kept is None else self._library.entry(kept)

    def claims(self, id: int) -> tuple[Claim, ...]:
        kept = id or self.kept
        return self._claims if kept is None else self._library.claims(kept)

    def annotations(self, id: int | None = None) -> list[Annotation]:
        here = self._here(id)
        return [] if here == 0 else self._library.annotations(here)

    def bookmarks(self, id: int | None = None) -> list[Bookmark]:
        here = self._here(id)
        return [] if here == 0 else self._library.bookmarks(here)

    def progress(self, id: int) -> Progress:
        here = self._here(id)
        return self._library.progress(here) if here else Progress()

    def stamp(self, id: int) -> str:
        kept = id or self.kept
        return self._article.uid if kept is None else self._library.stamp(kept)

    def set_progress(self, id: int, progress: Progress, *, seen: str | None = None) -> None:
        """Note how far an article has been read, if it is kept."""
        if here := self._here(id):
            self._library.set_progress(here, progress, seen=seen)

    # What keeps it

    def store(self) -> int:
        """Keep the article, and return its number."""
        with self._keeping(0) as id:
            return id

    def highlight(
        self, id: int, start: int, end: int, *, seen: str | None = None
    ) -> tuple[Annotation, int]:
        with self._keeping(id) as here:
            return self._library.highlight(here, start, end, seen=seen)

    def keep(self, id: int, claim: Claim, *, seen: str | None = None) -> tuple[Annotation, int]:
        with self._keeping(id) as here:
            return self._library.keep(here, claim, seen=seen)

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
        with self._keeping(id) as here:
            return self._library.annotate(
                here, start, end, note=note, ink=ink, tags=tags, seen=seen
            )

    def bookmark(
        self, id: int, start: int, end: int, label: str = "", *, seen: str | None = None
    ) -> Bookmark:
        with self._keeping(id) as here:
            return self._library.bookmark(here, start, end, label, seen=seen)

    def dismiss(self, id: int, claim: Claim, *, seen: str | None = None) -> None:
        with self._keeping(id) as here:
            self._library.dismiss(here, claim, seen=seen)

    def tag(self, id: int, tags: Iterable[str], *, remove: Iterable[str] = ()) -> tuple[str, ...]:
        with self._keeping(id) as here:
            return self._library.tag(here, tags, remove=remove)

    def archive(self, id: int, archived: bool = True) -> None:
        with self._keeping(id) as here:
            self._library.archive(here, archived)

    @contextlib.contextmanager
    def _keeping(self, id: int) -> Iterator[int]:
        """Keep the article in one step with what is done in a block."""
        here = self._here(id)
        if here:
            yield here
            return
        title = self._article.title
        with self._library.grouped(f"adding “{title}”"):
            stored, _ = self._library.add(self._article)
            if stored.text != self._article.text:
                raise LibraryError(
                    f"“{title}” is in the library, or its trash, with another text: "
                    f"`manicule read {stored.id}` opens that one."
                )
            yield stored.id
        self._stored = stored.id, stored.uid

    def _here(self, id: int | None) -> int | None:
        return self.kept or 0 if id == 0 else id

    @cached_property
    def _claims(self) -> tuple[Claim, ...]:
        return pointing.found(self._article)

    @cached_property
    def _row(self) -> Entry:
        article = self._article
        return Entry(
            id=0,
            uid=article.uid,
            title=article.title,
            byline=article.byline,
            site=article.site,
            url=article.url,
            published=article.published,
            language=article.language,
            words=article.words,
            saved="",
            state=State.UNREAD,
            tags=article.tags,
            pointed=0,
            notes=0,
            bookmarks=0,
            progress=Progress(),
        )
