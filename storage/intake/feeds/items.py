"""What a feed says of itself and of one thing in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from storage.intake.extracted import extracted, paragraphs
from storage.intake.facts import Facts, fit_title, make_article
from storage.models import Article


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One thing in a feed."""

    url: str = ""
    """Of the web; empty when it has none."""
    title: str = ""
    byline: str = ""
    published: str = ""
    """ISO date; empty when it cannot be told."""
    html: str = ""
    text: str = ""
    """Where there is no HTML."""
    name: str = ""
    """What the feed calls it; empty when it does not."""
    base: str = ""
    """The address from which those in its HTML are told."""

    @property
    def key(self) -> str:
        """By this it is known when the feed is read again."""
        what = self.name or self.url or f"{self.title}\n{self.html or self.text}"
        return hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Found:
    """What is in a feed now, in its order."""

    title: str
    items: tuple[FeedItem, ...]
    left_out: int = 0
    """Items that were too many, or too large, to be read."""

    def lost(self) -> str:
        """Say in a sentence what was left out; empty where nothing was."""
        if not self.left_out:
            return ""
        total = len(self.items) + self.left_out
        return (
            f"{self.left_out:,} of its {total:,} items are left out: more, or longer, than what is "
            "read of one feed."
        )


def article_of(item: FeedItem, feed: str, origin: str) -> Article | None:
    """Return the article of an item with the text that the feed has of it.

    Without one it is an address to be fetched; None for what has neither.
    """
    pieces = extracted(item.html, item.base) or paragraphs(item.text)
    if pieces:
        facts = Facts(item.title, item.byline or None, site=feed or None, url=item.url or None)
        facts.published = item.published or None
        return make_article(facts, pieces, origin=origin, form="html" if item.html else "plain")
    if not item.url:
        return None
    return Article(
        title=fit_title(item.title or item.url),
        text="",
        blocks=(),
        byline=item.byline or None,
        site=feed or None,
        url=item.url,
        published=item.published or None,
        origin=origin,
        format="html",
    )
