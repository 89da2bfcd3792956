"""What the screens with a query have in common: their rows follow it as one types."""

from __future__ import annotations

from typing import Any

from textual import on, work
from textual.getters import query_one

from storage.errors import QueryError
from storage.query import Query, parse
from tui.screens.desk import Desk
from tui.widgets.query_line import QueryLine
from tui.widgets.rows import RowList


class Filtered(Desk, part=True):
    """A screen whose rows are those that fit what is typed into its query line."""

    query_line = query_one(QueryLine)
    query_now = Query()

    @property
    def listed(self) -> RowList[Any]:
        """The rows that the query chooses."""
        raise NotImplementedError

    def action_filter(self) -> None:
        """Type a query."""
        self.hush()
        self.query_line.open()
        self.type_into(self.query_line.field)

    @on(QueryLine.Changed)
    def _filter(self, event: QueryLine.Changed) -> None:
        """Filter as one types; what cannot be understood leaves the rows as they are."""
        try:
            self.query_now = parse(event.value)
        except QueryError as error:
            self.query_line.blame(error)
            return
        self.query_line.say("")
        self._find()

    @work(exclusive=True, group="find")
    async def _find(self) -> None:
        await self.reload()
        if self.query_now != Query():
            # The best hit, not wherever the row before has gone.
            self.listed.go(0)

    @on(QueryLine.Kept)
    def _keep_filter(self) -> None:
        if not self.query_line.value:
            self.query_line.close()
        self.set_focus(self.listed)
