"""What can go wrong, each as one sentence that a reader can act on."""

from __future__ import annotations


class ManiculeError(Exception):
    """The base of every error of ours; its text is shown to the person as it is."""


class NotFound(ManiculeError):
    """No article, annotation or bookmark answers to that name."""


class Ambiguous(ManiculeError):
    """A name fits more than one article."""


class IntakeError(ManiculeError):
    """A source could not be read, or holds no article."""


class Unlike(IntakeError):
    """A text that may be no newer version of the one that is kept, which therefore stayed."""


class LibraryError(ManiculeError):
    """The library file cannot be opened, read or written."""


class Unreadable(LibraryError):
    """The system does not give a file that may be whole: it is not lost."""


class LibraryBusy(LibraryError):
    """Another process holds the library's lock."""


class QueryError(ManiculeError):
    """A query names a field or a value that there is not, or leaves a quote open."""

    at: tuple[int, int] = (0, 0)
    """Which part of the query is meant, as offsets."""
