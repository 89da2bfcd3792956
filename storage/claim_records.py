"""The claims that were found in an article to a TinyDB document and back."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from storage.disk.transaction import Document
from storage.fields import count, names_the_record, number, one_of, string, strings
from storage.models import DEFAULT_DENSITY, Claim, Kind
from storage.passage_records import span

SHOWN = "shown"
"""The field that counts an article's claims where these lie elsewhere."""
KINDS = "kinds"
"""The field that names the kinds of these."""


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
    return tuple(map(_claim, document["claims"]))


def _claim(document: Document) -> Claim:
    kind = document["kind"]
    return Claim(
        *span(document),
        string(document, "text"),
        # Read with the text: a book has thousands of them.
        one_of(Kind, kind) or Kind(kind),
        _score(document["score"]),
        strings(document, "cues"),
        number(document, "density"),
    )


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
