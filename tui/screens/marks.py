"""What the screens of the person's marks have in common: the list, and one of them whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding
from textual.getters import query_one

from tui.reading.frame import WIDEST
from tui.rebinding import worded
from tui.screens.desk import LOOKING, Desk, Movable
from tui.settings.model import settings_of
from tui.widgets.notes_list import Jotting, NotesList
from tui.widgets.paint import Line, Paint
from tui.widgets.sheet import Sheet
from tui.widgets.whole import whole

_WIDEST = WIDEST + 6
"""Cells beyond which the lines of a mark are too long to be read, what stands before them too."""


def whole_key(place: str) -> Binding:
    """Declare the key that gives one mark the whole screen, under an id of one screen."""
    return Binding(
        "z", "whole", "Read it whole", id=f"{place}.whole", group=LOOKING, show=False,
        tooltip="The quote and all of its note; then on to the next one",
    )  # fmt: skip


class Marks(Desk):
    """A list of marks, and a sheet that shows the one under the cursor, alone if one wishes."""

    NONE: ClassVar[str]
    """Said by a key that has no mark to do something with."""

    DEFAULT_CSS = """
    Marks.-whole {
        NotesList { display: none; }
        Sheet {
            display: block !important; height: 1fr !important; max-height: 100% !important;
            border-top: none !important; padding-top: 1;
        }
    }
    """

    jottings = query_one(NotesList)
    sheet = query_one(Sheet)

    @property
    def listed(self) -> NotesList:
        return self.jottings

    @property
    def moving(self) -> Movable:
        return Onward(self.sheet, self.jottings) if self.is_whole else self.jottings

    @property
    def is_whole(self) -> bool:
        """Whether one mark has the screen for itself."""
        return self.has_class("-whole")

    def chosen(self) -> Jotting | None:
        """Give the mark under the cursor; say so when there is none."""
        row = self.jottings.current
        if row is None:
            self.say(self.none())
        return row

    def none(self) -> str:
        """Say why a key has nothing to do here."""
        return self.NONE

    def action_whole(self) -> None:
        """Give the mark under the cursor the whole screen, or show the list again."""
        if self.fold() or self.chosen() is None:
            return
        # The list would hand the keys to the next field when it goes out of sight.
        self.set_focus(None)
        self.add_class("-whole")
        self.sheet.renew()
        keys = f"{{{self.place}.whole}} shows the list again, {{{self.place}.down}} goes on"
        self.say(worded(self, keys))

    def fold(self) -> bool:
        """Show the list again; False when it is in sight."""
        if not self.is_whole:
            return False
        self.remove_class("-whole")
        self.sheet.renew()
        if self.jottings.current is not None:
            # Else it is said that the last mark was removed.
            self.hush()
        self.set_focus(self.jottings)
        return True

    def show_whole(
        self, row: Jotting | None, more: Callable[[int, Paint], Sequence[Line]] | None = None
    ) -> None:
        """Show a mark on the sheet, and below it what `more` says of it."""
        form = settings_of(self.app).dates
        if row is None:
            self.fold()

        def write(width: int, paint: Paint) -> Sequence[Line]:
            if row is None:
                return []
            width = min(width, _WIDEST)
            below = more(width, paint) if more is not None else ()
            rows = 0 if self.is_whole else max(1, self.sheet.page - len(below))
            all_ = worded(self, f"{{{self.place}.whole}} shows all")
            return [*whole(row, width, paint, form, rows, all_), *below]

        self.sheet.show(write)

    place: ClassVar[str]
    """Begins the ids of the screen's keys."""


class Onward:
    """Moves through one mark after another: the next comes where the one in sight ends."""

    def __init__(self, sheet: Sheet, rows: NotesList) -> None:
        self._sheet, self._rows = sheet, rows

    @property
    def cursor(self) -> int:
        """The first line in view."""
        return self._sheet.cursor

    @property
    def page(self) -> int:
        """How many lines are in view at once."""
        return self._sheet.page

    def move(self, by: int) -> None:
        """Scroll, or go to the next mark or the one before."""
        before = self._sheet.cursor
        self._sheet.move(by)
        if self._sheet.cursor == before:
            self._rows.move(1 if by > 0 else -1)

    def go(self, index: int) -> None:
        """Scroll so that this line is the first, as far as there are lines below it."""
        self._sheet.go(index)
