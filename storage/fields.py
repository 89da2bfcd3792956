"""Reading the fields of a document that a person may have edited by hand.

What a document cannot do without must be right, or the whole document counts as damaged; of
the rest, what is wrong is taken for absent. No text given here holds what a terminal obeys.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from storage.errors import LibraryError
from storage.identity import new_uid

if TYPE_CHECKING:
    from storage.disk.transaction import Document

P = ParamSpec("P")
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

OWNER = "article"
"""The field that names the article to which a document belongs."""
UID = "uid"
TRASHED = "trashed"
"""The field that says since when a document is in the trash."""

MOST = 1_000_000_000
"""Beyond this a count is none that anybody counted."""


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
                    f"{what.capitalize()} {args[0]} of the library cannot be read ({reason}); it "
                    "was left as it is: `manicule check` says what can be done."
                ) from error

        return converted

    return decorate


@cache
def _obeyed() -> re.Pattern[str]:
    """Find controls, line separators, direction overrides and halves of characters."""
    return re.compile(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
    )


_USUAL = b"\t\n" + bytes(range(0x20, 0x7F))


def visible(text: str) -> str:
    """Replace, one for one so that offsets stay, what a terminal would obey instead of show."""
    if text.isprintable() or _unusual(text).isprintable():
        return text
    return _obeyed().sub("\ufffd", text)


def _unusual(text: str) -> str:
    """Leave out what every terminal shows, tab and line end; fast, for a text may be a book's."""
    data = text.encode("utf-8", "surrogatepass")
    return data.translate(None, _USUAL).decode("utf-8", "surrogatepass")


def beginning(text: str, most: int) -> str:
    """Return a text that a terminal may show, cut behind so many letters."""
    return visible(text if len(text) <= most else f"{text[: most - 1].rstrip()}…")


def sparse(required: Document, optional: Document) -> Document:
    """Join two parts of a document, leaving out what is optional and empty."""
    return required | {name: value for name, value in optional.items() if value}


def string(document: Document, name: str) -> str:
    """Return a field that must be a text."""
    value = document[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is no text")
    return value if value.isprintable() else visible(value)


def words(document: Document, name: str) -> str:
    """Return what a person wrote in a field; a number is taken as written, absence as nothing."""
    value = document.get(name)
    if isinstance(value, str):
        return visible(value)
    if value is None:
        return ""
    if not isinstance(value, int | float):
        raise TypeError(f"{name} is no text")
    return visible(str(value))


def detail(document: Document, name: str) -> str | None:
    """Return a text that may be absent; anything else counts as absent."""
    value = document.get(name)
    return visible(value) if isinstance(value, str) else None


def strings(document: Document, name: str) -> tuple[str, ...]:
    """Return the texts of a list; what else is in it is left out."""
    value = document.get(name)
    if type(value) is not list:
        return (visible(value),) if isinstance(value, str) and value else ()
    return tuple([visible(item) for item in value if isinstance(item, str)]) if value else ()


def number(document: Document, name: str) -> int:
    """Return an offset or a count that must be a number, digits in quotes included."""
    value = document[name]
    if type(value) is int:
        return value
    if isinstance(value, int | float | str):
        return int(value)
    raise TypeError(f"{name} is no number")


def count(document: Document, name: str, most: int = MOST) -> int:
    """Return a number from 0 to `most`; anything else counts as the nearest, or as 0."""
    value = document.get(name)
    if value is None:
        return 0
    if type(value) is int and 0 <= value <= most:
        return value
    try:
        return max(0, min(number(document, name), most))
    except (KeyError, TypeError, ValueError, OverflowError):
        return 0


def items(document: Document, name: str) -> list[Document]:
    """Return the objects of a list; what else is in it is left out."""
    value = document.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def span(document: Document, text: str) -> tuple[int, int]:
    """Return the offsets of a document that must lie in a text; they may be equal."""
    start, end = document["start"], document["end"]
    if type(start) is not int or type(end) is not int:
        start, end = number(document, "start"), number(document, "end")
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"its text has no place {start} to {end}")
    return start, end


def one_of(kinds: type[E], value: Any) -> E | None:
    """Return the member of an enumeration, None for a value it does not know."""
    try:
        # As the class itself looks: a book has tens of thousands of blocks and styles.
        return kinds._value2member_map_.get(value)  # type: ignore[return-value]
    except TypeError:
        return None


def owner(document: Document) -> int:
    """Return the id of the article that a document belongs to; 0 when it does not say."""
    article = document.get(OWNER)
    return article if isinstance(article, int) else 0


def home(document: Document) -> int:
    """Return the id of the article that a document belongs to; raises ValueError for none."""
    article = owner(document)
    if not article:
        raise ValueError("it does not say in which article it stands")
    return article


def recognised(document: Document) -> Document:
    """Return a document with a uid of its own, where it has none that can be read."""
    return document if isinstance(document.get(UID), str) else {**document, UID: new_uid()}


def is_trashed(document: Document) -> bool:
    """Tell whether a document is in the trash."""
    return bool(document.get(TRASHED))


def since(document: Document) -> str:
    """Return when a document was put in the trash; empty when it was not."""
    value = document.get(TRASHED)
    if not value:
        return ""
    return visible(value) if isinstance(value, str) else "?"


def trashed(document: Document, when: str) -> Document:
    """Return the document in the trash since then, or out of it when that is empty."""
    return with_optional(document, TRASHED, when)


def with_optional(document: Document, name: str, value: Any) -> Document:
    """Return the document with an optional field, left out where it is empty."""
    rest = {field: old for field, old in document.items() if field != name}
    return sparse(rest, {name: value})
