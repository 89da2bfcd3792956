"""The library's rows of which only the address is known: fetched when they are opened."""

from __future__ import annotations

import threading

from textual import work

from storage.errors import ManiculeError
from storage.library import Library
from storage.models import Entry
from tui.rebinding import worded
from tui.screens.library_view import LibraryView
from tui.widgets.cells import cut


class LibraryFetching(LibraryView):
    """Gets an article's text before it is read."""

    def fetch_then_read(self, row: Entry) -> None:
        """Fetch an article in a thread, which esc stops, and open it if one still waits."""
        if self.stop_adding is not None:
            self.say(worded(self, "Still adding; {library.back} stops it."), None)
            return
        self.stop_adding = threading.Event()
        stops = worded(self, "{library.back} stops")
        self.say(f"Fetching “{cut(row.title, 40)}” …   {stops}", None)
        self._fetch(self.library, row.id, self.stop_adding)

    @work(thread=True, group="add", exit_on_error=True)
    def _fetch(self, library: Library, id: int, stop: threading.Event) -> None:
        from storage.refetching import fetch_first

        failure: ManiculeError | None = None
        try:
            fetch_first(library, id, stopped=stop.is_set)
        except ManiculeError as error:
            failure = error
        self.app.call_from_thread(self._finish_fetching, id, failure)

    def _finish_fetching(self, id: int, failure: ManiculeError | None) -> None:
        self.run_worker(self._fetched(id, failure), group="added")

    async def _fetched(self, id: int, failure: ManiculeError | None) -> None:
        self.stop_adding = None
        self.say("")
        if failure is not None:
            self.complain(failure)
            return
        await self.reload()
        if self.is_current:
            self.read(id)
