"""The program's end of a page in a browser."""

from __future__ import annotations

from textual.drivers.web_driver import WebDriver


class PageDriver(WebDriver):
    """Quits as the key would when its page is closed, so that what is being written is stored."""

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
