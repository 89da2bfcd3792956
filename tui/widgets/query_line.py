"""The line in which a person says what they look for."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from storage.errors import QueryError

PLACEHOLDER = "words   is:unread   tag:…   by:…   has:note   ink:red   claim:policy   saved:<2w"


class QueryLine(Vertical):
    """A slash, the query, how much it finds; below, what is wrong with it."""

    DEFAULT_CSS = """
    QueryLine {
        height: auto;
        display: none;
        &.-open { display: block; }
        Horizontal { height: 1; padding: 0 1; }
        #slash { width: 3; color: $accent-text; text-style: bold; }
        #found { width: auto; max-width: 40%; color: $page-faint; padding-left: 2; }
        #wrong {
            height: auto; max-height: 4; padding: 0 1 0 4; color: $accent-text; display: none;
            &.-shown { display: block; }
        }
        Input {
            width: 1fr; background: $background; color: $page-strong; background-tint: 0%;
            &:focus { background-tint: 0%; }
        }
        Input > .input--placeholder { color: $page-faint; }
    }
    """

    @dataclass
    class Changed(Message):
        """The query reads differently."""

        value: str

    @dataclass
    class Kept(Message):
        """The person is done typing."""

    def __init__(self, placeholder: str = PLACEHOLDER) -> None:
        super().__init__()
        self._placeholder = placeholder
        self._input: Input | None = None
        self._found = Static("", id="found", markup=False)
        self._wrong = Static("", id="wrong", markup=False)

    @property
    def value(self) -> str:
        """The query as typed, without spaces around it."""
        return self._input.value.strip() if self._input else ""

    @property
    def typing(self) -> bool:
        """Whether keys go to the query."""
        return self._input is not None and self._input.has_focus

    @property
    def field(self) -> Input:
        """Where the query is typed; made when it is first wanted, which it is not at the start."""
        if self._input is None:
            self._input = Input(placeholder=self._placeholder, compact=True, select_on_focus=False)
            row = Horizontal()
            self.mount(row, self._wrong)
            row.mount(Static("/", id="slash"), self._input, self._found)
        return self._input

    def open(self) -> None:
        """Show the line."""
        self.add_class("-open")

    def close(self) -> None:
        """Forget the query and hide the line."""
        if self._input is None:
            return
        self._input.value = ""
        self.remove_class("-open")
        self.blame(None)

    def blame(self, error: QueryError | None) -> None:
        """Point at the part of the query that is wrong, and say what is, until it no more is."""
        if self._input is None:
            return
        words = ""
        if error is not None:
            start, end = error.at
            typed = self.field.value
            start, end = (at + len(typed) - len(typed.lstrip()) for at in (start, end))
            before, part = cell_len(typed[:start]), cell_len(typed[start:end])
            # In a query that is longer than its line the place would be another.
            seen = cell_len(typed) < self.field.size.width
            words = f"{' ' * before}{'▔' * part}\n{error}" if seen and part else str(error)
        self._found.update("")
        self._wrong.update(words)
        self._wrong.set_class(bool(words), "-shown")

    def say(self, found: str) -> None:
        """Show how much was found, unless something is wrong."""
        if self._input is not None:
            self._found.update("" if self._wrong.has_class("-shown") else found)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value.strip()))

    @on(Input.Submitted)
    def _kept(self, event: Input.Submitted) -> None:
        event.stop()
        # Straight on: the keys typed behind wait no longer than for what was said here.
        if self.parent is not None:
            self.parent.post_message(self.Kept())
