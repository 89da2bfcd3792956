"""One article at one width: its rows, the head above them, the notes beside or between.

The rows of a spread are what the screen shows. A row is a line of the head, a line of the
text, or (on a narrow page) a line of a note. Like those of the layout they are counted from
the place at which it began: above it rows have negative numbers, and none ever changes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from storage.models import Annotation, Block, Claim
from tui.reading.frame import MARGIN, MEASURE, Frame, frame
from tui.reading.hyphens import Divide
from tui.reading.layout import Layout
from tui.reading.leaders import Leaders
from tui.reading.margin import Flow, NoteCard, place_cards, wrap_words

if TYPE_CHECKING:
    from tui.reading.note_text import Row

FOLD = 12
"""Rows of a note that are shown beside the text; longer ones are folded."""
FOLD_UNDER = 6
"""The same between the lines of the text, which a note is not to tear apart."""
_SIGN = "✎ "
_START = attrgetter("start")


class HeadLine(NamedTuple):
    """A line above the text: the title, where it comes from."""

    text: str
    strong: bool = False


class NoteLine(NamedTuple):
    """A line of a note, or of the words on a claim, in the margin or under the text."""

    key: str
    """The annotation's uid; empty for a claim's."""
    text: str
    first: bool
    last: bool
    claim: Claim | None = None
    row: Row = ()
    """The words of a note and how each is set; empty for a claim's."""


