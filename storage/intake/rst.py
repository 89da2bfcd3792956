"""reStructuredText to an Article."""

from __future__ import annotations

import re
import textwrap
from typing import Any

from storage.intake.build import Piece, lines_piece, piece
from storage.intake.facts import Facts, make_article
from storage.intake.markdown import fill_facts
from storage.intake.rst_inline import holds_words, inline
from storage.intake.rst_limits import Unfit, check
from storage.models import Article, BlockKind, Dropped, StyleKind

_ADMONITIONS = frozenset(
    ["attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning"]
)
_LISTS = frozenset(
    ["bullet_list", "enumerated_list", "definition_list", "option_list", "field_list"]
)
_UNSHOWN = frozenset(
    ["substitution_definition", "target", "pending", "meta", "decoration", "generated", "docinfo"]
)
_DIRECTIVE = re.compile(
    r"\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?(?P<name>[\w:.+-]+?)[ \t]?::"
    r"[ \t]*(?P<said>.*)(?P<below>(?s:.*))"
)
_OPTIONS = re.compile(r"\A(?:\s*\n)?(?:[ \t]+:[\w-]+:.*\n?)+")
_NO_PROSE = re.compile(
    r"include|literalinclude|raw|toctree|index|highlight|tabularcolumns|(?:current)?module"
    r"|auto\w+|contents|meta|default-role|sectnum|target-notes|bibliography|csv-table"
)
"""Directives that insert what is elsewhere, or say nothing to a reader."""
_CODE = re.compile(
    r"code-block|sourcecode|prompt|ipython|doctest|test\w+|graphviz|(?:di)?graph|uml"
    r"|mermaid|plantuml|productionlist|jinja|parsed-literal|math"
)
_LABELS = {
    "versionadded": "New in",
    "versionchanged": "Changed in",
    "deprecated": "Deprecated since",
    "seealso": "See also",
}
"""What Sphinx sets above what it says of them."""
_ERROR = 3
"""From this level on what docutils complains of is not in the tree otherwise."""
_DEEPEST = 4
"""Unknown directives within each other whose text is read as such."""
_MOST = 1000
"""Unknown directives of one text whose text is read as such."""


def read_rst(text: str, origin: str, *, title: str | None = None) -> Article:
    """Read a clean reStructuredText. No file that it names is opened.

    Comments, fields above the text, and directives that insert what is elsewhere are listed as
    dropped. A text that would take too long is read as plain text.
    """
    facts = Facts()
    walk = _Walk(facts)
    try:
        walk.text(text, 0)
    except (Unfit, RecursionError):
        from storage.intake.plain import read_plain

        return read_plain(text, origin, title=title)
    return make_article(facts, walk.made, origin=origin, form="rst", raw=text, title=title)


