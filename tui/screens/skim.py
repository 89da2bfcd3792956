"""Skimming: an article by its headings and key claims."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding

from tui.counting import counted
from tui.rebinding import worded
from tui.screens.desk import GOING, LOOKING, movement
from tui.screens.outlines import NO_CLAIMS, nearest, skim
from tui.screens.places import Places
from tui.widgets.hints import Hints
from tui.widgets.masthead import Masthead
from tui.widgets.outline import Outline


class SkimScreen(Places):
    """Headings and key claims alone, in the place of the text."""

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

    def action_density(self, by: int) -> None:
        """Show more claims, or fewer."""
        if self._session.change_density(by):
            here = self.outline.current
            self._fill(self._session.point if here is None else here.offset or 0)
