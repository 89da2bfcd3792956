"""Ask for a shell command; those of before are a key away, and none runs by itself."""

from __future__ import annotations

from textual.binding import Binding
from textual.suggester import SuggestFromList
from textual.widgets import Input

from tui.rebinding import hints
from tui.screens.prompt import PromptScreen
from tui.settings import state

_FILE = "commands.json"
_MOST = 100


class CommandPrompt(PromptScreen):
    """A prompt that remembers what was typed at it."""

    BINDINGS = [
        Binding("up", "older(1)", "The command before", id="prompt.older"),
        Binding("down", "older(-1)", "The command after", id="prompt.newer"),
    ]

    def __init__(self, note: str) -> None:
        self._before = commands()
        self._back = 0
        self._unsent = ""
        super().__init__(
            "Pipe to",
            suggestions=SuggestFromList(self._before, case_sensitive=True),
            note=note,
            check=lambda command: "" if command.strip() else "Type a shell command, such as wc -w.",
        )

    def _hint(self) -> str:
        older = hints(self, ("prompt.older", "commands of before")) if self._before else ""
        return "   ".join(filter(None, [super()._hint(), older]))

    def action_older(self, by: int) -> None:
        """Show a command of before, or what was being typed."""
        field = self.query_one(Input)
        if not self._back:
            self._unsent = field.value
        self._back = max(0, min(self._back + by, len(self._before)))
        field.value = self._before[self._back - 1] if self._back else self._unsent
        field.action_end()


def commands() -> list[str]:
    """Return the commands of before, the latest first."""
    found = state.load(_FILE).get("commands")
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def remember(command: str) -> None:
    """Keep a command for the next time."""
    others = [each for each in commands() if each != command]
    state.save(_FILE, {"commands": [command, *others][:_MOST]})
