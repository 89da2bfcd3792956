"""The library: what there is to read, and what each of it claims."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.binding import Binding

from storage.errors import IntakeError, ManiculeError
from storage.library import Library
from storage.models import Entry, State
from storage.query import Query
from storage.typed import tag_changes, wrong_tags
from tui.browser import open_address
from tui.clipboard import copy
from tui.counting import counted
from tui.rebinding import worded
from tui.screens.adding import Added, add
from tui.screens.desk import CHANGING, GOING, LOOKING, movement, named
from tui.screens.library_fetching import LibraryFetching
from tui.settings.model import settings_of
from tui.sorting import Sorting
from tui.widgets.cells import cut
from tui.widgets.claims_pane import ClaimsPane
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from tui.app import ManiculeApp


class LibraryScreen(LibraryFetching):
    """Every key of the library."""

    BINDINGS = [
        Binding("enter", "open", "Read", id="library.open", group=GOING,
                tooltip="Open it: at the note or words that found it, or at the claim in focus"),
        *movement("library"),
        Binding("slash", "filter", "Filter", id="library.filter", group=LOOKING,
                tooltip="Words, is:unread, is:trashed, tag:… (notes' too), by:…, from:…, saved:…"),
        Binding("s", "sort", "Sort", id="library.sort", group=LOOKING,
                tooltip="By saved, last read, title, author, length, progress, claims"),
        Binding("S", "turn", "Reverse the order", id="library.reverse", group=LOOKING, show=False),
        Binding("c", "claims", "Claims", id="library.claims", group=LOOKING, show=False,
                tooltip="Show or hide the key claims of the article under the cursor"),
        Binding("tab", "pane", "To the claims and back", id="library.pane",
                group=LOOKING, show=False),
        Binding("A", "add", "Add", id="library.add", group=CHANGING,
                tooltip="A file, a whole folder or an address"),
        Binding("t", "tag", "Tag", id="library.tag", group=CHANGING,
                tooltip="A word adds a tag, -word takes one away"),
        Binding("e", "archive", "Archive", id="library.archive", group=CHANGING,
                tooltip="Out of the list, or back into it; is:archived shows what is archived"),
        Binding("x", "remove", "Remove", id="library.remove", group=CHANGING,
                tooltip="To the trash, or back from it; is:trashed shows what is there"),
        Binding("v", "pick", "Pick", id="library.pick", group=CHANGING, show=False,
                tooltip="Pick rows, to tag, archive, remove, copy or export them together"),
        Binding("V", "pick_all", "Pick all or none", id="library.pick-all", group=CHANGING,
                show=False),
        Binding("u", "undo", "Undo", id="library.undo", group=CHANGING, show=False),
        Binding("ctrl+r", "redo", "Do again", id="library.redo", group=CHANGING, show=False),
        Binding("y", "copy", "Copy title and link", id="library.copy", group=GOING, show=False),
        Binding("o", "browse", "Open the original", id="library.browse", group=GOING, show=False,
                tooltip="In the browser"),
        Binding("E", "export", "Export", id="library.export", group=GOING, show=False,
                tooltip="The article, or the picked ones, as Markdown, HTML, CSV, JSON-LD, JSON"),
        Binding("M", "notes", "Notes", id="library.notes", group=GOING,
                tooltip="Everything you highlighted, noted and marked"),
        Binding("R", "review", "Review", id="library.review", group=GOING, show=False,
                tooltip="A few of your highlights, to read again today"),
        Binding("W", "stats", "How much you read", id="library.stats", group=GOING, show=False,
                tooltip="Read and kept, week by week"),
        Binding("escape", "back", "Back", id="library.back", group=GOING, show=False,
                tooltip="Stop what is under way; forget the picked rows, then the filter"),
        Binding("q", "app.leave", "Quit", id="library.quit", group=GOING, show=False),
        Binding("question_mark", "help", "Help", id="library.help", group=GOING),
    ]  # fmt: skip

    # -- looking ----------------------------------------------------------------------

    def action_sort(self) -> None:
        """Sort by the next thing."""
        order = self.sorting.order.next
        self._sort(Sorting(order, order.falling))

    def action_turn(self) -> None:
        """Turn the order round."""
        self._sort(Sorting(self.sorting.order, not self.sorting.falling))

    def _sort(self, sorting: Sorting) -> None:
        """Show the rows so, now and after the next start."""
        self.sort_by(sorting)
        cast("ManiculeApp", self.app).remember("sort", str(sorting))

    def take_settings(self) -> None:
        """Sort by the settings, as they are now."""
        self.sort_by(Sorting.called(settings_of(self.app).sort))

    def action_claims(self) -> None:
        """Show the claims or hide them."""
        self.pane.toggle_class("-hidden")
        if self.pane.has_class("-hidden"):
            self.set_focus(self.articles)
        else:
            self.call_after_refresh(self.follow)

    def action_pane(self) -> None:
        """Go to the claims, or back to the rows."""
        there = self.pane.display and not self.pane.has_focus
        self.set_focus(self.pane if there else self.articles)

    def action_back(self) -> None:
        """Take back one step: adding, exporting, the pane, the typing, the picks, the filter."""
        if self.stop_adding is not None:
            self.stop_adding.set()
        elif self.stop_exporting():
            return
        elif self.pane.has_focus:
            self.set_focus(self.articles)
        elif self.picked and not self.query_line.typing:
            self.picked = frozenset()
            self.show_rows()
        else:
            self.query_line.close()
            self.set_focus(self.articles)

    # -- going ------------------------------------------------------------------------

    def action_open(self) -> None:
        """Read the article under the cursor, at the claim under the pane's."""
        row = self.articles.current
        if row is None:
            self._say_none()
            return
        if row.unfetched and not row.trashed:
            self.fetch_then_read(row)
            return
        claim = self.pane.current if self.pane.has_focus else None
        query = self.query_now
        sought = query.checks or (query.words and not query.in_title(row))
        if claim is None and sought:
            self._open_found(row, query)
        else:
            self.read(row.id, claim.start if claim is not None else None)

    @work(exclusive=True, group="open")
    async def _open_found(self, row: Entry, query: Query) -> None:
        """Read the article where the note or the words stand for which it fits the query."""
        place = await self.ask(self._finder.place, row, query)
        if place is None:
            self.read(row.id)
        else:
            self.read(row.id, place.start, place.words.lower())

    @on(RowList.Opened)
    def _open_row(self) -> None:
        self.action_open()

    @on(ClaimsPane.Opened)
    def _open_claim(self, event: ClaimsPane.Opened) -> None:
        row = self.articles.current
        if row is not None:
            self.read(row.id, event.claim.start)

    async def action_copy(self) -> None:
        """Copy title and link."""
        chosen = self.chosen
        if not chosen:
            self._say_none()
        else:
            words = "\n\n".join("\n".join(filter(None, (e.title, e.url))) for e in chosen)
            self.say(f"{await copy(self.app, words)}: {named(chosen)}")

    async def action_browse(self) -> None:
        """Open the original in the browser."""
        row = self.articles.current
        if row is None:
            self._say_none()
            return
        if row.url and row.url.startswith(("https://", "http://")):
            self.say(await open_address(self.app, row.url))
        else:
            self.say(f"“{cut(row.title, 40)}” has no address to open.")

    def action_export(self) -> None:
        """Let the chosen articles leave as files."""
        self.export(self.chosen, "{library.back} stops")

    def action_notes(self) -> None:
        """Show everything the person wrote."""
        from tui.screens.notes import NotesScreen

        self.app.push_screen(NotesScreen())

    def action_review(self) -> None:
        """Show what comes back today."""
        from tui.screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen())

    def action_stats(self) -> None:
        """Show how much was read and kept."""
        from tui.screens.stats import StatsScreen

        self.app.push_screen(StatsScreen())

    # -- changing ---------------------------------------------------------------------

    @property
    def chosen(self) -> list[Entry]:
        """The picked rows, in their order, or else the one under the cursor."""
        picked = [entry for entry in self.articles.rows if entry.id in self.picked]
        row = self.articles.current
        return picked or ([row] if row is not None else [])

    def _say_none(self) -> None:
        """Say why a key has no article to do something with."""
        self.say(self.emptiness().partition("\n")[0])

    def action_pick(self) -> None:
        """Pick the row, or let it go."""
        row = self.articles.current
        if row is None:
            self._say_none()
        else:
            self.picked ^= {row.id}
            self.show_rows()

    def action_pick_all(self) -> None:
        """Pick every row shown, or let all go."""
        every = frozenset(entry.id for entry in self.articles.rows)
        self.picked = frozenset() if self.picked == every else every
        self.show_rows()
        if not every:
            self._say_none()

    async def action_archive(self) -> None:
        """Put articles away, or back into the list."""
        away = any(entry.state is not State.ARCHIVED for entry in self.chosen)
        done = "archived" if away else "back in the list"
        what = "archiving" if away else "bringing back"
        await self._change(lambda entry: self.library.archive(entry.id, away), done, what)

    async def action_remove(self) -> None:
        """Put articles into the trash, or out of it."""
        if self.query_now.trashed:
            back = "back in the library"
            await self._change(lambda e: self.library.restore(e.id), back, "restoring")
        else:
            marked = sum(entry.notes + entry.bookmarks for entry in self.chosen)
            marks = f" with {counted(marked, 'mark')} of yours" if marked else ""
            done = f"in the trash{marks}"
            await self._change(lambda e: self.library.remove(e.id), done, "removing")

    def action_tag(self) -> None:
        """Ask for tags, and change them."""
        chosen = self.chosen
        if not chosen:
            self._say_none()
            return
        in_use = {tag for entry in self.found.entries for tag in entry.tags}
        here = sorted({tag for entry in chosen for tag in entry.tags})

        async def answered(answer: str | None) -> None:
            adding, taking = tag_changes(answer or "")
            if adding or taking:
                await self._change(
                    lambda entry: self.library.tag(entry.id, adding, remove=taking),
                    "tagged" if adding else "untagged",
                    "tags of",
                )

        from tui.screens.prompt import PromptScreen
        from tui.screens.suggest import Tags, tags_now

        self.app.push_screen(
            PromptScreen(
                f"Tag {named(chosen, 30)}",
                suggestions=Tags(in_use, here),
                note=tags_now(here),
                check=wrong_tags,
            ),
            answered,
        )

    async def _change(self, work: Callable[[Entry], object], done: str, what: str) -> None:
        """Change all chosen articles in one step, say so, and show what they are then."""
        chosen = self.chosen
        if not chosen:
            self._say_none()
        elif await self.do(self._together, work, chosen, what):
            self.say(f"{named(chosen)} {done}   {worded(self, '{library.undo} takes it back')}")
            self.picked -= {entry.id for entry in chosen}
            self.brought_back = {entry.id for entry in chosen if entry.trashed}
        await self.reload()

    def _together(self, work: Callable[[Entry], object], chosen: list[Entry], what: str) -> None:
        if len(chosen) == 1:
            work(chosen[0])
            return
        with self.library.grouped(f"{what} {len(chosen)} articles"):
            for entry in chosen:
                work(entry)

    # -- adding -----------------------------------------------------------------------

    def action_add(self) -> None:
        """Ask for an address, a file or a folder, and add it."""
        if self.stop_adding is not None:
            self.say(worded(self, "Still adding; {library.back} stops it."), None)
            return

        def answered(answer: str | None) -> None:
            if answer and answer.strip():
                self.stop_adding = threading.Event()
                self._add(self.library, answer.strip(), self.stop_adding)

        from tui.screens.prompt import PromptScreen
        from tui.screens.suggest import Paths

        self.app.push_screen(
            PromptScreen(
                "Add", suggestions=Paths(), note="an address, a file or a folder", check=_wrong
            ),
            answered,
        )

    @work(thread=True, group="add", exit_on_error=True)
    def _add(self, library: Library, place: str, stop: threading.Event) -> None:
        """Add in a thread: a long text, or many, must not hold up the keys."""
        call = self.app.call_from_thread
        stops = worded(self, "{library.back} stops")

        def note(words: str) -> None:
            call(self.say, f"{words}   {stops}", None)

        try:
            added: Added | ManiculeError = add(library, place, note, stop.is_set)
        except ManiculeError as error:
            added = error
        except OSError as error:
            added = IntakeError(f"{place} cannot be read ({error.strerror or error}).")
        call(self._finish_adding, added)

    def _finish_adding(self, added: Added | ManiculeError) -> None:
        self.run_worker(self._added(added), group="added")

    async def _added(self, added: Added | ManiculeError) -> None:
        """Say what came of adding, and stand on what is new."""
        self.stop_adding = None
        if isinstance(added, ManiculeError):
            self.say("")
            self.complain(added)
            return
        self.say(added.sentence(), 8.0)
        if added.refused:
            more = len(added.refused) - 1
            rest = f" ({more} more like it)" if more else ""
            self.complain(ManiculeError(f"{added.refused[0]}{rest}"))
        await self.reload()
        stands = (*added.articles, *added.known)
        if not stands:
            return
        if not self.articles.seek(stands[-1].id):
            # The filter hides it.
            self.query_line.close()
            self.query_now = Query()
            await self.reload()
            self.articles.seek(stands[-1].id)
        self.follow()


def _wrong(answer: str) -> str:
    """Say what is wrong with a place, while it can still be mended."""
    place = answer.strip()
    if not place:
        return ""
    from storage.intake.web import is_address

    if is_address(place):
        return ""
    try:
        path = Path(place).expanduser()
        if path.exists() and not (path.is_file() or path.is_dir()):
            return f"{place} is neither a file nor a folder."
        there = path.exists()
    except (OSError, RuntimeError, ValueError):
        there = False
    return "" if there else f"There is no file or folder {place}; an address begins with https://."
