"""A passage to a shell command that the person types, and its output back."""

from __future__ import annotations

from functools import partial

from tui.counting import counted
from tui.screens.reader_marking import Marking


class Piping(Marking, part=True):
    """Runs nothing by itself: every command was typed, or chosen and sent off by a key."""

    def action_pipe(self) -> None:
        """Ask for a command, give it the selection or the sentence, and show what it prints."""
        from tui.screens.command_prompt import CommandPrompt, remember
        from tui.screens.piping import PipeScreen

        start, end = self._marked()
        seen = self.session.text
        text = seen[start:end]

        async def keep(note: str | None) -> None:
            if note is not None:
                annotate = partial(self.library.annotate, note=note, seen=seen)
                annotate = partial(annotate, self.article_id, start, end)
                if await self.change(annotate, "The output is kept as a note."):
                    self.did("note")

        def run(command: str | None) -> None:
            if command is not None:
                remember(command.strip())
                self.end_selection()
                self.app.push_screen(PipeScreen(command.strip(), f"{text}\n"), keep)

        self.app.push_screen(CommandPrompt(f"it gets {counted(len(text.split()), 'word')}"), run)
