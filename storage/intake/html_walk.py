"""The extractor's tree (TEI-like XML) to pieces."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from storage.intake.build import Piece, lines_piece
from storage.intake.html_page import MARK
from storage.models import BlockKind, StyleKind

_DEEPEST = 60
"""Elements nested deeper are read as their bare text."""
_LONG_CELL = 300
_INLINE = {"#b": StyleKind.STRONG, "#i": StyleKind.EMPHASIS, "#t": StyleKind.CODE}


def pieces_of(body: Any, base: str | None) -> list[Piece]:
    """Walk the tree into pieces; relative links are completed from ``base``."""
    walk = _Walk(base)
    walk.children(body, 0)
    walk.close()
    return walk.made


class _Walk:
    def __init__(self, base: str | None) -> None:
        self.made: list[Piece] = []
        self._base = base
        self._piece: Piece | None = None
        self._open: list[tuple[StyleKind, int, str]] = []
        self._lists = 0
        self._quotes = 0
        self._marker = ""

    def children(self, node: Any, depth: int) -> None:
        self._text(node.text)
        for child in node:
            if depth > _DEEPEST:
                self._text("".join(child.itertext()))
            elif isinstance(child.tag, str):
                self._element(child, depth + 1)
            self._text(child.tail)

    def close(self) -> None:
        """End the block under way; styles still open go on in the next."""
        if self._piece is None:
            return
        for kind, start, href in self._open:
            self._piece.style(kind, start, href)
        self._open = [(kind, 0, href) for kind, _, href in self._open]
        if self._piece.kind is not BlockKind.RULE:
            self.made.append(self._piece)
        self._piece = None

    def _text(self, text: str | None) -> None:
        if not text:
            return
        for index, part in enumerate(MARK.split(text)):
            if index % 2:
                self._mark(part)
            elif part.strip() or (part and self._piece is not None):
                self._current().add(part)

    def _mark(self, sign: str) -> None:
        if sign == "b":
            self.close()
        elif sign == "c":
            self.close()
            self._piece = Piece(BlockKind.CAPTION)
        elif sign == "r":
            self.close()
            self.made.append(Piece(BlockKind.RULE))
        elif self._lists:
            self._marker = sign
            if self._piece is not None and self._piece.kind is BlockKind.ITEM:
                self._piece.marker = sign
                self._marker = ""

    def _current(self) -> Piece:
        if self._piece is None:
            if self._lists:
                self._piece = Piece(BlockKind.ITEM, self._lists - 1, self._marker)
                self._marker = ""
            elif self._quotes:
                self._piece = Piece(BlockKind.QUOTE, self._quotes - 1)
            else:
                self._piece = Piece(BlockKind.PARAGRAPH)
        return self._piece

    def _element(self, node: Any, depth: int) -> None:
        match node.tag:
            case "head":
                self._heading(node, depth)
            case "list":
                self._list(node, depth)
            case "item":
                self._item(node, depth)
            case "quote":
                self.close()
                self._quotes += 1
                self.children(node, depth)
                self.close()
                self._quotes -= 1
            case "code" if self._piece is None or "\n" in "".join(node.itertext()).strip():
                self.close()
                self.made.append(lines_piece(BlockKind.CODE, "".join(node.itertext())))
            case "table":
                self._table(node, depth)
            case "lb":
                self._text(" ")
            case "hi" | "ref" | "del" | "code":
                self._inline(node, depth)
            case "graphic":
                pass
            case "p":
                self.close()
                self.children(node, depth)
                self.close()
            case _:
                self.children(node, depth)

    def _heading(self, node: Any, depth: int) -> None:
        self.close()
        rend = node.get("rend", "")
        level = int(rend[1]) if rend[:1] == "h" and rend[1:2] in "123456" else 2
        self._piece = Piece(BlockKind.HEADING, level)
        self.children(node, depth)
        self.close()

    def _list(self, node: Any, depth: int) -> None:
        self.close()
        self._lists += 1
        self.children(node, depth)
        self.close()
        self._lists -= 1

    def _item(self, node: Any, depth: int) -> None:
        self.close()
        rend = node.get("rend", "")
        term = rend.startswith("dt")
        self._marker = "" if rend.startswith(("dt", "dd")) else "•"
        if term:
            self._open.append((StyleKind.STRONG, 0, ""))
        self.children(node, depth)
        self.close()
        if term:
            self._open.pop()
        self._marker = ""

    def _inline(self, node: Any, depth: int) -> None:
        href = ""
        kind = _INLINE.get(node.get("rend", ""))
        if node.tag == "ref":
            kind, href = StyleKind.LINK, node.get("target", "").strip()
            if self._base and href and ":" not in href.split("/")[0]:
                href = urljoin(self._base, href)
        elif node.tag == "del":
            kind = StyleKind.STRIKE
        elif node.tag == "code":
            kind = StyleKind.CODE
        if kind is None:
            self.children(node, depth)
            return
        self._open.append((kind, self._piece.mark() if self._piece else 0, href))
        self.children(node, depth)
        kind, start, href = self._open.pop()
        if self._piece is not None:
            self._piece.style(kind, start, href)

    def _table(self, node: Any, depth: int) -> None:
        self.close()
        rows = [list(row.iter("cell")) for row in node.iter("row")]
        cells = [[_words(cell) for cell in row] for row in rows]
        longest = max((len(cell) for row in cells for cell in row), default=0)
        if longest > _LONG_CELL or all(len(row) < 2 for row in cells):
            # A table that only lays the page out: its cells are paragraphs.
            for row in rows:
                for cell in row:
                    self.children(cell, depth)
                    self.close()
            return
        text = "\n".join("\t".join(row) for row in cells if any(row))
        self.made.append(lines_piece(BlockKind.TABLE, text))


def _words(cell: Any) -> str:
    return " ".join(MARK.sub(" ", "".join(cell.itertext())).split())
