"""The output of a person's shell command, while it runs and afterwards."""

from __future__ import annotations

import time

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.counting import counted
from tui.reading.printed import Printed
from tui.rebinding import hints
from tui.screens.desk import CHANGING, GOING, Movable, Moving, movement
from tui.shell import Ending, Running, run
from tui.widgets.paint import Paint
from tui.widgets.sheet import Lines, Sheet

TICK = 0.1
"""Seconds between two looks at what a running command has written."""

_SHARE = 80
"""Hundredths of the screen's height that the box has at most."""

_ABOVE = 4
"""Lines of the box besides command and output: its frame, the state, a blank line."""


class PipeScreen(Moving, ModalScreen["str | None"]):
    """Shows what a command makes of a passage; gives a note, or None."""

    AUTO_FOCUS = ""
    BINDINGS = [
        *movement("pipe"),
        Binding("a", "note", "Keep as a note", id="pipe.note", group=CHANGING,
                tooltip="Command and output, on the passage"),
        Binding("escape", "back", "Stop, or back", id="pipe.back", group=GOING,
                tooltip="Kills a command that runs; closes when it has ended"),
        Binding("q", "close", "Close", id="pipe.close", group=GOING),
        Binding("question_mark", "help", "Help", id="pipe.help", group=GOING),
    ]  # fmt: skip

    DEFAULT_CSS = """
    PipeScreen {
        align: center middle; background: $background 60%;
        #piped {
            width: 92%; max-width: 120; height: auto; max-height: 80%; background: $surface;
            border: round $accent; border-title-color: $accent-text;
            border-subtitle-color: $page-faint; padding: 0 1;
        }
        #command { height: auto; max-height: 3; color: $page-strong; text-style: bold; }
        #state { height: 1; color: $page-faint; }
        #state.-failed { color: $error; }
        Sheet { background: $surface; margin-top: 1; }
    }
    """

    sheet = query_one(Sheet)

    def __init__(self, command: str, text: str) -> None:
        super().__init__()
        self._command = command
        self._text = text
        self._printed = Printed()
        self._process: Running | None = None
        self._ending: Ending | None = None
        self._refused = ""
        self._began = time.monotonic()

    def compose(self) -> ComposeResult:
        box = Vertical(id="piped")
        box.border_title = "☞ piped"
        box.border_subtitle = hints(
            self, ("pipe.note", "keep as a note"), ("pipe.back", "stop, back"), gap="   "
        )
        with box:
            yield Static(f"$ {self._command}", id="command", markup=False)
            yield Static("", id="state", markup=False)
            yield Sheet()

    def on_mount(self) -> None:
        """Start the command."""
        self.sheet.show(self._write)
        self._ticking = self.set_interval(TICK, self._look)
        self.run_worker(self._run(), group="pipe")
        self._tell()

    async def _run(self) -> None:
        def started(running: Running) -> None:
            self._process = running

        try:
            self._ending = await run(self._command, self._text, self._printed.hear, started)
        except OSError as error:
            self._refused = f"No shell could be started ({error.strerror or error})."
        self._printed.end()
        self._ticking.stop()
        self._look()

    def _look(self) -> None:
        self.sheet.renew()
        self._fit()
        self._tell()

    def on_resize(self) -> None:
        """Leave room for as much of the output."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Make the box as tall as what was printed, as far as the screen allows."""
        if self.sheet.size.width:
            above = self.query_one("#command").size.height + _ABOVE
            room = self.size.height * _SHARE // 100 - above
            self.sheet.styles.height = max(1, min(len(self.sheet.lines), room))

    def _tell(self) -> None:
        """Say how the command stands."""
        state = self.query_one("#state", Static)
        state.update(self.state)
        ended = self._ending
        state.set_class(
            bool(self._refused or (ended and (ended.status or ended.killed))), "-failed"
        )

    @property
    def state(self) -> str:
        """What is said of the command: whether it runs, its time, its exit status."""
        lines = counted(len(self._printed.lines), "line")
        if self._refused:
            return self._refused
        if self._ending is None:
            stop = hints(self, ("pipe.back", "stops it"))
            return "   ".join(
                filter(None, [f"running, {time.monotonic() - self._began:.1f} s", lines, stop])
            )
        ended = self._ending
        if self._printed.cut:
            how = "stopped: the output is longer than is shown"
        else:
            how = "stopped" if ended.killed else f"exit status {ended.status}"
        return f"{how}   {ended.seconds:.1f} s   {lines}"

    def _write(self, width: int, paint: Paint) -> Lines:
        plain = paint("page-text")
        return [[Segment(row, plain)] for row in self._printed.rows(width)]

    @property
    def moving(self) -> Movable:
        return self.sheet

    @property
    def _over(self) -> bool:
        return self._ending is not None or bool(self._refused)

    def action_note(self) -> None:
        """Give command and output as a note."""
        if not self._over:
            self.query_one("#state", Static).update("It is still running.")
        elif not any(line.strip() for line in self._printed.lines):
            self.query_one("#state", Static).update("It printed nothing that could be kept.")
        else:
            self.dismiss(self._printed.note(self._command))

    def action_back(self) -> None:
        """Kill the command; close when it has ended."""
        if self._over:
            self.dismiss(None)
        elif self._process is not None:
            self._process.kill()

    def action_close(self) -> None:
        """Close; a command that runs ends with its screen."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))
