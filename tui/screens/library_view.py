"""What the library screen shows: rows, the claims of one of them, the count of all."""

from __future__ import annotations

import asyncio
import threading

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.getters import query_one
from textual.timer import Timer
from textual.worker import get_current_worker

from storage.errors import ManiculeError
from storage.models import Claim
from storage.paths import drafts_folder
from storage.query import Query
from storage.search import FEW
from tui.counting import counted
from tui.rebinding import worded
from tui.screens.desk import Movable
from tui.screens.filtered import Filtered
from tui.screens.finding import Finder, Found
from tui.settings.model import settings_of
from tui.sorting import Sorting
from tui.widgets.article_list import ArticleList
from tui.widgets.cells import cut
from tui.widgets.claims_pane import ClaimsPane
from tui.widgets.hints import Hints
from tui.widgets.masthead import Masthead
from tui.widgets.query_line import QueryLine
from tui.widgets.rows import RowList

DEBOUNCE = 0.06
"""Seconds the cursor rests on a row before its claims are read."""

EMPTY = (
    "Nothing here yet.\nPress {library.add} to add a file or a folder, or in a shell:\n"
    "manicule add FILE"
)
ALL_ARCHIVED = (
    "Everything is archived.\n{library.filter} is:archived shows it, "
    "{library.add} adds something to read"
)

ALL_TRASHED = (
    "Nothing here: ARTICLES in the trash.\n{library.filter} is:trashed shows what is there, "
    "{library.add} adds something to read"
)


