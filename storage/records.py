"""What is known of an article, and what a person made of it, to TinyDB documents and back.

This module and `article_records` alone know field names. Nothing returned shares a
list with the store.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import cast

from storage.anchors import stands
from storage.disk.transaction import Document
from storage.fields import (
    TRASHED,
    count,
    detail,
    is_trashed,
    names_the_record,
    number,
    one_of,
    since,
    sparse,
    string,
    strings,
    trashed,
    words,
)
from storage.identity import new_uid
from storage.models import (
    DEFAULT_DENSITY,
    Annotation,
    Bookmark,
    Claim,
    Ink,
    Kind,
    Passage,
    Progress,
    Review,
)

_UNREAD = Progress()

OWNER = "article"
"""The field that names the article to which a document belongs."""
UID = "uid"
SHOWN = "shown"
"""The field that counts an article's claims where these lie elsewhere."""
SETTLED = "settled"
"""The field that says that a person keeps a lost passage as it is."""
REVIEW = "review"
"""The field that says when a highlight comes back."""
_NEVER = Review()
TWINS = "twins"
"""The field of a passage that counts other places with its words."""
KINDS = "kinds"
"""The field that names the kinds of these."""


def owner(document: Document) -> int:
    """Return the id of the article that a document belongs to; 0 when it does not say."""
    article = document.get("article")
    return article if isinstance(article, int) else 0


def recognised(document: Document) -> Document:
    """Return a document with a uid of its own, where it has none that can be read."""
    return document if isinstance(document.get(UID), str) else {**document, UID: new_uid()}


def _home(document: Document) -> int:
    """Return the id of the article that a document belongs to; raises ValueError for none."""
    article = owner(document)
    if not article:
        raise ValueError("it does not say in which article it stands")
    return article


def annotation_document(note: Annotation) -> Document:
    """Return the document of an annotation."""
    always = {
        "uid": note.uid,
        "article": note.article,
        "passage": passage_document(note.passage),
        "note": note.note,
        "ink": note.ink.value,
        "tags": list(note.tags),
        "created": note.created,
        "modified": note.modified,
    }
    return sparse(always, {SETTLED: note.settled, REVIEW: review_document(note.review)})


_ANNOTATED = ("uid", "note", "created", "modified")
_PLACED = ("quote", "prefix", "suffix")


def _annotation_in_order(document: Document) -> Annotation | None:
    """Return the annotation of a document that is as this program writes it; None for any other.

    A library has many, which are all read to list them: looked at together they take a third.
    """
    place, tags, ink = document.get("passage"), document.get("tags"), document.get("ink")
    home = document.get("article")
    if type(place) is not dict or type(tags) is not list or type(home) is not int or not home:
        return None
    try:
        uid, note, created, modified = [document[name] for name in _ANNOTATED]
        quote, prefix, suffix = [place[name] for name in _PLACED]
        start, end = place["start"], place["end"]
        plain = "".join((uid, created, modified, quote, prefix, suffix, note, *tags))
        kind = Ink._value2member_map_.get(ink)
    except (KeyError, TypeError):
        return None
    if type(start) is not int or type(end) is not int or not 0 <= start < end or kind is None:
        return None
    if not plain.isprintable() and not plain.replace("\n", "").isprintable():
        return None
    return Annotation(
        uid,
        home,
        Passage(start, end, quote, prefix, suffix, count(place, TWINS) if TWINS in place else 0),
        note,
        cast(Ink, kind),
        tuple(tags),
        created,
        modified,
        False,
        since(document) if TRASHED in document else "",
        bool(document.get(SETTLED)),
        review(document) if REVIEW in document else _NEVER,
    )


@names_the_record("annotation")
def annotation(key: str, document: Document) -> Annotation:
    """Return the annotation that a document holds; an unknown ink is yellow."""
    made = _annotation_in_order(document)
    if made is not None:
        return made
    return Annotation(
        uid=string(document, "uid"),
        article=_home(document),
        passage=passage(document["passage"]),
        note=words(document, "note"),
        ink=one_of(Ink, document.get("ink")) or Ink.YELLOW,
        tags=strings(document, "tags"),
        created=detail(document, "created") or "",
        modified=detail(document, "modified") or "",
        trashed=since(document),
        settled=bool(document.get(SETTLED)),
        review=review(document),
    )


