"""What a page tells of its article: title, author, date, site, address, language."""

from __future__ import annotations

import copy
import re
from typing import Any

from storage.intake.build import safe_link
from storage.intake.dates import iso_date
from storage.intake.facts import Facts
from storage.intake.sanitise import bare, line

_SAVED = re.compile(
    r"<!--\s*saved from url=\(\d+\)\s*(\S+)|<!--[^>]{0,300}?\burl:\s*(https?://\S+)", re.I
)
"""The comments that Internet Explorer, its heirs and SingleFile write above a page they save."""
_LABEL = re.compile(
    r"^(?:by|von|par|por|text|interview|author|autor(?:in)?)\b[: ]+|\s+https?$", re.I
)
"""What extraction leaves stuck to a name."""

_LONGEST_SITE = 6


def read_facts(page: Any, text: str) -> Facts:
    """Read the page's head and headings; the tree is not changed."""
    from trafilatura.metadata import extract_metadata

    # On a copy, for it takes elements out. The extensive search for dates tries every language
    # there is: seconds for one page, and often a date that is not the article's.
    found = extract_metadata(copy.deepcopy(page), extensive=False)
    facts = Facts()
    facts.site = line(found.sitename or "") or None
    if facts.site and len(facts.site.split()) > _LONGEST_SITE:
        facts.site = None  # the page's title, taken for its site's
    facts.title = _title(page, facts.site or "", line(found.title or ""))
    facts.alternative_titles = [
        title for title in (_meta(page, "og:title"), line(page.findtext(".//title") or "")) if title
    ]
    authors = [_LABEL.sub("", line(name)) for name in (found.author or "").split(";")]
    authors = [name for name in authors if name]
    facts.byline = ", ".join(authors) or None
    facts.byline_inferred = bool(authors) and not _declared(page, authors[0])
    facts.published = iso_date(found.date or "")
    facts.url = _address(page, text)
    lang = page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if code := re.match(r"[A-Za-z]{2,3}(?=$|[-_])", lang.strip()):
        facts.language = code[0].lower()
    return facts


def _title(page: Any, site: str, fallback: str) -> str:
    """Choose the longest h1 that the page's own title repeats, or its only h1."""
    shown = " ".join((page.findtext(".//title") or "", _meta(page, "og:title")))
    folded = f" {bare(shown)} "
    headings = [line("".join(node.itertext())) for node in page.iter("h1")]
    headings = [heading for heading in headings if heading]
    # Where the site's name has the h1, the article's is lower; the longest of all repeated wins.
    lower = [line("".join(node.itertext())) for node in page.iter("h2", "h3")]
    repeated = [
        heading
        for heading in headings + lower
        if bare(heading) and f" {bare(heading)} " in folded and bare(heading) != bare(site)
    ]
    if repeated:
        return max(repeated, key=len)
    return headings[0] if len(headings) == 1 else fallback


def _address(page: Any, text: str) -> str | None:
    """Give the page's canonical address, else the one that the saving browser noted."""
    links = [
        link.get("href", "")
        for link in page.iter("link")
        if "canonical" in link.get("rel", "").lower().split()
    ]
    saved = _SAVED.search(text[:8000])
    noted = [saved[1] or saved[2]] if saved else []
    for link in (*links, *noted, _meta(page, "og:url")):
        if (address := safe_link(link)) and not address.startswith("mailto:"):
            return address
    return None


def _declared(page: Any, name: str) -> bool:
    """Tell whether a name stands in the page's own data and not only in its text."""
    if name.casefold() in _meta(page, "author", "article:author", "dc.creator").casefold():
        return True
    return any(
        name in (script.text or "")
        for script in page.iter("script")
        if script.get("type") == "application/ld+json"
    )


def _meta(page: Any, *names: str) -> str:
    for meta in page.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in names:
            return line(meta.get("content", ""))
    return ""
