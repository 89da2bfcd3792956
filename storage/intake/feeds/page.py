"""The feed that a page of the web names as its own."""

from __future__ import annotations

from urllib.parse import urljoin

from storage.errors import IntakeError
from storage.intake.build import safe_link
from storage.intake.decode import decode
from storage.intake.detect import detect
from storage.intake.html_page import parse_page
from storage.intake.sanitise import clean
from storage.models import Page

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def named_feed(page: Page) -> str:
    """Return the address of the first feed that a page names; empty for what is no such page."""
    try:
        text = clean(decode(page.data, page.url, page.charset))
    except IntakeError:
        return ""
    tree = parse_page(text) if detect(text) == "html" else None
    for link in [] if tree is None else tree.iter("link"):
        if "alternate" in link.get("rel", "").lower() and link.get("type", "").lower() in _TYPES:
            return safe_link(urljoin(page.url, link.get("href", "")))
    return ""
