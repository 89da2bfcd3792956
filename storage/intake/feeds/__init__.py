"""Feeds (RSS, Atom, JSON Feed), and the lists of them (OPML)."""

from storage.intake.feeds.items import FeedItem, Found, article_of
from storage.intake.feeds.opml import read_opml, write_opml
from storage.intake.feeds.read import read_feed

__all__ = ["FeedItem", "Found", "article_of", "read_feed", "read_opml", "write_opml"]
