"""An article's claims as they stand: stored or found anew, without those dismissed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from storage import records
from storage.anchors import locate
from storage.disk.transaction import Document
from storage.errors import LibraryError
from storage.models import Article, Claim, Passage

SAME = 0.6
"""The share of the shorter span that two spans have in common when they are one claim."""


def stored(article: int, text: str, document: Document | None) -> tuple[Claim, ...] | None:
    """Return the claims kept in a document, None when they have to be found anew.

    That is so when another engine found them, or they do not fit the text.
    """
    from storage.claims import ENGINE

    if document is None or records.engine(document) != ENGINE:
        return None
    claims = readable(article, document)
    fits = all(text[claim.start : claim.end] == claim.text for claim in claims or ())
    return claims if fits else None


def readable(article: int, document: Document) -> tuple[Claim, ...] | None:
    """Return the claims kept in a document, whichever engine found them.

    They are made by a machine, so a damaged record is no loss: None.
    """
    try:
        return records.claims(article, document)
    except LibraryError:
        return None


def found(article: Article) -> tuple[Claim, ...]:
    """Find an article's claims, strongest first."""
    from storage.claims import find_claims

    return find_claims(article.text, article.blocks, article.title)


def document(article: int, claims: Iterable[Claim]) -> Document:
    """Return the document that keeps claims together with the engine's version."""
    from storage.claims import ENGINE

    return records.claims_document(article, ENGINE, claims)


def standing(claims: Sequence[Claim], dismissed: Iterable[Passage], text: str) -> tuple[Claim, ...]:
    """Return the claims of which no person has said that they are none."""
    gone = [place for passage in dismissed if (place := locate(text, passage))]
    return tuple(
        claim for claim in claims if not any(_same(claim, start, end) for start, end in gone)
    )


def _same(claim: Claim, start: int, end: int) -> bool:
    common = min(claim.end, end) - max(claim.start, start)
    return common >= SAME * min(claim.end - claim.start, end - start)
