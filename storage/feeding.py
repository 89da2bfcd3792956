"""Fetch what is new in a feed into the library; a failure is a sentence and stops nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storage.errors import IntakeError
from storage.identity import now
from storage.intake.feeds import FeedItem, Found, article_of, read_feed
from storage.library import Library
from storage.models import Article, Feed

if TYPE_CHECKING:
    from http.cookiejar import CookieJar

Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of asking a feed."""

    feed: Feed
    new: tuple[int, ...] = ()
    """Ids of the articles that are new."""
    failures: tuple[str, ...] = ()
    """Why it, some of its items, or the whole text of one could not be had."""


def discover(url: str, *, allow_private: bool = False) -> tuple[str, Found]:
    """Return the address of a feed, or of the one that a page names, and the feed; IntakeError."""
    from storage.intake.feeds.page import named_feed
    from storage.intake.web.fetch import fetch

    page = fetch(url, allow_private=allow_private)
    named = named_feed(page)
    if named:
        page = fetch(named, allow_private=allow_private)
    return page.url, read_feed(page)


def fetch_feed(
    library: Library,
    feed: Feed,
    *,
    full: bool = False,
    allow_private: bool = False,
    cookies: CookieJar | None = None,
) -> Fetched:
    """Ask a feed for what is new; with `full` fetch the page of each item too."""
    from storage.intake.web.fetch import Unchanged, fetch

    try:
        page = fetch(feed.url, allow_private=allow_private, cookies=cookies, known=feed.version)
        found = read_feed(page)
    except Unchanged:
        asked = feed._replace(checked=now(), failure="")
        library.receive(asked)
        return Fetched(asked)
    except IntakeError as error:
        asked = feed._replace(checked=now(), failure=str(error))
        library.receive(asked)
        return Fetched(asked, failures=(str(error),))
    title = found.title or feed.title
    seen = set(feed.seen)
    failures = [lost] if (lost := found.lost()) else []
    articles: list[Article] = []
    # The oldest first, as if each had been added when it came.
    for item in reversed(found.items):
        if item.key not in seen:
            article = article_of(item, title, feed.url)
            if article is None:
                failures.append(f"an item of “{title}” holds neither an address nor words.")
                continue
            if full and item.url:
                article = _whole(item, article, failures, allow_private, cookies)
            articles.append(replace(article, tags=(*article.tags, *feed.tags)))
    asked = feed._replace(
        title=feed.title if feed.title != feed.url else title,
        checked=now(),
        failure="",
        version=page.version,
        seen=tuple(dict.fromkeys(item.key for item in found.items)),
    )
    return Fetched(asked, tuple(library.receive(asked, articles)), tuple(failures))


def _whole(
    item: FeedItem,
    article: Article,
    failures: list[str],
    allow_private: bool,
    cookies: CookieJar | None,
) -> Article:
    """Return the article with the text of its page, or with the feed's where that fails."""
    from storage.intake.web import read_url

    try:
        page = read_url(item.url, allow_private=allow_private, cookies=cookies)
    except IntakeError as error:
        failures.append(str(error))
        return article
    # The address in the feed, so that the same item is known again.
    return replace(
        page,
        title=article.title,
        url=item.url,
        byline=page.byline or article.byline,
        published=page.published or article.published,
        site=page.site or article.site,
    )
