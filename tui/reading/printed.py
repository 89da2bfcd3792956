"""What a command printed: bounded, made harmless, and broken into rows."""

from __future__ import annotations

from rich.cells import chop_cells

from storage.intake.sanitise import clean

MOST_LINES = 2_000
MOST_CHARACTERS = 200_000

_TAB = 8
_FENCES = ("```", "~~~")


class Printed:
    """Gathers output line by line, up to a bound."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        """Whole lines, without anything that a terminal would obey."""
        self.cut = False
        """Whether there was more than is kept."""
        self._begun = ""
        self._characters = 0
        self._rows: list[str] = []
        self._broken = 0
        self._width = 0

    def hear(self, text: str) -> bool:
        """Take up more; False once there is enough."""
        if self.cut:
            return False
        room = MOST_CHARACTERS - self._characters
        self._characters += len(text)
        *whole, self._begun = (self._begun + text[:room]).split("\n")
        for line in whole:
            self._take(line)
        if len(text) > room or len(self.lines) > MOST_LINES:
            del self.lines[MOST_LINES:]
            self.cut = True
        return not self.cut

    def end(self) -> None:
        """Take up a last line that has no end."""
        begun, self._begun = self._begun, ""
        if begun and len(self.lines) < MOST_LINES:
            self._take(begun)

    def _take(self, line: str) -> None:
        # Of a line that was written over and over, as by a progress bar, the last state counts.
        shown = clean(line.rstrip("\r").rpartition("\r")[2])
        self.lines += [part.expandtabs(_TAB) for part in shown.split("\n")]

    def rows(self, width: int) -> list[str]:
        """Break the lines into rows of some cells; what was broken before is not broken again."""
        if width != self._width or self._broken > len(self.lines):
            self._rows, self._broken, self._width = [], 0, width
        for line in self.lines[self._broken :]:
            self._rows += chop_cells(line, max(2, width)) or [""]
        self._broken = len(self.lines)
        return self._rows

    def note(self, command: str) -> str:
        """Write command and output as a note: as code, so that nothing in it is Markdown."""
        said = [f"$ {' '.join(clean(command).split())}", *self.lines]
        while said and not said[-1].strip():
            said.pop()
        if self.cut:
            said.append("[there was more]")
        # A line that looks like the end of the code must not end it.
        inside = [f"    {line}" if line.lstrip().startswith(_FENCES) else line for line in said]
        return "\n".join([_FENCES[0], *inside, _FENCES[0]])
