"""Keeping, annotating, bookmarking, striking, and taking it back."""

from __future__ import annotations

from functools import partial

from storage.errors import ManiculeError
from storage.models import Annotation, Bookmark, Ink, Kind
from storage.typed import joined
from tui.screens.bookmarks import BookmarksScreen
from tui.screens.reader_drafting import Drafting
from tui.widgets.cells import cut
from tui.widgets.note_editor import NoteEditor

_INKS = {ink.value[0]: ink for ink in Ink}
_EDITOR_ROWS = 8


class Marking(Drafting):
    """What a person does with a passage."""

    def _passage(self) -> tuple[int, int]:
        """Give the selection, else the claim at the cursor, else its sentence."""
        if self.selection is not None:
            return self.selection.start, self.selection.end
        claim = self.session.claim_here()
        return (claim.start, claim.end) if claim is not None else self.session.cursor

    async def action_keep(self) -> None:
        """Make the passage a highlight of one's own."""
        start, end = self._passage()
        if any(
            (note.passage.start, note.passage.end) == (start, end)
            for note in self.session.annotations
            if not note.lost
        ):
            self.end_selection()
            self.say("That is a highlight of yours already; a writes a note, i changes its ink.")
            return
        self.end_selection()
        await self.change(
            partial(self.library.annotate, self.article_id, start, end),
            lambda kept: f"Kept: {_short(kept.passage.quote)}",
        )

    def action_ink(self) -> None:
        """Ask for the ink of the highlight at the cursor."""
        note = None if self.selection else self.session.annotation_here()
        if note is None and self.selection is None:
            self.say("No highlight here: ↵ makes one, then i changes its ink.")
            return

        async def answer(letter: str) -> None:
            ink = _INKS.get(letter)
            if ink is None:
                self.say(f"Inks are {', '.join(Ink)}: press the first letter.")
            elif note is not None:
                await self.change(
                    partial(self.library.edit_annotation, note.uid, ink=ink), f"Ink: {ink}."
                )
            else:
                start, end = self._passage()
                self.end_selection()
                await self.change(
                    partial(self.library.annotate, self.article_id, start, end, ink=ink),
                    f"Kept in {ink}.",
                )

        self.ask_letter("ink: y g b r p", answer)

    async def action_strike(self) -> None:
        """Remove the highlight or bookmark at the cursor, or dismiss the claim."""
        session = self.session
        note, bookmark = session.annotation_here(), session.bookmark_here()
        claim = session.claim_here()
        if self.selection is not None:
            self.end_selection()
        elif note is not None:
            what = "Highlight and note" if note.note else "Highlight"
            await self.change(
                partial(self.library.remove_annotation, note.uid),
                f"{what} removed; u brings it back.",
            )
        elif bookmark is not None:
            await self.change(
                partial(self.library.remove_bookmark, bookmark.uid),
                f"Bookmark {bookmark.label} removed; u brings it back.",
            )
        elif claim is not None:
            await self.change(
                partial(self.library.dismiss, self.article_id, claim),
                "Claim dismissed; u brings it back.",
            )
        else:
            self.say("Nothing of yours and no claim here to strike.")

    async def action_undo(self) -> None:
        """Take the last change back."""
        await self.change(
            self.library.undo,
            lambda what: f"Undone: {what}." if what else "Nothing to undo.",
        )

    async def action_redo(self) -> None:
        """Make a change again that was taken back."""
        await self.change(
            self.library.redo,
            lambda what: f"Redone: {what}." if what else "Nothing to redo.",
        )

    def action_bookmark(self) -> None:
        """Ask for the letter under which to mark the passage."""
        if self.selection is not None:
            start, end = self.selection.start, self.selection.end
        else:
            start, end = self.session.cursor

        async def answer(letter: str) -> None:
            if not letter.isalnum():
                self.say("A bookmark is called by a letter or a digit.")
                return
            label = "" if letter == "m" else letter
            moved = next((b for b in self.session.bookmarks if b.label == label), None)
            self.end_selection()
            await self.change(
                partial(self.library.bookmark, self.article_id, start, end, label),
                lambda mark: (
                    f"Bookmark {mark.label}: {_short(mark.passage.quote)}"
                    if moved is None
                    else f"Bookmark {mark.label} moved here; u puts it back."
                ),
            )

        self.ask_letter("mark: a letter, or m for the next free one", answer)

    def action_bookmarks(self) -> None:
        """Show the bookmarks, and go to the one whose letter is pressed."""
        if not self.session.bookmarks:
            self.say("No bookmark in this article yet; m and a letter make one.")
            return

        def go(bookmark: Bookmark | None) -> None:
            if bookmark is not None:
                self.go(bookmark.passage.start)

        self.app.push_screen(BookmarksScreen(self.session.bookmarks), go)

    def action_copy(self) -> None:
        """Copy the passage to the clipboard."""
        start, end = self._passage()
        self.app.copy_to_clipboard(self.session.text[start:end])
        self.end_selection()
        self.say(f"Copied: {_short(self.session.text[start:end])}")

    # -- the claims ------------------------------------------------------------------

    def action_claims(self) -> None:
        """Show the claims, or none."""
        self.session.toggle_claims()
        self._claims_changed("Claims on." if self.session.claims_on else "Claims off.")

    def action_density(self, by: int) -> None:
        """Show more claims, or fewer."""
        if self.session.change_density(by):
            count = len(self.session.claims)
            self._claims_changed(f"Density {self.session.density} of 5: {count} key claims.")
        else:
            self.say("That is as many as there are." if by > 0 else "That is the fewest.")

    def action_kind(self, kind: str) -> None:
        """Show the claims of one kind, or leave them out."""
        self.session.toggle_kind(Kind(kind))
        shown = "shown" if Kind(kind) in self.session.kinds else "left out"
        self._claims_changed(f"Claims of kind {kind} {shown}.")

    def _claims_changed(self, said: str) -> None:
        self.draw_marks()
        self.tell()
        self.say(said)

    def action_why(self) -> None:
        """Say why the passage at the cursor counts as a key claim."""
        claim = self.session.claim_here()
        if claim is None:
            self.say("No key claim here.")
        else:
            cues = ", ".join(claim.cues)
            self.say(f"{claim.kind.upper()} ({round(claim.score * 100)} of 100): {cues}")

    # -- notes -----------------------------------------------------------------------

    def action_annotate(self) -> None:
        """Open a note beside the passage, as it is in the library now."""
        if self.editing is not None or not self.take_up():
            return
        known = None if self.selection else self.session.annotation_here()
        if known is not None:
            start, end = known.passage.start, known.passage.end
        else:
            start, end = self._passage()
            known = self._same(start, end)
        note = known.note if known else ""
        self.open_note(start, end, known.uid if known else "", note.strip(), note)

    def open_note(self, start: int, end: int, uid: str, was: str, text: str) -> None:
        """Open the editor beside a passage; `was` is its note as it is in the library."""
        self.editing = (start, end, uid)
        self._was = was
        self._begin_draft()
        self.page.reveal(start, end, keep=min(_EDITOR_ROWS + 2, self.page.rows // 2))
        editor = NoteEditor(text)
        self._put_editor(editor, start, end)
        self.mount(editor)
        self.type_into(editor)
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
        rows = min(_EDITOR_ROWS, max(3, page.rows // 2))
        passage = spread.rows_of(start, end)
        if frame.margin:
            x, width = frame.notes - 1, frame.margin + 1
            y = above + passage.start - page.top
        else:
            x, width = frame.text, frame.column
            y = above + passage.stop - page.top
            if y + rows > above + page.rows:
                y = above + passage.start - page.top - rows
        y = max(above, min(y, above + page.rows - rows))
        editor.styles.width = max(16, width)
        editor.styles.height = rows
        editor.styles.offset = (max(0, min(x, self.size.width - 16)), y)

    async def on_note_editor_kept(self, message: NoteEditor.Kept) -> None:
        """Store the note, then close the editor."""
        await self.keep_note()

    async def keep_note(self) -> bool:
        """Store the note being written, if there is one; False when it could not be stored."""
        editor = next(iter(self.query(NoteEditor)), None)
        if self.editing is None or editor is None:
            return True
        start, end, uid = self.editing
        note = editor.text.strip()
        if note == self._was:
            await self._close_editor(
                "The note is as it was." if uid else "Nothing written, nothing kept."
            )
            return True
        said = "Note kept." if note else "Note removed; u brings it back."
        if await self.change(partial(self._write, start, end, uid, note), said):
            await self._close_editor(said)
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
        if stored is None:
            return library.annotate(id, start, end, note=note)
        if note and stored.note.strip() != self._was:
            note = joined(stored.note, note)
        return library.edit_annotation(uid, note=note)

    async def on_note_editor_discarded(self, message: NoteEditor.Discarded) -> None:
        """Close the editor without a change."""
        await self._close_editor("Nothing changed.")

    async def _close_editor(self, said: str) -> None:
        self.editing = None
        await self._end_draft()
        await self.query(NoteEditor).remove()
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
            for editor in self.query(NoteEditor):
                self._put_editor(editor, start, end)


def _short(text: str, width: int = 48) -> str:
    """Shorten a passage to its first words."""
    return f"“{cut(' '.join(text.split()), width)}”"
