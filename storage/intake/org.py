"""Org to an Article: the part of it that is prose. Nothing in it is run."""

from __future__ import annotations

import re
from bisect import bisect_right

from storage.intake.build import Piece, lines_piece, piece
from storage.intake.facts import Facts, make_article
from storage.intake.markdown import fill_facts
from storage.intake.org_inline import inline
from storage.models import Article, BlockKind, Dropped, StyleKind

_KEYWORD = re.compile(r"\s*#\+(?P<key>[\w-]+(?:\[[^\]\n]*\])?):(?P<value>.*)")
_BEGIN = re.compile(r"\s*#\+begin_(?P<name>\S+)", re.I)
_COMMENT = re.compile(r"\s*#(?: .*)?$")
_HEADING = re.compile(
    r"(?P<stars>\*+)[ \t]+(?P<state>(?:TODO|DONE|NEXT|WAITING|CANCELLED|CANCELED)\b[ \t]*)?"
    r"(?P<priority>\[#[A-Z0-9]\][ \t]*)?(?P<title>.*?)(?P<tags>[ \t]+:[\w@#%:]+:)?[ \t]*"
)
_DRAWER = re.compile(r"\s*:[\w-]+:\s*$")
_END = re.compile(r"\s*(?::END:|#\+end_(?P<name>\S+))\s*", re.I)
_PLANNING = re.compile(r"\s*(?:SCHEDULED|DEADLINE|CLOSED):\s*[<\[]")
_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>[-+]|(?<=[ \t])\*|\d{1,4}[.)]|[A-Za-z][.)])(?:[ \t]+|$)"
    r"(?:\[@\d+\][ \t]*)?(?P<box>\[[ X-]\][ \t]+)?"
    r"(?:(?P<term>\S.{0,300}?)[ \t]+::(?:[ \t]+|$))?(?P<rest>.*)"
)
_FIXED = re.compile(r"\s*:(?: (.*))?$")
_NOTE = re.compile(r"\[fn:(?P<name>[\w-]{1,60})\][ \t]*(?P<rest>.*)")
_RULE = re.compile(r"\s*-{5,}\s*$")
_LONG_HEADING = 2000
_DEEPEST = 40
"""Lists within lists; no prose nests deeper."""
LONGEST = 1_000_000
"""Characters; what is longer is no prose, and is read as plain text."""
_CODE = ("src", "example")
_UNREAD = ("export", "comment")
_STAMP = re.compile(r"[<\[](\d{4}-\d\d-\d\d)[^>\]]*[>\]]")
_FACTS = ("title", "subtitle", "author", "date", "language", "filetags", "keywords", "url")


def read_org(text: str, origin: str, *, title: str | None = None) -> Article:
    """Read a clean Org text.

    Keywords, drawers, comments, dates of planning, marks of tasks and what is meant for other
    programs are listed as dropped.
    """
    if len(text) > LONGEST:
        from storage.intake.plain import read_plain

        return read_plain(text, origin, title=title)
    facts = Facts()
    walk = _Walk(text.split("\n"), facts)
    walk.run()
    fill_facts(facts, walk.values)
    return make_article(facts, walk.made, origin=origin, form="org", raw=text, title=title)


