"""Articles that were exported whole, as the tables of a library that can be joined to this one."""

from __future__ import annotations

from collections.abc import Iterable

from storage import (
    article_records,
    claim_records,
    decision_records,
    mark_records,
    progress_records,
    removals,
)
from storage.bringing import Outcome
from storage.disk.transaction import Document, Table, Tables, Transaction
from storage.dossier import Dossier
from storage.errors import LibraryError
from storage.fields import OWNER, trashed
from storage.merge import Merge
from storage.models import Progress, State
from storage.schema import ANNOTATIONS, ARTICLES, BOOKMARKS, CLAIMS, DECISIONS, PROGRESS


def tables_of(dossiers: Iterable[Dossier], engine: str) -> Tables:
    """Return the documents of articles and of all that belongs to them; nothing is left out."""
    tables: Tables = {}
    for id, dossier in enumerate(dossiers, 1):
        document = article_records.article_document(dossier.article)
        if dossier.state is State.ARCHIVED:
            document = article_records.archived(document, True)
        _put(tables.setdefault(ARTICLES, {}), trashed(document, dossier.trashed), id)
        if dossier.claims:
            claims = claim_records.claims_document(id, engine, dossier.claims)
            _put(tables.setdefault(CLAIMS, {}), claims, id)
        if dossier.progress != Progress():
            progress = progress_records.progress_document(id, dossier.progress)
            _put(tables.setdefault(PROGRESS, {}), progress, id)
        for note in (*dossier.annotations, *dossier.removed_annotations):
            made = {**mark_records.annotation_document(note), OWNER: id}
            _put(tables.setdefault(ANNOTATIONS, {}), trashed(made, note.trashed))
        for mark in (*dossier.bookmarks, *dossier.removed_bookmarks):
            made = {**mark_records.bookmark_document(mark), OWNER: id}
            _put(tables.setdefault(BOOKMARKS, {}), trashed(made, mark.trashed))
        said = [decision_records.judged_document(id, one) for one in dossier.decisions]
        # Exports of before told no more of a decision than where it dismissed a claim.
        said = said or [decision_records.dismissed_document(id, p) for p in dossier.dismissed]
        for document in said:
            _put(tables.setdefault(DECISIONS, {}), document)
    return tables


def joined(change: Transaction, tables: Tables) -> list[Outcome]:
    """Join tables in a transaction and tell of each of their articles what became of it."""
    joining = Merge(change, removals.returned(change, tables), no_body)
    joining.run()
    known = {c.key for c in change.changes if c.table == ARTICLES and c.before is not None}
    new = {c.key for c in change.changes if c.table == ARTICLES and c.before is None}
    return [
        Outcome(here, here in new, changed=here not in new and here in known)
        for here in joining.homes.values()
    ]


def no_body(name: str) -> Document:
    """Refuse to read a body: what was exported holds its texts itself."""
    raise LibraryError(f"an export has no text in a file of its own ({name})")


def _put(table: Table, document: Document, key: int = 0) -> None:
    table[str(key or len(table) + 1)] = document
