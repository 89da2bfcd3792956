"""A feed's bytes to what is in it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from storage.errors import IntakeError
from storage.intake.build import safe_link
from storage.intake.dates import iso_date
from storage.intake.decode import decode
from storage.intake.exports.item import dicts, prose_of, text_of
from storage.intake.extracted import extracted
from storage.intake.feeds.bounds import MOST, affordable, bounded, is_many_values
from storage.intake.feeds.items import FeedItem, Found
from storage.intake.sanitise import line
from storage.intake.xml import is_crowded
from storage.models import Page

_MOST_NAMES = 100
"""Authors of one item."""
_LONGEST_TITLE = 2000
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.I)
_ENCODING = re.compile(r"(?<=<\?xml)[^>]*+>")
_DECLARED = re.compile(rb"[^>\[]*+(?:\[.*?\]\s*+)?>", re.S)
_PERSON = re.compile(
    rb"(<(?:\w+:)?(?:author|contributor|creator|managingEditor|owner|publisher|webMaster)\b[^<>]*+>"
    rb"(?:<!\[CDATA\[)?[^<\]]{1000})[^<\]]++",
    re.I,
)
"""Somebody's name, and what is beyond any: at each letter of it an address is looked for."""
_JSON_FEED = "https://jsonfeed.org/version/"


def read_feed(page: Page) -> Found:
    """Read RSS, Atom or JSON Feed; IntakeError when it is none."""
    found = _json(page) if page.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else _xml(page)
    if found is None:
        raise IntakeError(
            f"{line(page.url)} is no feed (RSS, Atom or JSON Feed): look on the page for the "
            "address of its feed."
        )
    return found


def _xml(page: Page) -> Found | None:
    import feedparser

    page = _legible(page)
    if is_crowded(page.data):
        return None
    data, left_out = bounded(_PERSON.sub(rb"\1", _without_entities(page.data)))
    if page.data and not data:
        raise IntakeError(f"{line(page.url)} is refused: it has far more tags than a feed needs.")
    headers = {"content-location": page.url}
    if page.charset:
        headers["content-type"] = f"application/xml; charset={page.charset}"
    # What it would take out of the HTML is taken out with everybody else's, and links made whole.
    read = feedparser.parse(
        io.BytesIO(data),
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not read.get("version") and not read.entries:
        return None
    # In Atom the feed's authors are those of each entry that names none.
    is_atom = str(read.get("version", "")).startswith("atom")
    authors = read.feed.get("authors", []) if is_atom else []
    items = [_entry(entry, page.url, authors) for entry in read.entries[:MOST]]
    kept = affordable(items)
    return Found(
        _plain(read.feed.get("title")),
        kept,
        left_out + len(read.entries) - len(kept),
    )


def _legible(page: Page) -> Page:
    """Give a feed in an encoding of wide signs as UTF-8, so that its tags can be seen."""
    if b"\x00" not in page.data[:100]:
        return page
    text = decode(page.data, page.url, page.charset)
    return Page(page.url, _ENCODING.sub("", text, count=1).encode("utf-8", "replace"), "utf-8")


def _without_entities(data: bytes) -> bytes:
    """Take out the place where entities are declared: none that a feed needs, and bombs."""
    # Looked for in two steps, for one would begin anew at each of a million beginnings.
    begin = _DOCTYPE.search(data)
    end = _DECLARED.match(data, begin.end()) if begin else None
    return data[: begin.start()] + data[end.end() :] if begin and end else data


def _entry(entry: Any, base: str, others: list[Any]) -> FeedItem:
    contents = [c for c in entry.get("content", ()) if c.get("value")]
    # The longest: some feeds repeat the summary beside the whole.
    whole = max(contents, key=lambda c: len(c["value"]), default=entry.get("summary_detail") or {})
    text = whole.get("value") or ""
    is_plain = whole.get("type") == "text/plain"
    persons = (entry.get("authors") or others)[:_MOST_NAMES]
    authors = [author.get("name") for author in persons if author]
    return FeedItem(
        _link(entry.get("link"), base),
        _plain(entry.get("title")),
        _names(authors) or text_of(entry.get("author")),
        _date(entry),
        "" if is_plain else text,
        text if is_plain else "",
        text_of(entry.get("id")),
        text_of(whole.get("base")) or base,
    )


def _date(entry: Any) -> str:
    """Return the day on which an entry came out as it says it, where it can be told from that."""
    # As a plain dict: its own way to ask answers with another date, and a warning.
    for name in ("published", "updated"):
        if iso := iso_date(text_of(dict.get(entry, name))):
            return iso
        if when := dict.get(entry, f"{name}_parsed"):
            return f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}"
    return ""


def _json(page: Page) -> Found | None:
    text = decode(page.data, page.url, page.charset).lstrip("\ufeff")
    if is_many_values(text):
        raise IntakeError(f"{line(page.url)} is refused: it has far more values than a feed needs.")
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or not str(read.get("version", "")).startswith(_JSON_FEED):
        return None
    entries = dicts(read.get("items"))
    others = _authors(read)
    items = [
        FeedItem(
            _link(each.get("url") or each.get("external_url"), page.url),
            text_of(each.get("title")),
            _names(a.get("name") for a in _authors(each) or others),
            iso_date(text_of(each.get("date_published") or each.get("date_modified"))) or "",
            html if isinstance(html := each.get("content_html"), str) else "",
            prose_of(each.get("content_text") or each.get("summary")),
            text_of(each.get("id")),
            page.url,
        )
        for each in entries[:MOST]
    ]
    kept = affordable(items)
    return Found(text_of(read.get("title")), kept, len(entries) - len(kept))


def _authors(named: dict[str, Any]) -> list[dict[str, Any]]:
    return dicts(named.get("authors") or [named.get("author")])[:_MOST_NAMES]


def _link(value: object, base: str) -> str:
    """Return an address of the web, whole; empty for none."""
    text = text_of(value)
    try:
        link = safe_link(urljoin(base, text)) if text else ""
    except ValueError:
        return ""
    return "" if link.startswith("mailto:") else link


def _names(names: Iterable[object]) -> str:
    return ", ".join(dict.fromkeys(name for each in names if (name := text_of(each))))


def _plain(value: object) -> str:
    """Return a title without the marks of HTML that feeds put into it."""
    text = text_of(value)
    if len(text) > _LONGEST_TITLE or ("<" not in text and "&" not in text):
        return text
    return " ".join(each.text for each in extracted(text)) or text