def written(document: Document) -> list[str]:
    """Return the words of a note and of its tags; of a damaged one nothing."""
    if not document.get("note") and not document.get("tags"):
        return []
    try:
        return [words(document, "note"), *strings(document, "tags")]
    except TypeError:
        return []


def review_document(review: Review) -> Document:
    """Return the part of a document that says when a highlight comes back."""
    return sparse(
        {},
        {
            "due": review.due,
            "interval": review.interval,
            "at": review.at,
            "retired": review.retired,
        },
    )


def review(document: Document) -> Review:
    """Return when a highlight comes back; as if it never had, when that cannot be told."""
    found = document.get(REVIEW)
    if not isinstance(found, dict):
        return _NEVER
    return Review(
        detail(found, "due") or "",
        count(found, "interval"),
        detail(found, "at") or "",
        bool(found.get("retired")),
    )


def bookmark_document(bookmark: Bookmark) -> Document:
    """Return the document of a bookmark."""
    always = {
        "uid": bookmark.uid,
        "article": bookmark.article,
        "passage": passage_document(bookmark.passage),
        "label": bookmark.label,
        "created": bookmark.created,
    }
    return sparse(always, {SETTLED: bookmark.settled})


@names_the_record("bookmark")
def bookmark(key: str, document: Document) -> Bookmark:
    """Return the bookmark that a document holds."""
    return Bookmark(
        uid=string(document, "uid"),
        article=_home(document),
        passage=passage(document["passage"]),
        label=words(document, "label"),
        created=detail(document, "created") or "",
        trashed=since(document),
        settled=bool(document.get(SETTLED)),
    )


def label(document: Document) -> str:
    """Return the label of a bookmark; empty where that cannot be told."""
    try:
        return words(document, "label")
    except TypeError:
        return ""


def decision_document(
    uid: str, article: int, place: Passage, created: str, claim: Claim, *, kept: bool
) -> Document:
    """Return the document of a claim that a person dismissed or kept."""
    return sparse(
        {"uid": uid, "article": article, "passage": passage_document(place), "created": created},
        {"kept": kept, "kind": claim.kind.value, "cues": list(claim.cues)},
    )


def dismissed_document(article: int, place: Passage) -> Document:
    """Return the document of a passage at which nothing is to be pointed, and no more known."""
    return {"article": article, "passage": passage_document(place), "created": ""}


@names_the_record("decision on a claim")
def decision(key: str, document: Document) -> Passage:
    """Return the passage of which a person said that it is a claim or none."""
    return passage(document["passage"])


def is_kept(document: Document) -> bool:
    """Tell a claim that a person kept from one that was dismissed."""
    return bool(document.get("kept"))


def kept_kind(document: Document) -> Kind:
    """Return the kind of a kept claim."""
    return one_of(Kind, document.get("kind")) or Kind.VALUE


def lesson(document: Document) -> tuple[bool, str, tuple[str, ...]] | None:
    """Return what a decision teaches: kept or not, kind and reasons; None for nothing."""
    kind, cues = document.get("kind"), document.get("cues", [])
    if document.get("forgotten") or not isinstance(kind, str) or not isinstance(cues, list):
        return None
    return is_kept(document), kind, tuple(cue for cue in cues if isinstance(cue, str))


def forgotten(document: Document) -> Document:
    """Return a decision that holds but teaches no more."""
    return {**document, "forgotten": True}


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
        *_span(document),
        string(document, "quote"),
        detail(document, "prefix") or "",
        detail(document, "suffix") or "",
        count(document, TWINS),
    )


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


def rewritten(document: Document, made: Document) -> Document:
    """Return a document of an annotation or bookmark made anew, with fields that are not ours."""
    before = document.get("passage")
    kept = {k: v for k, v in before.items() if k != TWINS} if isinstance(before, dict) else {}
    theirs = {name: value for name, value in document.items() if name not in (SETTLED, REVIEW)}
    return {**theirs, **made, "passage": {**kept, **made["passage"]}}


def restored(document: Document, when: str) -> Document:
    """Return the document of an annotation or bookmark out of the trash, changed by that."""
    return {**trashed(document, ""), "modified": when}


def claims_document(article: int, engine: str, claims: Iterable[Claim]) -> Document:
    """Return the document of an article's claims, strongest first."""
    found = [
        {
            "start": c.start,
            "end": c.end,
            "text": c.text,
            "kind": c.kind.value,
            "score": c.score,
            "cues": list(c.cues),
            "density": c.density,
        }
        for c in claims
    ]
    return {"article": article, "engine": engine, "claims": found}


