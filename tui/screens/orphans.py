"""What was not found again in its text, and where it may belong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.binding import Binding

from storage.anchors import passage
from storage.likeness import Candidate
from storage.models import Passage
from tui.counting import counted
from tui.rebinding import worded
from tui.screens.desk import CHANGING, GOING, LOOKING, movement
from tui.screens.jottings import gather
from tui.screens.marks import whole_key
from tui.screens.own_marks import OwnMarks
from tui.widgets.cells import cut
from tui.widgets.masthead import Masthead
from tui.widgets.notes_list import Jotting
from tui.widgets.offers import Offer, is_chosen, offers
from tui.widgets.paint import Line, Paint
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from storage.library import Library

_TAKES = "{orphans.undo} takes it back"
EMPTY = (
    "Every mark stands in its text.\n"
    "When an article gets a new text, what is not found again in it waits here."
)

_LOOKING = "Still looking for places that are like it."

_SEEN = 5
"""Lines of the chosen candidate that are to be in view."""


class OrphansScreen(OwnMarks):
    """Marks whose passage is lost; below, the places most like the one under the cursor."""

    BINDINGS = [
        Binding("enter", "open", "Look there", id="orphans.open", group=GOING,
                tooltip="Open the article, the chosen place marked; without one, at its beginning"),
        *movement("orphans"),
        whole_key("orphans"),
        Binding("n", "turn(1)", "Next place", id="orphans.next", group=LOOKING),
        Binding("N", "turn(-1)", "Place before", id="orphans.before", group=LOOKING,
                show=False),
        Binding("r", "reattach", "Attach there", id="orphans.reattach", group=CHANGING,
                tooltip="Put the mark at the place that is chosen"),
        Binding("K", "keep", "Keep without", id="orphans.keep", group=CHANGING,
                tooltip="Keep it as an orphan, without a place; again: look for one after all"),
        Binding("x", "remove", "Remove", id="orphans.remove", group=CHANGING, show=False,
                tooltip="To the trash"),
        Binding("u", "undo", "Undo", id="orphans.undo", group=CHANGING),
        Binding("ctrl+r", "redo", "Do again", id="orphans.redo", group=CHANGING, show=False),
        Binding("tab,escape,q", "close", "All notes", id="orphans.close", group=GOING),
        Binding("question_mark", "help", "Help", id="orphans.help", group=GOING),
    ]  # fmt: skip

    NONE = "Every mark stands in its text."
    place = "orphans"

    def __init__(self) -> None:
        super().__init__()
        self._offers: dict[str, list[Offer]] = {}
        self._chosen = 0
        self._shown = ""

    async def reload(self) -> None:
        read = await self.ask(gather, self.library)
        if read is None:
            return
        rows = [row for row in read[0] if row.lost and not row.trashed]
        rows.sort(key=lambda row: row.settled)
        self._offers.clear()
        self._shown = ""
        self.jottings.show(rows, empty=EMPTY)
        self.set_class(not rows, "-empty")
        open_ones = sum(not row.settled for row in rows)
        details = [f"{counted(len(rows), 'mark')} without a place"] if rows else []
        if open_ones < len(rows):
            details.append(f"{len(rows) - open_ones} kept so")
        self.query_one(Masthead).show("Orphans", details)

    @on(RowList.Moved)
    def _follow(self) -> None:
        row = self.jottings.current
        if row is None or row.uid != self._shown:
            self._chosen = 0
        self._shown = row.uid if row else ""
        if row is not None and row.uid not in self._offers:
            self._find(row)
        self._show()

    @work(exclusive=True, group="candidates")
    async def _find(self, row: Jotting) -> None:
        """Look for places away from the keys: a book has many."""
        found = await self.ask(_offers, self.library, row)
        if found is not None:
            self._offers[row.uid] = found
            self._show()

    def _show(self) -> None:
        row = self.jottings.current
        found, chosen = self._offers.get(row.uid) if row else None, self._chosen

        def write(width: int, paint: Paint) -> Sequence[Line]:
            return [[], *offers(found, chosen, width, paint)]

        self.show_whole(row, write)
        # A long note stands above the candidates; the one that was chosen is to be seen.
        at = next((n for n, line in enumerate(self.sheet.lines) if is_chosen(line)), 0)
        if at + _SEEN > self.sheet.page:
            self.sheet.go(at + _SEEN - self.sheet.page)

    @property
    def _offer(self) -> Offer | None:
        row = self.jottings.current
        found = self._offers.get(row.uid, []) if row else []
        return found[self._chosen] if self._chosen < len(found) else None

    # -- going and changing -----------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """Choose another candidate."""
        row = self.chosen()
        if row is None:
            return
        found = self._offers.get(row.uid)
        if not found:
            self.say(_LOOKING if found is None else "Nothing in the text is like it.")
        else:
            self._chosen = (self._chosen + by) % len(found)
            self._show()

    @on(RowList.Opened)
    def action_open(self) -> None:
        """Open the article at the candidate."""
        row, offer = self.chosen(), self._offer
        if row is not None:
            # In the ink of words that were found, so that one sees what would be attached.
            self.read(row.article, *((offer.start, offer.quote) if offer else ()))

    async def action_reattach(self) -> None:
        """Put the mark at the candidate."""
        row, offer = self.chosen(), self._offer
        if row is None:
            return
        if row.uid not in self._offers:
            self.say(_LOOKING)
            return
        if offer is None:
            self.say("Nothing in the text is like it: in the article, ↵ or a marks a place anew.")
            return
        if await self.do(self.library.reattach, row.uid, offer.start, offer.end, offer.quote):
            self.say(f"Attached to “{cut(offer.quote, 40)}”   {worded(self, _TAKES)}")
        await self.reload()

    async def action_keep(self) -> None:
        """Keep the mark as an orphan, or look for its place again."""
        row = self.chosen()
        if row is not None and await self.do(self.library.settle, row.uid, not row.settled):
            kept = "Looked for again" if row.settled else "Kept as an orphan, below the others"
            self.say(f"{kept}   {worded(self, _TAKES)}")
            await self.reload()

    async def action_remove(self) -> None:
        """Put the mark into the trash."""
        row, library = self.chosen(), self.library
        if row is None:
            return
        put: Callable[[str], object] = (
            library.remove_bookmark if row.ink is None else library.remove_annotation
        )
        if await self.do(put, row.uid):
            self.say(worded(self, "Removed   {orphans.undo} brings it back"))
        await self.reload()

    def action_close(self) -> None:
        """Show the list again, else go back to all notes."""
        if not self.fold():
            self.dismiss()


def _offers(library: Library, row: Jotting) -> list[Offer]:
    """Find the places most like a row's passage, with what stands around each."""
    found: list[Candidate] = library.candidates(row.article, row.passage)
    text = library.text(row.article)
    made = []
    for each in found:
        place: Passage = passage(text, each.start, each.end)
        made.append(
            Offer(each.start, each.end, each.likeness, place.quote, place.prefix, place.suffix)
        )
    return made
