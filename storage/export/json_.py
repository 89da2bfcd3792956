"""Whole articles as JSON, nothing left out: every field of every noun."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from storage.dossier import Dossier

FORMAT = "manicule"
VERSION = 1


def lossless(dossiers: Iterable[Dossier]) -> dict[str, Any]:
    """Describe articles with all that belongs to them; the keys are the nouns' own fields.

    The same library gives the same document, so that two exports can be compared.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "articles": [flat(dossier) for dossier in dossiers],
    }


def dumps(document: object, *, ascii_only: bool = False) -> str:
    """Write a document as JSON text that ends in a newline."""
    return json.dumps(document, ensure_ascii=ascii_only, indent=2) + "\n"


def flat(dossier: Dossier) -> dict[str, Any]:
    """Set the article's own fields beside what belongs to it, as `show --json` does."""
    belongings = asdict(dossier)
    article = belongings.pop("article")
    return {**article, **belongings}
