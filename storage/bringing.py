"""What another service kept, brought into the library within a transaction.

What is here already stays as the person has it here: only tags and marks that it lacks are added.
Bringing the same thing twice therefore adds nothing the second time.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from storage import article_records, bulk, mark_records, pointing, renewal, schema, shelf, typed
from storage.anchors import locate, passage, unplaced
from storage.disk.transaction import Document, Indexed, Transaction
from storage.errors import LibraryError
from storage.fields import OWNER, is_trashed
from storage.identity import new_uid
from storage.models import QUOTES, SEPARATOR, Annotation, Article, Block, BlockKind, Claim, Progress
from storage.schema import ANNOTATIONS, ARTICLES


@dataclass(frozen=True, slots=True)
class Brought:
    """An article of another service with what the person did there."""

    article: Article
    marks: tuple[Annotation, ...] = ()
    """Their passages are looked for by their words; one without any is about the whole."""
    progress: float = 0.0
    """How far it was read, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it."""

    id: int
    new: bool
    placed: int = 0
    """Marks added where their words stand."""
    lost: int = 0
    """Marks added whose words do not stand in the text."""
    known: int = 0
    """Marks that were here."""
    changed: bool = False
    """It was here, and has something now that it lacked: a tag, its text, a passage, a mark."""
    differs: bool = False
    """It was here with another text, which stays: the service's may be a poorer one."""


def twin(library: Indexed, article: Article, fingerprint: str) -> int | None:
    """Return the id of the same article, or of the same book in which less was marked."""
    if article.format == QUOTES:
        found = library.where(ARTICLES, "origin", article.origin).items()
        books = [
            (is_trashed(document), int(key))
            for key, document in found
            if document.get("format") == QUOTES
        ]
        if books:
            return min(books)[1]
        if (home := _named(library, article)) is not None:
            return home
    return shelf.twin(library, article, fingerprint)


def _named(library: Indexed, article: Article) -> int | None:
    """Return the id of the one article with a text of its own that has a book's or paper's title.

    One by somebody else is another.
    """
    found = [
        int(key)
        for key, document in library.where(ARTICLES, "title", article.title).items()
        if not is_trashed(document)
        and article_records.is_fetched(document)
        and document.get("format") != QUOTES
        and (not article.byline or document.get("byline") in (None, "", article.byline))
    ]
    return found[0] if len(found) == 1 else None


def bring(
    change: Transaction, brought: Brought, claims: tuple[Claim, ...] | None, fingerprint: str
) -> Outcome:
    """Store an article and its marks, in so far as they are not here."""
    article = brought.article
    id = twin(change, article, fingerprint)
    changed = differs = False
    if id is None:
        stored, new = shelf.add(change, article, claims, fingerprint)
        id = stored.id
        if brought.progress:
            at = int(brought.progress * len(stored.text))
            seen = article.saved or change.moment()
            shelf.set_progress(change, id, Progress(at, at, brought.progress, seen))
    else:
        new = False
        changed = _complete(change, id, article)
        differs = article.format != QUOTES and _differs(change, id, fingerprint)
    placed, lost, known = _mark(change, id, brought.marks)
    changed = changed or (not new and placed + lost > 0)
    return Outcome(id, new, placed, lost, known, changed, differs)


def _differs(change: Transaction, id: int, fingerprint: str) -> bool:
    """Tell whether an article's text is another than one that there is."""
    kept = shelf.document_of(change, id).get(article_records.FINGERPRINT)
    return bool(fingerprint) and fingerprint != kept


def _complete(change: Transaction, id: int, article: Article) -> bool:
    """Give an article that is here the tags, the text, the passages that it lacks."""
    document = shelf.document_of(change, id)
    had = article_records.tags(document)
    tags = typed.tags([*had, *article.tags])
    if tags != had:
        document = article_records.tagged(document, tags)
        change.put(ARTICLES, id, document)
    if article.text and not article_records.is_fetched(document):
        renewal.renew(change, id, document, article, pointing.found(article))
        return True
    grows = article.format == QUOTES == document.get("format")
    return (grows and _grow(change, id, document, article)) or tags != had


