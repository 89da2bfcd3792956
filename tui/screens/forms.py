"""Ask in which form articles are to leave."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from storage.exporting import Wish
from tui.screens.choosing import ChoosingScreen

FORMS = (
    ("m", "Markdown", "your notes and the key claims", Wish("md")),
    ("t", "Markdown with the text", "the whole article besides", Wish("md", full=True)),
    ("h", "HTML", "to read and print, notes in the margin", Wish("html")),
    ("c", "CSV", "your highlights, in Readwise's columns", Wish("csv")),
    ("w", "Web Annotations", "JSON-LD, what you removed too", Wish("jsonld")),
    ("j", "JSON", "everything, to be imported again", Wish("json")),
)
"""Letter, name, what it is good for, and what is then written."""


class FormScreen(ChoosingScreen[Wish]):
    """Lists the forms."""

    BINDINGS = [
        Binding("escape,q", "close", "Close", id="forms.close"),
    ]

    def __init__(self, what: str) -> None:
        """Ask how `what` is to leave."""
        super().__init__()
        self._what = what

    def compose(self) -> ComposeResult:
        """List the forms."""
        options = [
            Option(Text.assemble((f" {letter}  {name:24}", "bold"), about))
            for letter, name, about, _ in FORMS
        ]
        yield self.box(options, f"Export {self._what} as", "a letter chooses", "forms.close")

    def on_key(self, event: events.Key) -> None:
        """Choose the form whose letter was pressed."""
        wish = next((wish for letter, _, _, wish in FORMS if letter == event.character), None)
        if wish is not None:
            event.stop()
            event.prevent_default()
            self.dismiss(wish)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose the form of the row."""
        self.dismiss(FORMS[event.option_index][3])
