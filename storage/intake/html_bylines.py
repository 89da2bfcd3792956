"""The elements of a page that hold its byline, told by what they say they are."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from storage.intake import names
from storage.intake.dates import find_date
from storage.intake.html_page import shown_text
from storage.intake.sanitise import bare

_BYLINE = re.compile(
    r"(?:[\w-]*[_-])?(?:by-?line|author|autor|verfasser|auteur|writer|writtenby)s?"
    r"(?:[_-]{0,2}(?:name|names|link|links|info|vcard|first))?",
    re.I,
)
"""A class or id of a byline, in the ways in which themes write it."""
_ASIDE = re.compile(
    r"(?:comment|reply|respond|sidebar|side-bar|widget|related|teaser|recent|latest|popular|footer|"
    r"h-cite|newsletter|nav(?:$|[_-]|bar|igation)|menu|blockquote|quote|testimonial|caption|"
    r"gallery|carousel|tweet|pingback|trackback|promo|recommend|read-?more|see-?also)",
    re.I,
)
"""A class or id, by how it begins, of what stands beside the article and has authors of its own."""
_OF_ANOTHER = re.compile(
    r"(?:image|img|photo|bild|media|picture|video|credit|avatar|bio|box|about|description|"
    r"comment|share|quote|prep|icon|desc|social|count|follow)s?",
    re.I,
)
"""A part of a class's name that makes it no byline."""
_AUTHOR_PATH = re.compile(r"/(?:authors?|autor(?:en|es)?|auteurs?)/([^/]+)/?$", re.I)
_MOST = 100
"""So many elements are looked at: a page of an article names its authors early."""
_HINT = re.compile("by-?line|aut|verfasser|writ|creator", re.I)
_SHORT, _LONGEST = 120, 160
"""A line with a byline is no longer, nor is an element that says of itself that it holds one."""
_NEAR = 1500
"""So many characters below the title is a byline looked for."""
_BEFORE_DATE = re.compile(r"\s(?:on|at|am|um|le|el)(?:\s\w{2,10}\.?)?$")
_LINES = (
    *("h1", "h2", "h3", "h4", "p", "div", "span", "li", "small", "address", "td"),
    *("i", "em", "b", "strong", "font", "center"),
)
_OUTSIDE = ("nav", "blockquote", "figure", "form", "select", "cite")
_PROPERTIES = {"author", "schema:author", "dc:creator", "dcterms:creator"}
_NAME = re.compile(r"fn|p-name|(?:\w+[_-])?(?:person|full|display)[_-]?name")
"""A class of a name within a byline that says more."""
_NAMED = {"name", "schema:name", "foaf:name"}


def bylines(page: Any, around: set[Any]) -> list[tuple[bool, str]]:
    """Give the bylines in the page's order, and whether each is declared to name an author.

    ``around`` is what `around_title` gives. Names that stand beside each other, each in an
    element of its own, are one byline.
    """
    found: list[tuple[bool, str, Any]] = []
    used: set[Any] = set()
    looked = 0
    for node in page.iter(
        "a", "span", "div", "p", "address", "li", "strong", "em", "td", "section"
    ):
        # A look at all attributes at once: few of a page's elements have any such word.
        if not _HINT.search(" ".join(node.values())):
            continue
        if not (_is_declared(node) or _is_byline(node)) or stands_aside(node, around):
            continue
        if any(above in used for above in node.iterancestors()):
            continue
        if (looked := looked + 1) > _MOST:
            break
        declared, text = _text(node)
        if not 0 < len(text) <= _LONGEST:
            continue  # a box about the author has more to say: the name is an element in it
        used.add(node)
        home = node.getparent()
        if found and found[-1][2] is home and found[-1][0] == declared:
            text = f"{found.pop()[1]}; {text}"
        found.append((declared, text, home))
    return [(declared, text) for declared, text, _ in found]


