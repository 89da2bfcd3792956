"""What each mark looks like: names of marks in, terminal styles out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.color import Color as TerminalColor
from rich.style import Style
from textual.color import Color

from storage.models import BlockKind

SIGNS = {"claim": "☞", "bookmark": "⚑", "note": "✎", "ink": "▎", "point": "›"}
"""What stands in the gutter, so that no mark is colour alone."""

LETTERS = {"fact": "f", "value": "v", "policy": "p", "cause": "c", "forecast": "w"}
"""What stands beside a claim where there is no colour; w is for what *will* be."""


class PageStyles:
    """The styles of one theme."""

    def __init__(self, colours: Mapping[str, str], *, monochrome: bool) -> None:
        self._colours = colours
        self.monochrome = monochrome
        self.ground = Color.parse(colours["background"])
        self.plain = self._fore("page-text")
        self.strong = self._fore("page-strong", bold=True)
        self.faint = self._fore("page-faint")
        self.rule = self._fore("page-rule")
        self.note = self._fore("note")
        self.bookmark = self._fore("bookmark")
        self.point = self._fore("accent-text", bold=True)
        self.run = lru_cache(maxsize=512)(self._run)
        self.note_run = lru_cache(maxsize=32)(self._note_run)

    def colour(self, name: str) -> Style:
        """Give the text style of a theme variable, such as ``claim-fact``."""
        return self._fore(name)

    def ink(self, ink: str) -> Style:
        """Give the style of the bar beside a highlight."""
        return self._fore(_BAR[ink])

    def _colour(self, name: str) -> TerminalColor:
        return Color.parse(self._colours[name]).rich_color

    def _fore(self, name: str, *, bold: bool | None = None) -> Style:
        return Style(color=self._colour(name), bgcolor=self._colour("background"), bold=bold)

    def _back(self, name: str) -> Style:
        return Style(bgcolor=self._colour(name))

    def _run(self, names: tuple[str, ...], kind: BlockKind) -> Style:
        """Lay the marks' styles over each other, in the order given."""
        style = self._block(kind)
        for name in names:
            style += self._mark(name)
        return style

    def _note_run(self, name: str) -> Style:
        """Give the style of a run of a note's words."""
        match name:
            case "note":
                return self.note
            case "tag" | "faint":
                return self.faint
            case _:
                return self.plain + self._inline(name)

    def _block(self, kind: BlockKind) -> Style:
        match kind:
            case BlockKind.HEADING:
                return self.strong
            case BlockKind.QUOTE:
                return self.plain + Style(italic=True)
            case BlockKind.CAPTION | BlockKind.RULE:
                return self.faint
            case BlockKind.CODE | BlockKind.TABLE:
                return self._fore("page-text")
            case _:
                return self.plain

    def _mark(self, name: str) -> Style:
        family, _, which = name.partition(":")
        match family:
            case "style":
                return self._inline(which)
            case "claim":
                return Style(color=self._colour(f"claim-{which}"), bold=self.monochrome or None)
            case "ink":
                # Without colour each mark has attributes of its own: a claim is bold, the cursor
                # underlined, a highlight doubly so, the selection reversed.
                if self.monochrome:
                    return Style(underline2=True)
                return self._back(f"ink-{which}")
            case "cursor":
                return Style(underline=True)
            case "bright":
                return Style(color=self._colour("page-strong"))
            case "selection":
                if self.monochrome:
                    return Style(reverse=True)
                return self._back("selection")
            case "found":
                if self.monochrome:
                    return Style(bold=True, italic=True, underline=True)
                return self._back("found")
            case "letter" | "found-here":
                # Without colour a letter that takes a link's first place must stand out too.
                return Style(
                    color=self._colour("found-here-text"),
                    bgcolor=self._colour("found-here"),
                    bold=True,
                    italic=self.monochrome or None,
                    reverse=self.monochrome or None,
                )
            case _:
                return Style.null()

    def _inline(self, which: str) -> Style:
        match which:
            case "strong":
                return Style(color=self._colour("page-strong"), bold=True)
            case "emphasis":
                return Style(italic=True)
            case "code":
                return self._back("page-code") + Style(color=self._colour("page-strong"))
            case "link":
                return Style(color=self._colour("page-link"), underline=True)
            case "footnote":
                return Style(color=self._colour("page-link"), bold=True)
            case "strike":
                return Style(strike=True)
            case _:
                return Style.null()


_BAR = {
    # The bar beside a highlight is drawn in the text colour nearest to its ink, since the
    # inks themselves are made to lie behind text and are too faint to be seen as a line.
    "yellow": "claim-policy",
    "green": "claim-cause",
    "blue": "claim-forecast",
    "red": "bookmark",
    "purple": "claim-value",
}
