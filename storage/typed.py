"""What a person types, made fit to keep: notes, labels and tags."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable
from functools import cache
from itertools import chain, count, product
from string import ascii_lowercase

LONGEST_LABEL = 64
LONGEST_TAG = 64
LONGEST_TITLE = 300
"""Characters of a title, or an author, that a person gives; the longest real ones have 250."""

_HASHTAG = re.compile(r"(?:^|(?<=[\s(\[,;]))#(\w[\w/-]*)", re.MULTILINE)
"""A word after # where a word may start: not in an address, and not Markdown's heading."""

_FENCED = re.compile(r"^(```|~~~).*?(?:^\1|\Z)", re.MULTILINE | re.DOTALL)
"""Code in a note: a # there is a comment, or an #include."""


@cache
def _cleaners() -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Return what cleans a text and a line of text; loading it is not for opening a library."""
    from storage.intake.sanitise import clean, line

    return clean, line


def note(text: str) -> str:
    """Return a note without control characters and without blanks around it."""
    clean, _ = _cleaners()
    return clean(text).strip()


def label(text: str) -> str:
    """Return a bookmark's label on one line, no longer than a margin holds."""
    _, line = _cleaners()
    return line(text)[:LONGEST_LABEL].rstrip()


def wrong_label(name: str) -> str:
    """Say why words are no label to give; "" when they are one."""
    _, line = _cleaners()
    length = len(line(name))
    if not length:
        return "a label needs a letter"
    most = LONGEST_LABEL
    return f"a label has {most} characters at most, this one {length:,}" if length > most else ""


def free_label(taken: Container[str]) -> str:
    """Return the first of a, b ... z, aa, ab ... that is not taken."""
    words = (product(ascii_lowercase, repeat=length) for length in count(1))
    names = map("".join, chain.from_iterable(words))
    return next(name for name in names if name not in taken)


def tags(names: Iterable[str]) -> tuple[str, ...]:
    """Return tags as they are kept: no #, no blanks, none twice in whatever case."""
    _, line = _cleaners()
    kept: dict[str, str] = {}
    for name in names:
        tag = line(name).lstrip("#").strip().replace(" ", "-")
        if tag:
            kept.setdefault(tag.casefold(), tag)
    return tuple(kept.values())


def wrong_tag(name: str) -> str:
    """Say why a word is no tag to give; "" when it is one."""
    (tag,) = tags([name]) or ("",)
    if all(unicodedata.category(sign)[0] in "PZC" for sign in tag):
        return "a tag needs a letter or a digit"
    if len(tag) > LONGEST_TAG:
        return f"a tag has {LONGEST_TAG} characters at most, this one {len(tag):,}"
    return ""


def wrong_tags(answer: str) -> str:
    """Say what is wrong with the tags that an answer gives; "" when nothing is."""
    adding, _ = tag_changes(answer)
    wrong = next(filter(None, map(wrong_tag, adding)), "")
    return f"{wrong[0].upper()}{wrong[1:]}." if wrong else ""


def wrong_title(title: str) -> str:
    """Say why words are no title to give; "" when they are."""
    _, line = _cleaners()
    length = len(line(title))
    if not length:
        return "it must not be empty"
    most = LONGEST_TITLE
    return f"{most} characters at most, these are {length:,}" if length > most else ""


def without(names: Iterable[str], gone: Iterable[str]) -> tuple[str, ...]:
    """Return tags less some, compared without regard to case."""
    removed = {tag.casefold() for tag in tags(gone)}
    return tuple(tag for tag in tags(names) if tag.casefold() not in removed)


def tag_changes(answer: str) -> tuple[list[str], list[str]]:
    """Divide "streets -policy" into the tags to give and those to take away; # may precede."""
    words = answer.split()
    adding = [word for word in words if not word.startswith("-")]
    taking = [word.lstrip("-") for word in words if word.startswith("-")]
    return adding, [word for word in taking if word]


def tags_in(note: str) -> tuple[str, ...]:
    """Return the #tags written in a note; a number alone (#12) is none."""
    if "#" not in note:
        return ()
    spoken = _FENCED.sub("", note)
    found = (match[1].rstrip("-/") for match in _HASHTAG.finditer(spoken))
    return tags(tag for tag in found if not tag.isdecimal())


def joined(old: str, new: str) -> str:
    """Return two notes on one passage as one; what was written already is not repeated."""
    if not new or new in old.split("\n\n"):
        return old
    return f"{old}\n\n{new}" if old else new