def engine(document: Document) -> str:
    """Return the version of the engine that found claims."""
    return str(document.get("engine", ""))


@names_the_record("claims of article")
def claims(id: int, document: Document) -> tuple[Claim, ...]:
    """Return the claims that a document holds, strongest first."""
    return tuple(
        Claim(
            *_span(c),
            string(c, "text"),
            Kind(c["kind"]),
            _score(c["score"]),
            strings(c, "cues"),
            number(c, "density"),
        )
        for c in document["claims"]
    )


def _span(document: Document) -> tuple[int, int]:
    start, end = number(document, "start"), number(document, "end")
    if not 0 <= start < end:
        raise ValueError(f"no passage reaches from {start} to {end}")
    return start, end


def _score(value: object) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("score is no number")
    return float(value)


def claims_shown(document: Document) -> int:
    """Count the claims of the default density; none where that cannot be told."""
    try:
        if "claims" not in document:
            return count(document, SHOWN)
        return len([c for c in document["claims"] if c["density"] <= DEFAULT_DENSITY])
    except (KeyError, TypeError, ValueError):
        return 0


def claims_kinds(document: Document) -> tuple[Kind, ...] | None:
    """Return the kinds of the claims of the default density; None where that cannot be told."""
    if "claims" not in document:
        names = document.get(KINDS)
        try:
            return _kinds(*names) if type(names) is list else None
        except TypeError:
            return None
    try:
        shown = [c for c in document["claims"] if c["density"] <= DEFAULT_DENSITY]
        return tuple(sorted({Kind(claim["kind"]) for claim in shown}))
    except (KeyError, TypeError, ValueError):
        return ()


@lru_cache(256)
def _kinds(*names: object) -> tuple[Kind, ...]:
    """Return the kinds of those names; there are few sets of them, and one for every article."""
    return tuple(kind for name in names if (kind := one_of(Kind, name)))


def inks(documents: Iterable[Document]) -> tuple[Ink, ...]:
    """Return the inks of annotations that are not in the trash."""
    return _inks(frozenset([str(d.get("ink")) for d in documents if not is_trashed(d)]))


def noted(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the tags of annotations that are not in the trash; those of damaged ones are none."""
    tagged = [strings(d, "tags") for d in documents if d.get("tags") and not is_trashed(d)]
    return tuple(dict.fromkeys(chain.from_iterable(tagged)))


def retired(documents: Iterable[Document]) -> int:
    """Count the annotations that come back no more and are not in the trash."""
    reviewed = [d for d in documents if REVIEW in d and not is_trashed(d)]
    return sum(review(document).retired for document in reviewed)


def worded(documents: Iterable[Document]) -> int:
    """Count the annotations with a note that are not in the trash."""
    noted = [d for d in documents if d.get("note") and not is_trashed(d)]
    return sum([bool((detail(document, "note") or "").strip()) for document in noted])


@lru_cache(256)
def _inks(names: frozenset[str]) -> tuple[Ink, ...]:
    """Return the inks of those names; as with kinds, there are few sets of them."""
    return tuple(sorted({one_of(Ink, name) or Ink.YELLOW for name in names}))


def progress_document(article: int, progress: Progress) -> Document:
    """Return the document of how far an article has been read."""
    return {
        "article": article,
        "offset": progress.offset,
        "cursor": progress.cursor,
        "fraction": progress.fraction,
        "seen": progress.seen,
        "words": progress.words,
        "seconds": progress.seconds,
    }


def progress(document: Document | None) -> Progress:
    """Return how far an article has been read; the start when that cannot be told."""
    if document is None:
        return _UNREAD
    try:
        return Progress(
            count(document, "offset"),
            count(document, "cursor"),
            fraction(float(document["fraction"])),
            detail(document, "seen") or "",
            count(document, "words"),
            count(document, "seconds"),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return Progress()


def furthest(place: Document, *others: Document) -> Document:
    """Return a place with the largest share that was read in any of those given."""
    share = max(progress(document).fraction for document in (place, *others))
    return {**place, "fraction": share} if share > progress(place).fraction else place


def fraction(value: float) -> float:
    """Return a share between 0 and 1; what is no number counts as 0."""
    return min(value, 1.0) if value > 0 else 0.0