def byline_below(page: Any, title: str, around: set[Any]) -> str:
    """Give the names of a "By Name" line among the first words below the title's heading."""
    below, length = False, 0
    for node in page.iter(*_LINES):
        if not below:
            below = node.tag in ("h1", "h2", "h3") and bare(shown_text(node)) == bare(title)
            continue
        if length > _NEAR:
            break
        length += len((node.text or "").strip())
        text = shown_text(node, " ", _SHORT)
        if 0 < len(text) <= _SHORT and not stands_aside(node, around):
            found = find_date(text)
            for part in (text[: found[0]], text[found[1] :]) if found else (text,):
                part = _BEFORE_DATE.sub("", part.strip(" ,|·•–—-"))
                if people := names.byline(part):
                    return people
    return ""


def attributed(page: Any) -> str:
    """Give whom the page's licence says to credit."""
    for node in page.iter("a", "span"):
        stated = (node.get("property") or "", node.get("rel") or "")
        if any(word.startswith("cc:attribution") for words in stated for word in words.split()):
            return shown_text(node, " ")
    return ""


def creator_handle(page: Any) -> str:
    """Give the name that the author's account at a short message service spells: @AnnLindqvist."""
    for meta in page.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() == "twitter:creator":
            handle = re.fullmatch(r"@?((?:[A-Z][a-z]+){2,3})", (meta.get("content") or "").strip())
            return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", handle[1]) if handle else ""
    return ""


def _is_declared(node: Any) -> bool:
    if "author" in (node.get("rel") or "").lower().split():
        return True
    stated = f"{node.get('itemprop') or ''} {node.get('property') or ''}".lower().split()
    return any(word in _PROPERTIES for word in stated)


def _is_byline(node: Any) -> bool:
    for word in _words(node):
        parts = re.split(r"[_-]+", word)
        if _BYLINE.fullmatch(word) and not any(map(_OF_ANOTHER.fullmatch, parts)):
            return True
    return node.tag == "a" and bool(_AUTHOR_PATH.search(_path(node)))


def around_title(page: Any, title: str) -> set[Any]:
    """Give what holds the article's heading, which is beside nothing whatever it is called."""
    return {
        above
        for heading in page.iter("h1", "h2", "h3")
        if bare(shown_text(heading)) == bare(title)
        for above in heading.iterancestors()
    }


def stands_aside(node: Any, around: set[Any]) -> bool:
    """Tell whether something belongs to what stands beside the article, as comments do."""
    for above in (node, *node.iterancestors()):
        if above.tag in ("body", "html") or above in around:
            return False
        if above.tag in _OUTSIDE or any(_ASIDE.match(word) for word in _words(above)):
            return True
    return False


def _text(node: Any) -> tuple[bool, str]:
    """Give the names that are marked within a byline, else all that it says; and if declared."""
    if _is_account(node):
        return False, ""
    marked = [
        one
        for one in node.iter("a", "span", "b", "strong", "div", "h2", "h3", "h4")
        if _is_declared(one) or _is_named(one)
    ]
    shown = dict.fromkeys(shown_text(one, " ", _LONGEST) for one in marked if one is not node)
    text = "; ".join(name for name in shown if name)
    return bool(marked), text or shown_text(node, " ", _LONGEST)


def _is_named(node: Any) -> bool:
    stated = f"{node.get('itemprop') or ''} {node.get('property') or ''}".lower().split()
    classes = (node.get("class") or "").split()
    return any(word in _NAMED for word in stated) or any(map(_NAME.fullmatch, classes))


def _is_account(node: Any) -> bool:
    """Tell whether a byline leads to the account with which the site was set up, under a nick."""
    links = [
        one
        for one in node.iter("a")
        if (path := _AUTHOR_PATH.search(_path(one))) and path[1].lower() == "admin"
    ]
    return any(len(shown_text(one, " ").split()) < 2 for one in links)


def _path(node: Any) -> str:
    try:
        return urlsplit(node.get("href") or "").path
    except ValueError:
        return ""


def _words(node: Any) -> list[str]:
    return f"{node.get('class') or ''} {node.get('id') or ''}".split()
