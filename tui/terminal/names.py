"""The short marks by which notes and bookmarks are called on a command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from storage.errors import Ambiguous
from storage.models import Annotation, Bookmark

Mark = TypeVar("Mark", bound=Annotation | Bookmark)

_NAME = 8
"""Letters of a uid that are shown, and the fewest that call something."""


def name_of(mark: Annotation | Bookmark) -> str:
    """Return what a mark is called by."""
    return mark.uid[:_NAME]


def called(marks: Sequence[Mark], reference: str, where: str) -> Mark | None:
    """Return the mark that is called so, None for none; `where` these are, for a complaint."""
    fitting = [m for m in marks if len(reference) >= _NAME and m.uid.startswith(reference)]
    if len(fitting) > 1:
        raise Ambiguous(f"{reference} fits {len(fitting)} things {where}: give more letters.")
    return fitting[0] if fitting else None
