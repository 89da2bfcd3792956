"""Writing a note beside its passage."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from storage.errors import ManiculeError
from storage.models import Annotation
from storage.typed import joined
from tui.screens.reader_drafting import Drafting
from tui.screens.reader_marking import Marking

if TYPE_CHECKING:
    from tui.widgets.note_editor import NoteEditor

_EDITOR_ROWS = 6
_FRAMED_FROM = 4
_NARROWEST = 16
_UNCHANGED = "Nothing changed."
_LOST = "The note's words are gone: it is kept among the orphans."


class Noting(Marking, Drafting, part=True):
    """Opens a note, keeps it, and loses no word of it."""

    def action_annotate(self) -> None:
        """Open a note beside the passage, as it is in the library now."""
        if self.editing is not None or not self.take_up():
            return
        start, end = self._passage()
        known = None if self.selection else self.session.annotation_here()
        known = known or self._same(start, end)
        if known is not None:
            self.edit_note(known)
        else:
            self.open_note(start, end, "", "", "")

    def edit_note(self, note: Annotation) -> None:
        """Open a note that is there."""
        start, end = note.passage.start, note.passage.end
        self.open_note(start, end, note.uid, note.note.strip(), note.note)

    def open_note(self, start: int, end: int, uid: str, was: str, text: str) -> None:
        """Open the editor beside a passage; `was` is its note as it is in the library."""
        self.editing = (start, end, uid)
        self.aimed = (-1, None)
        self._was = was
        self._begin_draft()
        self.page.hide_note(uid)
        self.page.reveal(start, end, keep=min(_EDITOR_ROWS + 2, self.page.rows // 2))
        # Imported when one first writes: it takes as long as all of the page.
        from tui.widgets.note_editor import NoteEditor

        editor = NoteEditor(text)
        self._put_editor(editor, start, end)
        self.mount(editor)
        # How many rows it takes is known when it has its width.
        self.call_after_refresh(self._put_editor_again)
        self.type_into(editor)
        self.say("")
        self.tell()

    def _same(self, start: int, end: int) -> Annotation | None:
        for note in self.session.annotations:
            if not note.lost and (note.passage.start, note.passage.end) == (start, end):
                return note
        return None

    def _put_editor(self, editor: NoteEditor, start: int, end: int) -> None:
        """Put the editor level with the passage, or under it, never over it."""
        page, spread = self.page, self.page.spread
        frame = spread.frame
        above = page.region.y
        rows = least = min(_EDITOR_ROWS, max(1, page.rows // 2))
        # On a very small screen a frame would leave no line to write on.
        editor.set_class(rows < _FRAMED_FROM, "-small")
        passage = spread.rows_of(start, end)
        room = page.rows - 1 if frame.margin else page.top + page.rows - passage.stop
        rows = max(least, min(editor.rows, room))
        if frame.margin:
            x, width = frame.notes - 1, frame.margin + 1
            y = above + passage.start - page.top
        else:
            x, width = frame.text, frame.column
            y = above + passage.stop - page.top
            if y + rows > above + page.rows:
                y = above + passage.start - page.top - rows
                if y < above:
                    # A passage taller than the page shows where it begins.
                    y = above + page.rows - rows
        y = max(above, min(y, above + page.rows - rows))
        # Signs of the rows below it would seem to be those of the note.
        page.cover(range(0) if frame.margin else range(y - above, y - above + rows))
        width = min(max(_NARROWEST, width), self.size.width)
        editor.styles.width = width
        editor.styles.height = rows
        editor.styles.offset = (max(0, min(x, self.size.width - width)), y)

    def on_note_editor_grown(self, message: NoteEditor.Grown) -> None:
        """Give the note the room that it takes."""
        self._put_editor_again()

    async def on_note_editor_kept(self, message: NoteEditor.Kept) -> None:
        """Store the note, then close the editor."""
        await self.keep_note()

    async def keep_note(self) -> bool:
        """Store the note being written, if there is one; False when it could not be stored."""
        editor = self.editor
        if self.editing is None or editor is None:
            return True
        start, end, uid = self.editing
        note = editor.text.strip()
        if note == self._was:
            await self._close_editor(_UNCHANGED)
            return True
        said = "Note kept." if note else self.keyed("Note removed; {reader.undo} brings it back.")

        def told(made: Annotation) -> str:
            return _LOST if made.lost else said

        if await self.change(partial(self._write, start, end, uid, note), told):
            await self._close_editor(self._answered)
            if note:
                self.did("note")
            return True
        # What could not be stored stays where it can be copied or tried again.
        editor.stay()
        self.type_into(editor)
        draft = await self._keep_draft_now()
        if draft is not None:
            self.complain(ManiculeError(f"The note is still open here; a copy is in {draft}."))
        return False

    def _write(self, start: int, end: int, uid: str, note: str) -> Annotation:
        """Store a note so that nothing another program wrote meanwhile is lost."""
        library, id = self.library, self.article_id
        stored = next((n for n in library.annotations(id) if n.uid == uid), None)
        if stored is None and self._gone is not None:
            return library.annotate_words(id, self._gone, note)
        if stored is None:
            return library.annotate(id, start, end, note=note, seen=self.session.text)
        if note and stored.note.strip() != self._was:
            note = joined(stored.note, note)
        return library.edit_annotation(uid, note=note)

    async def on_note_editor_discarded(self, message: NoteEditor.Discarded) -> None:
        """Close the editor without a change."""
        await self._close_editor(_UNCHANGED)

    def on_note_editor_outside(self, message: NoteEditor.Outside) -> None:
        """Hand the note to $EDITOR, and take it back."""
        from tui.screens.lending import lend

        self.say(lend(self.app, message.editor))

    async def _close_editor(self, said: str) -> None:
        self.editing = None
        await self._end_draft()
        await self.query("NoteEditor").remove()
        self.page.hide_note("")
        self.page.cover(range(0))
        if self.selection is not None:
            self.end_selection()
        self.tell()
        self.say(said)

    def on_resize(self) -> None:
        """Keep an open note beside its passage."""
        self.call_after_refresh(self._put_editor_again)

    def _put_editor_again(self) -> None:
        if self.editing is not None:
            start, end, _ = self.editing
            if self.editor is not None:
                self._put_editor(self.editor, start, end)
