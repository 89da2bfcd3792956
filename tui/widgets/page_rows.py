"""Draw one row of a page: gutter, text with all its marks, margin."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter
from textual.strip import Strip

from storage.models import Article, BlockKind
from tui.reading.marks import runs
from tui.reading.spread import NoteLine, Spread
from tui.widgets.page_marks import PageMarks
from tui.widgets.page_styles import LETTERS, SIGNS, PageStyles

_LEADER = "┈"
"""What leads from a row's text to the note in the margin."""


class RowDrawer:
    """Draws the rows of one article at one width in one theme."""

    def __init__(
        self,
        article: Article,
        spread: Spread,
        marks: PageMarks,
        styles: PageStyles,
        width: int,
        *,
        filters: Sequence[LineFilter] = (),
    ) -> None:
        self._article = article
        self._spread = spread
        self._marks = marks
        self._styles = styles
        self._width = width
        self._filters = filters

    def draw(self, row: int) -> Strip:
        """Draw a row of the spread, or a blank one below its end."""
        spread, styles = self._spread, self._styles
        frame = spread.frame
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
        text = self._draw_text(at, spread.leads(row))
        return self._finish([*self._draw_gutter(row, at), *text], row)

    def _draw_text(self, at: int, leads: bool) -> list[Segment]:
        layout, styles = self._spread.layout, self._styles
        line = layout.line(at)
        kind = self._article.blocks[line.block].kind if line.block >= 0 else BlockKind.PARAGRAPH
        drawn = [Segment(line.lead, styles.faint)] if line.lead else []
        used = line.indent
        if line.end > line.start:
            marks = self._marks.between(line.start, line.end)
            for start, end, names in runs(line.start, line.end, marks):
                text = layout.draw(at, start, end)
                used += cell_len(text)
                if names and names[-1].startswith("letter:"):
                    text = set_cell_size(names[-1][-1], cell_len(text))
                drawn.append(Segment(text, styles.run(names, kind)))
        left = max(0, self._spread.frame.column - used)
        if leads and left > 1:
            drawn.append(Segment(" " + _LEADER * (left - 1), styles.rule))
        else:
            drawn.append(Segment(" " * left, styles.plain))
        return drawn

    def _draw_gutter(self, row: int, at: int) -> list[Segment]:
        styles, frame = self._styles, self._spread.frame
        found = self._marks.signs(self._spread, at)
        claim = found.claim
        here = at == self._spread.layout.row(self._marks.point)
        # Blanks are all of one style, so that a row is written in as few pieces as can be.
        blank = Segment(" ", styles.plain)
        point = Segment(SIGNS["point"], styles.point)
        flag = Segment(SIGNS["bookmark"], styles.bookmark) if found.bookmarked else blank
        hand = Segment(SIGNS["claim"], styles.colour(f"claim-{claim}")) if claim else blank
        bar = Segment(SIGNS["ink"], styles.ink(found.ink)) if found.ink else blank
        left = Segment(" " * frame.left, styles.plain)
        if frame.gutter >= 6:
            letter = Segment(LETTERS[claim], styles.faint) if claim else blank
            ink = Segment(found.ink[0], styles.faint) if found.begun else blank
            end = point if here else bar
            # Each letter beside the sign that it is about, and never one letter beside the other.
            signs = [hand, letter, flag, ink] if styles.monochrome else [blank, flag, hand, blank]
            return list(Segment.simplify([left, *signs, end, blank]))
        if claim and styles.monochrome:
            hand = Segment(LETTERS[claim], styles.strong)
        sign = flag if found.bookmarked else hand if claim else bar if found.ink else blank
        return [left, sign, point if here else bar, blank][: frame.gutter + 1]

    def _draw_under(self, line: NoteLine) -> list[Segment]:
        styles, frame = self._styles, self._spread.frame
        edge = "╰" if line.last else "│"
        return [
            Segment(" " * frame.text, styles.plain),
            Segment(f" {edge} ", styles.note),
            *self._draw_note(line, max(0, frame.column - 3)),
        ]

    def _draw_note(self, line: NoteLine, width: int) -> list[Segment]:
        styles = self._styles
        drawn = [Segment(words, styles.note_run(name)) for words, name in line.row]
        return list(Strip(drawn).adjust_cell_length(width, styles.plain))

    def _finish(self, drawn: list[Segment], row: int) -> Strip:
        """Add the margin to a row and cut it to the page's width."""
        styles, frame = self._styles, self._spread.frame
        if frame.margin:
            beside = self._spread.note_beside(row)
            link = self._spread.link(row) if self._spread.has(row) else "  "
            gap = _LEADER if self._spread.leads(row) else " "
            drawn.append(Segment(f"{gap}{link}", styles.rule))
            drawn.extend(self._draw_beside(beside) if beside else [])
        # In as few pieces as can be: each costs the terminal two colours and a reset.
        whole = Strip(drawn).adjust_cell_length(self._width, styles.plain)
        strip = whole.simplify()
        for filter in self._filters:
            strip = strip.apply_filter(filter, styles.ground)
        return strip

    def _draw_beside(self, line: NoteLine) -> list[Segment]:
        styles, width = self._styles, self._spread.frame.margin
        if line.claim is not None:
            kind = line.claim.kind
            rest = set_cell_size(line.text[len(kind) :], max(0, width - len(kind)))
            return [
                Segment(" ", styles.plain),
                Segment(kind.upper(), styles.colour(f"claim-{kind}") + Style(bold=True)),
                Segment(rest, styles.faint),
            ]
        return [Segment(" ", styles.plain), *self._draw_note(line, width)]
