"""Editing a note where it stands in the list of all notes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.geometry import Region
from textual.timer import Timer

from storage.drafts import EVERY, Draft, Drafts
from storage.errors import ManiculeError
from storage.paths import drafts_folder
from storage.typed import joined
from tui.rebinding import worded
from tui.screens.marks import Marks
from tui.widgets.notes_list import Jotting

if TYPE_CHECKING:
    from tui.widgets.note_editor import NoteEditor

_FRAMED_FROM = 4


class NotesEditing(Marks):
    """Opens a note over the sheet that shows it, and keeps it with a draft meanwhile.

    The reader takes a draft up that was left behind, when its article is opened.
    """

    _edited: Jotting | None = None
    _drafts: Drafts | None = None
    _drafted = ""
    _drafting: Timer | None = None

    @property
    def editor(self) -> NoteEditor | None:
        """The editor of the note being written, while it is open."""
        return cast("NoteEditor | None", next(iter(self.query("NoteEditor")), None))

    def action_edit(self) -> None:
        """Open the note of the highlight under the cursor."""
        if self._edited is not None:
            return
        row = self.chosen()
        if row is None:
            return
        if row.ink is None:
            self.say("A bookmark has no note; on a highlight there is one to write.")
            return
        if row.trashed:
            self.say(worded(self, "It is in the trash: {notes.remove} brings it back."))
            return
        # Imported when one first writes: it takes as long as all of the screen.
        from tui.widgets.note_editor import NoteEditor

        self._edited, self._drafted = row, row.note
        self._drafts = Drafts(drafts_folder(), self.library.path)
        self._one_draft = asyncio.Lock()
        self._drafting = self.set_interval(EVERY, self._keep_draft)
        editor = NoteEditor(row.note)
        self._put(editor)
        self.mount(editor)
        self.type_into(editor)
        self.say(editor.hint, None)

    def _put(self, editor: NoteEditor) -> None:
        """Put the editor over the sheet, or where that is all there is over its lower half."""
        rows = self.sheet.region if self.is_whole else self.jottings.region
        least = max(1, rows.height // 2)
        lowest = Region(rows.x, rows.bottom - least, rows.width, least)
        beside = self.sheet.display and not self.is_whole
        place = self.sheet.region if beside else lowest
        editor.set_class(place.height < _FRAMED_FROM, "-small")
        editor.styles.width, editor.styles.height = place.width, place.height
        editor.styles.offset = (place.x, place.y)

    def on_resize(self) -> None:
        """Keep the editor over the sheet."""
        self.call_after_refresh(self._put_again)

    def _put_again(self) -> None:
        if self.editor is not None:
            self._put(self.editor)

    async def put_away(self) -> bool:
        """Store what is being written; False when it could not be, and must stay open."""
        await self.on_note_editor_kept()
        return self._edited is None

    async def on_note_editor_kept(self) -> None:
        """Store the note, then close the editor."""
        editor, row = self.editor, self._edited
        if editor is None or row is None:
            return
        note = editor.text.strip()
        if note == row.note.strip():
            await self._close_editor("Nothing changed.")
        elif await self.do(self._write, row, note):
            done = "kept" if note else "removed"
            await self._close_editor(worded(self, f"Note {done}   {{notes.undo}} takes it back"))
            await self.reload()
        else:
            # What could not be stored stays where it can be copied or tried again.
            editor.stay()
            self.type_into(editor)
            self._drafted = "\0"
            draft = await self._keep_draft()
            if draft is not None:
                self.complain(ManiculeError(f"The note is still open here; a copy is in {draft}."))

    def _write(self, row: Jotting, note: str) -> None:
        """Store a note so that nothing another program wrote meanwhile is lost."""
        stored = next((n for n in self.library.annotations(row.article) if n.uid == row.uid), None)
        if note and stored is not None and stored.note.strip() != row.note.strip():
            note = joined(stored.note, note)
        self.library.edit_annotation(row.uid, note=note)

    async def on_note_editor_discarded(self) -> None:
        """Close the editor without a change."""
        await self._close_editor("Nothing changed.")

    def on_note_editor_outside(self, message: NoteEditor.Outside) -> None:
        """Hand the note to $EDITOR, and take it back."""
        from tui.screens.lending import lend

        self.say(lend(self.app, message.editor))

    async def _close_editor(self, said: str) -> None:
        self._edited = None
        if self._drafting is not None:
            self._drafting.stop()
        if self._drafts is not None:
            async with self._one_draft:
                await asyncio.to_thread(self._drafts.drop)
        await self.query("NoteEditor").remove()
        self.set_focus(None if self.is_whole else self.jottings)
        self.say(said)

    async def _keep_draft(self) -> Path | None:
        """Write down what stands in the editor; None when nothing changed or the disk refused."""
        editor, row, drafts = self.editor, self._edited, self._drafts
        if editor is None or row is None or drafts is None:
            return None
        async with self._one_draft:
            text = editor.text
            if self._edited is None or text == self._drafted:
                return None
            try:
                uid = (await asyncio.to_thread(self.library.entry, row.article)).uid
                draft = Draft(uid, row.passage, text, row.note, row.uid)
                kept = await asyncio.to_thread(drafts.keep, draft)
            except (OSError, ManiculeError):
                # There is nothing else to be done; whoever stores the note says what went wrong.
                return None
            self._drafted = text
            return kept
