"""An article's claims as they stand: stored or found anew, without those dismissed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from storage import claim_records
from storage.anchors import locate
from storage.disk.transaction import Document
from storage.errors import LibraryError
from storage.models import Article, Claim, Kind, Passage

SAME = 0.6
"""The share of the shorter span that two spans have in common when they are one claim."""
KEPT = "you kept it"
"""The reason of a claim that a person kept and that was not found again."""


def stored(
    article: int, text: str, document: Document | None, *, read: bool
) -> tuple[Claim, ...] | None:
    """Return the claims kept in a document, None when they have to be found anew.

    That is so when they do not fit the text, or another engine found them and the article was
    not read: a person finds a read article as it was.
    """
    from storage.claims import ENGINE

    if document is None or (claim_records.engine(document) != ENGINE and not read):
        return None
    claims = readable(article, document)
    fits = all(text[claim.start : claim.end] == claim.text for claim in claims or ())
    return claims if fits else None


def readable(article: int, document: Document) -> tuple[Claim, ...] | None:
    """Return the claims kept in a document, whichever engine found them.

    They are made by a machine, so a damaged record is no loss: None.
    """
    try:
        return claim_records.claims(article, document)
    except LibraryError:
        return None


def found(article: Article, taught: Mapping[str, float] | None = None) -> tuple[Claim, ...]:
    """Find an article's claims, strongest first, with what a person's decisions taught."""
    from storage.claims import find_claims

    return find_claims(article.text, article.blocks, article.title, taught)


def document(article: int, claims: Iterable[Claim]) -> Document:
    """Return the document that keeps claims together with the engine's version."""
    from storage.claims import ENGINE

    return claim_records.claims_document(article, ENGINE, claims)


def standing(
    claims: Sequence[Claim],
    dismissed: Iterable[Passage],
    text: str,
    kept: Iterable[tuple[Passage, Kind]] = (),
) -> tuple[Claim, ...]:
    """Return the claims of which no person has said that they are none.

    Those that a person kept come first where they were not found again.
    """
    gone = [place for passage in dismissed if (place := locate(text, passage))]
    left = [c for c in claims if not gone or not any(same(c, start, end) for start, end in gone)]
    mine: list[Claim] = []
    for passage, kind in kept:
        place = locate(text, passage)
        if place and not any(same(claim, *place) for claim in (*mine, *left)):
            start, end = place
            mine.append(Claim(start, end, text[start:end], kind, 1.0, (KEPT,), 1))
    return (*mine, *left)


def same(claim: Claim, start: int, end: int) -> bool:
    """Tell whether a claim is the one that stands at a span."""
    common = min(claim.end, end) - max(claim.start, start)
    return common >= SAME * min(claim.end - claim.start, end - start)
