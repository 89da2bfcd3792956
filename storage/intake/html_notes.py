"""A page's footnotes: their marks told from the words, and their texts kept."""

from __future__ import annotations

import re
from typing import Any

from storage.intake.html_shape import become_span, drop

_MARK = re.compile(r"\[?\s*(\d{1,3}|[a-z]|[*†‡§]{1,3})\s*\]?")
_BACK = re.compile(r"[\s↩↑⤴⏎^\ufe0e\ufe0f]*[↩↑⤴⏎^][\s↩↑⤴⏎^\ufe0e\ufe0f]*|jump up|back|return", re.I)
"""What the link says that leads from a footnote to where it is called."""
_NOTES = re.compile(
    r"(?:.*[_-])?(?:foot|end)-?notes?(?:[_-](?:list|content|body|text|def|definition|section))?|"
    r"references|reflist|doc-(?:endnotes?|footnote)",
    re.I,
)
_LABEL = re.compile(r"\[\w{1,12}\]")
_INLINE_NOTE = re.compile(r"(?:.*[_-])?note|sidenote|marginnote", re.I)


def mark_notes(page: Any) -> None:
    """Set the marks of footnotes in brackets, and let extraction take their texts for the text."""
    for node in list(page.iter("span")):
        if _INLINE_NOTE.fullmatch((node.get("class") or "").split(" ")[0]):
            _set_inline(node)
        elif not node.tail and _LABEL.fullmatch(node.text or "") and node.getnext() is not None:
            node.tail = " "  # between the label of a reference and the reference is only its look
    for link in list(page.iter("a")):
        if "#" not in (link.get("href") or ""):
            continue
        text = " ".join("".join(link.itertext()).split())
        if _BACK.fullmatch(text):
            drop(link)
        elif (mark := _MARK.fullmatch(text)) and _calls(link):
            link[:] = []
            link.text = f"[{mark[1]}]"
            become_span(link)
    for node in page.iter("aside", "section", "div", "ol", "ul", "dl"):
        words = (node.get("class") or "", node.get("role") or "", node.get("epub:type") or "")
        if any(map(_NOTES.fullmatch, " ".join(words).split())):
            for one in node.iter("aside", "section", "div", "ol", "ul", "dl", "li", "p", "span"):
                for name in ("class", "role", "id"):
                    one.attrib.pop(name, None)
            if node.tag == "aside":
                node.tag = "div"


def _calls(link: Any) -> bool:
    """Tell whether a link is set as the mark of a footnote is."""
    stated = " ".join((link.get("class") or "", link.get("role") or "", link.get("rel") or ""))
    if re.search(r"note(?!book)", stated, re.I):
        return True
    inner = next(iter(link), None)
    near = (link.getparent(), inner) if not (link.text or "").strip() else (link.getparent(),)
    return any(one is not None and one.tag == "sup" for one in near)


def _set_inline(note: Any) -> None:
    """Set a note that stands in its sentence in brackets, without its mark."""
    for mark in list(note.iter("sup")):
        if mark is not note and _MARK.fullmatch("".join(mark.itertext()).strip()):
            drop(mark)
    text = " ".join("".join(note.itertext()).split())
    note[:] = []
    note.text = f" [{text}]" if text else ""
    become_span(note)
