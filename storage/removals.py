"""What was thrown away for good: the uid of each thing and when it went, and none of its words.

Without it a copy of the library from before would bring back what is joined from it. A removal
holds against whatever was last changed before; a later change wins over it, as over the trash.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage import schema, traces
from storage.disk.transaction import Document, Table, Tables, Transaction
from storage.fields import UID, is_trashed
from storage.schema import REMOVALS

KEPT = timedelta(days=400)
"""How long a removal is remembered: who joins a copy once a year, and a month late, meets it."""
MOST = 20_000
"""Removals remembered, the latest; so many are some two megabytes of the library's file."""

REMOVED = "removed"
"""When the person removed it: what is compared with the changes of other copies."""
PURGED = "purged"
"""When it was thrown away, from which its own time here counts."""


def uid_of(document: Document) -> str:
    """Return a document's uid; empty for one that has none."""
    uid = document.get(UID)
    return uid if isinstance(uid, str) else ""


def bury(change: Transaction, document: Document, removed: str) -> None:
    """Remember that a document goes for good; one without a uid is not to be recognised."""
    uid = uid_of(document)
    if not uid:
        return
    known = change.where(REMOVALS, UID, uid)
    key = int(next(iter(known))) if known else schema.next_key(change, REMOVALS)
    made = {UID: uid, REMOVED: removed, PURGED: change.moment()}
    change.put(REMOVALS, key, joined(change.get(REMOVALS, key), made))


def leave(change: Transaction) -> None:
    """Remember what a change takes away otherwise than through the trash."""
    for made in list(change.changes):
        if made.table in traces.KEPT and made.before is not None and made.after is None:
            bury(change, made.before, change.moment())


def revive(change: Transaction) -> None:
    """Let what a change makes again be changed now, and forget that it was gone."""
    for made in list(change.changes):
        if made.table in traces.KEPT and made.before is None and made.after is not None:
            if not is_trashed(made.after):
                change.put(made.table, made.key, {**made.after, traces.MODIFIED: change.moment()})
            forget(change, made.after)


def forget(change: Transaction, document: Document) -> None:
    """Forget that a document was gone: it is there again."""
    for key in list(change.where(REMOVALS, UID, uid_of(document))):
        change.put(REMOVALS, int(key), None)


def returned(change: Transaction, tables: Tables) -> Tables:
    """Return tables of which a person wants everything back: what was gone changes now."""
    made: Tables = {name: dict(table) for name, table in tables.items()}
    for name in traces.KEPT:
        for key, document in tables.get(name, {}).items():
            if change.where(REMOVALS, UID, uid_of(document)):
                forget(change, document)
                made[name][key] = {**document, traces.MODIFIED: change.moment()}
    return made


def expire(change: Transaction) -> None:
    """Forget removals that were remembered for long enough, and the oldest of too many."""
    last = oldest()
    ages = sorted(
        (
            (time(document, PURGED), int(key))
            for key, document in change.documents(REMOVALS).items()
        ),
        reverse=True,
    )
    for number, (purged, key) in enumerate(ages):
        if number >= MOST or purged < last:
            change.put(REMOVALS, key, None)


def oldest() -> str:
    """Return the time before which a removal is no longer remembered."""
    return (datetime.now(UTC) - KEPT).strftime("%Y-%m-%dT%H:%M:%SZ")


def remembered(removals: Table) -> Table:
    """Return the removals of a copy that are to be joined, those too old left out."""
    last = oldest()
    return {key: d for key, d in removals.items() if time(d, PURGED) >= last}


def joined(one: Document | None, other: Document) -> Document:
    """Return what two copies of a removal make: the later of each time."""
    if one is None:
        return other
    later = {field: max(time(one, field), time(other, field)) for field in (REMOVED, PURGED)}
    return {**other, **one, **later}


def time(document: Document, field: str) -> str:
    """Return a time of a removal; empty for none."""
    value = document.get(field)
    return value if isinstance(value, str) else ""
