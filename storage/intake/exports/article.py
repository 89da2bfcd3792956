"""One saved thing of an export as an article, and the passages marked in it."""

from __future__ import annotations

from dataclasses import replace

from storage.errors import IntakeError
from storage.intake.build import Piece, piece
from storage.intake.exports.item import Item
from storage.intake.extracted import extracted, paragraphs
from storage.intake.facts import Facts, fit_title, make_article
from storage.models import QUOTES, Article, BlockKind

STARRED = "starred"
"""The tag of what was a favourite there."""


def article_of(item: Item, service: str) -> Article:
    """Return the article of an item; IntakeError where it holds nothing to keep.

    What came with its text has that. What came with an address alone has no text yet. A book
    of which only the marked passages came is these, a paragraph each.
    """
    pieces = extracted(item.html) or paragraphs(item.text)
    form = "html" if item.html else "plain"
    origin = service
    if not pieces and not item.url:
        pieces, form = _quotes(item), QUOTES
        # By this the same book is known when more was marked in it.
        origin = ": ".join(filter(None, (service, item.byline, item.title)))
    facts = Facts(item.title, item.byline or None, url=item.url, published=item.published or None)
    facts.tags = (*item.tags, *((STARRED,) if item.starred else ()))
    if pieces:
        made = make_article(facts, pieces, origin=origin, form=form)
    elif item.url:
        made = Article(
            title=fit_title(item.title or item.url),
            text="",
            blocks=(),
            byline=facts.byline,
            url=item.url,
            published=facts.published,
            origin=origin,
            format=form,
            tags=facts.tags,
        )
    else:
        raise IntakeError("it holds neither an address nor words")
    return replace(made, saved=item.saved, archived=item.archived)


def _quotes(item: Item) -> list[Piece]:
    quotes = dict.fromkeys(mark.quote for mark in item.marks if mark.quote.strip())
    pieces = [piece(BlockKind.PARAGRAPH, quote) for quote in quotes]
    if not pieces and (item.notes or item.marks):
        # Nothing but notes: they stand at what they are about.
        about = ", ".join(filter(None, (item.title, item.byline)))
        pieces = [piece(BlockKind.PARAGRAPH, about or "Notes")]
    return pieces
