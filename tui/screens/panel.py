"""The side panel: contents, claims and notes of the article beside its text."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from tui.rebinding import hints, worded
from tui.screens import outlines
from tui.screens.desk import GOING, LOOKING, movement
from tui.screens.places import Places
from tui.screens.session import Session
from tui.widgets.outline import Outline

_SECTIONS = (
    ("contents", outlines.contents, outlines.NO_HEADINGS),
    ("claims", outlines.claims, outlines.NO_CLAIMS),
    ("notes", outlines.notes, outlines.NO_NOTES),
)

_LEAST, _MOST = 36, 60
"""Cells of the panel where it has no margin to lie over."""


class PanelScreen(Places):
    """The lists one after another, in a panel at the right."""

    DEFAULT_CSS = """
    PanelScreen {
        align: right top; background: $background 0%;
        #panel {
            height: 100%; background: $surface; border-left: solid $accent-text;
        }
        #sections { height: 1; width: 1fr; padding: 0 1; margin-bottom: 1; }
        #keys { height: 1; width: 1fr; padding: 0 1; color: $page-faint; }
        Outline { background: $surface; }
        &.-short #sections { margin-bottom: 0; }
        &.-short #keys { display: none; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-short"), (12, "-tall")]

    BINDINGS = [
        Binding("enter", "open", "Go there", id="panel.open", group=GOING),
        *movement("panel"),
        Binding("tab,l,right", "section(1)", "Next list", id="panel.next", group=LOOKING,
                tooltip="contents, claims, notes"),
        Binding("shift+tab,h,left", "section(-1)", "List before", id="panel.back", group=LOOKING),
        Binding("escape,q", "close", "Back to the text", id="panel.close", group=GOING),
        Binding("question_mark", "help", "Help", id="panel.help", group=GOING),
    ]  # fmt: skip

    def __init__(self, session: Session, edge: int | None) -> None:
        """Show the panel from a cell on, or as wide as there is room for."""
        super().__init__(session)
        self._edge = edge
        self._section = 0

    def compose(self) -> ComposeResult:
        """Put the names of the lists above the one that is shown."""
        with Vertical(id="panel"):
            yield Static("", id="sections", markup=False)
            yield Outline(most=3)
            named = ("panel.open", "go"), ("panel.next", "next list"), ("panel.close", "back")
            yield Static(hints(self, *named), id="keys", markup=False)

    def on_mount(self) -> None:
        """Begin with the first list that has anything."""
        filled = (at for at, (_, items, _) in enumerate(_SECTIONS) if items(self._session))
        self._section = next(filled, 0)
        self._fill()

    def on_resize(self) -> None:
        """Lie over the margin where there is one, and never over everything that is wide.

        A text that it does lie over is dimmed: its lines are cut, and are not there to be read.
        """
        width = self.app.size.width
        room = width - self._edge if self._edge is not None else min(_MOST, width // 2)
        taken = min(width, max(_LEAST, room))
        self.query_one("#panel").styles.width = taken
        self.set_class(self._edge is None or width - taken < self._edge, "-over")
        # Another width has another margin.
        self._edge = None

    def _fill(self) -> None:
        names = [
            f"▸{name}" if at == self._section else f" {name}"
            for at, (name, _, _) in enumerate(_SECTIONS)
        ]
        self.query_one("#sections", Static).update("  ".join(names))
        _, items, empty = _SECTIONS[self._section]
        found = items(self._session)
        self.outline.show(found, worded(self, empty), outlines.nearest(found, self._session.point))

    def action_section(self, by: int) -> None:
        """Show another list."""
        self._section = (self._section + by) % len(_SECTIONS)
        self._fill()
