"""Reading the fields of a document that a person may have edited by hand."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from storage.disk.transaction import Document
from storage.errors import LibraryError

P = ParamSpec("P")
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def names_the_record(what: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Turn what a document edited by hand provokes into a sentence that names it."""

    def decorate(convert: Callable[P, T]) -> Callable[P, T]:
        @wraps(convert)
        def converted(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return convert(*args, **kwargs)
            except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
                reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
                raise LibraryError(
                    f"{what.capitalize()} {args[0]} of the library cannot be read ({reason}); "
                    "mend it in the library file or put a copy of that file in its place."
                ) from error

        return converted

    return decorate


def sparse(required: Document, optional: Document) -> Document:
    """Join two parts of a document, leaving out what is optional and empty."""
    return required | {name: value for name, value in optional.items() if value}


def string(document: Document, name: str) -> str:
    """Return a field that must be a text."""
    value = document[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is no text")
    return value


def span(document: Document, text: str) -> tuple[int, int]:
    """Return the offsets of a document that must lie in a text; they may be equal."""
    start, end = int(document["start"]), int(document["end"])
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"its text has no place {start} to {end}")
    return start, end


def one_of(kinds: type[E], value: Any) -> E | None:
    """Return the member of an enumeration, None for a value it does not know."""
    try:
        return kinds(value)
    except ValueError:
        return None
