"""A text for an article whose own is lost, made of what was marked in it."""

from __future__ import annotations

from collections.abc import Iterable

from storage import article_records, passage_records
from storage.anchors import passage
from storage.disk.transaction import Document
from storage.identity import new_uid, now
from storage.models import SEPARATOR, Article, Block, BlockKind

_LOST = "The text of this article is lost. What was marked in it:"

Mark = tuple[str, str, Document]
"""A table, a key and a document with a passage that can be read."""


def stand_in(known: Document | None, marks: Iterable[Mark]) -> tuple[Document, list[Mark]]:
    """Return an article of the quotes of marks, and the marks where they stand in it.

    What is still known of the article stays.
    """
    marks = sorted(marks, key=lambda mark: (mark[2]["passage"]["start"], mark[0], mark[1]))
    quotes = list(dict.fromkeys(mark[2]["passage"]["quote"] for mark in marks))
    blocks: list[Block] = []
    starts: dict[str, int] = {}
    at = 0
    for text in (_LOST, *quotes):
        starts[text] = at
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(text)))
        at += len(text) + len(SEPARATOR)
    text = SEPARATOR.join((_LOST, *quotes))
    made = article_records.article_document(
        Article("A lost article", text, tuple(blocks), uid=new_uid(), saved=now())
    )
    moved = []
    for table, key, document in marks:
        quote = document["passage"]["quote"]
        place = passage(text, starts[quote], starts[quote] + len(quote))
        moved.append((table, key, {**document, "passage": passage_records.passage_document(place)}))
    fresh = {field: made[field] for field in ("text", "blocks", "words", "digest")}
    return {**made, **(known or {}), **fresh}, moved
