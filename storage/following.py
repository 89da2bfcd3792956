"""The feeds that a person follows, and what came in them: verbs of a library."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from storage import pointing, schema, shelf, typed
from storage.disk.transaction import Transaction
from storage.errors import Ambiguous, LibraryError, NotFound
from storage.identity import canonical_url, digest
from storage.models import Article, Feed
from storage.opened import Opened
from storage.schema import FEEDS

if TYPE_CHECKING:
    from storage.batches import Found


class Following(Opened):
    """The verbs of a library that are about feeds; no undo takes them back."""

    def feeds(self) -> list[Feed]:
        """Return the feeds, in the order they were added."""
        from storage import feed_records

        found = []
        with self._reading() as catalog:
            for key, document in catalog.memory.tables.get(FEEDS, {}).items():
                with contextlib.suppress(LibraryError):
                    found.append(feed_records.feed(int(key), document))
        return sorted(found, key=lambda feed: feed.id)

    def feed(self, reference: str) -> Feed:
        """Return the feed of a number, an address, or words that only its title has."""
        from storage.query import fold

        feeds, sought = self.feeds(), fold(reference)
        for fits in (
            [feed for feed in feeds if str(feed.id) == reference.strip()],
            [feed for feed in feeds if canonical_url(feed.url) == canonical_url(reference)],
            [feed for feed in feeds if sought in fold(feed.title)],
        ):
            if len(fits) == 1:
                return fits[0]
            if fits:
                named = ", ".join(f"{feed.id} “{feed.title}”" for feed in fits[:5])
                raise Ambiguous(f"“{reference}” fits {len(fits)} feeds: {named}; give the number.")
        raise NotFound(
            f"No feed is called “{reference}”; `manicule feed list` shows which there are."
        )

    def follow(
        self, feeds: Iterable[tuple[str, str]], named: Mapping[str, Iterable[str]] | None = None
    ) -> list[tuple[Feed, bool]]:
        """Add feeds, each an address and a title; return them, and whether they were new.

        `named` gives tags by address; one that is followed already gets those that it lacks.
        """
        tags = named or {}
        with self._change() as change:
            return [_follow(change, url, title, tags.get(url, ())) for url, title in feeds]

    def unfollow(self, id: int) -> None:
        """Follow a feed no more; what came in it stays. Raises NotFound."""
        with self._change() as change:
            if change.get(FEEDS, id) is None:
                raise NotFound(f"There is no feed {id}.")
            change.put(FEEDS, id, None)

    def receive(self, feed: Feed, articles: Iterable[Article] = ()) -> list[int]:
        """Note how a feed stands, and store what came in it; return the ids of what is new.

        What is in the library or its trash already is left as it is.
        """
        from storage import feed_records

        found: list[Found] = []
        for article in articles:
            fingerprint = digest(article.text)
            with self._reading() as catalog:
                if shelf.twin(catalog.memory, article, fingerprint) is not None:
                    continue
            found.append((article, pointing.found(article), fingerprint))
        with self._change() as change:
            new = [
                shelf.add(change, *each)[0].id
                for each in found
                if shelf.twin(change, each[0], each[2]) is None
            ]
            before = change.get(FEEDS, feed.id)
            # It may have been removed while it was fetched.
            if before is not None:
                kept = {k: v for k, v in before.items() if k not in feed_records.FIELDS}
                change.put(FEEDS, feed.id, {**kept, **feed_records.feed_document(feed)})
            change.what = f"adding what came in “{feed.title}”"
        return new


def _follow(change: Transaction, url: str, title: str, named: Iterable[str]) -> tuple[Feed, bool]:
    from storage import feed_records

    for key, document in change.where(FEEDS, feed_records.ADDRESS, canonical_url(url)).items():
        with contextlib.suppress(LibraryError):
            known = feed_records.feed(int(key), document)
            tags = typed.tags([*known.tags, *named])
            if tags != known.tags:
                change.put(FEEDS, known.id, {**document, "tags": list(tags)})
            return known._replace(tags=tags), False
    tags = typed.tags(named)
    made = Feed(schema.next_key(change, FEEDS), url, title or url, tags=tags)
    change.put(FEEDS, made.id, feed_records.feed_document(made))
    return made, True
