"""What a page tells of its article: title, author, date, site, address, language."""

from __future__ import annotations

import copy
import re
from typing import Any

from storage.intake.build import safe_link
from storage.intake.dates import iso_date
from storage.intake.facts import Facts
from storage.intake.html_author import find_author
from storage.intake.html_bylines import around_title
from storage.intake.html_dates import find_published
from storage.intake.html_page import shown_text
from storage.intake.language import function_words
from storage.intake.sanitise import bare, line

_SAVED = re.compile(
    r"<!--\s*saved from url=\(\d+\)\s*(\S+)|<!--[^>]{0,300}?\burl:\s*(https?://\S+)", re.I
)
"""The comments that Internet Explorer, its heirs and SingleFile write above a page they save."""
_HOME = re.compile(r"(?:https?://[^/?#]+)?/?(?:index\.\w+)?", re.I)
"""The address of a site's front page."""
_DIVIDED = re.compile(r"\s+[|–—·:»«-]+\s+|\s*\|\s*")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_MOST_CUTS = 8
_LONGEST_SITE = 6


def read_facts(page: Any, text: str) -> Facts:
    """Read the page's head and headings; the tree is not changed."""
    from trafilatura.metadata import extract_metadata

    # On a copy, for it takes elements out. The extensive search for dates tries every language
    # there is: seconds for one page, and often a date that is not the article's.
    copied = copy.deepcopy(page)
    if (head := copied.find("head")) is not None:
        # With an author told, it does not search the whole page for one, which is done here.
        head.insert(0, head.makeelement("meta", {"name": "author", "content": "Some One"}))
    found = extract_metadata(copied, extensive=False)
    facts = Facts()
    facts.site = _meta(page, "og:site_name") or line(found.sitename or "") or None
    if facts.site and len(facts.site.split()) > _LONGEST_SITE:
        facts.site = None  # the page's title, taken for its site's
    facts.title = _title(page, facts.site or "", line(found.title or ""))
    facts.alternative_titles = [
        title for title in (_meta(page, "og:title"), line(page.findtext(".//title") or "")) if title
    ]
    around = around_title(page, facts.title)
    author = find_author(page, facts.title, facts.site or "", around)
    facts.byline, facts.byline_inferred = ", ".join(author.names) or None, author.inferred
    facts.url = _address(page, text)
    published = find_published(page, facts.title, facts.url, around)
    facts.published = published or iso_date(found.date or "")
    if not facts.site or _DOMAIN.fullmatch(facts.site):
        facts.site = _site_in_title(page, facts.title) or facts.site
    lang = page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if code := re.match(r"[A-Za-z]{2,3}(?=$|[-_])", lang.strip()):
        facts.language = code[0].lower()
    return facts


def described(page: Any) -> str:
    """Give what a page says it is about, to search engines and in previews."""
    names = ("description", "og:description", "twitter:description")
    return " ".join(_meta(page, name) for name in names)


def _title(page: Any, site: str, fallback: str) -> str:
    """Choose the longest heading that the page's own title repeats, or its only h1."""
    named = line(page.findtext(".//title") or "")
    folded = f" {bare(' '.join((named, _meta(page, 'og:title'))))} "
    # A heading that leads to the front page is the site's name.
    largest = [(shown_text(node), _leads_home(node)) for node in page.iter("h1")]
    sites = {bare(site), *(bare(heading) for heading, is_home in largest if is_home)}
    headings = [heading for heading, _ in largest]
    headings = [heading for heading in headings if bare(heading) and bare(heading) not in sites]
    repeated = [heading for heading in headings if f" {bare(heading)} " in folded]
    # Where the site's name has the h1, the article's is lower, but then all of what stands between
    # two dividers of the page's title, for a word of it heads many a section.
    divisions = _divisions(named) | _divisions(_meta(page, "og:title"))
    lower = [shown_text(node) for node in page.iter("h2", "h3")]
    repeated += [heading for heading in lower if bare(heading) in divisions - sites]
    chosen = max(repeated, key=len, default="")
    if not chosen and len(headings) == 1:
        chosen = headings[0]
    if chosen and function_words(chosen) == 1 and bare(named).startswith(bare(chosen)):
        return named  # "What we do" is a page of every site: its own title says of which
    chosen = _spelled(chosen, named, _meta(page, "og:title"))
    return chosen or _without_site(fallback if bare(fallback) not in sites else named, sites)


def _spelled(heading: str, *titles: str) -> str:
    """Give a heading with the colon behind its first words that a page may show by its look."""
    divisions = [division for title in titles for division in _divided(title)]
    same = (one for one in divisions if ": " in one and bare(one) == bare(heading))
    return heading if ":" in heading else next(same, heading)


def _site_in_title(page: Any, title: str) -> str | None:
    """Give what stands last behind the article's title in the page's, or first before it."""
    named = line(page.findtext(".//title") or "")
    cuts = list(_DIVIDED.finditer(named))[:_MOST_CUTS]
    for cut in cuts:
        site = ""
        if bare(named[: cut.start()]) == bare(title):
            site = named[cuts[-1].end() :]
        elif bare(named[cut.end() :]) == bare(title):
            site = named[: cuts[0].start()]
        if 0 < len(site.split()) <= _LONGEST_SITE:
            return site
    return None


def _leads_home(heading: Any) -> bool:
    links = list(heading.iter("a"))
    home = heading.getparent()
    if home is not None and home.tag == "a":
        links.append(home)
    return any(
        "home" in (link.get("rel") or "").split() or _HOME.fullmatch(link.get("href") or "")
        for link in links
    )


def _divisions(title: str) -> set[str]:
    """Give what stands between any two dividers of a title, folded."""
    return set(map(bare, _divided(title))) - {""}


def _divided(title: str) -> list[str]:
    cuts = list(_DIVIDED.finditer(title))[:_MOST_CUTS]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(title)]
    return [title[start:end] for start in starts for end in ends if start < end]


def _without_site(title: str, sites: set[str]) -> str:
    """Cut "Title | Site" before the site's name; names may have divisions of their own."""
    for cut in _DIVIDED.finditer(title):
        head, tail = title[: cut.start()], title[cut.end() :]
        if bare(tail) in sites and bare(head):
            return head
    return title


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


def _meta(page: Any, *names: str) -> str:
    for meta in page.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in names:
            return line(meta.get("content", ""))
    return ""
