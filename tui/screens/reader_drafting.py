"""The note being written, kept against crashes and full disks until it is stored."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.timer import Timer

from storage.anchors import locate, passage
from storage.paths import drafts_folder
from tui.rebinding import worded
from tui.screens.reader_selecting import Selecting

if TYPE_CHECKING:
    from storage.drafts import Drafts
    from storage.models import Passage
    from tui.widgets.note_editor import NoteEditor


class Drafting(Selecting, part=True):
    """Keeps a draft of the open note, and opens the editor on one that was left behind."""

    _was = ""
    """The note being written, as it was when the editor opened."""
    _gone: Passage | None = None
    """What the note being written is on, when it was left behind and its words are gone since."""
    _drafts: Drafts | None = None
    _drafts_due = False
    _drafted = ""
    _drafting: Timer | None = None

    @property
    def editor(self) -> NoteEditor | None:
        """The editor of the note being written, while it is open."""
        return cast("NoteEditor | None", next(iter(self.query("NoteEditor")), None))

    def open_note(self, start: int, end: int, uid: str, was: str, text: str) -> None:
        """Open the editor on a note; the reader says where."""
        raise NotImplementedError

    def _arrive(self) -> None:
        super()._arrive()
        if self.page.size.area and not self._drafts_due:
            self._drafts_due = True
            self._one_draft = asyncio.Lock()
            self.when_shown(self._look_for_draft)

    def _look_for_draft(self) -> None:
        from storage.drafts import Drafts

        self._drafts = drafts = Drafts(drafts_folder(), self.library.path)
        self.run_worker(partial(self._take_up_draft, drafts), group="draft")

    async def _take_up_draft(self, drafts: Drafts) -> None:
        """Open the note that was being written when the program ended, if there is one."""
        async with self._one_draft:
            draft = await asyncio.to_thread(drafts.take, self.session.article.uid)
        if draft is None or self.editing is not None:
            return
        known = next((a for a in self.session.annotations if a.uid == draft.annotation), None)
        sought = known.passage if known is not None and not known.lost else draft.passage
        span = locate(self.session.text, sought)
        start, end = span or self.session.cursor
        stored = [
            a.note
            for a in self.session.annotations
            if a is known
            or (a.passage.start, a.passage.end) == span
            or (a.lost and a.passage.quote == sought.quote)
        ]
        if not draft.text.strip() or any(draft.text.strip() in note for note in stored):
            # It was stored, and only the draft outlived the program.
            await self._end_draft()
            return
        self.leap(start, leave=False)
        self.open_note(start, end, known.uid if known else "", draft.was, draft.text)
        said = "This note was being written when the program ended: {note.keep} keeps it."
        if span is None:
            # The editor needs some place on the page; the note is not of it.
            self._gone = draft.passage
            said = "A note left behind; its words are gone: {note.keep} keeps it as an orphan."
        self.say(worded(self.editor or self, said))

    def _begin_draft(self) -> None:
        """Keep a draft from now on, whenever something was written."""
        self._drafted = self._was
        from storage.drafts import EVERY

        self._drafting = self.set_interval(EVERY, self._look_at_draft)

    def _look_at_draft(self) -> None:
        self.run_worker(self._keep_draft, group="draft")

    async def _keep_draft(self) -> Path | None:
        """Write down what stands in the editor; None when that did not succeed."""
        editor = self.editor
        if self.editing is None or editor is None or self._drafts is None:
            return None
        start, end, uid = self.editing
        async with self._one_draft:
            text = editor.text
            if self.editing is None or text == self._drafted:
                return None
            where = self._gone or passage(self.session.text, start, end)
            from storage.drafts import Draft

            draft = Draft(self.session.article.uid, where, text, self._was, uid)
            try:
                kept = await asyncio.to_thread(self._drafts.keep, draft)
            except OSError:
                # There is nothing else to be done; whoever stores the note says what went wrong.
                return None
            self._drafted = text
            return kept

    async def _keep_draft_now(self) -> Path | None:
        """Write the note down although it was written down already, and say where."""
        self._drafted = "\0"
        return await self._keep_draft()

    async def _end_draft(self) -> None:
        """Forget the draft: the note is stored, or was given up on purpose."""
        self._gone = None
        if self._drafting is not None:
            self._drafting.stop()
        if self._drafts is not None:
            async with self._one_draft:
                await asyncio.to_thread(self._drafts.drop)
