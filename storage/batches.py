"""Many articles at once: stored some hundreds at a time, none of them waiting for long."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from storage import shelf
from storage.disk.transaction import Transaction
from storage.models import Article, Claim

Item = TypeVar("Item")

Found = tuple[Article, tuple[Claim, ...] | None, str]
"""An article, its claims, and its text's fingerprint; no claims when it seems to be there."""

MOST = 500
"""Articles stored by one transaction: one line of the journal, one flush for all the texts."""
LONGEST = 1.0
"""Seconds after which those read so far are stored, so that one sees them come."""


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Divide what comes in by number and by the time that its coming takes."""
    batch: list[Item] = []
    begun = time.monotonic()
    for item in items:
        batch.append(item)
        if len(batch) >= MOST or time.monotonic() - begun >= LONGEST:
            yield batch
            batch, begun = [], time.monotonic()
    if batch:
        yield batch


def add(change: Transaction, batch: Iterable[Found], before: int) -> list[tuple[int, bool]]:
    """Store articles; return the id of each and whether it was new. `before` were new before."""
    stored = [shelf.add(change, *found) for found in batch]
    new = before + sum(fresh for _, fresh in stored)
    if new > 1:
        change.what = f"adding {new:,} articles"
    return [(article.id, fresh) for article, fresh in stored]