class _Walk:
    """Turn docutils' tree into pieces, remembering sections, lists and quotes around them."""

    def __init__(self, facts: Facts) -> None:
        self.made: list[Piece] = []
        self._facts = facts
        self._depth = 0
        self._within = 0
        self._section = 1
        self._lists = 0
        self._quotes = 0
        self._marker = ""

    def text(self, text: str, depth: int) -> None:
        """Read a text, or the part of one that stands in a directive nobody knows."""
        from storage.intake.rst_tree import tree_of

        check(text)
        document = tree_of(text)
        self._depth = depth
        if not depth:
            self._head(document)
        self._children(document)

    def _head(self, document: Any) -> None:
        """Take title and fields out of the document."""
        first = next(iter(document.children), None)
        if first is not None and first.tagname == "title":
            self._facts.title = first.astext()
            self._drop("headline", first.astext(), first)
            document.remove(first)
        values: dict[str, str | list[str]] = {"title": self._facts.title}
        for info in list(document.findall(lambda node: node.tagname == "docinfo")):
            for field in info.children:
                name, body = field.tagname, field.astext()
                if name == "field":
                    name, body = field[0].astext(), field[1].astext()
                elif name == "authors":
                    body = ", ".join(author.astext() for author in field.children)
                body = " ".join(body.split())
                values.setdefault(name.lower(), body)
                self._drop("field", f"{name}: {body}", field)
        fill_facts(self._facts, values)

    def _drop(self, kind: str, text: str, node: Any) -> None:
        if text.strip():
            self._facts.dropped.append(Dropped(kind, text.strip("\n"), node.line or 0))

    def _children(self, node: Any) -> None:
        for child in node.children:
            self._block(child)

    def _block(self, node: Any) -> None:
        match node.tagname:
            case "section":
                self._section += 1
                self._children(node)
                self._section -= 1
            case "title" | "subtitle" | "rubric":
                self._add(Piece(BlockKind.HEADING, min(6, max(2, self._section))), node)
            case kind if kind in _LISTS:
                self._lists += 1
                self._children(node)
                self._lists -= 1
            case "list_item":
                self._item(node)
            case "term" | "field_name":
                made = self._new()
                inline(made, node, [])
                made.style(StyleKind.STRONG, 0)
                self.made.append(made)
            case "option_group":
                made = self._new()
                made.add(", ".join(option.astext() for option in node.children))
                made.style(StyleKind.CODE, 0)
                self.made.append(made)
            case "block_quote":
                self._quotes += 1
                self._children(node)
                self._quotes -= 1
            case "attribution":
                made = self._new()
                made.add("— ")
                self._add(made, node)
            case "literal_block" | "doctest_block" | "math_block":
                self.made.append(lines_piece(BlockKind.CODE, node.astext()))
            case "line_block":
                self._children(node)
            case "table":
                self._table(node)
            case "image":
                self._caption(node.get("alt", ""))
            case "caption":
                self._add(Piece(BlockKind.CAPTION), node)
            case "footnote" | "citation":
                self._footnote(node)
            case "comment":
                self._drop("comment", node.astext(), node)
            case "transition":
                self.made.append(Piece(BlockKind.RULE))
            case "topic" if "contents" in node.get("classes", ()):
                self._drop("contents", node.astext(), node)
            case "system_message":
                self._complaint(node)
            case name if name in _ADMONITIONS:
                self._named(name.capitalize())
                self._children(node)
            case "admonition" | "topic" | "sidebar":
                self._named(node[0].astext() if len(node) else "")
                for child in node.children[1:]:
                    self._block(child)
            case name if name in _UNSHOWN:
                pass
            case _ if holds_words(node):
                self._add(self._new(), node)
            case _:
                self._children(node)

    def _new(self) -> Piece:
        if self._lists:
            marker, self._marker = self._marker, ""
            return Piece(BlockKind.ITEM, self._lists - 1, marker)
        if self._quotes:
            return Piece(BlockKind.QUOTE, self._quotes - 1)
        return Piece(BlockKind.PARAGRAPH)

    def _add(self, made: Piece, node: Any) -> None:
        captions: list[str] = []
        inline(made, node, captions)
        if made.finish():
            self.made.append(made)
        for caption in captions:
            self._caption(caption)

    def _caption(self, text: str) -> None:
        if text.strip():
            self.made.append(piece(BlockKind.CAPTION, text))

    def _named(self, name: str) -> None:
        """Set the name of a box above what is in it."""
        made = self._new()
        made.add(name)
        made.style(StyleKind.STRONG, 0)
        if made.finish():
            self.made.append(made)

    def _item(self, node: Any) -> None:
        self._marker = "•"
        above = node.parent
        if above.tagname == "enumerated_list":
            number = above.get("start", 1) + above.index(node)
            kind = above.get("enumtype", "")
            letter = chr(ord("a" if kind.startswith("lower") else "A") + (number - 1) % 26)
            named = letter if kind.endswith("alpha") else str(number)
            self._marker = f"{above.get('prefix', '')}{named}{above.get('suffix', '.')}"
        self._children(node)
        self._marker = ""

    def _footnote(self, node: Any) -> None:
        label = node[0].astext() if len(node) else ""
        made = self._new()
        made.add(f"[^{label}]: ")
        rest = node.children[1:]
        if rest and rest[0].tagname == "paragraph":
            inline(made, rest.pop(0), [])
        self.made.append(made)
        for child in rest:
            self._block(child)

    def _table(self, node: Any) -> None:
        rows = []
        for part in node.findall(lambda each: each.tagname in ("title", "row")):
            if part.tagname == "title":
                self._caption(part.astext())
            else:
                rows.append("\t".join(" ".join(cell.astext().split()) for cell in part.children))
        self.made.append(lines_piece(BlockKind.TABLE, "\n".join(rows)))

    def _complaint(self, node: Any) -> None:
        """Keep the words of what docutils could not read; it says nothing of them otherwise."""
        source = next(iter(node.findall(lambda each: each.tagname == "literal_block")), None)
        if source is None:
            return
        found = _DIRECTIVE.fullmatch(source.astext())
        if found is None:
            if node.get("level", 0) >= _ERROR:
                self.made.append(lines_piece(BlockKind.CODE, source.astext()))
            return
        below = textwrap.dedent(_OPTIONS.sub("\n", found["below"])).strip("\n")
        if _NO_PROSE.fullmatch(found["name"]):
            self._drop("directive", source.astext(), node)
        elif _CODE.fullmatch(found["name"]):
            self.made.append(lines_piece(BlockKind.CODE, below))
        else:
            self._named(f"{_LABELS.get(found['name'], '')} {found['said']}".strip())
            if below and self._depth < _DEEPEST and self._within < _MOST:
                depth = self._depth
                self._within += 1
                self.text(below, depth + 1)
                self._depth = depth
            elif below:
                self.made.append(piece(BlockKind.PARAGRAPH, below))
