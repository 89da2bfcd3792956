"""The page: one widget on the Line API that draws an article and all its marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from storage.models import Annotation, Article, Bookmark, Claim
from tui.reading.frame import MARGIN, MEASURE
from tui.reading.hyphens import Divide
from tui.reading.layout import Layout
from tui.reading.marks import Mark
from tui.reading.spread import HeadLine, Spread
from tui.widgets.page_ahead import Ahead
from tui.widgets.page_drawn import DrawnRows
from tui.widgets.page_marks import PageMarks
from tui.widgets.page_mouse import PageMouse
from tui.widgets.page_rows import RowDrawer
from tui.widgets.page_styles import PageStyles
from tui.widgets.paint import few_colours


class Page(PageMouse):
    """Draws an article; knows nothing of where it is kept."""

    DEFAULT_CSS = """
    Page { height: 1fr; width: 1fr; }
    """
    # The page has a selection of its own, which knows text and not only cells.
    ALLOW_SELECT = False

    @dataclass
    class Scrolled(Message):
        """Another part of the text is on the screen, or the page was laid out anew."""

        moves: int
        """The page's moves up to this one."""

    def __init__(self) -> None:
        super().__init__()
        self._article = Article("", "", ())
        self._head: Sequence[HeadLine] = ()
        self._marks = PageMarks(self._article)
        self._drawn = DrawnRows(self._row_drawer)
        self._spread: Spread | None = None
        self._width = 0
        self._left: list[Layout] = []
        """Layouts that are done with; all the rows of a book are given back when there is time."""
        self._ahead = Ahead(self._prepare)
        self._arrive: Callable[[], None] | None = None
        self._hidden = ""
        self.moves = 0
        """How often the page was scrolled or laid out anew."""
        self._moved = 0
        """How often notes had moved when the rows were drawn."""
        self._covered = range(0)
        self.top = 0
        self.measure = MEASURE
        self.margin = MARGIN
        self.bare = False
        self.divide: Divide | None = None
        """How words may be divided at the ends of rows."""

    # -- what is shown ---------------------------------------------------------------

    def show(self, article: Article, head: Sequence[HeadLine], arrive: Callable[[], None]) -> None:
        """Show an article; `arrive` goes to a place in it, before anything is drawn."""
        self._article = article
        self._arrive = arrive
        self._head = head
        self._marks = PageMarks(article)
        self.top = 0
        self._spread = None
        if self.size.width:
            # Otherwise the size, and with it the layout, comes when the screen is arranged.
            self.relayout()

    def set_marks(
        self,
        claims: Sequence[Claim],
        notes: Sequence[Annotation],
        bookmarks: Sequence[Bookmark],
        found: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Draw these claims, these things of the person's own, and what a search found."""
        marks = self._marks
        before, was = marks.claimed, (marks.notes, marks.flags, marks.found)
        marks.set(claims, notes, bookmarks, found)
        if self._spread is None:
            return
        if was == (marks.notes, marks.flags, marks.found) and not self._spread.frame.margin:
            # Claims alone: most rows stay as they are, and with them what was drawn ahead.
            self._redraw(self._drawn.changed(self._spread, before, marks.claimed))
            return
        self._place_notes(self._spread)
        self.refresh()

    def hide_note(self, uid: str) -> None:
        """Leave out a note that is being written elsewhere; none for ""."""
        if uid != self._hidden:
            self._hidden = uid
            self._place_notes(self.spread)
            self.refresh()

    def cover(self, rows: range) -> None:
        """Leave the gutter blank beside rows of the screen over which something lies."""
        if rows != self._covered:
            self._covered = rows
            self.refresh()

    def set_moving(self, point: int, marks: Sequence[Mark]) -> None:
        """Draw the point and what moves with it: cursor, selection, search hits."""
        old, new = self._marks.moving, tuple(marks)
        was, self._marks.point, self._marks.moving = self._marks.point, point, new
        if self._spread is None:
            return
        if self._unfold(point):
            return
        changed = {mark for mark in (*old, *new) if (mark in old) != (mark in new)}
        self._redraw([(mark.start, mark.end) for mark in changed])
        self._redraw([(was, was + 1), (point, point + 1)])

    def _unfold(self, point: int) -> bool:
        """Show all of the notes under the cursor, its row staying where it is on the screen."""
        marks = self._marks.moving
        start = min((mark.start for mark in marks), default=point)
        end = max((mark.end for mark in marks), default=point + 1)
        before = self.spread.row_of(point)
        if not self.spread.unfold(start, end):
            return False
        self._drawn.forget_all()
        self._scroll(self.top + self.spread.row_of(point) - before)
        self.refresh()
        self._tell_moved()
        return True

    def relayout(self) -> None:
        """Lay the page out anew, for another measure or none of the margin."""
        old = self._spread
        in_head = old is None or old.line_above(self.top) is not None
        kept = 0 if in_head or old is None else old.layout.line(old.nearest_text(self.top)).start
        self._lay_out(kept)
        if self._arrive is not None and self.size.area:
            arrive, self._arrive = self._arrive, None
            arrive()
            return
        self._scroll(self.spread.top if in_head else self.spread.row_of(kept))
        self._tell_moved()

    @property
    def plain(self) -> bool:
        """Whether it is laid out as one just opened: no note unfolded or hidden, not bare."""
        # How words are divided is learnt only after the first page was drawn.
        return not (self.bare or self.divide or self._hidden or self.spread.unfolded)

    # -- where things are ------------------------------------------------------------

    @property
    def spread(self) -> Spread:
        """The article as laid out for the page's present width."""
        # The size may be known before the message that tells of it has come.
        if self._spread is None or self._width != self.outer_size.width:
            self.relayout()
        assert self._spread is not None
        return self._spread

    @property
    def rows(self) -> int:
        """Rows on the screen."""
        # The same as `size`, for which Textual asks the screen for the page's place each time.
        return max(1, self.outer_size.height)

    @property
    def last_top(self) -> int:
        """The lowest row that can stand at the top."""
        return self.spread.near(self.spread.bottom - self.rows)

    @property
    def first_offset(self) -> int:
        """The first code point of the first line of text on the screen."""
        return self.spread.layout.line(self.spread.nearest_text(self.top)).start

    def approach(self, offset: int) -> None:
        """Make ready to go to an offset: around one that is far the text is laid out anew."""
        spread = self.spread
        layout = spread.layout
        back = offset < layout.extent[0]
        if spread.approach(offset):
            self._left.append(layout)
            self._forget_rows()
            # The place lies as far ahead, or behind, as it did.
            self.top = spread.row_of(offset) + (2 * self.rows if back else -2 * self.rows)
            self.refresh()

    def scroll_to_row(self, row: int) -> None:
        """Put a row at the top, as far as the text allows."""
        if self._scroll(row):
            self._tell_moved()

    def _scroll(self, row: int) -> bool:
        """Put a row at the top; False when it stands there already."""
        spread, top = self.spread, self.top_for(row)
        # Notes in the margin may be pushed down from rows above the screen.
        spread.has(top - self.rows)
        if top == self.top:
            return False
        self.top = top
        self.refresh()
        return True

    def _tell_moved(self) -> None:
        self.moves += 1
        self.post_message(self.Scrolled(self.moves))

    def top_for(self, row: int) -> int:
        """Give the row that stands at the top when a row is wished there."""
        spread = self.spread
        # Where the text ends is asked only near its end: it takes laying out all that is left.
        return spread.near(row if spread.has(row + self.rows - 1) else min(row, self.last_top))

    def drawn_from(self, top: int) -> list[Strip]:
        """Draw the rows that the screen would show from a row on."""
        return [self._drawn.row(top + y) for y in range(self.rows)]

    def reveal(self, start: int, end: int, *, keep: int | None = None) -> None:
        """Scroll as little as needed to show a span, `keep` rows off the edges."""
        self.approach(start)
        rows = self.spread.rows_of(start, end)
        room = min(self.rows // 4 if keep is None else keep, max(0, (self.rows - len(rows)) // 2))
        first, last = rows.start - room, rows.stop - 1 + room
        if not self.spread.has(first - len(self.spread.head) - 1):
            first = self.spread.top
        if last >= self.top + self.rows:
            top = min(last - self.rows + 1, rows.start)
        else:
            top = min(self.top, first)
        self._scroll(top)
        self._tell_moved()

    def offset_at(self, x: int, y: int) -> int | None:
        """Give the offset drawn at a cell of the screen; None outside the column."""
        row = self.spread.text_row(self.top + y)
        column = x - self.spread.frame.text
        if row is None or column < -1 or column > self.spread.frame.column:
            return None
        return self.spread.layout.offset(row, max(0, column))

    # -- drawing ---------------------------------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw rows of the screen.

        Textual would add borders, padding and background to each; the page has none of the
        first two and draws its own ground, so that its rows are given as they are.
        """
        if self._spread is None or self._width != self.size.width:
            self.relayout()
        lines = [self.render_line(y) for y in crop.line_range]
        self._forget_moved()
        self._ahead.later()
        if crop.column_span == (0, self.size.width):
            return lines
        return [line.crop(*crop.column_span) for line in lines]

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        strip = self._drawn.row(self.top + y)
        if y not in self._covered:
            return strip
        # The last cell of the gutter is always blank: the others are made like it.
        text = self.spread.frame.text
        style = next(iter(strip.crop(text - 1, text)), Segment("")).style
        return Strip([Segment(" " * text, style), *strip.crop(text)])

    def _row_drawer(self) -> RowDrawer:
        return RowDrawer(
            self._article,
            self.spread,
            self._marks,
            PageStyles(self.app.theme_variables, monochrome=few_colours(self.app)),
            self.size.width,
            filters=self.get_line_filters(),
        )

    # -- keeping up ------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Take up another theme's colours."""
        super().notify_style_update()
        self._forget_rows()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new width, the same words staying at the top."""
        if self._spread is None or self.size.width != self._width:
            self.relayout()
        else:
            # Another height shows more or less of it, wherever it stands.
            self._scroll(self.top)
            self._tell_moved()

    def on_unmount(self) -> None:
        """Prepare nothing any more."""
        self._ahead.stop()

    def _lay_out(self, at: int) -> None:
        if self._spread is not None:
            self._left.append(self._spread.layout)
        self._width = self.size.width
        self._spread = Spread(
            self._article.text,
            self._article.blocks,
            max(12, self._width),
            at=at,
            head=self._head,
            measure=self.measure,
            bare=self.bare,
            margin=self.margin,
            divide=self.divide,
        )
        self._place_notes(self._spread)
        self.refresh()

    def _place_notes(self, spread: Spread) -> None:
        # Without a margin they would stand between the lines of the text.
        notes = () if self.bare else [n for n in self._marks.notes if n.uid != self._hidden]
        spread.set_notes(notes, () if self.bare else self._marks.claims)
        self._forget_rows()

    def _forget_rows(self) -> None:
        self._drawn.begin_anew()
        self._moved = self.spread.moved

    def _forget_moved(self) -> None:
        """Draw anew when notes turned out to be pushed down by others above them."""
        if self._moved != self.spread.moved:
            self._forget_rows()
            self.refresh()

    def _prepare(self) -> Iterator[None]:
        """Draw the rows that the next keys may show, and lay out the rest, in small steps."""
        spread, rows, console = self.spread, self.rows, self.app.console
        self._drawn.trim(range(self.top - 2 * rows, self.top + 3 * rows))
        self._forget_moved()
        ahead = [*range(self.top + rows, self.top + 2 * rows), *range(self.top - rows, self.top)]
        yield from self._drawn.ahead(ahead, self._has, console)
        while self._left:
            if not self._left[-1].shed():
                self._left.pop()
            yield
        while spread.layout.go_on():
            yield
        ends = [*range(self.last_top, spread.bottom), *range(spread.top, spread.top + rows)]
        yield from self._drawn.ahead(ends, self._has, console)

    def _has(self, row: int) -> bool:
        return self.spread.has(row)

    def _redraw(self, spans: Sequence[tuple[int, int]]) -> None:
        spread, length, rows = self.spread, len(self._article.text), set[int]()
        for start, end in spans:
            rows.update(spread.rows_of(min(start, length), min(end, length)))
        self._drawn.forget(rows)
        top, width = self.top, self._width
        shown = rows.intersection(range(top, top + self.rows))
        if shown:
            self.refresh(*(Region(0, row - top, width, 1) for row in shown))
