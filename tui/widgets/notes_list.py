"""What a person wrote and marked, a row each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment

from storage.models import Ink, Passage
from tui.dates import moment
from tui.reading.note_text import set_note
from tui.settings.model import settings_of
from tui.widgets.cells import cut, cut_tags, fit
from tui.widgets.paint import Line, Paint
from tui.widgets.rows import RowList

SIGN = 5
"""Cells of the sign: an ink's letter on the ink, or a bookmark's flag and label."""

DATE = 13

_READ = 400
"""Letters of a note that are looked at for how it begins."""
_ENDLESS = 1 << 20
"""Cells in which no line of a note is broken."""


@dataclass(frozen=True, slots=True)
class Jotting:
    """A highlight, a note or a bookmark, and the article it stands in."""

    uid: str
    article: int
    title: str
    """Of the article."""
    passage: Passage
    note: str = ""
    ink: Ink | None = None
    """None for a bookmark."""
    label: str = ""
    """A bookmark's."""
    tags: tuple[str, ...] = ()
    created: str = ""
    lost: bool = False
    trashed: str = ""
    """When it was put in the trash; empty when it was not."""
    settled: bool = False
    """Lost, and to be kept so."""
    retired: bool = False
    """It comes back in no review."""


class NotesList(RowList[Jotting]):
    """Shows quote, note, article and day; a narrow screen keeps the quote."""

    KEY = "uid"

    by_article = False
    """The rows stand article by article: the article is then the first to be said."""

    def heading(self, width: int) -> Line:
        quote, note, title, when = _widths(width - 2 - SIGN, self.by_article)
        words = fit("QUOTE", quote) + fit("NOTE", note)
        about = fit("ARTICLE", title)
        words = about + words if self.by_article else words + about
        words += fit("MADE", when)
        return [Segment(" " * (SIGN + 2)), Segment(words, self.paint("page-faint", bold=True))]

    def cells(self, row: Jotting, width: int, on: str) -> Line:
        quote, note, title, when = _widths(width - SIGN, self.by_article)
        faint = self.paint("page-text" if on else "page-faint", on=on)
        words = " ".join(row.passage.quote.split())
        about = [Segment(fit(row.title, title - 2) + "  ", faint)] if title else []
        line = [
            *sign(row, self.paint, on),
            *(about if self.by_article else ()),
            Segment(fit(words, quote - 2) + "  ", self.paint("page-strong", on=on)),
        ]
        if note:
            words, tags = gist(row, note - 2)
            line.append(Segment(words, self.paint("note", on=on)))
            line.append(Segment(tags + "  ", faint))
        if not self.by_article:
            line += about
        if when:
            line.append(
                Segment(
                    fit(moment(row.created, date.today(), settings_of(self.app).dates), when), faint
                )
            )
        return line


def sign(row: Jotting, paint: Paint, on: str = "") -> Line:
    """Draw what kind of mark it is; "?" says that its passage is gone from the text."""
    lost = "?" if row.lost else " "
    if row.ink is None:
        flag = fit(f"⚑{row.label}", SIGN - 2)
        return [
            Segment(flag, paint("bookmark", on=on, bold=True)),
            Segment(f"{lost} ", paint("page-text", on=on)),
        ]
    letter = f" {row.ink.value[0]} "
    return [
        Segment(letter, paint("page-strong", on=f"ink-{row.ink.value}", bold=True)),
        Segment(f"{lost} ", paint("page-text", on=on)),
    ]


def gist(row: Jotting, width: int) -> tuple[str, str]:
    """Say in so many cells how a note begins, and which tags it has; "…" stands for the rest."""
    rows = set_note(row.note.strip()[:_READ], _ENDLESS)
    first = "".join(words for words, _ in rows[0]) if rows else ""
    rest = any(words.strip() and name != "tag" for line in rows[1:] for words, name in line)
    if rest or len(row.note.strip()) > _READ:
        first += " …"
    room = max(width - cell_len(first) - 1, width * 2 // 5) if first else width
    tags = cut_tags([f"#{tag}" for tag in row.tags if f"#{tag}" not in first], room)
    if first and tags:
        tags = f" {tags}"
    first = cut(first, width - cell_len(tags))
    return first, fit(tags, width - cell_len(first))


def _widths(width: int, by_article: bool) -> tuple[int, int, int, int]:
    """Share a row among quote, note, article and day; 0 for what does not fit.

    Where rows stand by article the day gives way to it, for whose a passage is comes first.
    """
    if width < 44:
        title = width * 40 // 100 if by_article else 0
        return width - title, 0, title, 0
    if width < 96 and by_article:
        title, note = width * 26 // 100, width * 38 // 100
        return width - title - note, note, title, 0
    if width < 72:
        quote = width * 55 // 100
        return quote, width - quote, 0, 0
    room = width - DATE
    if width < 96:
        quote = room * 55 // 100
        return quote, room - quote, 0, DATE
    quote, note = room * 44 // 100, room * 30 // 100
    return quote, note, room - quote - note, DATE
