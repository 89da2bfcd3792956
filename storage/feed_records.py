"""A feed to its TinyDB document and back."""

from __future__ import annotations

from storage.disk.transaction import Document
from storage.fields import detail, names_the_record, sparse, string, strings
from storage.identity import canonical_url
from storage.models import Feed, Version

ADDRESS = "canonical"
"""The field by which a feed is known."""


def feed_document(feed: Feed) -> Document:
    """Return the document of a feed."""
    return sparse(
        {"url": feed.url, ADDRESS: canonical_url(feed.url), "title": feed.title},
        {
            "checked": feed.checked,
            "failure": feed.failure,
            "etag": feed.version.etag,
            "modified": feed.version.modified,
            "seen": list(feed.seen),
            "tags": list(feed.tags),
        },
    )


FIELDS = ("url", ADDRESS, "title", "checked", "failure", "etag", "modified", "seen", "tags")
"""Those of a feed's document; others are not ours, and stay."""


@names_the_record("feed")
def feed(id: int, document: Document) -> Feed:
    """Return the feed that a document holds."""
    return Feed(
        id,
        string(document, "url"),
        detail(document, "title") or "",
        detail(document, "checked") or "",
        detail(document, "failure") or "",
        Version(detail(document, "etag") or "", detail(document, "modified") or ""),
        strings(document, "seen"),
        strings(document, "tags"),
    )
