"""The paragraphs of a note of Zotero's: what is quoted, from where, and what is said of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from storage.intake.build import safe_link
from storage.intake.exports.item import Mark, dicts, ink_of, prose_of, text_of
from storage.intake.sanitise import line

_QUOTED = re.compile(r"\s*[“\"«„‟](?P<words>.*)[”\"»“]\s*", re.S)
_LINK = re.compile(r"\(?\[(?P<label>[^\[\]\n]{0,300})\]\(zotero://[^()\s]{1,600}\)[;,]?[ ]?\)?")
_PAGE = re.compile(r",?\s*(?:pp?|S|f|s)\.\s*[\w–-]+\s*$")
_FORMAT = re.compile(r"(?i)pdf|epub|snapshot|web ?page|note on p\..*|note")
"""What a link to the place itself is called; it names no source."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|\"'<])")
_HEADING = re.compile(r"#{1,6}\s+\S")
_DATE = re.compile(r"\(?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?.{0,30}\)?")
_PARAGRAPHS = ("p", "li", "h1", "h2", "h3", "h4", "blockquote")


@dataclass(frozen=True, slots=True)
class Remark:
    """One paragraph of a note."""

    quote: str = ""
    said: str = ""
    colour: str = ""
    source: str = ""
    """By what the source is known within the note; empty where the paragraph names none."""
    title: str = ""
    byline: str = ""
    url: str = ""
    skipped: str = ""
    """Why it is left out; empty when it is not."""

    @property
    def mark(self) -> Mark:
        """What it quotes, as a passage to be found."""
        return Mark(self.quote, self.said, ink_of(self.colour))


def markdown_remarks(text: str) -> list[Remark]:
    """Return the paragraphs of a note in Markdown."""
    found = []
    for block in re.split(r"\n[ \t]*\n", text):
        block = block.strip()
        if not block:
            continue
        if _HEADING.match(block) or _DATE.fullmatch(block):
            found.append(Remark(skipped="a heading"))
            continue
        links = list(_LINK.finditer(block))
        before = block[: links[0].start()] if links else block
        after = block[links[-1].end() :] if links else ""
        labels = [link["label"] for link in links if not _FORMAT.fullmatch(link["label"].strip())]
        source = _PAGE.sub("", _words(labels[0])) if labels else ""
        quoted = _QUOTED.fullmatch(_TAG.sub("", before)) if links else None
        colour = _COLOUR.search(before)
        if quoted:
            found.append(
                Remark(_words(quoted["words"]), _words(after), colour[0] if colour else "", source)
            )
        else:
            said = _words(_LINK.sub(lambda link: link["label"], _TAG.sub("", block)))
            found.append(Remark("", said, source=source) if said else Remark(skipped="no words"))
    return found


def _words(text: str) -> str:
    return prose_of(_ESCAPED.sub(r"\1", text))


def html_remarks(text: str) -> list[Remark]:
    """Return the paragraphs of a note in HTML."""
    from storage.intake.html_page import parse_page

    page = parse_page(text) if text.strip() else None
    if page is None:
        return []
    cited = _cited(page)
    # What stands in no paragraph is one.
    blocks = [node for node in page.iter(*_PARAGRAPHS) if not _within(node)] or [page]
    return [_remark(block, cited) for block in blocks]


def _within(node: Any) -> bool:
    return any(above.tag in _PARAGRAPHS for above in node.iterancestors())


def _cited(page: Any) -> dict[str, Remark]:
    """Return what the note keeps of the sources that it cites, by what Zotero calls them."""
    sources = {}
    for node in page.iter("div"):
        for item in dicts(_json(node.get("data-citation-items"), [])):
            data = item.get("itemData")
            data = data if isinstance(data, dict) else {}
            names = [
                " ".join(filter(None, (text_of(n.get("given")), text_of(n.get("family")))))
                for n in dicts(data.get("author"))
            ]
            url = safe_link(text_of(data.get("URL")))
            if not url and (doi := text_of(data.get("DOI"))):
                url = safe_link(f"https://doi.org/{doi}")
            known = Remark(title=text_of(data.get("title")), byline=", ".join(names), url=url)
            for uri in _list(item.get("uris")):
                sources[str(uri)] = known
    return sources


def _remark(block: Any, cited: dict[str, Remark]) -> Remark:
    if block.tag in ("h1", "h2", "h3", "h4"):
        return Remark(skipped="a heading")
    marked = [
        node
        for node in block.iter("span", "img")
        if node.get("data-annotation") or node.get("class", "") in ("highlight", "underline")
    ]
    citations = [
        node
        for node in block.iter("span", "a")
        if node.get("class") == "citation" or node.get("href", "").startswith("zotero://")
    ]
    data = [_json(node.get("data-annotation"), {}) for node in marked]
    cites = [_json(node.get("data-citation"), {}) for node in citations]
    uris = [
        str(uri)
        for item in (
            *(each.get("citationItem") for each in data),
            *(item for each in cites for item in dicts(each.get("citationItems"))),
        )
        if isinstance(item, dict)
        for uri in _list(item.get("uris"))
    ]
    label = line("".join(citations[0].itertext())).strip("() ") if citations else ""
    label = "" if _FORMAT.fullmatch(label) else _PAGE.sub("", label)
    known = next((cited[uri] for uri in uris if uri in cited), Remark())
    source = known.title or label or (uris[0] if uris else "")
    quote = " ".join(filter(None, (line("".join(node.itertext())) for node in marked)))
    colour = next((text_of(each.get("color")) for each in data if each.get("color")), "")
    for node in (*marked, *citations):
        if node is not block and node.getparent() is not None:
            node.drop_tree()
    rest = line("".join(block.itertext()).replace("()", ""))
    if not quote and citations and (old := re.match(r"[“\"](.+)[”\"]\s*(.*)", rest, re.S)):
        quote, rest = old[1], old[2]
    quoted = _QUOTED.fullmatch(quote)
    quote = quoted["words"].strip() if quoted else quote
    if not quote and not rest:
        return Remark(skipped="a picture" if marked else "no words")
    return Remark(prose_of(quote), rest, colour, source, known.title, known.byline, known.url)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _json(value: str | None, usual: Any) -> Any:
    try:
        read = json.loads(unquote(value or ""))
    except (ValueError, RecursionError):
        return usual
    return read if isinstance(read, type(usual)) else usual
