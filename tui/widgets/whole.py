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
_ROOMY = 8
"""Lines below which the quote is shown by its first alone."""
_NOTE_LEAST = 2
"""Lines of a note that are shown, the blank one before it too."""


def whole(
    row: Jotting,
    width: int,
    paint: Paint,
    form: Dates = Dates.DAY_MONTH,
    rows: int = 0,
    more: str = "",
) -> list[Line]:
    """Write it as it was marked and noted.

    For `rows` lines a long quote is cut so that the note is seen, and then a long note; `more`
    says what shows all.
    """
    what = f"bookmark {row.label}" if row.ink is None else f"{row.ink.value} highlight"
    about = f"   {what} · {moment(row.created, date.today(), form).strip()}"
    about += " · retired" if row.retired else ""
    room = max(8, width - 6)
    quote, note = _quote(row, room, paint), _note(row, room, paint)
    others = 2 + len(lost := _lost(row, paint)) + len(tags := _tags(row, room, paint))
    fits = not rows or others + len(quote) + len(note) <= rows
    if not fits:
        least = _QUOTE_LEAST if rows >= _ROOMY else 1
        quote = _cut(quote, max(least, rows - others - len(note)), room)
        note = _cut(note, max(_NOTE_LEAST, rows - others - len(quote)), room)
    if not fits and more:
        about += f"   {more}"
    title = cut(row.title, max(8, min(room, width - 2 - cell_len(about))))
    head = [
        Segment(f"  {title}", paint("page-strong", bold=True)),
        Segment(about, paint("page-faint")),
    ]
    return [head, [], *quote, *lost, *note, *tags]


def _cut(lines: list[Line], kept: int, room: int) -> list[Line]:
    """Keep so many lines; the last of them says that there were more."""
    if len(lines) <= kept:
        return lines
    *before, last = lines[:kept]
    *rest, words = last or [Segment("")]
    # The line may be full: its words then end where there is room for the sign.
    used = sum(segment.cell_length for segment in rest)
    return [*before, [*rest, Segment(cut(f"{words.text} …", room + 4 - used), words.style)]]


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


def _lost(row: Jotting, paint: Paint) -> list[Line]:
    """Say that the passage is gone, if it is."""
    if not row.lost:
        return []
    kept = " It is kept as an orphan." if row.settled else ""
    return [[Segment(f"    This passage is gone from the text.{kept}", paint("bookmark"))]]


def _note(row: Jotting, room: int, paint: Paint) -> list[Line]:
    """Write the note below a blank line; nothing where there is none."""
    lines: list[Line] = []
    for number, set_row in enumerate(set_note(row.note.strip(), room)):
        mark = "✎ " if number == 0 else "  "
        lines.append([Segment(f"  {mark}", paint("note")), *_set(set_row, paint)])
    return [[], *lines] if lines else []


def _tags(row: Jotting, room: int, paint: Paint) -> list[Line]:
    """Write the tags that are not among the words of the note."""
    tags = cut("  ".join(f"#{tag}" for tag in row.tags if f"#{tag}" not in row.note), room)
    return [[Segment(f"    {tags}", paint("page-faint"))]] if tags else []


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
