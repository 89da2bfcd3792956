"""The orders a library can stand in. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from storage.models import Entry


class Order(StrEnum):
    """What articles are sorted by."""

    SAVED = "saved"
    READ = "last read"
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
        return self in (Order.SAVED, Order.READ, Order.PROGRESS, Order.CLAIMS)


class Sorting(NamedTuple):
    """An order and which way it goes."""

    order: Order = Order.SAVED
    falling: bool = True

    def __str__(self) -> str:
        turned = " reversed" if self.falling is not self.order.falling else ""
        return f"{self.order}{turned}"

    @classmethod
    def called(cls, name: str) -> Sorting:
        """Return what a name such as `title` or `title reversed` means; raises ValueError."""
        order = Order(name.removesuffix(" reversed"))
        return cls(order, order.falling is not name.endswith(" reversed"))


SORTINGS = tuple(
    str(Sorting(order, falling))
    for order in Order
    for falling in (order.falling, not order.falling)
)
"""The name of every order, each way."""

_KEYS: dict[Order, Callable[[Entry], tuple[object, ...]]] = {
    Order.SAVED: lambda entry: (entry.saved, entry.id),
    Order.READ: lambda entry: (entry.progress.seen, entry.id),
    Order.TITLE: lambda entry: (entry.title.casefold(),),
    Order.AUTHOR: lambda entry: ((entry.byline or "").casefold(), entry.title.casefold()),
    Order.LENGTH: lambda entry: (entry.words,),
    Order.PROGRESS: lambda entry: (entry.progress.fraction,),
    Order.CLAIMS: lambda entry: (entry.claims,),
}


def arrange(entries: Iterable[Entry], order: Order, falling: bool) -> list[Entry]:
    """Sort entries; those without an author, or never read, stand last whichever way."""
    rows = sorted(entries, key=_KEYS[order], reverse=falling)
    if order is Order.AUTHOR:
        rows.sort(key=lambda entry: not entry.byline)
    elif order is Order.READ:
        rows.sort(key=lambda entry: not entry.progress.seen)
    return rows
