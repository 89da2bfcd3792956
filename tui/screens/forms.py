"""Ask in which form articles are to leave."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from storage.leaving import Wish
from tui.closing import Closing
from tui.rebinding import key_of
from tui.widgets.cells import cut

FORMS = (
    ("m", "Markdown", "your notes and the key claims", Wish("md")),
    ("t", "Markdown with the text", "the whole article besides", Wish("md", full=True)),
    ("h", "HTML", "to read and print, notes in the margin", Wish("html")),
    ("c", "CSV", "your highlights, in Readwise's columns", Wish("csv")),
    ("w", "Web Annotations", "JSON-LD, what you removed too", Wish("jsonld")),
    ("j", "JSON", "everything, to be imported again", Wish("json")),
)
"""Letter, name, what it is good for, and what is then written."""

_WIDTH = 76


class FormScreen(ModalScreen[Wish | None], Closing):
    """Lists the forms; a letter, or enter on a row, chooses one."""

    DEFAULT_CSS = """
    FormScreen { align: center middle; background: $background 60%; }
    FormScreen OptionList {
        width: 76; max-width: 96%; height: auto; max-height: 90%;
        border: round $accent; background: $surface; padding: 0 1;
        border-title-color: $accent-text; border-subtitle-color: $page-faint;
    }
    FormScreen OptionList:focus { border: round $accent; }
    """
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
        box = OptionList(*options)
        box.border_title = cut(f"Export {self._what} as", _WIDTH - 6)
        box.border_subtitle = " · ".join(
            filter(None, ["a letter chooses", key_of(self, "forms.close")])
        )
        yield box

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

    def action_close(self) -> None:
        """Choose none."""
        self.dismiss(None)