class _Walk:
    """Turn lines into pieces, remembering the list and the quotes around them."""

    def __init__(self, lines: list[str], facts: Facts) -> None:
        self.made: list[Piece] = []
        self.values: dict[str, str | list[str]] = {}
        self._lines = lines
        self._facts = facts
        self._at = 0
        self._indents: list[int] = []
        """Of each open list."""
        self._open: list[str] = []
        """The names of the blocks one is in."""
        self._ends: dict[str, list[int]] = {}
        """The lines that end a block or drawer of a name, or all: a heading."""
        for number, line in enumerate(lines):
            if _is_heading(line):
                self._ends.setdefault("*", []).append(number)
            elif found := _END.fullmatch(line):
                self._ends.setdefault((found["name"] or ":").lower(), []).append(number)

    def run(self) -> None:
        """Read every line once."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                self._at += 1
                continue
            # What is not indented further than its bullet ends a list.
            indent = _indent(line)
            if not _ITEM.match(line):
                while self._indents and indent <= self._indents[-1]:
                    self._indents.pop()
            self._block(line)

    def _block(self, line: str) -> None:
        if _is_heading(line) and (found := _HEADING.fullmatch(line)):
            self._heading(found)
        elif found := _BEGIN.match(line):
            self._begin(found["name"].lower())
        elif self._open and line.strip().lower() == f"#+end_{self._open[-1]}":
            self._open.pop()
            self._at += 1
        elif found := _KEYWORD.fullmatch(line):
            self._keyword(found["key"].lower(), found["value"].strip())
        elif _COMMENT.match(line):
            self._drop("comment", self._at + 1)
        elif _DRAWER.match(line) and (end := self._find(":")):
            self._drop("drawer", end + 1)
        elif _PLANNING.match(line):
            self._drop("planning", self._at + 1)
        elif _RULE.match(line):
            self.made.append(Piece(BlockKind.RULE))
            self._at += 1
        elif line.lstrip().startswith("|"):
            self._table()
        elif _FIXED.match(line):
            self._fixed()
        elif found := _ITEM.fullmatch(line):
            self._item(found)
        elif found := _NOTE.fullmatch(line):
            self._lines[self._at] = f"[^{found['name']}]: {found['rest']}"
            self._paragraph(Piece(BlockKind.PARAGRAPH))
        else:
            self._paragraph(self._new())

    def _new(self, marker: str = "") -> Piece:
        if self._indents:
            return Piece(BlockKind.ITEM, min(len(self._indents), _DEEPEST) - 1, marker)
        quotes = self._open.count("quote") + self._open.count("verse")
        if quotes:
            return Piece(BlockKind.QUOTE, quotes - 1)
        return Piece(BlockKind.PARAGRAPH)

    def _drop(self, kind: str, end: int) -> None:
        """Leave the lines up to ``end`` out."""
        text = "\n".join(self._lines[self._at : end])
        self._facts.dropped.append(Dropped(kind, text, self._at + 1))
        self._at = end

    def _find(self, name: str) -> int:
        """Return the line that ends what begins here; 0 where a heading or the end comes first."""
        end, heading = (self._next(each) for each in (name, "*"))
        return end if end < heading else 0

    def _next(self, name: str) -> int:
        ends = self._ends.get(name, [])
        index = bisect_right(ends, self._at)
        return ends[index] if index < len(ends) else len(self._lines)

    def _heading(self, found: re.Match[str]) -> None:
        self._indents, self._open = [], []
        level = len(found["stars"])
        if re.match(r"COMMENT\b", found["title"]):
            self._drop("comment", self._below(level))
            return
        marks = "".join(found[name] or "" for name in ("state", "priority", "tags"))
        if marks.strip():
            self._facts.dropped.append(Dropped("task", " ".join(marks.split()), self._at + 1))
        made = Piece(BlockKind.HEADING, min(6, level + 1))
        inline(made, found["title"])
        self.made.append(made)
        self._at += 1

    def _below(self, level: int) -> int:
        """Return where the part under a heading ends."""
        headings = self._ends["*"]
        for index in range(bisect_right(headings, self._at), len(headings)):
            line = self._lines[headings[index]]
            if len(line) - len(line.lstrip("*")) <= level:
                return headings[index]
        return len(self._lines)

    def _begin(self, name: str) -> None:
        end = self._find(name)
        if name in _UNREAD and end:
            self._drop("comment" if name == "comment" else "export", end + 1)
        elif name in _CODE and end:
            body = self._lines[self._at + 1 : end]
            inner = min((_indent(line) for line in body if line.strip()), default=0)
            # A comma keeps a line of an example from being taken for Org.
            code = [re.sub(r"^(\s*),(?=[*,]|#\+)", r"\1", line[inner:]) for line in body]
            self.made.append(lines_piece(BlockKind.CODE, "\n".join(code)))
            self._at = end + 1
        elif name == "verse" and end:
            self._open.append(name)
            for line in self._lines[self._at + 1 : end]:
                made = self._new()
                inline(made, line)
                self.made.append(made)
            self._open.pop()
            self._at = end + 1
        else:
            if end:
                self._open.append(name)
            self._at += 1

    def _keyword(self, key: str, value: str) -> None:
        if key.partition("[")[0] == "caption":
            self.made.append(piece(BlockKind.CAPTION, value))
            self._at += 1
            return
        if key in _FACTS and value:
            name = "tags" if key in ("filetags", "keywords") else key
            value = _STAMP.sub(r"\1", value)
            if key == "filetags":
                value = ", ".join(value.strip(":").split(":"))
            before = self.values.get(name)
            self.values[name] = f"{before}, {value}" if before and name != "date" else value
        self._drop("keyword", self._at + 1)

    def _table(self) -> None:
        rows = []
        while self._at < len(self._lines) and (row := self._lines[self._at].strip())[:1] == "|":
            if not row.startswith("|-"):
                cells = [Piece(BlockKind.TABLE) for _ in row.strip("|").split("|")]
                for cell, text in zip(cells, row.strip("|").split("|"), strict=True):
                    inline(cell, text)
                    cell.finish()
                rows.append("\t".join(cell.text for cell in cells))
            self._at += 1
        self.made.append(lines_piece(BlockKind.TABLE, "\n".join(rows)))

    def _fixed(self) -> None:
        lines = []
        while self._at < len(self._lines) and (found := _FIXED.fullmatch(self._lines[self._at])):
            lines.append(found[1] or "")
            self._at += 1
        self.made.append(lines_piece(BlockKind.CODE, "\n".join(lines)))

    def _item(self, found: re.Match[str]) -> None:
        indent = _indent(self._lines[self._at])
        while self._indents and indent < self._indents[-1]:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1]:
            self._indents.append(indent)
        mark = found["mark"]
        made = self._new(mark if mark[-1] in ".)" else "•")
        if found["box"]:
            made.add("☑ " if "X" in found["box"] else "☐ ")
        if found["term"]:
            start = made.mark()
            inline(made, found["term"])
            made.style(StyleKind.STRONG, start)
            made.add(": ")
        self._lines[self._at] = found["rest"]
        self._paragraph(made)

    def _paragraph(self, made: Piece) -> None:
        """Add the lines up to one that is something else."""
        words = [self._lines[self._at]]
        self._at += 1
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip() or _breaks(line):
                break
            if self._indents and _indent(line) <= self._indents[-1]:
                break
            words.append(line)
            self._at += 1
        inline(made, " ".join(word.strip().removesuffix("\\\\") for word in words))
        if made.finish():
            self.made.append(made)


def _breaks(line: str) -> bool:
    """Tell whether a line is none of the paragraph above it."""
    return (
        line.lstrip()[:2] in ("#+", "# ")
        or line.strip() == "#"
        or line.lstrip().startswith("|")
        or _is_heading(line)
        or any(p.fullmatch(line) for p in (_ITEM, _NOTE, _FIXED, _RULE))
        or any(p.match(line) for p in (_DRAWER, _PLANNING))
    )


def _is_heading(line: str) -> bool:
    return (
        line.startswith("*") and len(line) < _LONG_HEADING and line.lstrip("*")[:1] in (" ", "\t")
    )


def _indent(line: str) -> int:
    shown = line.expandtabs(8)
    return len(shown) - len(shown.lstrip())
