"""One article at one width: its rows, the head above them, the notes beside or between.

The rows of a spread are what the screen shows, counted from 0. A row is a line of the
head, a line of the text, or (on a narrow page) a line of a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from storage.models import Annotation, Block, Claim
from tui.reading.frame import MARGIN, MEASURE, Frame, frame
from tui.reading.layout import Layout
from tui.reading.leaders import Leaders
from tui.reading.margin import Flow, NoteCard, place_cards, wrap_words
from tui.reading.note_text import Row, folded, set_note

_ENDLESS = 1 << 60
"""More rows than there are: how many is not asked before it must be known."""
FOLD = 12
"""Rows of a note that are shown beside the text; longer ones are folded."""
FOLD_UNDER = 6
"""The same between the lines of the text, which a note is not to tear apart."""
_SIGN = "✎ "


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line above the text: the title, where it comes from."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class NoteLine:
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
        head: Sequence[HeadLine] = (),
        measure: int = MEASURE,
        bare: bool = False,
        margin: int = MARGIN,
    ) -> None:
        self.frame: Frame = frame(width, measure, bare=bare, margin=margin)
        self.layout = Layout(text, blocks, self.frame.column)
        self.head = _wrap_head(head, self.frame.column)
        self._noted: Sequence[Annotation] = ()
        self._claims: Sequence[Claim] = ()
        self._long: set[str] = set()
        self._open: frozenset[str] = frozenset()
        self._cards: dict[str, tuple[Row, ...]] = {}
        self._beside: dict[int, NoteLine] = {}
        self._leaders = Leaders()
        self._told = 0
        self._under: list[str] = []
        self._lowest = 0
        self._flow = self._without_notes()

    def _without_notes(self) -> Flow:
        return Flow(_ENDLESS, [(-1, len(self.head))] if self.head else [])

    @property
    def height(self) -> int:
        """All rows, those of notes that reach below the text included; lays everything out."""
        return max(self._flow.height - _ENDLESS + self.layout.height, self._lowest)

    def has(self, row: int) -> bool:
        """Say whether there is such a row, laying out no more than it takes to know."""
        if 0 <= row < self._lowest:
            return True
        # A note may stand below the last line of the text, on a row of its own.
        at = self._flow.page_row(row) if row >= 0 else -1
        return not isinstance(at, int) or (at >= 0 and self.layout.has(at))

    def set_notes(self, notes: Sequence[Annotation], claims: Sequence[Claim]) -> None:
        """Place the notes, and in a margin the words on each claim where room is left."""
        self._claims = sorted(claims, key=lambda claim: claim.start) if self.frame.margin else ()
        self._noted = [note for note in notes if note.note or note.tags]
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
        self._beside.clear()
        self._long.clear()
        self._leaders = Leaders()
        self._told = 0
        self._lowest = 0
        if self.frame.margin:
            self._flow = self._without_notes()
            self._place_beside()
        else:
            self._place_under()

    def line_above(self, row: int) -> HeadLine | None:
        """Give the line of the head that stands on a row."""
        at = self._flow.page_row(row)
        if isinstance(at, int) or not self.head or at[0] != 0:
            return None
        return self.head[at[1]]

    def note_under(self, row: int) -> NoteLine | None:
        """Give the line of a note that stands on a row of its own."""
        at = self._flow.page_row(row)
        if isinstance(at, int):
            return None
        index = at[0] - (1 if self.head else 0)
        if index < 0:
            return None
        key = self._under[index]
        lines = self._cards[key]
        return _note_line(key, lines, at[1])

    def note_beside(self, row: int) -> NoteLine | None:
        """Give the line of the margin that stands on a row."""
        while self._told < len(self._claims):
            # Words on claims are placed from the top, no further than one has looked.
            claim = self._claims[self._told]
            at = self.row_of(claim.start)
            if at > row:
                break
            self._told += 1
            if at not in self._beside:
                words = _words_on(claim, self.frame.margin)
                self._beside[at] = NoteLine("", words, True, True, claim)
        return self._beside.get(row)

    def link(self, row: int) -> str:
        """Give what joins the column to the margin on a row: two cells."""
        return self._leaders.link(row)

    def leads(self, row: int) -> bool:
        """Tell whether a line leads from a row's text to a note in the margin."""
        return self._leaders.starts(row)

    def text_row(self, row: int) -> int | None:
        """Give the layout's row that stands on a row; None for head, notes and below the text."""
        at = self._flow.page_row(row)
        return at if isinstance(at, int) and self.layout.has(at) else None

    def row_of(self, offset: int) -> int:
        """Give the row on which an offset stands."""
        return self._flow.display_row(self.layout.place(offset)[0])

    def rows_of(self, start: int, end: int) -> range:
        """Give the rows from the first to the last that a span touches."""
        rows = self.layout.rows(start, end)
        return range(
            self._flow.display_row(rows.start),
            self._flow.display_row(max(rows.start, rows.stop - 1)) + 1,
        )

    def nearest_text(self, row: int, forward: bool = True) -> int:
        """Give the layout's row on, or next to, a row."""
        step = 1 if forward else -1
        at = max(0, row if self.has(row) else self.height - 1)
        while self.has(at):
            found = self.text_row(at)
            if found is not None:
                return found
            at += step
        return self.layout.height - 1 if forward else 0

    def _place_under(self) -> None:
        width = max(8, self.frame.column - 4)
        inserts: list[tuple[int, int, str]] = []
        for note in self._noted:
            lines = self._set(note, width, FOLD_UNDER)
            self._cards[note.uid] = lines
            rows = self.layout.rows(note.passage.start, note.passage.end)
            inserts.append((max(rows.start, rows.stop - 1), len(lines), note.uid))
        inserts.sort(key=lambda insert: insert[0])
        self._under = [uid for _, _, uid in inserts]
        head = [(-1, len(self.head))] if self.head else []
        self._flow = Flow(_ENDLESS, [*head, *((row, count) for row, count, _ in inserts)])

    def _place_beside(self) -> None:
        cards: list[NoteCard] = []
        for note in self._noted:
            rows = self._cards[note.uid] = self._set(note, self.frame.margin, FOLD)
            cards.append(NoteCard(note.uid, self.row_of(note.passage.start), len(rows)))
        for placed in place_cards(cards):
            rows = self._cards[placed.key]
            for number in range(len(rows)):
                self._beside[placed.top + number] = _note_line(placed.key, rows, number)
            self._leaders.join(placed.row, placed.top)
            self._lowest = max(self._lowest, placed.top + placed.height)

    def _set(self, note: Annotation, width: int, fold: int) -> tuple[Row, ...]:
        """Set a note and the tags that it does not name itself, unfolded when that is wished."""
        unsaid = [tag for tag in note.tags if f"#{tag}" not in note.note]
        words = "\n".join(filter(None, [note.note.strip(), " ".join(f"#{tag}" for tag in unsaid)]))
        rows = set_note(words, width, _SIGN)
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
