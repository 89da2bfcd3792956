"""Everything a person wrote and marked, over the whole library."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.getters import query_one

from storage.errors import QueryError
from storage.library import Library
from storage.models import Annotation, Bookmark, Entry
from storage.query import Query, parse
from tui.clipboard import copy
from tui.counting import counted
from tui.rebinding import worded
from tui.screens.desk import CHANGING, GOING, LOOKING, Desk, Movable, movement
from tui.settings.model import settings_of
from tui.widgets.cells import cut
from tui.widgets.hints import Hints
from tui.widgets.masthead import Masthead
from tui.widgets.notes_list import Jotting, NotesList, whole
from tui.widgets.query_line import QueryLine
from tui.widgets.rows import RowList
from tui.widgets.sheet import Sheet

EMPTY = (
    "You have not marked anything yet.\n"
    "In an article, {reader.keep} keeps a passage, {reader.annotate} writes a note on it, "
    "{reader.bookmark} bookmarks it."
)


class NotesScreen(Desk):
    """Highlights, notes and bookmarks, newest first, each one key from its passage."""

    AUTO_FOCUS = "NotesList"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (8, "-low"), (16, "-high"), (30, "-tall")]

    BINDINGS = [
        Binding("enter", "open", "Go there", id="notes.open", group=GOING,
                tooltip="Open the article at the passage"),
        *movement("notes"),
        Binding("slash", "filter", "Filter", id="notes.filter", group=LOOKING,
                tooltip="Words of quote, note or title, tag:…, by:…, from:…, is:orphan"),
        Binding("tab", "orphans", "Orphans", id="notes.orphans", group=LOOKING,
                tooltip="Marks that were not found again in their text, and where they may belong"),
        Binding("y", "copy", "Copy the quote", id="notes.copy", group=GOING),
        Binding("x", "remove", "Remove", id="notes.remove", group=CHANGING,
                tooltip="To the trash, or back from it; is:trashed shows what is there"),
        Binding("u", "undo", "Undo", id="notes.undo", group=CHANGING, show=False),
        Binding("ctrl+r", "redo", "Do again", id="notes.redo", group=CHANGING, show=False),
        Binding("escape", "back", "Back", id="notes.back", group=GOING, show=False,
                tooltip="Forget the filter, then close"),
        Binding("q,M", "close", "Close", id="notes.close", group=GOING),
        Binding("question_mark", "help", "Help", id="notes.help", group=GOING),
    ]  # fmt: skip

    DEFAULT_CSS = """
    NotesScreen {
        &.-tall NotesList { margin-top: 1; }
        Sheet {
            height: 38%; max-height: 18; border-top: solid $page-rule;
        }
        &.-tiny Sheet, &.-low Sheet { display: none; }
        &.-tiny Masthead { height: 1; }
        &.-tiny Hints { display: none; }
    }
    """

    jottings = query_one(NotesList)
    sheet = query_one(Sheet)
    query_line = query_one(QueryLine)

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Jotting] = []
        self._entries: dict[int, Entry] = {}
        self._query = Query()

    def compose(self) -> ComposeResult:
        yield Masthead()
        yield QueryLine("words   tag:…   by:…   from:…   has:bookmark   is:orphan")
        yield NotesList()
        yield Sheet()
        yield Hints(typing=(("↵", "keep"), ("esc", "clear")))

    async def on_screen_resume(self) -> None:
        """Show what there is, or what the reader has changed."""
        await self.reload()

    @property
    def moving(self) -> Movable:
        return self.jottings

    async def reload(self) -> None:
        read = await self.ask(gather, self.library)
        if read is not None:
            self._all, self._entries = read
            self._show()
            self.tell_damage()

    def _show(self) -> None:
        rows = [row for row in self._all if fits(row, self._entries[row.article], self._query)]
        filtered = self._query != Query()
        typed = self.query_line.value
        empty = worded(self, "{notes.back} clears the filter" if filtered else EMPTY)
        empty = f"Nothing matches {typed}\n{empty}" if filtered else empty
        self.jottings.show(rows, empty=empty)
        if filtered:
            among = [row for row in self._all if bool(row.trashed) is self._query.trashed]
            self.query_line.say(f"{len(rows)} of {len(among)}")
        standing = [row for row in self._all if not row.trashed]
        marked = [row for row in standing if row.ink is not None]
        counts = (
            (len(marked), "highlight"),
            (sum(bool(row.note.strip()) for row in marked), "note"),
            (len(standing) - len(marked), "bookmark"),
            (sum(row.lost for row in standing), "orphan"),
        )
        details = [counted(n, what) for n, what in counts if n]
        self.query_one(Masthead).show("Notes", details, aside="newest first" if details else "")

    @on(RowList.Moved)
    def _follow(self) -> None:
        row = self.jottings.current
        form = settings_of(self.app).dates
        self.sheet.show(lambda width, paint: whole(row, width, paint, form) if row else [])

    # -- looking ----------------------------------------------------------------------

    def action_filter(self) -> None:
        """Type a query."""
        self.query_line.open()
        self.type_into(self.query_line.field)

    @on(QueryLine.Changed)
    def _filter(self, event: QueryLine.Changed) -> None:
        try:
            self._query = parse(event.value)
        except QueryError as error:
            self.query_line.blame(error)
            return
        self.query_line.say("")
        self._show()
        if event.value:
            self.jottings.go(0)

    @on(QueryLine.Kept)
    def _keep_filter(self) -> None:
        if not self.query_line.value:
            self.query_line.close()
        self.jottings.focus()

    def action_orphans(self) -> None:
        """Show what was not found again in its text."""
        from tui.screens.orphans import OrphansScreen

        self.app.push_screen(OrphansScreen())

    def action_back(self) -> None:
        """Forget the filter, or close."""
        if self.query_line.typing or self.query_line.value:
            self.query_line.close()
            self.jottings.focus()
        else:
            self.action_close()

    def action_close(self) -> None:
        """Go back to where one came from."""
        self.dismiss()

    # -- going and changing -----------------------------------------------------------

    @on(RowList.Opened)
    def action_open(self) -> None:
        """Open the article at the passage."""
        row = self.jottings.current
        if row is not None:
            self.read(row.article, None if row.lost else row.passage.start)

    async def action_copy(self) -> None:
        """Copy the quote."""
        row = self.jottings.current
        if row is not None:
            said = await copy(self.app, row.passage.quote)
            self.say(f"{said}: “{cut(row.passage.quote, 40)}”")

    async def action_remove(self) -> None:
        """Put the highlight, with its note, or the bookmark into the trash, or out of it."""
        row, library = self.jottings.current, self.library
        if row is None:
            return
        put: Callable[[str], object]
        if row.trashed:
            put = library.restore_bookmark if row.ink is None else library.restore_annotation
        else:
            put = library.remove_bookmark if row.ink is None else library.remove_annotation
        if await self.do(put, row.uid):
            what = "Bookmark" if row.ink is None else "Highlight"
            done = (
                "back in its article   {notes.undo} undoes it"
                if row.trashed
                else "removed   {notes.undo} brings it back"
            )
            self.say(f"{what} {worded(self, done)}")
        await self.reload()


def gather(library: Library) -> tuple[list[Jotting], dict[int, Entry]]:
    """Read everything the person wrote, newest first, and the entries it stands in.

    What is in the trash is there too, wherever it stood.
    """
    trash = library.trash()
    entries = {entry.id: entry for entry in (*library.entries(), *trash.articles)}
    marks = [
        *(
            highlight_row(a, entries[a.article].title)
            for a in (*library.annotations(), *trash.annotations)
            if a.article in entries
        ),
        *(
            bookmark_row(b, entries[b.article].title)
            for b in (*library.bookmarks(), *trash.bookmarks)
            if b.article in entries
        ),
    ]
    newest = sorted(marks, key=lambda row: row.trashed or row.created, reverse=True)
    return newest, entries


def highlight_row(note: Annotation, title: str) -> Jotting:
    """Make a row of a highlight and the title of its article."""
    return Jotting(
        note.uid,
        note.article,
        title,
        note.passage,
        note.note,
        note.ink,
        tags=note.tags,
        created=note.created,
        lost=note.lost,
        trashed=note.trashed,
        settled=note.settled,
    )


def bookmark_row(mark: Bookmark, title: str) -> Jotting:
    """Make a row of a bookmark and the title of its article."""
    return Jotting(
        mark.uid,
        mark.article,
        title,
        mark.passage,
        label=mark.label,
        created=mark.created,
        lost=mark.lost,
        trashed=mark.trashed,
        settled=mark.settled,
    )


def fits(row: Jotting, entry: Entry, query: Query) -> bool:
    """Tell whether a mark fits: its words or its article's, and the article's row else.

    Tags are those of both, counts those of the mark, so that has:bookmark finds bookmarks alone.
    """
    words = "\n".join((row.passage.quote, row.note, " ".join(row.tags), row.label))
    mark = entry._replace(
        tags=(*entry.tags, *row.tags),
        notes=int(row.ink is not None),
        bookmarks=int(row.ink is None),
        trashed=row.trashed,
        orphans=int(row.lost),
        inks=() if row.ink is None else (row.ink,),
    )
    return query.matches(mark, notes=words, archived=True)
