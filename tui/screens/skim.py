"""Skimming: an article by its headings and key claims."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.getters import query_one
from textual.screen import ModalScreen

from tui.counting import counted
from tui.rebinding import worded
from tui.screens.desk import GOING, LOOKING, Movable, Moving, movement
from tui.screens.outlines import NO_CLAIMS, nearest, skim
from tui.screens.session import Session
from tui.widgets.hints import Hints
from tui.widgets.masthead import Masthead
from tui.widgets.outline import Outline


class SkimScreen(Moving, ModalScreen["int | None"]):
    """Gives the offset of the passage that was chosen, or None to stay where one was."""

    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    SkimScreen Outline { max-width: 88; }
    SkimScreen { align: center top; background: $background; }
    """

    BINDINGS = [
        Binding("enter", "open", "Read here", id="skim.open", group=GOING),
        *movement("skim"),
        Binding("plus,equals_sign", "density(1)", "More claims", id="skim.more", group=LOOKING),
        Binding("minus", "density(-1)", "Fewer claims", id="skim.fewer", group=LOOKING),
        Binding("s,q,escape", "close", "Back to the text", id="skim.close", group=GOING,
                tooltip="To the very place where one was"),
        Binding("question_mark", "help", "Help", id="skim.help", group=GOING),
    ]  # fmt: skip

    outline = query_one(Outline)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        """Put the outline below the article's title."""
        yield Masthead()
        yield Outline(airy=True)
        yield Hints()

    def on_mount(self) -> None:
        """Begin at the passage one comes from."""
        self._fill(self._session.point)

    def _fill(self, offset: int) -> None:
        items = skim(self._session)
        self.outline.show(items, worded(self, NO_CLAIMS), nearest(items, offset))
        claims = counted(len(self._session.claims), "key claim")
        self.query_one(Masthead).show(self._session.article.title, ["skimming", claims])

    @property
    def moving(self) -> Movable:
        return self.outline

    def action_density(self, by: int) -> None:
        """Show more claims, or fewer."""
        if self._session.change_density(by):
            here = self.outline.current
            self._fill(self._session.point if here is None else here.offset or 0)

    def action_open(self) -> None:
        """Go to the passage under the cursor."""
        here = self.outline.current
        self.dismiss(None if here is None else here.offset)

    @on(Outline.Opened)
    def _clicked(self) -> None:
        self.action_open()

    def action_close(self) -> None:
        """Go nowhere."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))
