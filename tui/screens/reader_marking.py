"""Keeping, annotating, bookmarking, striking, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from storage.models import Annotation, Bookmark, Claim, Ink
from tui.clipboard import copy
from tui.screens import turning
from tui.screens.reader_selecting import Selecting
from tui.widgets.cells import cut

_BACK = "{reader.undo} brings it back."
_Thing = Annotation | Bookmark | Claim
_INKS = {ink.value[0]: ink for ink in Ink}


class Marking(Selecting, part=True):
    """What a person does with a passage."""

    def _passage(self) -> tuple[int, int]:
        """Give the selection, else the claim at the cursor, else its sentence."""
        if self.selection is not None:
            return self.selection.start, self.selection.end
        claim = self.session.claim_here()
        return (claim.start, claim.end) if claim is not None else self.session.cursor

    def _marked(self) -> tuple[int, int]:
        """Give the selection, else the sentence at the cursor."""
        if self.selection is not None:
            return self.selection.start, self.selection.end
        return self.session.cursor

    async def action_keep(self) -> None:
        """Make the passage a highlight of one's own."""
        start, end = self._passage()
        known = {note.uid: note for note in self.session.annotations}

        def said(kept: tuple[Annotation, int]) -> str:
            note, met = kept
            if note == known.get(note.uid):
                return self.keyed(
                    "That is a highlight of yours already; {reader.annotate} writes a note, "
                    "{reader.ink} changes its ink."
                )
            if met:
                joined = "a highlight" if met == 1 else f"{met} highlights"
                words = f"Joined with {joined} of yours: {_short(note.passage.quote, 32)}"
                return f"{words}; {self.keyed('{reader.undo} undoes.')}"
            return f"Kept: {_short(note.passage.quote)}"

        claim = self.session.claim_here() if self.selection is None else None
        self.end_selection()
        # A claim that is kept stays one, and says what others to look for.
        seen = self.session.text
        keep = (
            partial(self.library.highlight, self.article_id, start, end, seen=seen)
            if claim is None
            else partial(self.library.keep, self.article_id, claim, seen=seen)
        )
        if await self.change(keep, said):
            self.aimed = self.session.point, self.session.annotation_here()
            self.did("keep")

    def action_ink(self) -> None:
        """Ask for the ink of the highlight at the cursor."""
        note = None if self.selection else self.session.annotation_here()
        if note is None and self.selection is None:
            self.say(
                self.keyed(
                    "No highlight here: {reader.keep} makes one, {reader.ink} then changes its ink."
                )
            )
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
                seen = self.session.text
                self.end_selection()
                await self.change(
                    partial(self.library.annotate, self.article_id, start, end, ink=ink, seen=seen),
                    f"Kept in {ink}.",
                )

        self.ask_letter("ink: y g b r p", answer)

    async def action_strike(self) -> None:
        """Strike what one went to or asked about, else a highlight, a bookmark or a claim here."""
        if self.selection is not None:
            self.end_selection()
            return
        session = self.session
        found = session.annotation_here(), session.bookmark_here(), session.claim_here()
        here = [thing for thing in found if thing is not None]
        point, aimed = self.aimed
        if aimed in here and point == session.point:
            here.insert(0, here.pop(here.index(aimed)))
        match here:
            case []:
                self.say("Nothing of yours and no claim here to strike.")
            case [struck, *others]:
                await self._strike(struck, others)

    async def _strike(self, struck: _Thing, others: Sequence[_Thing]) -> None:
        """Remove or dismiss a thing, and say which of the others at its place stays."""
        stays = f"the {_called(others[0]).lower()} here stays. " if others else ""
        work: Callable[[], object]
        if isinstance(struck, Annotation):
            work, done = partial(self.library.remove_annotation, struck.uid), "removed"
        elif isinstance(struck, Bookmark):
            work, done = partial(self.library.remove_bookmark, struck.uid), "removed"
        else:
            seen = self.session.text
            work = partial(self.library.dismiss, self.article_id, struck, seen=seen)
            done = "dismissed"
        await self.change(work, f"{_called(struck)} {done}; {stays}{self.keyed(_BACK)}")

    async def action_undo(self) -> None:
        """Take the last change back, wherever it was made."""
        session = self.session
        before = session.annotations, session.bookmarks, session.claims
        await self.change(partial(turning.undo, self.library, self.article_id), str)
        if before != (session.annotations, session.bookmarks, session.claims):
            self.did("undo")

    async def action_redo(self) -> None:
        """Make a change again that was taken back."""
        await self.change(partial(turning.redo, self.library, self.article_id), str)

    def action_bookmark(self) -> None:
        """Ask for the letter under which to mark the passage."""
        start, end = self._marked()
        seen = self.session.text

        async def answer(letter: str) -> None:
            if not letter.isalnum():
                self.say("A bookmark is called by a letter or a digit.")
                return
            label = "" if letter == "m" else letter
            moved = next((b for b in self.session.bookmarks if b.label == label), None)
            self.end_selection()
            done = await self.change(
                partial(self.library.bookmark, self.article_id, start, end, label, seen=seen),
                lambda mark: (
                    f"Bookmark {mark.label}: {_short(mark.passage.quote)}"
                    if moved is None
                    else f"Bookmark {mark.label} moved here; "
                    + self.keyed("{reader.undo} puts it back.")
                ),
            )
            if done:
                self.aimed = self.session.point, self.session.bookmark_here()
                self.did("bookmark")

        self.ask_letter("mark: a letter, or m for the next free one", answer)

    def action_bookmarks(self) -> None:
        """Show the bookmarks, and go to the one whose letter is pressed."""
        if not self.session.bookmarks:
            self.say(
                self.keyed(
                    "No bookmark in this article yet; {reader.bookmark} and a letter make one."
                )
            )
            return

        def go(bookmark: Bookmark | None) -> None:
            if bookmark is not None:
                self.leap(bookmark.passage.start)

        from tui.screens.bookmarks import BookmarksScreen

        self.app.push_screen(BookmarksScreen(self.session.bookmarks), go)

    async def action_copy(self) -> None:
        """Copy the passage to the clipboard."""
        start, end = self._passage()
        passage = self.session.text[start:end]
        self.end_selection()
        self.say(f"{await copy(self.app, passage)}: {_short(passage)}")


def _called(thing: _Thing) -> str:
    """Call a thing at the cursor by what it is."""
    if isinstance(thing, Annotation):
        return "Highlight and note" if thing.note else "Highlight"
    return f"Bookmark {thing.label}" if isinstance(thing, Bookmark) else "Claim"


def _short(text: str, width: int = 48) -> str:
    """Shorten a passage to its first words."""
    return f"“{cut(' '.join(text.split()), width)}”"
