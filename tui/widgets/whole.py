"""One of the person's marks in full: where it stands, the quote, the note."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tui.dates import Dates, moment
from tui.reading.note_text import Row, set_note
from tui.widgets.cells import cut, wrap
from tui.widgets.notes_list import Jotting
from tui.widgets.paint import Line, Paint

_STRUCK = Style(strike=True)

_QUOTE_LEAST = 2
"""Lines of a quote that are shown however long the note is."""


def whole(
    row: Jotting,
    width: int,
    paint: Paint,
    form: Dates = Dates.DAY_MONTH,
    rows: int = 0,
    more: str = "",
) -> list[Line]:
    """Write it as it was marked and noted.

    In `rows` lines a long quote is cut so that the note is seen; `more` then says what shows all.
    """
    what = f"bookmark {row.label}" if row.ink is None else f"{row.ink.value} highlight"
    about = f"   {what} · {moment(row.created, date.today(), form).strip()}"
    about += " · retired" if row.retired else ""
    room = max(8, width - 6)
    quote, rest = _quote(row, room, paint), _rest(row, room, paint)
    fits = not rows or 2 + len(quote) + len(rest) <= rows
    if not fits and rest:
        kept = max(_QUOTE_LEAST, rows - 2 - len(rest))
        if kept < len(quote):
            *_, last = quote[kept - 1]
            quote = quote[:kept]
            cut_off = Segment(cut(f"{last.text} …", room), last.style)
            quote[-1] = [*quote[-1][:-1], cut_off]
    if not fits and more:
        about += f"   {more}"
    title = cut(row.title, max(8, min(room, width - 2 - cell_len(about))))
    head = [
        Segment(f"  {title}", paint("page-strong", bold=True)),
        Segment(about, paint("page-faint")),
    ]
    return [head, [], *quote, *rest]


def _quote(row: Jotting, room: int, paint: Paint) -> list[Line]:
    ink = f"ink-{row.ink.value}" if row.ink is not None else ""
    lines: list[Line] = []
    for number, part in enumerate(wrap(row.passage.quote, room)):
        mark = ("⚑ " if row.ink is None else "▎ ") if number == 0 or row.ink is not None else "  "
        colour = "bookmark" if row.ink is None else "note"
        lines.append(
            [
                Segment(f"  {mark}", paint(colour)),
                Segment(part, paint("page-strong", on=ink)),
            ]
        )
    return lines


def _rest(row: Jotting, room: int, paint: Paint) -> list[Line]:
    """Write what is said of the quote: that it is lost, the note, tags that are not in it."""
    lines: list[Line] = []
    if row.lost:
        kept = " It is kept as an orphan." if row.settled else ""
        said = f"    This passage is gone from the text.{kept}"
        lines.append([Segment(said, paint("bookmark"))])
    if row.note.strip():
        lines.append([])
        for number, set_row in enumerate(set_note(row.note.strip(), room)):
            mark = "✎ " if number == 0 else "  "
            lines.append([Segment(f"  {mark}", paint("note")), *_set(set_row, paint)])
    tags = cut("  ".join(f"#{tag}" for tag in row.tags if f"#{tag}" not in row.note), room)
    if tags:
        lines.append([Segment(f"    {tags}", paint("page-faint"))])
    return lines


def _set(row: Row, paint: Paint) -> Line:
    """Give the words of a note's row the styles that its Markdown asked for."""
    return [Segment(words, _style(name, paint)) for words, name in row]


def _style(name: str, paint: Paint) -> Style:
    match name:
        case "strong":
            return paint("page-strong", bold=True)
        case "emphasis":
            return paint(italic=True)
        case "code":
            return paint("page-strong")
        case "link":
            return paint("page-link")
        case "strike":
            return paint("page-faint") + _STRUCK
        case "tag" | "faint":
            return paint("page-faint")
        case _:
            return paint()
