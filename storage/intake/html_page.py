"""Make a page's tree fit for extraction: hidden things out, fragile things marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from storage.intake.html_notes import mark_notes
from storage.intake.html_shape import drop, reshape, without_anchors
from storage.intake.html_tree import page_tree
from storage.models import Dropped

_CONTROLS = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|127)(?!\d)|x0*(?:[0-8bcef]|1[0-9a-f]|7f)(?![0-9a-f]));?",
    re.I,
)
"""References to control characters, for which extraction gives the whole page up."""
_HIDDEN = (
    *("script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas"),
    *("audio", "video", "select", "datalist"),
)
_UNREAD = frozenset(("title", "script", "style", "noscript", "template"))

_FEWEST_BREAKS, _LONGEST_LINE = 2, 70

MARK = re.compile("⸨(c|r|b|[0-9]{1,5}\\.)⸩")
"""What extraction would lose, put into the text as signs: a caption, a rule, a paragraph made by
two line breaks, a list item's number."""


def parse_page(text: str, dropped: list[Dropped] | None = None) -> Any | None:
    """Parse a page into an lxml tree, or give None when there is nothing in it.

    What its tags lost in this is added to ``dropped``.
    """
    from lxml import etree

    try:
        page = page_tree(MARK.sub("", _CONTROLS.sub("", text)), dropped)
    except (etree.LxmlError, ValueError):
        return None
    without_anchors(page)
    return page


def shown_text(node: Any, gap: str = "", most: int = 1 << 30) -> str:
    """Give the text in a node without scripts and their kin, on one line.

    ``gap`` stands between its elements: a heading has words in two, a byline words beside each
    other that nothing but its look divides. Little more than ``most`` characters are given.
    """
    texts: list[str] = []
    length = 0
    for part in _shown_parts(node):
        texts.append(part)
        length += len(part)
        if length > most:
            break
    return " ".join(gap.join(texts).split())


def _shown_parts(node: Any) -> Iterator[str]:
    """Give the texts in a node in their order, looking no further than is asked for."""
    if node.text:
        yield node.text
    open_ = [(node, iter(node))]
    while open_:
        one, children = open_[-1]
        if (child := next(children, None)) is not None:
            shown = isinstance(child.tag, str) and child.tag not in _UNREAD
            if shown and child.text:
                yield child.text
            open_.append((child, iter(child if shown else ())))
            continue
        open_.pop()
        if open_ and one.tail:
            yield one.tail


def prepare(page: Any, title: str = "") -> None:
    """Take out what a browser does not show, and mark what extraction does not keep."""
    from lxml import etree

    for node in list(page.iter(etree.Comment, etree.ProcessingInstruction, *_HIDDEN)):
        drop(node)
    for node in list(page.iter()):
        if node.get("hidden") is not None:
            drop(node)
    mark_notes(page)
    reshape(page, title)
    for caption in list(page.iter("figcaption", "caption")):
        _caption(caption)
    for rule in list(page.iter("hr")):
        _become_paragraph(rule, "⸨r⸩")
    for ordered in page.iter("ol"):
        _number(ordered)
    for home in {br.getparent() for br in page.iter("br")}:
        _break_verse(home)
    for br in list(page.iter("br")):
        _join_breaks(br)


def _caption(caption: Any) -> None:
    """Move a caption behind its figure, or before its table, as a paragraph."""
    text = " ".join("".join(caption.itertext()).split())
    home = caption.getparent()
    while home is not None and home.tag not in ("figure", "table"):
        home = home.getparent()
    drop(caption)
    if home is None or home.getparent() is None or not text:
        return
    made = home.makeelement("p")
    made.text = "⸨c⸩" + text
    if home.tag == "figure":
        home.addnext(made)
    else:
        home.addprevious(made)


def _become_paragraph(node: Any, text: str) -> None:
    node.attrib.clear()
    node.tag = "p"
    node.text = text


def _number(ordered: Any) -> None:
    items = len(ordered.findall("li"))
    step, usual = (-1, items) if ordered.get("reversed") is not None else (1, 1)
    start = ordered.get("start", "")
    number = int(start) if re.fullmatch(r"\d{1,4}", start) else usual
    for item in ordered.iterchildren("li"):
        value = item.get("value", "")
        number = int(value) if re.fullmatch(r"\d{1,4}", value) else number
        # Inside the first paragraph, where there is one: else it would be a block of its own.
        home = item
        first = next(iter(item), None)
        if not (item.text or "").strip() and first is not None and first.tag in ("p", "div"):
            home = first
        home.text = f"⸨{number}.⸩" + (home.text or "").lstrip()
        number = max(0, number + step)


def _break_verse(home: Any) -> None:
    """Keep the lines of verse, of addresses and of ingredients, which a long text has not."""
    breaks = list(home.iterchildren("br"))
    lengths = [len((home.text or "").strip())]
    for child in home:
        if child.tag == "br":
            lengths.append(0)
        else:
            lengths[-1] += len("".join(child.itertext()).strip())
        lengths[-1] += len((child.tail or "").strip())
    if len(breaks) >= _FEWEST_BREAKS and 0 < max(lengths) <= _LONGEST_LINE:
        for br in breaks:
            br.tail = "⸨b⸩" + (br.tail or "")


def _join_breaks(br: Any) -> None:
    """Make a run of line breaks, which older pages use between paragraphs, one sign."""
    following = br.getnext()
    if following is None or following.tag != "br" or (br.tail or "").strip():
        return
    br.tail = ""
    following.tail = "⸨b⸩" + (following.tail or "").replace("⸨b⸩", "", 1)
    drop(br)
