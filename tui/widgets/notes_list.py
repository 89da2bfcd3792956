"""What a person wrote and marked, a row each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rich.segment import Segment

from storage.models import Ink, Passage
from tui.dates import Dates, moment
from tui.settings.model import settings_of
from tui.widgets.cells import cut, fit, wrap
from tui.widgets.paint import Line, Paint
from tui.widgets.rows import RowList

SIGN = 5
"""Cells of the sign: an ink's letter on the ink, or a bookmark's flag and label."""

DATE = 13


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
        quote, note, title, when = _widths(width - 2 - SIGN)
        words = fit("QUOTE", quote) + fit("NOTE", note)
        about = fit("ARTICLE", title)
        words = about + words if self.by_article else words + about
        words += fit("MADE", when)
        return [Segment(" " * (SIGN + 2)), Segment(words, self.paint("page-faint", bold=True))]

    def cells(self, row: Jotting, width: int, on: str) -> Line:
        quote, note, title, when = _widths(width - SIGN)
        faint = self.paint("page-text" if on else "page-faint", on=on)
        words = " ".join(row.passage.quote.split())
        about = [Segment(fit(row.title, title - 2) + "  ", faint)] if title else []
        line = [
            *sign(row, self.paint, on),
            *(about if self.by_article else ()),
            Segment(fit(words, quote - 2) + "  ", self.paint("page-strong", on=on)),
        ]
        if note:
            first = row.note.strip().split("\n", 1)[0] or " ".join(f"#{tag}" for tag in row.tags)
            line.append(Segment(fit(first, note - 2) + "  ", self.paint("note", on=on)))
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


def _widths(width: int) -> tuple[int, int, int, int]:
    """Share a row among quote, note, article and day; 0 for what does not fit."""
    if width < 44:
        return width, 0, 0, 0
    if width < 72:
        quote = width * 55 // 100
        return quote, width - quote, 0, 0
    room = width - DATE
    if width < 96:
        quote = room * 55 // 100
        return quote, room - quote, 0, DATE
    quote, note = room * 44 // 100, room * 30 // 100
    return quote, note, room - quote - note, DATE


def whole(row: Jotting, width: int, paint: Paint, form: Dates = Dates.DAY_MONTH) -> list[Line]:
    """Write one of them in full: where it stands, the quote as it was marked, the note."""
    what = f"bookmark {row.label}" if row.ink is None else f"{row.ink.value} highlight"
    about = f"   {what} · {moment(row.created, date.today(), form).strip()}"
    about += " · retired" if row.retired else ""
    room = max(8, width - 6)
    title = cut(row.title, room)
    lines: list[Line] = [
        [
            Segment(f"  {title}", paint("page-strong", bold=True)),
            Segment(about, paint("page-faint")),
        ],
        [],
    ]
    ink = f"ink-{row.ink.value}" if row.ink is not None else ""
    for number, part in enumerate(wrap(row.passage.quote, room)):
        mark = ("⚑ " if row.ink is None else "▎ ") if number == 0 or row.ink is not None else "  "
        colour = "bookmark" if row.ink is None else "note"
        lines.append(
            [
                Segment(f"  {mark}", paint(colour)),
                Segment(part, paint("page-strong", on=ink)),
            ]
        )
    if row.lost:
        kept = " It is kept as an orphan." if row.settled else ""
        said = f"    This passage is gone from the text.{kept}"
        lines.append([Segment(said, paint("bookmark"))])
    if row.note.strip():
        lines.append([])
        for number, part in enumerate(
            part for line in row.note.strip().split("\n") for part in wrap(line, room)
        ):
            mark = "✎ " if number == 0 else "  "
            lines.append([Segment(f"  {mark}", paint("note")), Segment(part, paint())])
    tags = cut("  ".join(f"#{tag}" for tag in row.tags if f"#{tag}" not in row.note), room)
    if tags:
        lines.append([Segment(f"    {tags}", paint("page-faint"))])
    return lines
