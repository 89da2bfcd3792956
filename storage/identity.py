"""What makes two articles the same, and the marks by which things are told apart."""

from __future__ import annotations

import os
import time
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from storage.models import Article

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid")
"""Beginnings of the query parameters that say who followed a link, not where it leads."""


def now() -> str:
    """Return this moment as ISO date and time, UTC, to the second."""
    return _written(int(time.time()))


@lru_cache(1)
def _written(second: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(second))


def new_uid() -> str:
    """Return a mark that no other process, machine or year will give."""
    # What uuid4().hex gives, in a third of the time.
    digits = os.urandom(16).hex()
    return f"{digits[:12]}4{digits[13:16]}{'89ab'[int(digits[16], 16) & 3]}{digits[17:]}"


def canonical_url(url: str | None) -> str:
    """Return an address without what does not change the page it leads to.

    That is the scheme's s, a default port, the case of the host, the fragment, a
    trailing slash and tracking parameters. Empty for no address. Only for comparing.
    """
    if not url or not url.strip():
        return ""
    url = url.strip()
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url
    if parts.scheme not in ("http", "https") or not host:
        return url
    where = host if port in (None, 80, 443) else f"{host}:{port}"
    kept = [
        parameter
        for parameter in parts.query.split("&")
        if parameter and not parameter.startswith(_TRACKING)
    ]
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    query = "?" + "&".join(kept) if kept else ""
    return f"//{where}{parts.path.rstrip('/')}{query}{fragment}"


def digest(text: str) -> str:
    """Return the fingerprint of a text; white space does not count. Empty for no text."""
    words = " ".join(text.split())
    if not words:
        return ""
    # Only here, for it loads all of OpenSSL, which reading does not need.
    import hashlib

    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def is_elsewhere(article: Article, stored: Article) -> bool:
    """Tell whether an article is a stored one's text under another title or address."""
    if article.text != stored.text:
        return False
    moved = article.url and canonical_url(article.url) != canonical_url(stored.url)
    return article.title != stored.title or bool(moved)
