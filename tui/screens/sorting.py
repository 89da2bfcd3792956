"""The orders a library can stand in. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from storage.models import Entry


class Order(StrEnum):
    """What articles are sorted by."""

    SAVED = "saved"
    TITLE = "title"
    AUTHOR = "author"
    LENGTH = "length"
    PROGRESS = "progress"
    CLAIMS = "claims"

    @property
    def next(self) -> Order:
        """The order after this one; the first after the last."""
        orders = list(Order)
        return orders[(orders.index(self) + 1) % len(orders)]

    @property
    def falling(self) -> bool:
        """Whether the greatest stands first unless a person turns it round."""
        return self in (Order.SAVED, Order.PROGRESS, Order.CLAIMS)


_KEYS: dict[Order, Callable[[Entry], tuple[object, ...]]] = {
    Order.SAVED: lambda entry: (entry.saved, entry.id),
    Order.TITLE: lambda entry: (entry.title.casefold(),),
    Order.AUTHOR: lambda entry: ((entry.byline or "").casefold(), entry.title.casefold()),
    Order.LENGTH: lambda entry: (entry.words,),
    Order.PROGRESS: lambda entry: (entry.progress.fraction,),
    Order.CLAIMS: lambda entry: (entry.claims,),
}


def arrange(entries: Iterable[Entry], order: Order, falling: bool) -> list[Entry]:
    """Sort entries; those without an author stand last among authors, whichever way."""
    rows = sorted(entries, key=_KEYS[order], reverse=falling)
    if order is Order.AUTHOR:
        rows.sort(key=lambda entry: not entry.byline)
    return rows
