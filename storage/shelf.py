"""What can be done to articles, within a transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from storage import article_records, bulk, pages, pointing, progress_records, schema, typed
from storage.anchors import passage
from storage.disk.transaction import Document, Indexed, Transaction
from storage.errors import LibraryError, NotFound
from storage.fields import OWNER, is_trashed, trashed
from storage.history import Conflict
from storage.identity import canonical_url, digest, new_uid
from storage.models import Article, Claim, Passage, Progress
from storage.schema import ANNOTATIONS, ARTICLES, BOOKMARKS, CLAIMS, PROGRESS
from storage.seen import place_now


def twin(library: Indexed, article: Article, fingerprint: str | None = None) -> int | None:
    """Return the id of the stored article with the same address or the same text.

    One outside the trash is preferred, then the same address. `fingerprint` is that of its
    text, where it is known already: taking it is much of what a short article costs.
    """
    sought = (
        (article_records.ADDRESS, canonical_url(article.url)),
        (
            article_records.FINGERPRINT,
            digest(article.text) if fingerprint is None else fingerprint,
        ),
    )
    twins = [
        (is_trashed(document), field != article_records.ADDRESS, int(key))
        for field, value in sought
        if value
        for key, document in library.where(ARTICLES, field, value).items()
    ]
    return min(twins)[2] if twins else None


def document_of(change: Transaction, id: int) -> Document:
    """Return an article's document; raises NotFound."""
    document = change.get(ARTICLES, id)
    if document is None:
        raise NotFound(f"There is no article {id}; `manicule list` shows which there are.")
    return document


def text_of(change: Transaction, id: int) -> str:
    """Return an article's text; raises NotFound."""
    return article_records.text(id, bulk.holding("text", document_of(change, id), change.body))


def keep_claims(change: Transaction, id: int, claims: Iterable[Claim]) -> None:
    """Store an article's claims in the place of others."""
    name = new_uid()
    slim, body = bulk.split(CLAIMS, pointing.document(id, claims), name)
    change.attach(name, body)
    change.put(CLAIMS, id, slim)


def passage_of(text: str, id: int, span: tuple[int, int]) -> Passage:
    """Return the passage of a span of an article's text; raises LibraryError for none."""
    try:
        return passage(text, *span)
    except ValueError as error:
        raise LibraryError(f"Nothing was marked in article {id}: {error}.") from error


def add(
    change: Transaction,
    article: Article,
    claims: tuple[Claim, ...] | None,
    fingerprint: str | None = None,
) -> tuple[Article, bool]:
    """Store an article with its claims, unless it is there; say whether it was new."""
    if fingerprint is None:
        fingerprint = digest(article.text)
    id = twin(change, article, fingerprint)
    if id is not None:
        return _completed(change, id, article, claims), False
    id = schema.next_key(change, ARTICLES)
    stored = replace(
        article,
        id=id,
        uid=new_uid(),
        saved=article.saved or change.moment(),
        tags=typed.tags(article.tags),
    )
    if claims is None:
        claims = pointing.found(stored)
    name = new_uid()
    document = article_records.article_document(stored, fingerprint)
    document, body = bulk.split(ARTICLES, document, name)
    pointed, points = bulk.split(CLAIMS, pointing.document(id, claims), name)
    change.what = _about("adding", document)
    change.attach(name, {**body, **points})
    change.put(ARTICLES, id, pages.keep(change, document, article.page))
    change.put(CLAIMS, id, pointed)
    return stored, True


def _completed(
    change: Transaction, id: int, article: Article, claims: tuple[Claim, ...] | None
) -> Article:
    """Give an article that is there what it lacks, out of the trash if it was in it."""
    document, restored = revive(change, id, article.tags)
    if not article_records.is_fetched(document) and article.text:
        from storage import renewal

        points = claims or pointing.found(article)
        renewal.renew(change, id, document, article, points, restored=restored)
        document = document_of(change, id)
    return article_records.article(id, bulk.whole(document, change.body))


def revive(change: Transaction, id: int, tags: Iterable[str]) -> tuple[Document, bool]:
    """Give an article that is added again the tags it lacks, and take it out of the trash.

    Return it as it is then, and whether it was in the trash.
    """
    before = document_of(change, id)
    restored = is_trashed(before)
    change.what = _about("restoring" if restored else "tags of", before)
    kept = typed.tags([*article_records.tags(before), *tags])
    document = trashed(article_records.tagged(before, kept), "")
    change.put(ARTICLES, id, document)
    return document, restored


def tag(
    change: Transaction, id: int, tags: Iterable[str], remove: Iterable[str]
) -> tuple[str, ...]:
    """Give an article tags and take others away; return those it has."""
    document = document_of(change, id)
    kept = typed.tags([*typed.without(article_records.tags(document), remove), *tags])
    change.what = _about("tags of", document)
    change.put(ARTICLES, id, article_records.tagged(document, kept))
    return kept


def describe(change: Transaction, id: int, title: str | None, byline: str | None) -> None:
    """Put a person's own title or author in the place of those that were found."""
    document = document_of(change, id)
    change.what = _about("description of", document)
    change.put(ARTICLES, id, article_records.described(document, title, byline))


def archive(change: Transaction, id: int, archived: bool) -> None:
    """Put an article away as done with, or take it out again."""
    document = document_of(change, id)
    change.what = _about("archiving" if archived else "bringing back", document)
    change.put(ARTICLES, id, article_records.archived(document, archived))


def trash(change: Transaction, id: int) -> None:
    """Put an article in the trash; nothing that belongs to it is touched."""
    document = document_of(change, id)
    if is_trashed(document):
        return
    change.what = _about("removing", document)
    change.put(ARTICLES, id, trashed(document, change.moment()))


def restore(change: Transaction, id: int) -> None:
    """Take an article out of the trash."""
    document = document_of(change, id)
    change.what = _about("restoring", document)
    change.put(ARTICLES, id, trashed(document, ""))


def set_progress(change: Transaction, id: int, progress: Progress, seen: str | None = None) -> None:
    """Note how far an article has been read; a place without a time was seen now."""
    text = text_of(change, id)
    last = len(text)
    offset, cursor = (
        min(max(0, place_now(text, at, seen)), last) for at in (progress.offset, progress.cursor)
    )
    fraction = progress_records.fraction(progress.fraction)
    begun = offset or cursor or fraction or progress.words
    seen = progress.seen or (change.moment() if begun else "")
    timed = (max(0, progress.words), max(0, progress.seconds))
    kept = Progress(offset, cursor, fraction, seen, *timed)
    before = change.get(PROGRESS, id) or {}
    change.put(PROGRESS, id, {**before, **progress_records.progress_document(id, kept)})


def refuse_orphans(change: Transaction) -> None:
    """Refuse to unmake an article in which another program has marked something.

    Raises Conflict.
    """
    gone = {c.key for c in change.changes if c.table == ARTICLES and c.after is None}
    if not gone:
        return
    for table in (ANNOTATIONS, BOOKMARKS):
        if any(change.where(table, OWNER, id) for id in gone):
            raise Conflict(
                "Another program has marked something in this article since; it stays. "
                "Remove it instead: the trash keeps everything."
            )


def _about(what: str, document: Document) -> str:
    return f"{what} “{article_records.title(document)}”"
