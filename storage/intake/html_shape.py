"""Give a page the shape in which extraction keeps its words.

Extraction knows paragraphs in elements of their own. It loses text that stands loose in a box or
in an element that it takes for a form's, cuts a paragraph at a quotation in it, and makes one
line of code that is not said to be code.
"""

from __future__ import annotations

import re
from typing import Any

_BOXES = ("body", "main", "article", "section", "div", "center", "td")
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del"),
        *("dfn", "em", "font", "i", "img", "ins", "kbd", "mark", "math", "q", "rb", "rp", "rt"),
        *("ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u"),
        *("var", "wbr"),
    )
)
_PLAIN = ("time", "label", "output", "nobr")
"""Elements that extraction takes for a form's, or does not know, in the middle of sentences."""
_SIGN = re.compile(r"[\s¶#§∞🔗⚓\ufe0e\ufe0f]*|(?:perma)?link")
"""What a link to a heading itself says, which is no word of the heading."""
_CONTROL = re.compile(r"(?:.*[_-])?edit-?(?:section|link)", re.I)
"""A class of what has a heading's part changed, in an encyclopaedia that anybody writes."""
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption", "figcaption")
_LOOSE = 40
"""Shorter text that stands loose may be a label, unless it is a sentence."""
_SENTENCE = re.compile(r"\s*\w+(?:[^\w.]+\w+){3,}[.!?…][”’\"')]?\s*")
_ADVICE = re.compile(r"(?:.*[_-])?(?:admonition|call-?out|note|tip|warning|info-?box|hint)s?", re.I)
_BESIDE = re.compile(
    r"(?:(?:next|prev(?:ious)?|related|recommended|more|popular|trending)[_-]?"
    r"(?:post|stor(?:y|ie)|article|topic|reading)s?(?:[_-][\w-]*)?|web-?mentions?|h-cite)",
    re.I,
)
"""A class or id of what leads on to other articles, or is of their readers."""


def without_anchors(page: Any) -> None:
    """Drop the links to themselves, and to be changed, that headings and their kin carry."""
    for heading in page.iter(*_HEADS):
        for link in list(heading.iter("a")):
            if (link.get("href") or "").startswith("#") and _SIGN.fullmatch(_text(link)):
                drop(link)
        for control in list(heading.iter("span")):
            if any(map(_CONTROL.fullmatch, _words(control))):
                drop(control)


def reshape(page: Any, title: str) -> None:
    """Change the tree; ``title`` is the article's, and what holds it is never taken out."""
    _drop_beside(page, title)
    for node in page.iter(*_PLAIN):
        become_span(node)
    for node in page.iter("q"):
        _quote(node)
    for node in page.iter("aside"):
        if any(map(_ADVICE.fullmatch, _words(node))):
            node.attrib.clear()
            node.tag = "div"
    for quote in page.iter("blockquote"):
        for node in quote.iter("footer"):
            node.tag = "p"
    for node in list(page.iter("pre")):
        _code(node)
    for node in list(page.iter(*_BOXES)):
        _gather(node)


def drop(node: Any) -> None:
    """Remove a node and all below it, but not the text that follows it."""
    if node.getparent() is not None:
        node.drop_tree()


def become_span(node: Any) -> None:
    """Make a node plain text; to take it out would go through all beside it, each time."""
    node.attrib.clear()
    node.tag = "span"


def _drop_beside(page: Any, title: str) -> None:
    whole = len(page.text_content())
    for node in list(page.iter("div", "section", "ul", "ol", "li", "article")):
        if any(map(_BESIDE.fullmatch, _words(node))):
            text = _text(node)
            if 2 * len(text) < whole and title not in text:
                drop(node)


def _quote(node: Any) -> None:
    """Put quotation marks for the element that has a browser draw them."""
    node.text = "“" + (node.text or "")
    if len(node):
        node[-1].tail = (node[-1].tail or "") + "”"
    else:
        node.text += "”"
    become_span(node)


def _code(pre: Any) -> None:
    if next(pre.iter("code"), None) is not None:
        return
    for br in list(pre.iter("br")):
        br.tail = "\n" + (br.tail or "")
        drop(br)
    code = pre.makeelement("code")
    code.text, pre.text = pre.text, None
    code.extend(list(pre))
    pre.append(code)


def _gather(box: Any) -> None:
    """Make paragraphs of the text that stands between the blocks of a box."""
    if not any(map(str.strip, (box.text or "", *(child.tail or "" for child in box)))):
        return
    run: list[Any] = []
    start: Any | None = None
    for child in [*box, None]:
        if child is not None and _is_inline(child):
            run.append(child)
            continue
        _wrap(box, start, run)
        run, start = [], child


def _wrap(box: Any, before: Any | None, run: list[Any]) -> None:
    """Wrap the text behind ``before``, or at the top of the box, and what follows it."""
    lead = (box.text if before is None else before.tail) or ""
    texts = [lead, *(part for node in run for part in (_text(node), node.tail or ""))]
    linked = sum(len(_text(link)) for node in run for link in node.iter("a"))
    length = sum(len(text.strip()) for text in texts)
    if 2 * linked > length or (length < _LOOSE and not _SENTENCE.fullmatch("".join(texts))):
        return
    made = box.makeelement("p")
    made.text = lead
    if before is None:
        box.text = None
        box.insert(0, made)
    else:
        before.tail = None
        before.addnext(made)
    made.extend(run)


def _is_inline(node: Any) -> bool:
    return all(one.tag in _INLINE for one in node.iter())


def _text(node: Any) -> str:
    return "".join(node.itertext())


def _words(node: Any) -> list[str]:
    return f"{node.get('class') or ''} {node.get('id') or ''}".split()
