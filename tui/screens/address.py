"""An address, in full, before it is opened."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.browser import open_address
from tui.clipboard import copy
from tui.keyed import KeyedScreen
from tui.rebinding import hints
from tui.widgets.cells import safe


class AddressScreen(KeyedScreen, ModalScreen["str | None"]):
    """Shows where a link leads; gives the sentence that says what was done with it."""

    DEFAULT_CSS = """
    AddressScreen {
        align: center middle; background: $background 60%;
        #address {
            width: 84; max-width: 96%; height: auto; max-height: 90%; background: $surface;
            border: round $accent; border-title-color: $accent-text;
            border-subtitle-color: $page-faint; padding: 0 1;
        }
        #words { color: $page-faint; height: auto; max-height: 2; }
        #where { color: $page-strong; height: auto; }
    }
    """

    BINDINGS = [
        Binding("enter,o", "open", "Open in the browser", id="address.open"),
        Binding("y", "copy", "Copy the address", id="address.copy"),
        Binding("escape,q", "close", "Do not open", id="address.close"),
    ]

    def __init__(self, words: str, address: str) -> None:
        super().__init__()
        self._words, self._address = words, address

    def compose(self) -> ComposeResult:
        """Show the words of the link above the address."""
        with Vertical(id="address") as box:
            box.border_title = "link"
            box.border_subtitle = hints(
                self,
                ("address.open", "open"),
                ("address.copy", "copy"),
                ("address.close", ""),
                gap="   ",
            )
            yield Static(" ".join(safe(self._words).split()), id="words", markup=False)
            yield Static(safe(self._address), id="where", markup=False)

    async def action_open(self) -> None:
        """Open it, and say what came of it."""
        self.dismiss(await open_address(self.app, self._address))

    async def action_copy(self) -> None:
        """Copy it."""
        self.dismiss(f"{await copy(self.app, self._address)}: {self._address}")

    def action_close(self) -> None:
        """Leave it be."""
        self.dismiss(None)
