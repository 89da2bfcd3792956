"""Decisions of a person on claims to TinyDB documents and back."""

from __future__ import annotations

from storage.disk.transaction import Document
from storage.fields import detail, names_the_record, one_of, sparse
from storage.models import Claim, Decision, Kind, Passage
from storage.passage_records import passage, passage_document

FORGOTTEN = "forgotten"
"""The field of a decision that holds but teaches no more."""


def decision_document(
    uid: str, article: int, place: Passage, created: str, claim: Claim, *, kept: bool
) -> Document:
    """Return the document of a claim that a person dismissed or kept."""
    return sparse(
        {"uid": uid, "article": article, "passage": passage_document(place), "created": created},
        {"kept": kept, "kind": claim.kind.value, "cues": list(claim.cues)},
    )


def judged_document(article: int, said: Decision) -> Document:
    """Return the document of what a person said of a claim elsewhere."""
    known = {"uid": said.uid} if said.uid else {}
    about = {"passage": passage_document(said.passage), "created": said.created}
    taught = {"kept": said.kept, "kind": said.kind, "cues": list(said.cues)}
    return sparse({**known, "article": article, **about}, {**taught, FORGOTTEN: said.forgotten})


@names_the_record("decision on a claim")
def judged(key: str, document: Document) -> Decision:
    """Return all that a person said of a claim."""
    told = lesson({**document, FORGOTTEN: False})
    return Decision(
        passage(document["passage"]),
        detail(document, "uid") or "",
        detail(document, "created") or "",
        is_kept(document),
        told[1] if told else "",
        told[2] if told else (),
        bool(document.get(FORGOTTEN)),
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
    if document.get(FORGOTTEN) or not isinstance(kind, str) or not isinstance(cues, list):
        return None
    return is_kept(document), kind, tuple(cue for cue in cues if isinstance(cue, str))


def forgotten(document: Document) -> Document:
    """Return a decision that holds but teaches no more."""
    return {**document, FORGOTTEN: True}