class Spread:
    """The rows of one article at one width."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        width: int,
        *,
        at: int = 0,
        head: Sequence[HeadLine] = (),
        measure: int = MEASURE,
        bare: bool = False,
        margin: int = MARGIN,
        divide: Divide | None = None,
    ) -> None:
        self.frame: Frame = frame(width, measure, bare=bare, margin=margin)
        self.layout = Layout(text, blocks, self.frame.column, at, divide)
        self.head = _wrap_head(head, self.frame.column)
        self.moved = 0
        """How often notes in the margin moved because of others, found above them."""
        self._noted: Sequence[Annotation] = ()
        self._claims: Sequence[Claim] = ()
        self._long: set[str] = set()
        self._open: frozenset[str] = frozenset()
        self._whole: dict[str, tuple[Row, ...]] = {}
        self._cards: dict[str, tuple[Row, ...]] = {}
        self._beside: dict[int, NoteLine] = {}
        self._leaders = Leaders()
        self._under: list[str] = []
        self._lowest = 0
        self._flow = Flow((), len(self.head))
        self._grown = -1
        self._placed: tuple[bool, int, int] | None = None

    @property
    def top(self) -> int:
        """The first row of all; lays out everything above."""
        first = self.layout.first
        return self._known_flow().display_row(first) - len(self.head)

    @property
    def bottom(self) -> int:
        """The row below all others, those of notes included; lays out everything below."""
        stop = self.layout.stop
        return max(self._known_flow().display_row(stop), self._lowest)

    def has(self, row: int) -> bool:
        """Say whether there is such a row, laying out no more than it takes to know."""
        if self._at(row) is not None:
            return True
        # A note may stand below the last line of the text, on a row of its own.
        return self._is_below(row) and row < self._lowest

    def near(self, row: int) -> int:
        """Give a row, or the first or the last where there is none such."""
        if self.has(row):
            return row
        return self.bottom - 1 if self._is_below(row) else self.top

    def approach(self, offset: int) -> bool:
        """Begin anew at an offset that is far from all that is laid out; tell whether it was."""
        if not self.layout.far(offset):
            return False
        old = self.layout
        self.layout = Layout(old.text, old.blocks, old.width, offset, old.divide)
        self._place_notes()
        return True

    @property
    def unfolded(self) -> bool:
        """Whether all of a long note is shown."""
        return bool(self._open)

    def set_notes(self, notes: Sequence[Annotation], claims: Sequence[Claim]) -> None:
        """Place the notes, and in a margin the words on each claim where room is left.

        The claims are in reading order.
        """
        self._claims = claims if self.frame.margin else ()
        self._whole.clear()
        self._noted = sorted(
            (note for note in notes if note.note or note.tags), key=lambda note: self._key(note)
        )
        self._place_notes()

    def unfold(self, start: int, end: int) -> bool:
        """Show all of the notes on a span and fold the others; tell whether any row moved."""
        wanted = frozenset(
            note.uid
            for note in self._noted
            if note.uid in self._long and note.passage.start < end and start < note.passage.end
        )
        if wanted == self._open:
            return False
        self._open = wanted
        self._place_notes()
        return True

    def _place_notes(self) -> None:
        """Place all notes anew, when they are next asked for."""
        self._long.clear()
        self._beside.clear()
        self._placed = None
        self._grown = -1

    def _known_flow(self) -> Flow:
        """Give the flow of the rows, with every note whose passage is laid out."""
        while self._grown != self.layout.grown:
            self._grown = self.layout.grown
            start, end = self.layout.extent
            first = bisect_left(self._noted, start, key=self._key)
            stop = bisect_left(self._noted, end, key=self._key)
            found = (self.layout.begun, first, stop)
            if found != self._placed:
                self._placed = found
                self._place(self._noted[first:stop])
        return self._flow

    def _key(self, note: Annotation) -> int:
        """Give the offset at whose row a note is placed."""
        start, end = note.passage.start, note.passage.end
        return start if self.frame.margin else max(start, end - 1)

    def _place(self, notes: Sequence[Annotation]) -> None:
        head = (self.layout.first - 1, len(self.head)) if self.layout.begun else (0, 0)
        if self.frame.margin:
            self._flow = Flow([head], len(self.head))
            self._place_beside(notes)
        else:
            self._place_under(notes, head)

    def line_above(self, row: int) -> HeadLine | None:
        """Give the line of the head that stands on a row."""
        at = self._at(row)
        return self.head[at[1]] if isinstance(at, tuple) and at[0] == 0 else None

    def note_under(self, row: int) -> NoteLine | None:
        """Give the line of a note that stands on a row of its own."""
        at = self._at(row)
        if not isinstance(at, tuple) or at[0] == 0:
            return None
        key = self._under[at[0] - 1]
        return _note_line(key, self._cards[key], at[1])

    def note_beside(self, row: int) -> NoteLine | None:
        """Give the line of the margin that stands on a row."""
        at = self.text_row(row)
        if at is None or row in self._beside or not self._claims:
            return self._beside.get(row)
        line = self.layout.line(at)
        first = bisect_left(self._claims, line.start, key=_START)
        for claim in self._claims[first : bisect_right(self._claims, line.end, key=_START)]:
            if line.block >= 0 and self.layout.row(claim.start) == at:
                return NoteLine("", _words_on(claim, self.frame.margin), True, True, claim)
        return None

    def link(self, row: int) -> str:
        """Give what joins the column to the margin on a row: two cells."""
        self._at(row)
        return self._leaders.link(row)

    def leads(self, row: int) -> bool:
        """Tell whether a line leads from a row's text to a note in the margin."""
        self._at(row)
        return self._leaders.starts(row)

    def text_row(self, row: int) -> int | None:
        """Give the layout's row that stands on a row; None for head, notes and below the text."""
        at = self._at(row)
        return at if isinstance(at, int) else None

    def row_of(self, offset: int) -> int:
        """Give the row on which an offset stands; for one that is far, a row far from all shown."""
        row = self.layout.row(offset)
        return self._known_flow().display_row(row)

    def rows_of(self, start: int, end: int) -> range:
        """Give the rows from the first to the last that a span touches."""
        rows = self.layout.rows(start, end)
        flow = self._known_flow()
        return range(
            flow.display_row(rows.start), flow.display_row(max(rows.start, rows.stop - 1)) + 1
        )

    def nearest_text(self, row: int, forward: bool = True) -> int:
        """Give the layout's row on, or next to, a row."""
        step = 1 if forward else -1
        at = self.near(row)
        while self.has(at):
            found = self.text_row(at)
            if found is not None:
                return found
            at += step
        return self.layout.stop - 1 if forward else self.layout.first

    def _at(self, row: int) -> int | tuple[int, int] | None:
        """Give what stands on a row: one of the layout, or one put in; None for no row."""
        while True:
            at = self._known_flow().page_row(row)
            # More rows are put in between those that are laid out for it.
            if isinstance(at, tuple) or self.layout.knows(at):
                return at
            if not self.layout.has(at) and self._grown == self.layout.grown:
                return None

    def _is_below(self, row: int) -> bool:
        """Tell whether a row without text stands below the last row of text, not above."""
        return row >= self._known_flow().display_row(0)

    def _place_under(self, notes: Sequence[Annotation], head: tuple[int, int]) -> None:
        width = max(8, self.frame.column - 4)
        begin = self.layout.extent[0]
        inserts: list[tuple[int, int, str]] = []
        for note in notes:
            lines = self._set(note, width, FOLD_UNDER)
            self._cards[note.uid] = lines
            rows = self.layout.rows(max(begin, note.passage.start), note.passage.end)
            inserts.append((max(rows.start, rows.stop - 1), len(lines), note.uid))
        inserts.sort(key=lambda insert: insert[0])
        self._under = [uid for _, _, uid in inserts]
        placed = [head, *((row, count) for row, count, _ in inserts)]
        self._flow = Flow(placed, len(self.head))

    def _place_beside(self, notes: Sequence[Annotation]) -> None:
        before, self._beside, self._leaders = self._beside, {}, Leaders()
        self._lowest = self._flow.display_row(0)
        cards: list[NoteCard] = []
        for note in notes:
            rows = self._cards[note.uid] = self._set(note, self.frame.margin, FOLD)
            row = self._flow.display_row(self.layout.row(note.passage.start))
            cards.append(NoteCard(note.uid, row, len(rows)))
        for placed in place_cards(cards):
            rows = self._cards[placed.key]
            for number in range(len(rows)):
                self._beside[placed.top + number] = _note_line(placed.key, rows, number)
            self._leaders.join(placed.row, placed.top)
            self._lowest = max(self._lowest, placed.top + placed.height)
        if any(self._beside.get(row) != line for row, line in before.items()):
            self.moved += 1

    def _set(self, note: Annotation, width: int, fold: int) -> tuple[Row, ...]:
        """Set a note and the tags that it does not name itself, unfolded when that is wished."""
        from tui.reading.note_text import folded, set_note  # an article without notes needs none

        rows = self._whole.get(note.uid)
        if rows is None:
            unsaid = " ".join(f"#{tag}" for tag in note.tags if f"#{tag}" not in note.note)
            words = "\n".join(filter(None, [note.note.strip(), unsaid]))
            rows = self._whole[note.uid] = set_note(words, width, _SIGN)
        if len(rows) <= fold:
            return rows
        self._long.add(note.uid)
        return rows if note.uid in self._open else folded(rows, width, fold)


def _note_line(key: str, rows: Sequence[Row], number: int) -> NoteLine:
    row = rows[number]
    text = "".join(words for words, _ in row)
    return NoteLine(key, text, number == 0, number == len(rows) - 1, row=row)


def _words_on(claim: Claim, width: int) -> str:
    """Write kind, score and those of the reasons that fit whole, the strongest first."""
    words = f"{claim.kind.upper()} · {round(claim.score * 100)}"
    joint = " · "
    for cue in claim.cues:
        if cell_len(words + joint + cue) > width:
            continue
        words += joint + cue
        joint = ", "
    return words


def _wrap_head(head: Sequence[HeadLine], width: int) -> tuple[HeadLine, ...]:
    return tuple(
        HeadLine(text, line.strong)
        for line in head
        for text in wrap_words(line.text, width) or ("",)
    )
