"""What a word on the command line refers to: a text from elsewhere, or an article."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from storage.errors import NotFound

if TYPE_CHECKING:
    from storage.library import Library
    from storage.models import Entry


def is_source(reference: str) -> bool:
    """Tell standard input, an address or a file from an article of the library.

    Words without a dot or a slash are of a title, whatever files lie about.
    """
    if reference == "-" or "://" in reference:
        return True
    return _is_path(reference) and os.path.exists(os.path.expanduser(reference))


def find(library: Library, reference: str) -> Entry:
    """Return the article of that number or title; what looks like a file may be meant for one."""
    try:
        return library.find(reference)
    except NotFound as error:
        if not _is_path(reference):
            raise
        raise NotFound(
            f"There is neither a file “{reference}” nor an article of that name: "
            "check the path, or look for the title with `manicule list`."
        ) from error


def _is_path(reference: str) -> bool:
    return any(sign in reference for sign in (".", "/", os.sep))
