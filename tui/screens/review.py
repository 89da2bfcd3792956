"""A few of the person's own highlights a day, to be read again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import on
from textual.binding import Binding

from storage.models import Review
from storage.schedule import COUNT, Answer, Today, answered
from tui.clipboard import copy
from tui.counting import counted
from tui.rebinding import worded
from tui.returning import nothing_due, said
from tui.screens.desk import CHANGING, GOING, LOOKING, movement
from tui.screens.jottings import jotted
from tui.screens.marks import whole_key
from tui.screens.own_marks import OwnMarks
from tui.settings.model import settings_of
from tui.widgets.cells import cut, wrap
from tui.widgets.masthead import Masthead
from tui.widgets.notes_list import Jotting
from tui.widgets.paint import Line, Paint
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from storage.library import Library

MORE = 5
"""How many more come when a person asks for more."""


class ReviewScreen(OwnMarks):
    """What comes back today; each answered by one key."""

    BINDINGS = [
        Binding("enter", "open", "Go there", id="review.open", group=GOING,
                tooltip="Open the article at the passage"),
        *movement("review"),
        Binding("K", "answer('keep')", "Keep", id="review.keep", group=CHANGING,
                tooltip="It comes back tomorrow, kept again after two days, then four, eight …"),
        Binding("L", "answer('later')", "Later", id="review.later", group=CHANGING,
                tooltip="Not today: it comes back tomorrow, and counts as kept no oftener"),
        Binding("e", "answer('retire')", "Retire", id="review.retire", group=CHANGING,
                tooltip="It comes back no more, and stays what it is: a highlight"),
        whole_key("review"),
        Binding("plus,equals_sign", "more", "More today", id="review.more", group=LOOKING,
                show=False, tooltip="Five more of those that are due"),
        Binding("y", "copy", "Copy the quote", id="review.copy", group=GOING, show=False),
        Binding("u", "undo", "Undo", id="review.undo", group=CHANGING),
        Binding("ctrl+r", "redo", "Do again", id="review.redo", group=CHANGING, show=False),
        Binding("escape,q,R", "close", "Close", id="review.close", group=GOING),
        Binding("question_mark", "help", "Help", id="review.help", group=GOING),
    ]  # fmt: skip

    NONE = "There is nothing to review here now."
    place = "review"

    def __init__(self, count: int = COUNT) -> None:
        super().__init__()
        self._count = count
        self._reviews: dict[str, Review] = {}
        self._waiting = 0

    async def reload(self) -> None:
        read = await self.ask(_gather, self.library, self._count)
        if read is None:
            return
        today, rows = read
        self._reviews = {note.uid: note.review for note in today.due}
        self._waiting = today.waiting
        empty = nothing_due(today, settings_of(self.app).dates)
        if today.waiting and not rows:
            empty += " + shows more of them now."
        self.jottings.show(rows, empty=empty)
        self.set_class(not rows, "-empty")
        details = [f"{len(rows)} to read again"] if rows else []
        if today.answered:
            details.append(f"{today.answered} done today")
        aside = f"{today.waiting} more due" if today.waiting else ""
        self.query_one(Masthead).show("Review", details, aside=aside)
        self.tell_damage()

    @on(RowList.Moved)
    def _follow(self) -> None:
        row = self.jottings.current
        review = self._reviews.get(row.uid) if row else None

        def write(width: int, paint: Paint) -> Sequence[Line]:
            if review is None:
                return []
            about = wrap(said(review, date.today()), max(8, width - 6))
            faint = paint("page-faint")
            return [[], *([Segment(f"    {part}", faint)] for part in about)]

        self.show_whole(row, write)

    # -- going and changing -----------------------------------------------------------

    @on(RowList.Opened)
    def action_open(self) -> None:
        """Open the article at the passage."""
        row = self.chosen()
        if row is not None:
            self.read(row.article, None if row.lost else row.passage.start)

    async def action_answer(self, answer: str) -> None:
        """Say to the highlight what becomes of it."""
        row = self.chosen()
        if row is None:
            return
        today = date.today()
        made = await self.ask(self.library.review, row.uid, Answer(answer), today)
        if made is not None:
            became = _became(made, Answer(answer), today)
            self.say(f"{became}   {worded(self, '{review.undo} takes it back')}")
        await self.reload()

    async def action_more(self) -> None:
        """Show more of what is due."""
        if not self._waiting:
            self.say("No more highlights are due today.")
            return
        self._count += MORE
        await self.reload()

    async def action_copy(self) -> None:
        """Copy the quote."""
        row = self.chosen()
        if row is not None:
            done = await copy(self.app, row.passage.quote)
            self.say(f"{done}: “{cut(row.passage.quote, 40)}”")

    def action_close(self) -> None:
        """Show the list again, else go back to where one came from, or leave."""
        if self.fold():
            return
        if len(self.app.screen_stack) > 2:
            self.dismiss()
        else:
            self.app.exit()


def _gather(library: Library, count: int) -> tuple[Today, list[Jotting]]:
    """Read what comes back today, with the articles it stands in."""
    today = library.returning(date.today(), count)
    rows = [jotted(note, library.title(note.article)) for note in today.due]
    return today, rows


def _became(review: Review, answer: Answer, today: date) -> str:
    """Say what an answer did."""
    if answer is Answer.RETIRE:
        return "Retired: it comes back no more"
    if answer is Answer.LATER:
        return "Put off until tomorrow"
    days = (date.fromisoformat(review.due) - today).days
    when = "tomorrow" if days == 1 else f"in {counted(days, 'day')}"
    then = answered(review, Answer.KEEP, today, "").interval
    return f"Kept: it comes back {when}, and kept again in {counted(then, 'day')}"
