"""Passages to the part of a TinyDB document that says where something stands, and back."""

from __future__ import annotations

from storage.anchors import stands
from storage.disk.transaction import Document
from storage.fields import count, detail, number, sparse, string
from storage.models import Passage

TWINS = "twins"
"""The field of a passage that counts other places with its words."""


def passage_document(passage: Passage) -> Document:
    """Return the part of a document that says where something stands."""
    always = {
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
    }
    return sparse(always, {TWINS: passage.twins})


def passage(document: Document) -> Passage:
    """Return where something stands; raises ValueError for no span."""
    return Passage(
        *span(document),
        string(document, "quote"),
        detail(document, "prefix") or "",
        detail(document, "suffix") or "",
        count(document, TWINS),
    )


def span(document: Document) -> tuple[int, int]:
    """Return the offsets of a passage; raises ValueError for those of none."""
    start, end = number(document, "start"), number(document, "end")
    if not 0 <= start < end:
        raise ValueError(f"no passage reaches from {start} to {end}")
    return start, end


def stands_elsewhere(document: Document, text: str, span: tuple[int, int]) -> bool:
    """Tell at a glance that a document is of another passage than that span of the text.

    False where it takes reading the document to know.
    """
    try:
        place = document["passage"]
        start, quote = place["start"], place["quote"]
        if start < 0 or (start, start + len(quote)) == span:
            return False
        return stands(text, start, quote, place["prefix"], place["suffix"])
    except (KeyError, TypeError):
        return False
