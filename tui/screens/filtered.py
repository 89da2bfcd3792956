"""What the screens with a query have in common: their rows follow it as one types."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from contextlib import suppress
from typing import Any, ClassVar

from textual import on, work
from textual.getters import query_one

from storage.errors import QueryError
from storage.query import Query, parse
from tui.rebinding import worded
from tui.screens.desk import Desk
from tui.widgets.hints import Hints
from tui.widgets.query_line import QueryLine
from tui.widgets.rows import RowList


class Filtered(Desk, part=True):
    """A screen whose rows are those that fit what is typed into its query line."""

    query_line = query_one(QueryLine)
    query_now = Query()
    understood = ""
    """What of the query is understood, as typed."""
    REMOVE: ClassVar[str]
    """The id of the key that removes a row, and in the trash brings it back."""
    brought_back: Collection[Hashable] = ()
    """Keys of the rows that went from here back to where they are seen without the query."""

    @property
    def listed(self) -> RowList[Any]:
        """The rows that the query chooses."""
        raise NotImplementedError

    def tell_found(self, fitting: int, among: int) -> None:
        """Say how many rows fit the query, and what the key that removes them does here."""
        trash = self.query_now.trashed
        self.query_one(Hints).call({self.REMOVE: "bring back"} if trash else {})
        if self.query_now != Query():
            # While one types, the foot has no room for it.
            back = worded(self, f"{{{self.REMOVE}}} brings back   ") if trash else ""
            self.query_line.say(f"{back}{fitting} of {among}" if among or not trash else "")

    def nothing(self, among: int) -> str:
        """Say that the query finds nothing."""
        if self.query_now.trashed and not among:
            return "Nothing is in the trash."
        return f"Nothing matches {self.understood}"

    def action_filter(self) -> None:
        """Type a query."""
        self.hush()
        self.query_line.open()
        self.type_into(self.query_line.field)

    @on(QueryLine.Changed)
    def _filter(self, event: QueryLine.Changed) -> None:
        """Filter as one types; what cannot be understood is pointed at, and the rows stay."""
        try:
            self.query_now, self.understood = parse(event.value), event.value
        except QueryError as error:
            self.query_line.blame(error)
            self.understood = last_good(event.value, self.understood, error.at)
            self.query_now = parse(self.understood)
        else:
            self.query_line.blame(None)
        self._find()

    @work(exclusive=True, group="find")
    async def _find(self) -> None:
        await self.reload()
        if self.query_now != Query():
            # The best hit, not wherever the row before has gone.
            self.listed.go(0)
        else:
            self.stand_on(self.brought_back)
            self.brought_back = ()

    @on(QueryLine.Kept)
    def _keep_filter(self) -> None:
        if not self.query_line.value:
            self.query_line.close()
        self.set_focus(self.listed)


def last_good(typed: str, before: str, wrong: tuple[int, int]) -> str:
    """Return the query that holds while a part of what is typed is wrong.

    It is that from before, unless there the beginning of the wrong part was looked for as a word,
    as the name of a field is before its colon; then it is what is right of the one typed.
    """
    start, end = wrong
    with suppress(QueryError):
        begun = parse(before[start:])
        same = before[:start].rstrip() == typed[:start].rstrip()
        if same and begun != Query() and not begun.words and not begun.without:
            return before
    rest = f"{typed[:start]}{typed[end:]}".strip()
    try:
        parse(rest)
    except QueryError as error:
        return last_good(rest, "", error.at)
    return rest