def _grow(change: Transaction, id: int, document: Document, article: Article) -> bool:
    """Add to a book's passages those that were marked since."""
    old = article_records.article(id, bulk.whole(document, change.body))
    lines = _lines(change, id, document)
    text, blocks = old.text, list(old.blocks)
    for block in article.blocks:
        quote = article.text[block.start : block.end]
        if _squeezed(quote) not in lines:
            start = len(text) + len(SEPARATOR)
            text += SEPARATOR + quote
            blocks.append(Block(BlockKind.PARAGRAPH, start, len(text)))
    if text == old.text:
        return False
    longer = replace(old, text=text, blocks=tuple(blocks))
    renewal.renew(change, id, document, longer, pointing.found(longer))
    return True


def _lines(change: Transaction, id: int, document: Document) -> dict[str, tuple[int, int]]:
    """Return where each line of an article stands."""
    article = article_records.article(id, bulk.whole(document, change.body))
    return {
        _squeezed(article.text[block.start : block.end]): (block.start, block.end)
        for block in article.blocks
        if block.start < block.end
    }


def _mark(change: Transaction, id: int, marks: Iterable[Annotation]) -> tuple[int, int, int]:
    """Store what was marked; count what was placed, what has no place, and what was here."""
    marks = tuple(marks)
    if not marks:
        return 0, 0, 0
    home = shelf.document_of(change, id)
    text = shelf.text_of(change, id)
    # A book's lines are its marked passages, however short.
    lines = _lines(change, id, home) if home.get("format") == QUOTES else {}
    here = _Marks(change, id, text)
    placed = lost = known = 0
    for mark in marks:
        quote = mark.passage.quote
        # What is about the whole stands where that begins.
        place = _first(text) if not quote else lines.get(_squeezed(quote))
        place = place or locate(text, mark.passage)
        if here.has(mark, place):
            known += 1
            continue
        if place is not None:
            placed += 1
            passage_now = passage(text, *place)
        else:
            lost += 1
            passage_now = mark.passage if quote else unplaced(article_records.title(home))
        here.keep(replace(mark, article=id, passage=passage_now), place)
    return placed, lost, known


def _first(text: str) -> tuple[int, int] | None:
    """Return where the first sentence of a text stands."""
    from storage.claims import sentences

    end = text.find(SEPARATOR)
    found = sentences(text[: end if end >= 0 else len(text)])
    return found[0] if found else None


class _Marks:
    """What is marked in an article, the trash included: what was struck does not come back."""

    def __init__(self, change: Transaction, id: int, text: str) -> None:
        self._change = change
        self._marks: list[tuple[int, Document, Annotation]] = []
        for key, document in change.where(ANNOTATIONS, OWNER, id).items():
            with contextlib.suppress(LibraryError):
                self._marks.append((int(key), document, mark_records.annotation(key, document)))
        self._text = text

    def has(self, mark: Annotation, place: tuple[int, int] | None) -> bool:
        """Tell whether a passage has this note; one about the whole, whether any has it."""
        note, quote = typed.note(mark.note), _squeezed(mark.passage.quote)
        for _, _, known in self._marks:
            same = not quote or _squeezed(known.passage.quote) == quote
            same = same or (place is not None and locate(self._text, known.passage) == place)
            if same and (not note or note in known.note):
                return True
            # The person has written the note anew here.
            if same and quote and mark.created and known.created == mark.created:
                return True
        return False

    def keep(self, mark: Annotation, place: tuple[int, int] | None) -> None:
        """Store a mark; on a passage that is marked already its note joins the other."""
        for index, (key, document, known) in enumerate(self._marks):
            if place and not is_trashed(document) and locate(self._text, known.passage) == place:
                both = replace(
                    known,
                    note=typed.joined(known.note, typed.note(mark.note)),
                    tags=typed.tags([*known.tags, *mark.tags]),
                )
                document = mark_records.rewritten(document, mark_records.annotation_document(both))
                self._change.put(ANNOTATIONS, key, document)
                self._marks[index] = key, document, both
                return
        note, stamp = typed.note(mark.note), mark.created or self._change.moment()
        made = replace(
            mark,
            uid=new_uid(),
            note=note,
            tags=typed.tags([*mark.tags, *typed.tags_in(note)]),
            created=stamp,
            modified=stamp,
        )
        key = schema.next_key(self._change, ANNOTATIONS)
        document = mark_records.annotation_document(made)
        self._change.put(ANNOTATIONS, key, document)
        self._marks.append((key, document, made))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
