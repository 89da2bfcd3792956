"""The rows of `manicule list`: aligned for a person, tab-separated for a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from storage.models import Entry, State
from tui.dates import moment
from tui.terminal.output import line

if TYPE_CHECKING:
    from rich.text import Text

GLYPHS = {State.UNREAD: "●", State.READING: "◐", State.FINISHED: "○", State.ARCHIVED: "▫"}
_COLOURS = {State.UNREAD: "blue", State.READING: "yellow"}

_FROM = 26
"""Cells for author and site, where the terminal is wide enough for them."""
_NARROW = 84
"""Cells below which author and site are left out."""


def plain_row(entry: Entry) -> str:
    """Give a row for a script: words instead of glyphs, nothing cut."""
    return "\t".join(
        (
            str(entry.id),
            "trashed" if entry.trashed else str(entry.state),
            line(entry.title),
            _origin(entry),
            entry.saved[:10],
            "not fetched" if entry.unfetched else str(entry.minutes),
            str(entry.claims),
            str(entry.notes),
            str(entry.bookmarks),
            f"{entry.progress.fraction:.0%}",
        )
    )


def rows(entries: Sequence[Entry], width: int) -> Iterable[Text]:
    """Give a heading and the rows for a terminal of that many cells."""
    from rich.text import Text

    number = max(len(str(entry.id)) for entry in entries)
    origin = _FROM if width >= _NARROW else 0
    saved = [moment(entry.saved, date.today()).strip() for entry in entries]
    day = max(5, *map(len, saved))
    # Number, glyph, origin, day, minutes, three counts, per cent, and the blanks between them.
    fixed = number + 3 + (origin + 2 if origin else 0) + day + 2 + 10 + 3 * 4 + 5
    title = max(12, width - fixed)

    def row(cells: Sequence[str]) -> str:
        identifier, glyph, name, by, when, minutes, *rest = cells
        parts = [identifier.rjust(number), f"{glyph} {_fit(name, title)}"]
        if origin:
            parts.append(f" {_fit(by, origin)}")
        parts.append(f" {when.rjust(day)}")
        parts.append(f" {minutes.rjust(7)} ")
        return " ".join(parts) + "".join(cell.rjust(4) for cell in rest[:3]) + rest[3].rjust(5)

    heading = ("#", " ", "TITLE", "BY · FROM", "SAVED", "LENGTH", "☞", "✎", "⚑", "READ")
    yield Text(row(heading), style="bold", no_wrap=True, end="\n")
    for entry, when in zip(entries, saved, strict=True):
        counts = [str(n) if n else "·" for n in (entry.claims, entry.notes, entry.bookmarks)]
        read = f"{entry.progress.fraction:.0%}" if entry.progress.fraction else ""
        glyph = "×" if entry.trashed else GLYPHS[entry.state]
        name = line(entry.title)
        length = "no text" if entry.unfetched else f"{entry.minutes} min"
        cells = (str(entry.id), glyph, name, _origin(entry), when, length, *counts)
        text = Text(row((*cells, read)), no_wrap=True)
        text.stylize(_COLOURS.get(entry.state, ""), number + 1, number + 2)
        if entry.state in _COLOURS:
            text.stylize("bold", number + 3, number + 3 + len(_fit(name, title)))
        yield text


def _origin(entry: Entry) -> str:
    site = entry.site or (entry.source.publication if entry.source else None)
    return " · ".join(line(part) for part in (entry.byline, site) if part)


def _fit(text: str, width: int) -> str:
    """Cut or pad a text to that many cells."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)
