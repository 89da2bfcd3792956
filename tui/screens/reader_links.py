"""Following links: each in sight gets a letter, its address is shown before it is opened."""

from __future__ import annotations

from storage.models import Style, StyleKind
from tui.browser import open_address
from tui.reading.marks import Mark
from tui.screens.reader_base import ReaderBase

_LETTERS = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM"
_LETTER = 8
"""The rank of a letter: it lies over every other mark."""


class Linking(ReaderBase, part=True):
    """Opens the links of an article, and the article's own address."""

    def action_follow(self) -> None:
        """Put a letter on each link in sight, and show the address of the one that is pressed."""
        links = dict(zip(_LETTERS, self._links_in_sight(), strict=False))
        if not links:
            self.say("No link in sight.")
            return

        async def answer(letter: str) -> None:
            link = links.get(letter)
            if link is None:
                self.say("No link has that letter.")
            elif (heading := self._heading(link)) is not None:
                self.leap(heading)
            else:
                self._show_address(link)

        marks = [
            Mark(at, at + 1, f"letter:{letter}", _LETTER)
            for letter, at in zip(links, map(self._beside, links.values()), strict=True)
        ]
        self.page.set_moving(self.session.point, marks)
        self.ask_letter("link: its letter", answer, self.draw_point)

    def _beside(self, link: Style) -> int:
        """Give where its letter hides nothing: on the blank before it, if that is in its row."""
        before, row_of = link.start - 1, self.page.spread.row_of
        blank = before >= 0 and self.session.text[before] == " "
        return before if blank and row_of(before) == row_of(link.start) else link.start

    def _links_in_sight(self) -> list[Style]:
        page = self.page
        return [
            style
            for style in self.session.article.styles
            if style.kind is StyleKind.LINK
            and (not style.href.startswith("#") or self._heading(style) is not None)
            and style.href
            and page.top <= page.spread.row_of(style.start) < page.top + page.rows
        ]

    def _heading(self, link: Style) -> int | None:
        """Give where in this very text a link leads; None when it leads elsewhere."""
        if not link.href.startswith("#"):
            return None
        from tui.reading.headings import heading_offset

        return heading_offset(self.session.article, link.href)

    def _show_address(self, link: Style) -> None:
        from tui.screens.address import AddressScreen

        async def answer(said: str | None) -> None:
            if said:
                self.say(said)

        words = self.session.text[link.start : link.end]
        self.app.push_screen(AddressScreen(words, link.href), answer)

    async def action_original(self) -> None:
        """Open the article's address in the browser."""
        url = self.session.article.url or ""
        if not url.startswith(("https://", "http://")):
            self.say("This article has no web address; it was read from a file or pasted.")
        else:
            self.say(await open_address(self.app, url))
