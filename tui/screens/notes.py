"""Everything a person wrote and marked, over the whole library."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from storage.query import Query
from tui.clipboard import copy
from tui.rebinding import worded
from tui.screens.desk import CHANGING, GOING, LOOKING, movement
from tui.screens.filtered import Filtered
from tui.screens.jottings import Jotted, Jottings
from tui.screens.marks import whole_key
from tui.screens.notes_editing import NotesEditing
from tui.settings.model import BY_ARTICLE, NEWEST, settings_of
from tui.widgets.cells import cut
from tui.widgets.hints import Hints
from tui.widgets.masthead import Masthead
from tui.widgets.notes_list import NotesList
from tui.widgets.query_line import QueryLine
from tui.widgets.rows import RowList
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from tui.app import ManiculeApp

EMPTY = (
    "You have not marked anything yet.\n"
    "In an article, {reader.keep} keeps a passage, {reader.annotate} writes a note on it, "
    "{reader.bookmark} bookmarks it."
)


class NotesScreen(NotesEditing, Filtered):
    """Highlights, notes and bookmarks, each one key from its passage."""

    AUTO_FOCUS = "NotesList"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (8, "-low"), (16, "-high"), (30, "-tall")]

    BINDINGS = [
        Binding("enter", "open", "Go there", id="notes.open", group=GOING,
                tooltip="Open the article at the passage"),
        *movement("notes"),
        Binding("a", "edit", "Edit the note", id="notes.edit", group=CHANGING,
                tooltip="#words in it are tags; ctrl+e writes it in $EDITOR"),
        Binding("s", "sort", "Sort", id="notes.sort", group=LOOKING,
                tooltip="Newest first, or article by article"),
        whole_key("notes"),
        Binding("slash", "filter", "Filter", id="notes.filter", group=LOOKING,
                tooltip="Words of quote, note, title; tag:…, by:…, from:…, is:orphan, is:retired"),
        Binding("tab", "orphans", "Orphans", id="notes.orphans", group=LOOKING,
                tooltip="Marks that were not found again in their text, and where they may belong"),
        Binding("y", "copy", "Copy the quote", id="notes.copy", group=GOING),
        Binding("E", "export", "Export", id="notes.export", group=GOING, show=False,
                tooltip="The articles in which all these marks stand"),
        Binding("x", "remove", "Remove", id="notes.remove", group=CHANGING,
                tooltip="To the trash, or back from it; is:trashed shows what is there"),
        Binding("u", "undo", "Undo", id="notes.undo", group=CHANGING, show=False),
        Binding("ctrl+r", "redo", "Do again", id="notes.redo", group=CHANGING, show=False),
        Binding("escape", "back", "Back", id="notes.back", group=GOING, show=False,
                tooltip="Stop an export, show the list, forget the filter, then close"),
        Binding("q,M", "close", "Close", id="notes.close", group=GOING),
        Binding("question_mark", "help", "Help", id="notes.help", group=GOING),
    ]  # fmt: skip

    DEFAULT_CSS = """
    NotesScreen {
        layers: base over;
        &.-tall NotesList { margin-top: 1; }
        Sheet {
            height: 45%; max-height: 18; border-top: solid $page-rule;
        }
        &.-tiny Sheet, &.-low Sheet, &.-empty Sheet { display: none; }
        &.-tiny Masthead { height: 1; }
        &.-tiny Hints { display: none; }
    }
    """

    NONE = "You have not marked anything yet."
    place = "notes"
    REMOVE = "notes.remove"

    _by_article = False
    _among = 0

    def compose(self) -> ComposeResult:
        yield Masthead()
        yield QueryLine("words   tag:…   by:…   from:…   has:bookmark   is:orphan")
        yield NotesList()
        yield Sheet()
        yield Hints(typing=(("↵", "keep"), ("esc", "clear")))

    def on_mount(self) -> None:
        """Begin in the order chosen last."""
        self._jottings = Jottings(self.library)
        self._by_article = settings_of(self.app).notes == BY_ARTICLE
        self.jottings.show((), empty="Reading what you marked …")
        self.follow_file()

    async def on_screen_resume(self) -> None:
        """Show what there is, or what the reader has changed."""
        await self.reload()

    @property
    def engaged(self) -> bool:
        return self.editor is not None

    async def reload(self) -> None:
        asked = self.query_now, self._by_article

        def outdated() -> bool:
            # Another query may have been typed meanwhile; its own answer is on the way.
            return asked != (self.query_now, self._by_article)

        found = await self.ask(self._jottings.find, *asked, outdated)
        if found is not None and not outdated():
            self._show(found)
            self.tell_damage()

    def _show(self, found: Jotted) -> None:
        filtered = self.query_now != Query()
        empty = worded(self, "{notes.back} clears the filter" if filtered else EMPTY)
        empty = f"{self.nothing(found.among)}\n{empty}" if filtered else empty
        self._among = found.among
        self.jottings.by_article = self._by_article
        self.jottings.show(found.rows, empty=empty)
        self.set_class(not found.rows, "-empty")
        self.tell_found(len(found.rows), found.among)
        order = "by article" if self._by_article else "newest first"
        aside = order if found.details else ""
        self.query_one(Masthead).show("Notes", list(found.details), aside=aside)

    @on(RowList.Moved)
    def _follow(self) -> None:
        self.show_whole(self.jottings.current)

    def none(self) -> str:
        """Say why a key has nothing to do here."""
        return self.nothing(self._among) if self.query_now != Query() else self.NONE

    # -- looking ----------------------------------------------------------------------

    def action_sort(self) -> None:
        """Show the newest first, or article by article, now and after the next start."""
        self._by_article = not self._by_article
        order = BY_ARTICLE if self._by_article else NEWEST
        cast("ManiculeApp", self.app).remember("notes", order)
        self.run_worker(self.reload, group="sort", exclusive=True)

    def action_orphans(self) -> None:
        """Show what was not found again in its text."""
        from tui.screens.orphans import OrphansScreen

        self.app.push_screen(OrphansScreen())

    def action_back(self) -> None:
        """Stop an export, show the list again, forget the filter, or close."""
        if self.stop_exporting():
            return
        if not self.is_whole and (self.query_line.typing or self.query_line.value):
            self.query_line.close()
            self.set_focus(self.jottings)
        else:
            self.action_close()

    def action_close(self) -> None:
        """Show the list again, else go back, but not from a note that is being written."""
        if self.editor is not None:
            self.type_into(self.editor)
        elif not self.fold():
            self.dismiss()

    # -- going and changing -----------------------------------------------------------

    @on(RowList.Opened)
    def action_open(self) -> None:
        """Open the article at the passage."""
        row = self.chosen()
        if row is not None:
            self.read(row.article, None if row.lost else row.passage.start)

    async def action_copy(self) -> None:
        """Copy the quote."""
        row = self.chosen()
        if row is not None:
            said = await copy(self.app, row.passage.quote)
            self.say(f"{said}: “{cut(row.passage.quote, 40)}”")

    async def action_export(self) -> None:
        """Let the articles leave in which the marks stand that are shown."""
        marked = dict.fromkeys(row.article for row in self.jottings.rows)
        entries = await self.ask(self.library.entries)
        if entries is not None:
            self.export([e for e in entries if e.id in marked], "{notes.back} stops")

    async def action_remove(self) -> None:
        """Put the highlight, with its note, or the bookmark into the trash, or out of it."""
        row, library = self.chosen(), self.library
        if row is None:
            return
        put: Callable[[str], object]
        if row.trashed:
            put = library.restore_bookmark if row.ink is None else library.restore_annotation
        else:
            put = library.remove_bookmark if row.ink is None else library.remove_annotation
        if await self.do(put, row.uid):
            self.brought_back = {row.uid} if row.trashed else set()
            marked = "Highlight and note" if row.note else "Highlight"
            what = "Bookmark" if row.ink is None else marked
            done = (
                "back in its article   {notes.undo} undoes it"
                if row.trashed
                else "removed   {notes.undo} brings it back"
            )
            self.say(f"{what} {worded(self, done)}")
        await self.reload()
