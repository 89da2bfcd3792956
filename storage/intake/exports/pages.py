"""Exports that are lists of links in HTML: browsers' bookmarks, Pocket's older one."""

from __future__ import annotations

import html
import re
from typing import Any

from storage.intake.exports.item import (
    Export,
    Item,
    address_of,
    moment,
    split,
    text_of,
    texts_of,
)
from storage.intake.exports.tables import take
from storage.intake.html_tree import page_tree

_BOOKMARKS = re.compile(r"<!doctype\s+netscape-bookmark-file", re.I)
_POCKET = re.compile(r"<title>\s*Pocket Export\s*</title>", re.I)


def read_pages(text: str) -> Export | None:
    """Read a list of links; None when it is another kind of page."""
    start = text[:4000]
    if _BOOKMARKS.search(start):
        return _bookmarks(text)
    return _pocket(text) if _POCKET.search(start) else None


def _bookmarks(text: str) -> Export:
    """Read Netscape's format, whose elements nobody closes: folders are headings before lists.

    Descriptions are left out: they are the page's own as a rule.
    """
    export = Export("bookmarks", called="a browser's bookmarks")
    folders: list[str] = []
    heading = ""
    number = 0
    # The tree that a parser makes of it depends on the parser; the order of the tags does not.
    for found in _TAGS.finditer(text):
        tag = found["tag"].casefold()
        if tag == "h3":
            heading = _inner(found["rest"])
        elif tag == "dl":
            folders.append(heading)
            heading = ""
        elif tag == "/dl":
            folders = folders[:-1]
        else:
            number += 1
            take(
                export,
                f"link {number}",
                _link(found["rest"], folders[-_DEEPEST:]),
                found["attributes"],
            )
    return export


_TAGS = re.compile(
    # A picture of the page, as long as it may be, is an attribute too. A tag without its end goes
    # on to the end of the text: else each of many would be looked for as far.
    r"""<(?P<tag>h3|dl|/dl|a)\b(?P<attributes>(?:[^>"']++|"[^"]*+"|'[^']*+'|["'])*+)>?"""
    r"(?P<rest>[^<]*+)",
    re.I,
)
_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'][^\s]*))""")
_DEEPEST = 30
"""Folders within folders whose names are tags, the innermost of them."""


def _inner(text: str) -> str:
    return html.unescape(text).strip()


def _link(title: str, folders: list[str]) -> Any:
    def read(attributes: str) -> Item | str:
        found = {
            match[1].casefold(): _inner(match[2] or match[3] or match[4] or "")
            for match in _ATTRIBUTE.finditer(attributes)
        }
        if found.get("href", "").startswith(("place:", "about:", "chrome:", "javascript:")):
            return "an address of the browser itself"
        return Item(
            address_of(found.get("href")),
            text_of(_inner(title)),
            saved=moment(found.get("add_date")),
            tags=texts_of([*split(found.get("tags"), ","), *folders]),
        )

    return read


def _pocket(text: str) -> Export:
    export = Export("Pocket")
    archived = False
    number = 0
    for node in page_tree(text).iter("h1", "a"):
        if node.tag == "h1":
            archived = "archive" in (node.text or "").casefold()
            continue
        number += 1

        def read(link: Any, archived: bool = archived) -> Item | str:
            url, title = address_of(link.get("href")), text_of("".join(link.itertext()))
            return Item(
                url,
                "" if title == url else title,
                saved=moment(link.get("time_added")),
                tags=split(link.get("tags"), ","),
                archived=archived,
            )

        take(export, f"link {number}", read, node)
    return export
