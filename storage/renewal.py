"""A new text in the place of an article's old one, within a transaction.

What a person marked is left as it is written: anchors find it in the new text, or say that it
is lost. The body with the old text stays on the disk, so that undo finds it there.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage import article_records, bulk, pages, pointing, progress_records
from storage.disk.transaction import Document, Transaction
from storage.home import text_of
from storage.identity import new_uid
from storage.models import Article, Claim
from storage.schema import ARTICLES, CLAIMS, PROGRESS
from storage.seen import place_now

_OF_THE_TEXT = ("text", "blocks", "styles", "raw", "dropped", "words", "digest", "format")
"""What is replaced."""
_IF_UNKNOWN = ("site", "section", "published", "source", "language", "url", "canonical")
"""What is taken from the new where the old does not say it: a person may have corrected it."""


_BYLINE = ("byline", "byline_inferred")
"""What is taken together, over one that was inferred too."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """What a new text changed."""

    article: Article
    words_before: int
    found: int = 0
    """Notes and bookmarks that stand in the new text."""
    lost: int = 0
    """Those that do not."""
    lost_before: int = 0
    """Those that did not stand in the old one either."""
    changed: bool = True
    """Whether the text is another."""


def renew(
    change: Transaction,
    id: int,
    before: Document,
    article: Article,
    claims: tuple[Claim, ...],
    *,
    restored: bool = False,
) -> None:
    """Put a text and its claims in the place of those of a stored article's document.

    `restored` is one that the same change takes out of the trash.
    """
    made = article_records.article_document(article)
    kept = {field: value for field, value in before.items() if field not in _OF_THE_TEXT}
    kept |= {field: made[field] for field in _IF_UNKNOWN if field in made and not kept.get(field)}
    if not kept.get("byline") or kept.get("byline_inferred"):
        kept |= {field: made[field] for field in _BYLINE if made.get("byline")}
    kept |= {field: made[field] for field in _OF_THE_TEXT if field in made}
    # Until then the address was all that was known.
    if kept.get("title") == kept.get("url"):
        kept["title"] = made["title"]
    kept.pop(bulk.BODY, None)
    old = text_of(before, change.body) or ""
    name = new_uid()
    document, body = bulk.split(ARTICLES, kept, name)
    pointed, points = bulk.split(CLAIMS, pointing.document(id, claims), name)
    title = article_records.title(document)
    change.what = f"restoring “{title}” with a new text" if restored else f"new text of “{title}”"
    change.attach(name, {**body, **points})
    change.put(ARTICLES, id, pages.keep(change, document, article.page))
    change.put(CLAIMS, id, pointed)
    _move_place(change, id, old, article.text)


def _move_place(change: Transaction, id: int, old: str, new: str) -> None:
    """Leave the reader at the same words, or where they are gone about as far down."""
    before = change.get(PROGRESS, id)
    if before is None:
        return
    progress = progress_records.progress(before)
    if old:
        places = [place_now(new, at, old) for at in (progress.offset, progress.cursor)]
    else:
        # Without a text there was no place: an import knows a share alone.
        places = [int(progress.fraction * len(new))] * 2
    offset, cursor = (min(at, max(0, len(new) - 1)) for at in places)
    moved = progress._replace(offset=offset, cursor=cursor)
    change.put(PROGRESS, id, {**before, **progress_records.progress_document(id, moved)})
