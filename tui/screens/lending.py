"""Hand a note to the person's own editor, which has the terminal meanwhile."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from textual.app import App, SuspendNotSupported

from tui import outside
from tui.rebinding import worded

if TYPE_CHECKING:
    from tui.widgets.note_editor import NoteEditor


def lend(app: App[Any], note: NoteEditor) -> str:
    """Let $EDITOR write a note, take it back, and say what came of it."""
    try:
        command = outside.editor(os.environ)
        with app.suspend():
            written = outside.edit(note.text, command)
    except outside.NotEdited as error:
        return str(error)
    except SuspendNotSupported:
        return "This terminal cannot be lent to an editor; the note is as it was."
    note.text = written
    note.move_cursor(note.document.end)
    return worded(note, "The note came back; {note.keep} keeps it.")
