"""OPML: a list of feeds, as every reader of feeds reads and writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from storage.errors import IntakeError
from storage.intake.sanitise import line
from storage.intake.web.address import names_inner, parse
from storage.intake.xml import parse_xml
from storage.models import Feed

_DEEPEST = 10
"""Folders within folders that become tags."""
_NESTED = 200
"""Folders within folders; at 256 elements the parser stops, and what is behind would be lost."""
_OUTLINE = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(?:(?P<end>/)|(?=\w))(?:[\w.-]++:)?outline(?![\w.-])"
    rb"(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+",
    re.S | re.I,
)


@dataclass(slots=True)
class Subscriptions:
    """The feeds of a list, and those that were left out, each with why."""

    feeds: dict[str, str] = field(default_factory=dict)
    """Titles by address."""
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By address: the folders in which a feed stands, and its categories."""
    refused: list[str] = field(default_factory=list)


def read_opml(data: bytes, origin: str, *, allow_private: bool = False) -> Subscriptions:
    """Read a list; IntakeError when it is none. Nothing is fetched, and no program is run."""
    if _is_too_deep(data):
        raise IntakeError(
            f"{line(origin)} has folders within folders, more than {_NESTED} deep: no list of "
            "feeds (OPML) is read so far; bring its feeds into fewer folders."
        )
    tree = parse_xml(data)
    outlines = [] if tree is None else list(tree.iter("{*}outline", "{*}Outline"))
    found = Subscriptions()
    for outline in outlines:
        named = {name.lower(): value for name, value in outline.attrib.items()}
        url = named.get("xmlurl", "").strip()
        if not url:
            continue  # a folder
        title = line(named.get("text") or named.get("title") or "")
        try:
            address = parse(url)
            if names_inner(address) and not allow_private:
                raise IntakeError(
                    f"{line(url)} is refused: it leads to this machine or its own network; "
                    "--allow-private allows that."
                )
        except IntakeError as error:
            found.refused.append(str(error))
            continue
        found.feeds.setdefault(url, title)
        tags = (*found.tags.get(url, ()), *_folders(outline), *_categories(named))
        found.tags[url] = tuple(dict.fromkeys(tags))
    if not outlines or not (found.feeds or found.refused):
        raise IntakeError(f"{line(origin)} holds no list of feeds (OPML).")
    return found


def _is_too_deep(data: bytes) -> bool:
    depth = 0
    for found in _OUTLINE.finditer(data):
        if found["end"]:
            depth -= 1
        elif not found[0].startswith(b"<!--") and not found[0].endswith(b"/"):
            depth += 1
        if depth > _NESTED:
            return True
    return False


def _folders(outline: Any) -> Iterator[str]:
    """Give the names of the folders around an entry, the outermost first."""
    above = [node for node in outline.iterancestors() if str(node.tag).lower().endswith("outline")]
    for node in reversed(above[:_DEEPEST]):
        named = {name.lower(): value for name, value in node.attrib.items()}
        if name := line(named.get("text") or named.get("title") or ""):
            yield name


def _categories(named: dict[str, str]) -> Iterator[str]:
    """Give the last names of an entry's categories: paths with slashes, divided by commas."""
    for path in named.get("category", "").split(","):
        if name := line(path).strip("/").rpartition("/")[2]:
            yield name


def write_opml(feeds: Iterable[Feed]) -> str:
    """Write a list of feeds that every reader of feeds reads: each in the folder of its first tag.

    All tags of one are its categories too.
    """
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "manicule"
    body = etree.SubElement(root, "body")
    folders: dict[str, Any] = {}
    for feed in feeds:
        home = body
        if feed.tags:
            name = feed.tags[0]
            if name not in folders:
                folders[name] = etree.SubElement(body, "outline", text=name, title=name)
            home = folders[name]
        entry = etree.SubElement(
            home, "outline", type="rss", text=feed.title, title=feed.title, xmlUrl=feed.url
        )
        if feed.tags:
            entry.set("category", ",".join("/" + tag.replace(",", " ") for tag in feed.tags))
    etree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + str(
        etree.tostring(root, encoding="unicode")
    )
