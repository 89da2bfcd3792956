"""Pieces of an article to its one canonical text, with the offsets of every block and style."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from storage.intake.sanitise import clean
from storage.models import SEPARATOR, Block, BlockKind, Style, StyleKind

_FRAGMENT = re.compile(r"#[^\s\\\x00-\x1f\x7f]{1,200}")
_SPACES = re.compile(r"[ \t\n\u00a0]+")
_SCHEMES = ("http://", "https://", "mailto:")


@dataclass
class Piece:
    """One block on its way: text and styles are added run by run, then composed."""

    kind: BlockKind
    level: int = 0
    marker: str = ""
    text: str = ""
    styles: list[tuple[StyleKind, int, int, str]] = field(default_factory=list)
    _runs: list[str] = field(default_factory=list)
    _length: int = 0

    def add(self, run: str) -> None:
        """Add a run of text; white space is collapsed, also over the seam with the run before."""
        run = _SPACES.sub(" ", clean(run))
        last = self._runs[-1] if self._runs else " "
        if last.endswith(" "):
            run = run.lstrip(" ")
        if run:
            self._runs.append(run)
            self._length += len(run)

    def mark(self) -> int:
        """Give the place where the next run begins, for `style`."""
        return self._length

    def style(self, kind: StyleKind, start: int, href: str = "") -> None:
        """Set everything since ``start`` in a style; a link that leads nowhere safe is none."""
        if kind is StyleKind.LINK and not (href := safe_link(href)):
            return
        if start < self._length:
            self.styles.append((kind, start, self._length, href))

    def link_within(self, start: int, fragment: str) -> None:
        """Make everything since ``start`` a link to a place in the same text, "#" and its name."""
        if start < self._length and _FRAGMENT.fullmatch(fragment):
            self.styles.append((StyleKind.LINK, start, self._length, fragment))

    def finish(self) -> bool:
        """Make ``text`` of the runs; False when there is nothing to show."""
        if self._runs:
            joined = "".join(self._runs)
            whole = clean(joined)
            if whole != joined:
                self.styles = []  # marks that joined over a seam moved the offsets
            self.text = whole.strip(" ")
        return bool(self.text) or self.kind is BlockKind.RULE


def piece(kind: BlockKind, text: str, level: int = 0, marker: str = "") -> Piece:
    """Make a piece of one run of plain text."""
    made = Piece(kind, level, clean(marker))
    made.add(text)
    return made


def lines_piece(kind: BlockKind, text: str) -> Piece:
    """Make a code or table piece, whose newlines count; a blank line is kept as one space."""
    lines = [line.rstrip(" ") for line in clean(text).strip("\n").split("\n")]
    if kind is BlockKind.CODE:
        lines = [line.expandtabs(4).rstrip() for line in lines]
    if not any(map(str.strip, lines)):
        return Piece(kind)
    while not lines[0].strip():
        del lines[0]
    while not lines[-1].strip():
        del lines[-1]
    return Piece(kind, text="\n".join(line if line.strip() else " " for line in lines))


def safe_link(href: str) -> str:
    """Give the address back when it is http, https or mailto and has no space, else ""."""
    href = clean(href).strip()
    if not href.lower().startswith(_SCHEMES) or re.search(r"[\s\\]", href) or len(href) > 4000:
        return ""
    return href


def compose(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...], tuple[Style, ...]]:
    """Join the pieces by blank lines, giving text, blocks and styles with their offsets."""
    kept: list[Piece] = []
    for each in pieces:
        if not each.finish():
            continue
        if each.kind is BlockKind.RULE and (not kept or kept[-1].kind is BlockKind.RULE):
            continue
        kept.append(each)
    while kept and kept[-1].kind is BlockKind.RULE:
        kept.pop()
    blocks: list[Block] = []
    styles: list[Style] = []
    offset = 0
    for each in kept:
        end = offset + len(each.text)
        blocks.append(Block(each.kind, offset, end, each.level, each.marker))
        styles.extend(_placed(each, offset))
        offset = end + len(SEPARATOR)
    text = SEPARATOR.join(each.text for each in kept)
    return text, tuple(blocks), tuple(sorted(set(styles), key=lambda s: (s.start, -s.end, s.kind)))


def _placed(each: Piece, offset: int) -> Iterable[Style]:
    for kind, start, end, href in each.styles:
        end = min(end, len(each.text))
        while start < end and each.text[start] == " ":
            start += 1
        while start < end and each.text[end - 1] == " ":
            end -= 1
        if start < end:
            yield Style(kind, offset + start, offset + end, href)
