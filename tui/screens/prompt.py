"""Ask for one line."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from tui.keyed import KeyedScreen
from tui.rebinding import hints
from tui.settings.model import settings_of
from tui.strokes import display

Check = Callable[[str], str]


class PromptScreen(KeyedScreen, ModalScreen["str | None"]):
    """One line at the foot of the screen; gives what was typed, or None when called off."""

    BINDINGS = [
        Binding("escape", "dismiss_prompt", "Call off", id="prompt.cancel"),
        Binding("tab", "accept", "Complete", id="prompt.complete", priority=True),
    ]

    DEFAULT_CSS = """
    PromptScreen {
        background: $background 0%;
        align: left bottom;
        #prompt {
            height: auto; background: $surface; border-top: solid $accent-text;
        }
        Horizontal { height: 1; padding: 0 1; }
        #label {
            width: auto; max-width: 60%; height: 1; color: $accent-text; text-style: bold;
            padding-right: 2;
        }
        Input {
            width: 1fr; min-width: 10; background: $surface; color: $page-strong;
            background-tint: 0%;
            &:focus { background-tint: 0%; }
        }
        Input > .input--placeholder, Input > .input--suggestion { color: $page-faint; }
        #note { height: auto; max-height: 2; padding: 0 1; color: $page-faint; }
        #note.-wrong { color: $error; }
    }
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        suggestions: Suggester | None = None,
        *,
        note: str = "",
        check: Check | None = None,
        wrong: str = "",
    ) -> None:
        """Ask `label`; `check` returns what is wrong with an answer, or "" when nothing is.

        `wrong` is what was found to be wrong with `value` already.
        """
        super().__init__()
        self._label = label
        self._value = value
        self._suggestions = suggestions
        self._note = note
        self._check = check
        self._wrong = wrong

    def compose(self) -> ComposeResult:
        with Vertical(id="prompt"):
            with Horizontal():
                yield Static(self._label, id="label", markup=False)
                yield Input(
                    self._value,
                    suggester=self._suggestions,
                    compact=True,
                    select_on_focus=False,
                )
            yield Static(
                self._wrong or self._hint(),
                id="note",
                classes="-wrong" if self._wrong else "",
                markup=False,
            )

    def on_mount(self) -> None:
        """Give the keyboard to the line."""
        self.type_into(self.query_one(Input))

    def _hint(self) -> str:
        named = [("prompt.cancel", "call off")]
        if self._suggestions is not None:
            named.insert(0, ("prompt.complete", "complete"))
        keys = f"{display('enter', ascii=settings_of(self.app).ascii)} done"
        return "   ".join(filter(None, [self._note, keys, hints(self, *named, gap="   ")]))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take a complaint back when the answer changes."""
        if event.value == self._value and self._wrong:
            return  # Textual tells of the value that it begins with too
        self._wrong = ""
        note = self.query_one("#note", Static)
        note.remove_class("-wrong")
        note.update(self._hint())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the answer, unless something is wrong with it."""
        wrong = self._check(event.value) if self._check else ""
        if not wrong:
            self.dismiss(event.value)
            return
        note = self.query_one("#note", Static)
        note.add_class("-wrong")
        note.update(wrong)

    def action_dismiss_prompt(self) -> None:
        """Give None."""
        self.dismiss(None)

    def action_accept(self) -> None:
        """Take what the line suggests."""
        field = self.query_one(Input)
        field.action_end()
        field.action_cursor_right()
