"""The program's end of a page in a browser."""

from __future__ import annotations

from textual.drivers.web_driver import WebDriver
from textual.message import Message


class PageDriver(WebDriver):
    """Quits as the key would when its page is closed, so that what is being written is stored."""

    def send_message(self, message: Message) -> None:
        """Hand a key on as it is: Textual makes a task for each, which may change their order."""
        self._app.post_message(message)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take what the server says of the page."""
        if packet_type == "quit":
            self._quit()
        else:
            super().on_meta(packet_type, payload)

    def run_input_thread(self) -> None:
        """Read keys until the app ends, or the server is gone, and the app with it."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._quit()

    def _quit(self) -> None:
        self._app.call_later(self._app.action_quit)
