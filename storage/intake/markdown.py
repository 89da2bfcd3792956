"""Markdown, with or without front matter, to an Article."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from storage.intake.build import Piece, lines_piece, safe_link
from storage.intake.dates import iso_date
from storage.intake.facts import Facts, make_article
from storage.intake.frontmatter import Value, read_front_matter
from storage.intake.markdown_head import take_head
from storage.intake.markdown_limits import LEVELS, is_unfit, shallow
from storage.models import Article, BlockKind, StyleKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_WIKI = re.compile(r"\[\[(?:[^\[\]|]{1,300}\|)?([^\[\]|]{1,300})\]\]")
_TAG = re.compile(
    r"<!--.*?(?:-->|$)|<(script|style|template)\b.*?(?:</\1\s*>|$)|</?[a-zA-Z][^<>]*>", re.S | re.I
)
_HEADLINE = re.compile(r"\s{0,1000}#{1,6}[ \t]++([^\n]{1,300})")
"""The heading at the top of a text that is not read as Markdown."""
_NOTE = re.compile(r"^((?: {0,3}>)* {0,3})\[\^([^\]\n]{1,60})\]:")
_OF_NOTE = re.compile(r" {4}| {0,3}\t")
_NOTED = re.compile(r"\[\^[^\]\n]{1,60}\]:")
_PATH_DATE = re.compile(r"(?:^|/)(\d{4})/(\d\d)/(\d\d)(?:/|$)")
_NAME_DATE = re.compile(r"(?:^|[/\\-])(\d{4}-\d\d-\d\d)-[^/\\]*$")
_LEFT_OVER = re.compile(r"\{:[^{}\n]{0,200}\}|\{\{<[^{}\n]{0,200}>\}\}|\{%[^{}\n]{0,200}%\}")
"""Attribute lists and shortcodes of site generators, which say nothing to a reader."""
_STYLES = {
    "strong_open": StyleKind.STRONG,
    "em_open": StyleKind.EMPHASIS,
    "s_open": StyleKind.STRIKE,
    "link_open": StyleKind.LINK,
}


def read_markdown(text: str, origin: str, *, title: str | None = None) -> Article:
    """Read a clean Markdown text: CommonMark with tables and strikethrough.

    One that would take too long is read as plain text.
    """
    if is_unfit(text):
        from storage.intake.plain import read_plain

        headline = _HEADLINE.match(text)
        return read_plain(text, origin, title=title or (headline and headline[1].rstrip("# \t")))
    from markdown_it import MarkdownIt

    facts = Facts()
    body, above = text, 0
    if front := read_front_matter(text):
        values, above = front
        body = "\n".join(text.split("\n")[above:])
        fill_facts(facts, values)
    named = _NAME_DATE.search(origin)
    if facts.published is None and named:
        facts.published = iso_date(named[1])
    parser = MarkdownIt("commonmark", {"maxNesting": LEVELS}).enable(["table", "strikethrough"])
    walk = _Walk(parser.parse(_tamed(body)))
    pieces = walk.pieces()
    take_head(facts, pieces, [above + line + 1 for line in walk.lines])
    return make_article(facts, pieces, origin=origin, form="markdown", raw=text, title=title)


def _tamed(body: str) -> str:
    """Make wiki links their words and footnotes text, outside of code; no line is added."""
    lines, fenced, noted = body.split("\n"), False, False
    for i, line in enumerate(lines):
        # What is set in below the words of a note belongs to it, and is no code.
        indent = _OF_NOTE.match(line) if noted else None
        if indent is not None:
            line = lines[i] = line[indent.end() :]
        elif line.strip() and not fenced:
            noted = _NOTE.match(line) is not None or (noted and bool(lines[i - 1].strip()))
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            continue
        if not fenced:
            line = lines[i] = shallow(line)
        if not fenced and "[" in line:
            # CommonMark would take a note of one word for the address of a link, and lose it.
            lines[i] = _NOTE.sub(r"\1\\[^\2]:", _WIKI.sub(r"\1", line))
    return "\n".join(lines)


def fill_facts(facts: Facts, values: Mapping[str, Value]) -> None:
    """Take what a text says of itself above its first words, its keys in lower case."""

    def first(*keys: str) -> str:
        for key in keys:
            value = values.get(key)
            if isinstance(value, list):
                value = ", ".join(value)
            if value and value.strip():
                return _plain(value)
        return ""

    def many(*keys: str) -> list[str]:
        found: list[str] = []
        for key in keys:
            value = values.get(key) or []
            found += value if isinstance(value, list) else re.split(r",\s*", value)
        return [_plain(item) for item in found if item.strip()]

    facts.title = first("title")
    facts.byline = ", ".join(many("author", "authors", "byline", "creator")) or None
    facts.published = next(
        (
            iso
            for key in ("published", "date", "publishdate", "pubdate")
            if (iso := iso_date(first(key)))
        ),
        None,
    )
    if facts.published is None and (hit := _PATH_DATE.search(first("path", "permalink"))):
        facts.published = iso_date("-".join(hit.groups()))
    facts.url = next(
        (
            link
            for key in ("url", "source", "canonical", "canonical_url", "link", "original")
            if (link := safe_link(first(key))) and not link.startswith("mailto:")
        ),
        None,
    )
    facts.site = first("site", "website", "publication", "publisher") or None
    facts.section = first("section", "category") or None
    facts.language = (first("lang", "language", "locale")[:2].lower()) or None
    facts.tags = tuple(dict.fromkeys(many("tags", "labels", "keywords")))


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", _WIKI.sub(r"\1", text))).strip()


class _Walk:
    """Turn the parser's tokens into pieces, remembering lists and quotes around them."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._made: list[Piece] = []
        self.lines: list[int] = []
        """The source line of each piece, from 0."""
        self._lists: list[tuple[str, int]] = []
        """Of each open list: "•" or its delimiter, and the next number."""
        self._marker = ""
        self._quotes = 0
        self._line = 0
        self._heading = 0
        self._row: list[str] = []
        self._rows: list[str] | None = None

    def pieces(self) -> list[Piece]:
        for token in self._tokens:
            if token.map:
                self._line = token.map[0]
            self._block(token)
        return self._made

    def _add(self, piece: Piece) -> None:
        self._made.append(piece)
        self.lines.append(self._line)

    def _block(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self._lists.append(("•", 0))
            case "ordered_list_open":
                self._lists.append((token.markup or ".", int(token.attrGet("start") or 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._open_item()
            case "list_item_close":
                self._marker = ""
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "heading_open":
                self._heading = int(token.tag[1:])
            case "heading_close":
                self._heading = 0
            case "hr":
                self._add(Piece(BlockKind.RULE))
            case "fence" | "code_block":
                self._add(lines_piece(BlockKind.CODE, token.content))
            case "html_block":
                self._html(token.content)
            case "table_open":
                self._rows = []
            case "tr_open":
                self._row = []
            case "tr_close" if self._rows is not None:
                self._rows.append("\t".join(self._row))
            case "table_close":
                self._add(lines_piece(BlockKind.TABLE, "\n".join(self._rows or [])))
                self._rows = None
            case "inline" if self._rows is not None:
                cell = Piece(BlockKind.TABLE)
                _inline(cell, token.children or [], [])
                cell.finish()
                self._row.append(cell.text)
            case "inline":
                self._inline(token.children or [])
            case _:
                pass

    def _open_item(self) -> None:
        mark, number = self._lists[-1]
        if mark != "•":
            self._lists[-1] = (mark, number + 1)
            mark = f"{number}{mark}"
        self._marker = mark

    def _new(self) -> Piece:
        if self._heading:
            return Piece(BlockKind.HEADING, self._heading)
        if self._lists:
            # A second paragraph of an item has no marker of its own.
            marker, self._marker = self._marker, ""
            return Piece(BlockKind.ITEM, len(self._lists) - 1, marker)
        if self._quotes:
            return Piece(BlockKind.QUOTE, self._quotes - 1)
        return Piece(BlockKind.PARAGRAPH)

    def _inline(self, children: Sequence[Token]) -> None:
        for part in _by_note(children):
            self._piece(part)

    def _piece(self, children: Sequence[Token]) -> None:
        piece = self._new()
        captions: list[str] = []
        _inline(piece, children, captions)
        if piece.finish():
            self._add(piece)
        for text in captions:
            caption = Piece(BlockKind.CAPTION)
            caption.add(text)
            self._add(caption)

    def _html(self, source: str) -> None:
        """Keep the words of a raw HTML block, one piece for each paragraph of it."""
        text = re.sub(r"</(?:p|div|li|h\d|tr|summary)\s*>|<br\s*/?>", "\n\n", source, flags=re.I)
        for part in re.split(r"\n\s*\n", html.unescape(_TAG.sub("", text))):
            piece = self._new() if part.strip() else None
            if piece is not None:
                piece.add(_LEFT_OVER.sub("", part))
                self._add(piece)


def _by_note(children: Sequence[Token]) -> list[Sequence[Token]]:
    """Divide the lines of a paragraph before each that begins the text of a footnote."""
    starts = [0]
    for at, (before, token) in enumerate(pairwise(children), 1):
        begins = before.type == "softbreak" and token.type == "text"
        if begins and token.level == 0 and _NOTED.match(token.content):
            starts.append(at)
    return [children[a:b] for a, b in pairwise([*starts, len(children)])]


def _inline(piece: Piece, children: Sequence[Token], captions: list[str]) -> None:
    """Add inline tokens to a piece; the texts of pictures go to ``captions``."""
    opened: list[tuple[StyleKind, int, str]] = []
    for token in children:
        match token.type:
            case "text":
                piece.add(_LEFT_OVER.sub("", token.content))
            case "softbreak" | "hardbreak":
                piece.add(" ")
            case "code_inline":
                start = piece.mark()
                piece.add(token.content)
                piece.style(StyleKind.CODE, start)
            case "image":
                if token.content.strip():
                    captions.append(token.content)
            case "html_inline":
                if token.content.lower().startswith("<br"):
                    piece.add(" ")
            case "link_open":
                opened.append((StyleKind.LINK, piece.mark(), str(token.attrGet("href") or "")))
            case kind if kind in _STYLES:
                opened.append((_STYLES[kind], piece.mark(), ""))
            case kind if kind.endswith("_close") and opened:
                style, start, href = opened.pop()
                if href.startswith("#"):
                    piece.link_within(start, href)
                else:
                    piece.style(style, start, href)
            case _:
                pass
