"""Text in, key claims out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from storage.claims.segment import sentences
from storage.claims.shown import ENGINE, at_density

if TYPE_CHECKING:
    from storage.claims.blocks import paragraphs
    from storage.claims.clause import clauses
    from storage.claims.engine import find_claims
    from storage.claims.taught import KIND, Lesson, lessons

__all__ = [
    "ENGINE",
    "KIND",
    "Lesson",
    "at_density",
    "clauses",
    "find_claims",
    "lessons",
    "paragraphs",
    "sentences",
]

_LATER = {
    "paragraphs": "blocks",
    "clauses": "clause",
    "find_claims": "engine",
    "KIND": "taught",
    "Lesson": "taught",
    "lessons": "taught",
}
"""What is loaded when it is first asked for: whoever opens an article does not wait for it."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"storage.claims.{_LATER[name]}"), name)
