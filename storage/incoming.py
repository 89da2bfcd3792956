"""What comes into a library otherwise than by hand: imports, and new texts of old articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from storage import pages, pointing, shelf
from storage.disk.transaction import Transaction
from storage.identity import digest
from storage.models import Article, Claim, Entry, Page
from storage.opened import Opened
from storage.schema import ARTICLES

# What nobody needs who reads is loaded by the verb that does.
if TYPE_CHECKING:
    from storage.bringing import Brought, Outcome
    from storage.dossier import Dossier
    from storage.renewal import Renewed
    from storage.versions import Version


class Incoming(Opened):
    """The verbs of a library by which much comes in at once, or in another's place."""

    def bring(self, found: Iterable[Brought]) -> Iterator[list[Outcome]]:
        """Store what another service kept, with its marks; give what became of it, by batches.

        Whatever ends it, also what `found` raises, leaves all batches stored that were given.
        """
        from storage import batches, bringing

        for batch in batches.batches(map(self._pointed, found)):
            with self._change() as change:
                outcomes = [bringing.bring(change, *each) for each in batch]
                change.what = f"importing {len(batch):,} rows"
            yield outcomes

    def would_bring(self, found: Iterable[Brought]) -> list[Outcome]:
        """Return what would become of it; nothing is stored."""
        from storage import bringing

        with self._reading() as catalog:
            change = Transaction(catalog.memory, self._database.body)
            return [bringing.bring(change, each, (), digest(each.article.text)) for each in found]

    def take_back(self, dossiers: Sequence[Dossier], *, dry: bool = False) -> list[Outcome]:
        """Join articles that were exported whole, as `merge` would; undoable as one step.

        With `dry` nothing is stored. Raises LibraryError; then nothing has changed.
        """
        from storage import returning
        from storage.claims import ENGINE

        tables = returning.tables_of(dossiers, ENGINE)
        if dry:
            with self._reading() as catalog:
                change = Transaction(catalog.memory, self._database.body)
                return returning.joined(change, tables)
        with self._change(traced=False) as change:
            outcomes = returning.joined(change, tables)
            change.what = f"importing {len(dossiers):,} articles"
        return outcomes

    def _pointed(self, brought: Brought) -> tuple[Brought, tuple[Claim, ...] | None, str]:
        """Find an article's claims, before others are kept waiting, unless it is there."""
        from storage import bringing

        fingerprint = digest(brought.article.text)
        with self._reading() as catalog:
            known = bringing.twin(catalog.memory, brought.article, fingerprint)
        return brought, pointing.found(brought.article) if known is None else None, fingerprint

    def of_origin(self, origin: str) -> list[Entry]:
        """Return the articles that were read from there, those outside the trash first."""
        with self._reading() as catalog:
            found = catalog.memory.where(ARTICLES, "origin", origin)
            entries = [catalog.entry(int(key)) for key in found]
        return sorted(entries, key=lambda entry: (bool(entry.trashed), -entry.id))

    def known(self, article: Article) -> int | None:
        """Return the id of the same article where it stands in the library, not in the trash."""
        with self._reading() as catalog:
            id = shelf.twin(catalog.memory, article)
            return None if id is None or catalog.entry(id).trashed else id

    def earlier(self, article: Article) -> tuple[int, Version] | None:
        """Return the id of an article's older version, also one in the trash; None for none.

        It is the article with another text from the same address or the same file.
        """
        from storage import earlier

        with self._reading() as catalog:
            older = earlier.stored(catalog, article)
        # Long texts are compared while nobody is kept waiting.
        for one in older:
            version = earlier.version_of(article, one)
            if version is not None:
                return one.entry.id, version
        return None

    def like(self, article: Article) -> Entry | None:
        """Return the article that a new one looks like, by its title and its words."""
        from storage import earlier

        with self._reading() as catalog:
            older = earlier.called_alike(catalog, article)
        return next((one.entry for one in older if earlier.is_like(article, one)), None)

    def revive(self, id: int, tags: Iterable[str]) -> None:
        """Give an article that is added again its new tags; out of the trash, its text as it is."""
        with self._change() as change:
            shelf.revive(change, id, tags)

    def page(self, id: int) -> Page | None:
        """Return the page that an article was read from, None where it was not kept."""
        with self._reading() as catalog:
            return pages.of(catalog.document(id), self._database.body)

    def renew(
        self,
        id: int,
        article: Article,
        *,
        tags: Iterable[str] = (),
        origin: str = "",
        undoable: bool = True,
    ) -> Renewed:
        """Put a text in the place of an article's own; what is marked in it stays.

        It gets more `tags`, and `origin` where it comes from elsewhere from now on; one in the
        trash comes out of it. Undoing brings the old text back, unless it is no deed of the
        person's.
        """
        from storage import renewal

        claims = pointing.found(article)
        with self._guard:
            before, lost_before = self._standing(id)
            changed = before != article.text
            with self._change(undoable=undoable) as change:
                document, restored = shelf.revive(change, id, tags)
                if origin:
                    document = {**document, "origin": origin}
                renewal.renew(change, id, document, article, claims, restored=restored)
            _, lost = self._standing(id)
            with self._reading() as catalog:
                kept = catalog.article(id)
                marks = len(catalog.annotations(id)) + len(catalog.bookmarks(id))
        return renewal.Renewed(
            kept, len(before.split()), marks - lost, lost, lost_before, changed=changed
        )

    def _standing(self, id: int) -> tuple[str, int]:
        """Return an article's text, and how many notes and bookmarks have no place in it."""
        with self._reading() as catalog:
            lost = [mark.lost for mark in catalog.annotations(id)]
            lost += [mark.lost for mark in catalog.bookmarks(id)]
            return catalog.article(id).text, sum(lost)
