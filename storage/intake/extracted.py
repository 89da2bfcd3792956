"""HTML that is all article, because a service or a feed extracted it, to pieces of one."""

from __future__ import annotations

from storage.intake.build import Piece, piece
from storage.intake.html_page import parse_page, prepare
from storage.intake.html_walk import pieces_of
from storage.intake.markup import as_extracted
from storage.intake.sanitise import clean
from storage.models import BlockKind


def extracted(html: str, base: str = "") -> list[Piece]:
    """Return every block of a piece of HTML; none where it holds no words.

    Relative links are completed from ``base``.
    """
    page = parse_page(clean(html)) if html.strip() else None
    if page is None:
        return []
    prepare(page)
    body = page.find("body")
    found = pieces_of(as_extracted(page if body is None else body), base)
    return [each for each in found if each.finish()]


def paragraphs(text: str) -> list[Piece]:
    """Return the paragraphs of a plain text, which blank lines divide."""
    return [piece(BlockKind.PARAGRAPH, part) for part in clean(text).split("\n\n") if part.strip()]
