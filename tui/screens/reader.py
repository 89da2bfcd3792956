"""The reader: one article, and everything a key can do with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from storage.errors import ManiculeError
from storage.typed import tag_changes, wrong_tags
from tui.screens.reader_counting import Counting, Step
from tui.screens.reader_finding import Finding
from tui.screens.reader_keys import KEYS, NOT_SELECTING, counted
from tui.screens.reader_lessons import Learning
from tui.screens.reader_links import Linking
from tui.screens.reader_looking import Looking
from tui.screens.reader_moving import Moving
from tui.screens.reader_piping import Piping
from tui.screens.reader_place import Placing
from tui.screens.reader_pointing import Pointing
from tui.widgets.find_bar import FindBar

if TYPE_CHECKING:
    from tui.painting.early import Left
    from tui.screens.exporting import Exporter


class ReaderScreen(
    Counting, Learning, Placing, Moving, Looking, Linking, Finding, Piping, Pointing
):
    """One article, read, marked and searched from the keyboard."""

    DEFAULT_CSS = """
    ReaderScreen { layers: base over; }
    """
    AUTO_FOCUS = ""
    BINDINGS = [*KEYS]
    # Head, page and status cover the screen, so that its own ground need not be drawn.
    BLANK = True

    _covered = False
    """Whether another screen was shown over this one."""

    @classmethod
    def helps_with(cls) -> tuple[type, ...]:
        """Name the fields whose keys the help tells too."""
        from tui.widgets.note_editor import NoteEditor

        return (NoteEditor,)

    def counted(self, name: str, parameters: tuple[Any, ...], count: int) -> Step | None:
        """Go as often as was counted."""
        return counted(name, parameters, count)

    _exporter: Exporter | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the selection's keys work while there is one, and the page's own otherwise."""
        if action.startswith("select_"):
            return self.selection is not None
        return self.selection is None or action not in NOT_SELECTING

    async def action_escape(self) -> None:
        """Give up the selection, then the search, then the bare page; leave at last.

        A sentence in the status line is a thing to give up too: who presses escape to be rid
        of it does not want to leave the article.
        """
        if self.selection is not None:
            self.give_up_selection()
        elif self.hits:
            self.clear_find()
        elif self.page.bare:
            self.action_zen()
        elif self.answered:
            return
        else:
            await self.action_leave()

    async def put_away(self) -> bool:
        """Store what is being written and where one is; False when the note must stay open."""
        if not await self.keep_note():
            return False
        await self.leave_place()
        return True

    async def action_leave(self) -> None:
        """Write down the place and go back; the last screen ends the program."""
        if await self.put_away():
            self.close()

    def will_open_with(self) -> Left | None:
        """Give the page that this article would open with, if that is certain."""
        from tui.screens.reopening import left

        return left(self)

    async def action_archive(self) -> None:
        """Put the article away and go back to the library."""
        if await self.change(partial(self.library.archive, self.article_id), "Archived."):
            await self.action_leave()

    async def action_store(self) -> None:
        """Say that the article is kept: one that came by a pipe may not be."""
        self.say("This article is in the library.")

    def action_tag(self) -> None:
        """Ask for tags."""
        from tui.screens.prompt import PromptScreen
        from tui.screens.suggest import Tags, tags_now

        async def answer(tags: str | None) -> None:
            new, gone = tag_changes(tags or "")
            if new or gone:
                await self.change(
                    partial(self.library.tag, self.article_id, new, remove=gone),
                    lambda now: f"Tags: {', '.join(now) or 'none'}.",
                )

        entries = self.library.entries()
        in_use = sorted({tag for entry in entries for tag in entry.tags})
        now = next((e.tags for e in entries if e.id == self.article_id), ())
        self.app.push_screen(
            PromptScreen(
                "Tag this article",
                suggestions=Tags(in_use, now),
                check=wrong_tags,
                note=tags_now(now),
            ),
            answer,
        )

    def action_export(self) -> None:
        """Let the article leave with what was written in it."""
        from tui.screens.exporting import Exporter, Words

        if self._exporter is None:
            self._exporter = Exporter(self, Words(lambda said, _: self.say(said), self.complain))
        try:
            entry = self.library.entry(self.article_id)
        except ManiculeError as error:
            self.complain(error)
            return
        self._exporter.start(self.library, [entry])

    async def action_notes(self) -> None:
        """Show everything the person wrote, over the whole library."""
        from tui.screens.notes import NotesScreen

        await self.save_place()
        self.app.push_screen(NotesScreen())
        self.did("notes")

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))
        self.did("help")

    def on_screen_resume(self) -> None:
        """Take up what another screen changed meanwhile."""
        if self._covered and self.is_open and not self.query(FindBar):
            self.take_up()

    def on_screen_suspend(self) -> None:
        """Note that another screen is on top; what was just opened need not be read again."""
        self._covered = True
