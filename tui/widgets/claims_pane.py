"""What an article claims, told before it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from storage.models import Claim
from tui.rebinding import worded
from tui.widgets.cells import cut, cut_tags, fit, wrap
from tui.widgets.rows import POINT
from tui.widgets.wheel import Wheeled

LABEL = 10
"""Cells of a kind's name and the gap after it; "forecast" is the longest."""

LABEL_FROM = 34
"""Cells of width from which kinds are named and not only coloured."""

ABOUT_BELOW = 90
"""Cells of width under which the heading says whose the article is."""

NONE_FOUND = "No key claims were found in this text."


class ClaimsPane(Wheeled, can_focus=True):
    """Lists claims, strongest first; with the focus it has a cursor of its own."""

    DEFAULT_CSS = """
    ClaimsPane {
        height: 45%;
        min-height: 6;
        max-height: 18;
        border-top: solid $page-rule;
    }
    """

    @dataclass
    class Opened(Message):
        """A claim was chosen, to be read where it stands."""

        claim: Claim

    def __init__(self) -> None:
        super().__init__()
        self._title = self._about = ""
        self._tags: Sequence[str] = ()
        self._claims: Sequence[Claim] = ()
        self._cursor = 0
        self._top = 0
        self._lines: list[tuple[int, tuple[str, str, str]]] = []
        self._wrapped: list[Sequence[str]] = []
        self._airy = False
        """Whether a blank line follows each claim."""
        self._laid: Size | None = None
        self._next = 0
        """The first claim that is not among the lines."""

    def show(
        self, title: str, claims: Sequence[Claim], about: str = "", tags: Sequence[str] = ()
    ) -> None:
        """Show these claims of the article with that title and tags; "" for no article at all.

        `about` says whose it is; only a narrow screen, where the rows do not, shows it.
        """
        if tags != self._tags:
            self._tags = tags
            self.refresh()
        if (title, claims) == (self._title, self._claims):
            return
        self._title, self._claims, self._about = title, claims, about
        self._cursor = self._top = 0
        self._laid = None
        self.refresh()

    @property
    def current(self) -> Claim | None:
        """The claim under the pane's own cursor."""
        return self._claims[self._cursor] if self._claims else None

    @property
    def page(self) -> int:
        """How many claims fit, roughly: what a page key moves by."""
        return max(1, self._room // 2)

    @property
    def cursor(self) -> int:
        """The place of the current claim."""
        return self._cursor

    def move(self, by: int) -> None:
        """Move the cursor by so many claims."""
        self.go(self._cursor + by)

    def go(self, index: int) -> None:
        """Put the cursor on a claim by its place."""
        self._cursor = max(0, min(index, len(self._claims) - 1))
        lines = self._laid_out(claims=self._cursor + 1)
        rows = [row for row, (owner, _) in enumerate(lines) if owner == self._cursor]
        if rows:
            self._top = min(max(self._top, rows[-1] - self._room + 1), rows[0])
        self.refresh()

    @property
    def _room(self) -> int:
        """Lines for claims, below the heading and the blank line after it."""
        return max(1, self.size.height - 2)

    def _laid_out(
        self, rows: int = 0, claims: int = 0
    ) -> Sequence[tuple[int, tuple[str, str, str]]]:
        """Wrap claims, so many rows or claims of them at least, where there are so many.

        For each line is told whose it is, and what stands in it. A book has thousands of
        claims, of which a screen shows a few.
        """
        if self._laid != self.size:
            self._laid = self.size
            self._lines, self._wrapped = [], []
            # Air between the claims when all of them are in view even so.
            room = self._room + 1
            for index in range(len(self._claims)):
                room -= len(self._wrap(index)) + 1
                if room < 0:
                    break
            self._airy = room >= 0
            self._next = 0
        while self._next < len(self._claims) and (len(self._lines) < rows or self._next < claims):
            self._add(self._next)
            self._next += 1
        return self._lines

    def _wrap(self, index: int) -> Sequence[str]:
        if index == len(self._wrapped):
            room = self.size.width - 6 - self._label
            self._wrapped.append(wrap(self._claims[index].text, room))
        return self._wrapped[index]

    def _add(self, index: int) -> None:
        for number, words in enumerate(self._wrap(index)):
            name = self._claims[index].kind.value.upper() if number == 0 else ""
            sign = "☞" if number == 0 else " "
            self._lines.append((index, (f"{sign} ", fit(name, self._label), words)))
        if self._airy:
            self._lines.append((-1, ("", "", "")))

    @property
    def _label(self) -> int:
        return LABEL if self.size.width >= LABEL_FROM else 0

    # -- events -----------------------------------------------------------------------

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_resize(self) -> None:
        """Keep claims in view: a wider pane needs fewer lines for them."""
        self.scroll_rows(0)

    def scroll_rows(self, by: int) -> None:
        lines = self._laid_out(rows=self._top + by + self._room)
        self._top = max(0, min(self._top + by, len(lines) - self._room))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        where = event.get_content_offset(self)
        if where is None:
            return
        row = self._top + where.y - 2
        lines = self._laid_out(rows=row + 1)
        if where.y < 2 or row >= len(lines):
            return
        index = lines[row][0]
        if index < 0:
            return
        if event.chain > 1:
            self.post_message(self.Opened(self._claims[index]))
        else:
            self._cursor = index
            self.refresh()

    # -- drawing ----------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        if not self._title:
            return self.line([])
        if y == 0:
            return self.line(self._heading())
        row = self._top + y - 2
        if not self._claims:
            words = NONE_FOUND if y == 2 else ""
            return self.line([Segment(f"  {words}", self.paint("page-faint"))])
        lines = self._laid_out(rows=row + 1)
        if y < 2 or row >= len(lines):
            return self.line([])
        owner, (sign, name, words) = lines[row]
        if owner < 0:
            return self.line([])
        on = "row-cursor" if self.has_focus and owner == self._cursor else ""
        kind = f"claim-{self._claims[owner].kind.value}"
        # Where the kind is not named, the text itself has its colour.
        text = "page-text" if name else kind
        return self.line(
            [
                Segment(f"{POINT if on else ' '} ", self.paint("accent-text", on=on, bold=True)),
                Segment(sign, self.paint(kind, on=on)),
                Segment(name, self.paint(kind, on=on, bold=True)),
                Segment(words, self.paint("page-strong" if on else text, on=on)),
            ],
            self.paint(on=on) if on else None,
        )

    def _heading(self) -> list[Segment]:
        words = "  KEY CLAIMS"
        count = f"  {len(self._claims)}" if self._claims else ""
        below = self._top + self._room
        # A blank line after the last claim is nothing more to see.
        if any(owner >= 0 for owner, _ in self._laid_out(rows=below + 2)[below:]):
            way = "more" if self.has_focus else worded(self.screen, "{library.pane} for more")
            count += f"  ↓ {way}"
        room = self.size.width - cell_len(words) - cell_len(count) - 4
        tags = cut_tags([f"#{tag}" for tag in self._tags], room // 2) if self._tags else ""
        tags = f"  {tags}" if tags else ""
        room = max(0, room - cell_len(tags))
        title = cut(self._title, room)
        about = f" · {self._about}" if self._about and self.size.width < ABOUT_BELOW else ""
        return [
            Segment(words, self.paint("page-faint", bold=True)),
            Segment(count, self.paint("accent-text")),
            Segment(f"   {title}", self.paint("page-text")),
            Segment(cut(about, room - cell_len(title)), self.paint("page-faint")),
            Segment(tags, self.paint("note")),
        ]
