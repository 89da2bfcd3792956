"""The page: one widget on the Line API that draws an article and all its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from storage.models import Annotation, Article, BlockKind, Bookmark, Claim
from tui.reading.frame import MEASURE
from tui.reading.marks import Mark, MarkIndex, runs
from tui.reading.spread import HeadLine, NoteLine, Spread
from tui.widgets.page_styles import SIGNS, PageStyles


class Page(Widget):
    """Draws an article; knows nothing of where it is kept."""

    DEFAULT_CSS = """
    Page { height: 1fr; width: 1fr; }
    """
    # The page has a selection of its own, which knows text and not only cells.
    ALLOW_SELECT = False

    @dataclass
    class Scrolled(Message):
        """Another part of the text is on the screen, or the page was laid out anew."""

    @dataclass
    class Pointed(Message):
        """The mouse was pressed on a character, or drawn to it."""

        offset: int
        drawn: bool
        clicks: int = 1

    def __init__(self) -> None:
        super().__init__()
        self._article = Article("", "", ())
        self._head: Sequence[HeadLine] = ()
        self._claims: Sequence[Claim] = ()
        self._notes: Sequence[Annotation] = ()
        self._bookmarks: Sequence[Bookmark] = ()
        self._found: Sequence[tuple[int, int]] = ()
        self._marks = MarkIndex(())
        self._moving: tuple[Mark, ...] = ()
        self._point = 0
        self._signs: dict[int, tuple[str, str, str]] = {}
        self._strips: dict[int, Strip] = {}
        self._spread: Spread | None = None
        self._width = 0
        self._colours: PageStyles | None = None
        self._pressed = False
        self.top = 0
        self.measure = MEASURE
        self.bare = False

    # -- what is shown ---------------------------------------------------------------

    def show(self, article: Article, head: Sequence[HeadLine]) -> None:
        """Show an article from its beginning."""
        self._article = article
        self._head = head
        self.top = 0
        self._spread = None
        if self.size.width:
            # Otherwise the size, and with it the layout, comes when the screen is arranged.
            self._lay_out()

    def set_marks(
        self,
        claims: Sequence[Claim],
        notes: Sequence[Annotation],
        bookmarks: Sequence[Bookmark],
        found: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Draw these claims, these things of the person's own, and what a search found."""
        self._claims, self._notes, self._bookmarks = claims, notes, bookmarks
        self._found = found
        if self._spread is not None:
            self._index_marks()
            self._place_notes()
            self.refresh()

    def set_moving(self, point: int, marks: Sequence[Mark]) -> None:
        """Draw the point and what moves with it: cursor, selection, search hits."""
        old = self._moving
        was, self._point = self._point, point
        self._moving = tuple(marks)
        if self._spread is None:
            return
        changed = {mark for mark in (*old, *self._moving) if (mark in old) != (mark in marks)}
        self._redraw([(mark.start, mark.end) for mark in changed])
        self._redraw([(was, was + 1), (point, point + 1)])

    def relayout(self) -> None:
        """Lay the page out anew, for another measure or none of the margin."""
        old = self._spread
        in_head = old is None or self.top < len(old.head)
        kept = old.layout.line(old.nearest_text(self.top)).start if old else 0
        self._lay_out()
        self.scroll_to_row(0 if in_head else self.spread.row_of(kept))

    # -- where things are ------------------------------------------------------------

    @property
    def spread(self) -> Spread:
        """The article as laid out for the page's present width."""
        # The size may be known before the message that tells of it has come.
        if self._spread is None or self._width != self.size.width:
            self.relayout()
        assert self._spread is not None
        return self._spread

    @property
    def rows(self) -> int:
        """Rows on the screen."""
        return max(1, self.size.height)

    @property
    def last_top(self) -> int:
        """The lowest row that can stand at the top."""
        return max(0, self.spread.height - self.rows)

    @property
    def first_offset(self) -> int:
        """The first code point of the first line of text on the screen."""
        return self.spread.layout.line(self.spread.nearest_text(self.top)).start

    def scroll_to_row(self, row: int) -> None:
        """Put a row at the top, as far as the text allows."""
        top = max(0, min(row, self.last_top))
        if top != self.top:
            self.top = top
            self.refresh()
        self.post_message(self.Scrolled())

    def reveal(self, start: int, end: int, *, keep: int | None = None) -> None:
        """Scroll as little as needed to show a span, `keep` rows off the edges."""
        rows = self.spread.rows_of(start, end)
        room = min(self.rows // 4 if keep is None else keep, max(0, (self.rows - len(rows)) // 2))
        first, last = rows.start - room, rows.stop - 1 + room
        if rows.start <= room + len(self.spread.head):
            first = 0
        if last >= self.top + self.rows:
            top = min(last - self.rows + 1, rows.start)
        else:
            top = min(self.top, max(0, first))
        self.scroll_to_row(top)

    def offset_at(self, x: int, y: int) -> int | None:
        """Give the offset drawn at a cell of the screen; None outside the column."""
        row = self.spread.text_row(self.top + y) if self.top + y < self.spread.height else None
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
        lines = [self.render_line(y) for y in crop.line_range]
        if crop.column_span == (0, self.size.width):
            return lines
        return [line.crop(*crop.column_span) for line in lines]

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        row = self.top + y
        strip = self._strips.get(row)
        if strip is None:
            strip = self._strips[row] = self._draw(row)
        return strip

    def _draw(self, row: int) -> Strip:
        spread, styles = self.spread, self._page_styles()
        frame = spread.frame
        if row >= spread.height:
            return self._finish([Segment(" " * (frame.text + frame.column), styles.plain)], row)
        head = spread.line_above(row)
        if head is not None:
            style = styles.strong if head.strong else styles.faint
            words = Segment(set_cell_size(head.text, frame.column), style)
            return self._finish([Segment(" " * frame.text, styles.plain), words], row)
        under = spread.note_under(row)
        if under is not None:
            return self._finish(self._draw_under(under), row)
        at = spread.text_row(row)
        if at is None:
            return self._finish([Segment(" " * (frame.text + frame.column), styles.plain)], row)
        return self._finish([*self._draw_gutter(row), *self._draw_text(at)], row)

    def _draw_text(self, at: int) -> list[Segment]:
        layout, styles = self.spread.layout, self._page_styles()
        line = layout.line(at)
        kind = self._article.blocks[line.block].kind if line.block >= 0 else BlockKind.PARAGRAPH
        drawn = [Segment(line.lead, styles.faint)] if line.lead else []
        used = line.indent
        if line.end > line.start:
            marks = [
                *self._marks.between(line.start, line.end),
                *(m for m in self._moving if m.start < line.end and m.end > line.start),
            ]
            for start, end, names in runs(line.start, line.end, marks):
                text = layout.draw(at, start, end)
                used += cell_len(text)
                drawn.append(Segment(text, styles.run(names, kind)))
        drawn.append(Segment(" " * max(0, self.spread.frame.column - used), styles.plain))
        return drawn

    def _draw_gutter(self, row: int) -> list[Segment]:
        styles, frame = self._page_styles(), self.spread.frame
        bookmark, claim, own = self._signs.get(row, ("", "", ""))
        here = row == self.spread.row_of(self._point)
        # Blanks are all of one style, so that a row is written in as few pieces as can be.
        blank = Segment(" ", styles.plain)
        point = Segment(SIGNS["point"], styles.point)
        flag = Segment(bookmark, styles.bookmark) if bookmark else blank
        hand = Segment(SIGNS["claim"], styles.colour(f"claim-{claim}")) if claim else blank
        bar = Segment(SIGNS["ink"], styles.ink(own)) if own else blank
        left = Segment(" " * frame.left, styles.plain)
        if frame.gutter >= 6:
            letter = Segment(claim[0], styles.faint) if claim and self._monochrome else blank
            signs = [left, blank, flag, hand, letter, point if here else bar, blank]
            return list(Segment.simplify(signs))
        sign = flag if bookmark else hand if claim else bar if own else blank
        return [left, sign, point if here else bar, blank][: frame.gutter + 1]

    def _draw_under(self, line: NoteLine) -> list[Segment]:
        styles, frame = self._page_styles(), self.spread.frame
        edge = "╰" if line.last else "│"
        return [
            Segment(" " * frame.text, styles.plain),
            Segment(f" {edge} ", styles.note),
            Segment(set_cell_size(line.text, max(0, frame.column - 3)), self._note_style(line)),
        ]

    def _note_style(self, line: NoteLine) -> Style:
        styles = self._page_styles()
        return styles.faint if line.text.startswith("#") else styles.plain

    def _finish(self, drawn: list[Segment], row: int) -> Strip:
        """Add the margin to a row and cut it to the page's width."""
        styles, frame = self._page_styles(), self.spread.frame
        if frame.margin:
            beside = self.spread.note_beside(row)
            link = self.spread.link(row) if row < self.spread.height else "  "
            drawn.append(Segment(f" {link}", styles.rule))
            drawn.extend(self._draw_beside(beside) if beside else [])
        strip = Strip(drawn).adjust_cell_length(self.size.width, styles.plain)
        for filter in self.get_line_filters():
            strip = strip.apply_filter(filter, styles.ground)
        return strip

    def _draw_beside(self, line: NoteLine) -> list[Segment]:
        styles, width = self._page_styles(), self.spread.frame.margin
        if line.claim is not None:
            kind = line.claim.kind
            rest = set_cell_size(line.text[len(kind) :], max(0, width - len(kind)))
            return [
                Segment(" ", styles.plain),
                Segment(kind.upper(), styles.colour(f"claim-{kind}") + Style(bold=True)),
                Segment(rest, styles.faint),
            ]
        if line.first:
            return [
                Segment(" ", styles.plain),
                Segment(line.text[:1], styles.note),
                Segment(set_cell_size(line.text[1:], width - 1), styles.plain),
            ]
        return [
            Segment(" ", styles.plain),
            Segment(set_cell_size(line.text, width), self._note_style(line)),
        ]

    # -- keeping up ------------------------------------------------------------------

    @property
    def _monochrome(self) -> bool:
        return bool(self.app.no_color)

    def _page_styles(self) -> PageStyles:
        if self._colours is None:
            self._colours = PageStyles(self.app.theme_variables, monochrome=self._monochrome)
        return self._colours

    def notify_style_update(self) -> None:
        """Take up another theme's colours."""
        super().notify_style_update()
        self._colours = None
        self._strips.clear()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new width, the same words staying at the top."""
        if self._spread is None or self.size.width != self._width:
            self.relayout()
        else:
            self.scroll_to_row(self.top)

    def _lay_out(self) -> None:
        self._width = self.size.width
        self._spread = Spread(
            self._article.text,
            self._article.blocks,
            max(12, self._width),
            head=self._head,
            measure=self.measure,
            bare=self.bare,
        )
        self._index_marks()
        self._place_notes()
        self.refresh()

    def _index_marks(self) -> None:
        marks = [
            Mark(style.start, style.end, f"style:{style.kind}", 0) for style in self._article.styles
        ]
        marks += [
            Mark(note.passage.start, note.passage.end, f"ink:{note.ink}", 2)
            for note in self._notes
            if not note.lost
        ]
        marks += [Mark(c.start, c.end, f"claim:{c.kind}", 3) for c in self._claims]
        marks += [Mark(start, end, "found", 4) for start, end in self._found]
        self._marks = MarkIndex(marks)

    def _place_notes(self) -> None:
        if self._spread is None:
            return
        present = [note for note in self._notes if not note.lost]
        self._spread.set_notes(present, self._claims if not self.bare else ())
        signs: dict[int, tuple[str, str, str]] = {}
        for note in present:
            for row in self._spread.rows_of(note.passage.start, note.passage.end):
                signs[row] = ("", "", note.ink)
        for claim in self._claims:
            row = self._spread.row_of(claim.start)
            signs[row] = ("", claim.kind, signs.get(row, ("", "", ""))[2])
        for mark in self._bookmarks:
            if not mark.lost:
                row = self._spread.row_of(mark.passage.start)
                signs[row] = (SIGNS["bookmark"], *signs.get(row, ("", "", ""))[1:])
        self._signs = signs
        self._strips.clear()

    def _redraw(self, spans: Sequence[tuple[int, int]]) -> None:
        rows: set[int] = set()
        length = len(self._article.text)
        for start, end in spans:
            rows.update(self.spread.rows_of(min(start, length), min(end, length)))
        for row in rows:
            self._strips.pop(row, None)
        shown = [row - self.top for row in rows if 0 <= row - self.top < self.rows]
        if shown:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in shown))

    # -- the mouse -------------------------------------------------------------------

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by three lines."""
        event.stop()
        self.scroll_to_row(self.top + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back by three lines."""
        event.stop()
        self.scroll_to_row(self.top - 3)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the mouse is."""
        offset = self.offset_at(event.x, event.y)
        if offset is not None:
            self._pressed = True
            self.capture_mouse()
            self.post_message(self.Pointed(offset, drawn=False))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while the button is held."""
        if self._pressed:
            offset = self.offset_at(event.x, event.y)
            if offset is not None:
                self.post_message(self.Pointed(offset, drawn=True))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a selection by mouse."""
        self._pressed = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select a word by a double click, a sentence by a triple one."""
        offset = self.offset_at(event.x, event.y)
        if offset is not None and event.chain > 1:
            self.post_message(self.Pointed(offset, drawn=False, clicks=event.chain))
