"""XHTML that is all article, such as a book's chapter, to the tree that `html_walk` reads."""

from __future__ import annotations

from typing import Any

_TAGS = {
    **dict.fromkeys(("ul", "ol", "dl"), "list"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("strong", "b", "em", "i", "cite", "dfn", "var"), "hi"),
    **dict.fromkeys(("code", "kbd", "samp", "tt", "pre"), "code"),
    **dict.fromkeys(("s", "strike", "del"), "del"),
    **dict.fromkeys(("div", "section", "article", "aside", "header", "footer", "figure"), "p"),
    **dict.fromkeys(("td", "th"), "cell"),
    "p": "p",
    "blockquote": "quote",
    "a": "ref",
    "tr": "row",
    "br": "lb",
    "img": "graphic",
    "table": "table",
}
_RENDS = {
    **dict.fromkeys(("strong", "b"), "#b"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "#i"),
    "dt": "dt",
    "dd": "dd",
}
_READINGS = ("rt", "rp")
"""How a word is pronounced, set small above it: no part of the running text."""


def as_extracted(body: Any) -> Any:
    """Rename the elements of a prepared page in place; return its body."""
    for node in list(body.iter()):
        if node.tag in _READINGS or "pagebreak" in node.get("epub:type", node.get("role", "")):
            node.clear(keep_tail=True)
    for node in body.iter():
        tag = node.tag
        if not isinstance(tag, str) or node is body:
            continue
        href = node.get("href", "")
        level = tag[1] if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else ""
        node.attrib.clear()
        node.tag = "head" if level else _TAGS.get(tag, "seg")
        if level or tag in _RENDS:
            node.set("rend", f"h{level}" if level else _RENDS[tag])
        if tag == "a" and href:
            node.set("target", href)
    return body
