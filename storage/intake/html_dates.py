"""When a page says that its article came out.

What a page says is believed in this order: its data for search engines (JSON-LD), its head, an
element that says that it holds the date, the date that a reader sees beside the title, the address.
"""

from __future__ import annotations

import re
from typing import Any

from storage.intake import chrome
from storage.intake.dates import find_date, iso_date
from storage.intake.html_bylines import stands_aside
from storage.intake.html_data import article_date
from storage.intake.html_page import shown_text
from storage.intake.sanitise import bare

_METAS = (
    *("article:published_time", "og:article:published_time", "og:published_time"),
    *("citation_publication_date", "citation_online_date", "citation_date", "datepublished"),
    *("dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dc.date"),
    *("dcterms.date", "date", "pubdate", "publish-date", "publish_date", "publishdate"),
    *("published", "published_time", "parsely-pub-date", "sailthru.date", "publication_date"),
)
_STATED = re.compile(r"(?:.*:)?datePublished|dc:date|dcterms:(?:issued|created)|pubdate", re.I)
_PUBLISHED = re.compile(
    r"dt-published|published|entry-date|post-date|publish(?:ed)?-?(?:date|time)|pub-?date", re.I
)
_CHANGED = re.compile(
    r"updated?\b|modified|changed|aktualisiert|geändert|mis à jour|actualizado", re.I
)
_PATH = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/_-]|$)")
_TAGS = ("h1", "h2", "h3", "h4", "time", "p", "div", "span", "li", "dd", "small", "font", "i")
_SHORT = 120
_ABOVE, _BELOW = 200, 1500
"""So many characters above and below the title is a date looked for."""


def find_published(page: Any, title: str, address: str | None, around: set[Any]) -> str | None:
    """Give the ISO date of the article; the tree is not changed.

    ``around`` is what `around_title` gives.
    """
    return (
        iso_date(article_date(page))
        or _in_head(page)
        or _stated(page, around)
        or _beside_title(page, title, around)
        or _in_address(address or "")
    )


def _in_head(page: Any) -> str | None:
    found: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _METAS and (iso := iso_date(meta.get("content") or "")):
            found.setdefault(name, iso)
    return next((found[name] for name in _METAS if name in found), None)


def _stated(page: Any, around: set[Any]) -> str | None:
    for node in page.iter("time", "span", "abbr", "a", "div", "p"):
        stated = f"{node.get('itemprop') or ''} {node.get('property') or ''}".split()
        if node.get("pubdate") is not None or any(map(_STATED.fullmatch, stated)):
            pass
        elif not any(map(_PUBLISHED.fullmatch, (node.get("class") or "").split())):
            continue
        if not stands_aside(node, around) and (iso := _value(node)):
            return iso
    return None


def _value(node: Any) -> str | None:
    """Give the date in an element: for machines, else the one shown."""
    for name in ("datetime", "content", "title"):
        if iso := iso_date(node.get(name) or ""):
            return iso
    text = shown_text(node, " ", _SHORT)
    return iso_date(text) if len(text) <= _SHORT else None


def _beside_title(page: Any, title: str, around: set[Any]) -> str | None:
    """Give the first date below the title that is no sentence's, else the last one above it."""
    heading, above, length, since = False, None, 0, _ABOVE + 1
    for node in page.iter(*_TAGS):
        if not heading and node.tag in _TAGS[:3] and bare(shown_text(node)) == bare(title):
            heading = True
            if since > _ABOVE:
                above = None
            continue
        if length > _BELOW:
            break
        own = len((node.text or "").strip())
        length += own * heading
        since += own
        if iso := _shown(node, around, strict=not heading):
            if heading:
                return iso
            above, since = iso, 0
    return above if heading else None


def _shown(node: Any, around: set[Any], *, strict: bool) -> str | None:
    text = shown_text(node, " ", _SHORT)
    if len(text) > _SHORT or not re.search(r"\d", f"{text}{node.get('datetime')}"):
        return None
    said = " ".join(node.get(name) or "" for name in ("class", "id", "itemprop"))
    if _CHANGED.search(said) or stands_aside(node, around):
        return None
    if node.tag == "time" and not _CHANGED.search(_before(node)):
        return _value(node)
    if strict:
        dated = chrome.dateline(text)
        return dated[0] if dated and not dated[1] else None
    found = find_date(text)
    if found is None or chrome.is_prose(text) or _CHANGED.search(text[: found[0]]):
        return None
    return found[2]


def _before(node: Any) -> str:
    """Give the words right before an element, which say what it is."""
    previous, home = node.getprevious(), node.getparent()
    text = previous.tail if previous is not None else home.text if home is not None else ""
    return (text or "")[-30:]


def _in_address(address: str) -> str | None:
    hit = _PATH.search(address)
    return iso_date("-".join((hit[1], hit[2].zfill(2), hit[3].zfill(2)))) if hit else None