class LibraryView(Filtered):
    """Keeps rows, claims and counts as the library, the query and the order say."""

    AUTO_FOCUS = "ArticleList"
    REMOVE = "library.remove"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (150, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (8, "-low"), (16, "-high"), (30, "-tall")]

    DEFAULT_CSS = """
    LibraryView {
        #body { height: 1fr; layout: vertical; }
        &.-tall #body { padding-top: 1; }
        &.-tall ClaimsPane { padding-bottom: 1; }
        &.-wide #body { layout: horizontal; }
        &.-wide ClaimsPane {
            width: 38%; height: 1fr; max-height: 100%;
            border-top: none; border-left: solid $page-rule;
        }
        &.-tiny ClaimsPane, &.-low ClaimsPane { display: none; }
        &.-tiny Masthead { height: 1; }
        &.-tiny Hints { display: none; }
        ClaimsPane.-hidden { display: none; }
    }
    """

    articles = query_one(ArticleList)
    pane = query_one(ClaimsPane)
    masthead = query_one(Masthead)

    def __init__(self) -> None:
        super().__init__()
        self.found = Found()
        self.sorting = Sorting()
        self.picked: frozenset[int] = frozenset()
        self.stop_adding: threading.Event | None = None
        self._claims: dict[int, tuple[Claim, ...]] = {}
        self._resting: Timer | None = None
        self._opened = False
        self._indexing = False

    def compose(self) -> ComposeResult:
        yield Masthead()
        yield QueryLine()
        with Container(id="body"):
            yield ArticleList()
            yield ClaimsPane()
        yield Hints(typing=(("↵", "keep"), ("esc", "clear")))

    def on_mount(self) -> None:
        """Show the library in the first frame, and follow the file from then on."""
        self.sorting = Sorting.called(settings_of(self.app).sort)
        self._finder = Finder(self.library)
        try:
            self.found = self._finder.find(self.query_now, self.sorting)
        except ManiculeError as error:
            self.complain(error)
        else:
            self.tell_damage()
        self.show_rows()
        self.follow_file()
        self._name_copies()
        self.call_after_refresh(self._look_for_drafts)

    @work(group="drafts")
    async def _look_for_drafts(self) -> None:
        """Say that a note waits which was being written when the program ended."""
        if not self.is_current:
            return  # An article opens, and its draft with it.
        try:
            waiting = await asyncio.to_thread(self._waiting)
        except (ManiculeError, OSError):
            # Nobody asked for it, and the reader takes a draft up by itself.
            return
        if waiting:
            more = f" (and {len(waiting) - 1} more)" if len(waiting) > 1 else ""
            self.say(
                f"A note on “{cut(waiting[0], 30)}”{more} was being written when the program "
                "ended: open it to go on.",
                10.0,
            )

    def _waiting(self) -> list[str]:
        """List the titles of articles of whose notes a draft is all there is."""
        if next(drafts_folder().glob("*.json"), None) is None:
            return []
        from storage.drafts import Drafts

        entries = {entry.uid: entry for entry in self.library.entries()}
        titles = []
        for draft in Drafts(drafts_folder(), self.library.path).left(entries):
            entry, text = entries[draft.article], draft.text.strip()
            notes = self.library.annotations(entry.id)
            if text and not any(text in note.note for note in notes):
                titles.append(entry.title)
        return titles

    def _name_copies(self) -> None:
        """Say once that another machine wrote this library too."""
        found = self.library.copies()
        if found:
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            self.notify(
                f"{found[0].name}{more} is another machine's copy of this library: "
                "`manicule merge FILE` joins it.",
                severity="warning",
                timeout=12,
                markup=False,
            )

    @property
    def moving(self) -> Movable:
        return self.pane if self.pane.has_focus else self.articles

    @property
    def listed(self) -> ArticleList:
        return self.articles

    # -- rows -------------------------------------------------------------------------

    async def on_screen_resume(self) -> None:
        """Show what the reader, or a dialog, has changed."""
        if self._opened:
            await self.reload()
        # The first time everything has just been read.
        self._opened = True

    @property
    def engaged(self) -> bool:
        return self.stop_adding is not None

    async def reload(self) -> None:
        asked = self.query_now, self.sorting

        def outdated() -> bool:
            # Another query may have been typed meanwhile; its own answer is on the way.
            return asked != (self.query_now, self.sorting)

        found = await self.ask(self._finder.find, *asked, outdated)
        if found is not None and not outdated():
            self.found = found
            if self.picked:
                self.picked &= {entry.id for entry in found.fitting}
            self._claims.clear()
            self.show_rows()
            self.tell_damage()
            if self._finder.search.behind and not self._indexing:
                self._index()

    @work(thread=True, group="index", exit_on_error=False)
    def _index(self) -> None:
        """Enter the texts that the index lacks, in a thread of its own, and look again."""
        self._indexing = True
        stop = get_current_worker()
        try:
            self._finder.search.prepare(self._tell_indexing, lambda: stop.is_cancelled)
        finally:
            self._indexing = False
            self._finder.search.behind = 0
        if not stop.is_cancelled:
            self.app.call_from_thread(self._indexed)

    def _tell_indexing(self, done: int, of: int) -> None:
        if of > FEW:
            self.app.call_from_thread(self.say, f"Reading texts for the search: {done} of {of}")

    def _indexed(self) -> None:
        if self.query_now.words or self.query_now.without:
            self.run_worker(self.reload, group="indexed")

    def show_rows(self) -> None:
        """Show what was found."""
        rows = self.found.fitting
        self.articles.show(rows, empty=self.emptiness(), picked=self.picked)
        self.tell_found(len(rows), self.found.among)
        self._count()

    def sort_by(self, sorting: Sorting) -> None:
        """Sort the rows so from now on; many take too long for a key to wait."""
        self.sorting = sorting
        self.run_worker(self.reload, group="sort", exclusive=True)

    def emptiness(self) -> str:
        """Say why there are no rows, and on a second line what to do."""
        if self.query_now != Query():
            clears = worded(self, "{library.back} clears the filter")
            return f"{self.nothing(self.found.among)}\n{clears}"
        if self.found.trashed:
            number = self.found.trashed
            lie = f"{counted(number, 'article')} {'is' if number == 1 else 'are'}"
            return worded(self, ALL_TRASHED.replace("ARTICLES", lie))
        return worded(self, ALL_ARCHIVED if self.found.entries else EMPTY)

    def _count(self) -> None:
        """Say in the masthead how much there is, and in which order."""
        found = self.found
        details = [counted(found.standing, "article")]
        if self.picked:
            details.insert(0, f"{len(self.picked)} picked")
        if found.unread:
            details.append(f"{found.unread} to read")
        if found.reading:
            details.append(f"{found.reading} under way")
        way = "↓" if self.sorting.falling else "↑"
        aside = f"sorted by {self.sorting.order} {way}" if found.standing else ""
        self.masthead.show("Library", details, aside=aside)

    # -- claims of the row under the cursor -------------------------------------------

    @on(RowList.Moved)
    def follow(self) -> None:
        """Show claims already read at once; read others when the cursor rests."""
        if self._resting is not None:
            self._resting.stop()
        row = self.articles.current
        if row is None or row.id in self._claims:
            self._tell()
        else:
            self._resting = self.set_timer(DEBOUNCE, self._read_claims)

    @work(exclusive=True, group="claims")
    async def _read_claims(self) -> None:
        row = self.articles.current
        if row is None or not self.pane.display:
            return
        try:
            claims = await asyncio.to_thread(self.library.claims, row.id)
        except ManiculeError:
            # The article went away while the cursor rested; the next poll drops its row.
            return
        self._claims[row.id] = tuple(
            c for c in claims if c.density <= settings_of(self.app).density
        )
        self._tell()

    def _tell(self) -> None:
        row = self.articles.current
        if row is None:
            self.pane.show("", ())
        elif row.id in self._claims:
            about = " · ".join(filter(None, (row.byline, row.site)))
            self.pane.show(row.title, self._claims[row.id], about, row.tags)
