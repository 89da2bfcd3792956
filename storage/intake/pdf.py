"""A PDF document with text to an Article, by pypdf, which the extra `manicule[pdf]` brings."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from storage.errors import IntakeError
from storage.intake.dates import iso_date
from storage.intake.plain import read_plain
from storage.intake.sanitise import clean, line
from storage.models import Article, Dropped

_FEW = 10
"""Words a page below which a document is pictures of pages."""
_NUMBER = re.compile(r"(?:page|seite|p\.)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—|]?", re.I)
_DIGITS = re.compile(r"\d+")
_HEAD = re.compile(r"(\w+)[-\u2010]$")
_TAIL = re.compile(r"([^\W\d_A-Z]\w*)\S*\s*")
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_UNTITLED = re.compile(r"untitled|^microsoft word|\.(?:docx?|tex|pdf|indd|odt)$|^[\W\d_]*$", re.I)
"""Titles that programs give of themselves."""


def read_pdf(data: bytes, origin: str, *, title: str | None = None) -> Article:
    """Read a document's text in its own order; IntakeError when it has none, or is locked.

    Page numbers and lines that head or foot most pages go to ``dropped``.
    """
    name = line(origin)
    pages, facts = _extract(data, name)
    words = sum(len(page.split()) for page in pages)
    if not words or (len(pages) > 1 and words < _FEW * len(pages)):
        raise IntakeError(
            f"{name} holds pictures of {len(pages)} pages with almost no text: have a text "
            "recognition program make text of it first."
        )
    dropped: list[Dropped] = []
    text = "\n".join(_paragraphs(_whole(_without_furniture(pages, dropped))))
    found = line(facts.get("/Title", ""))
    own = found if not _UNTITLED.search(found) else None
    article = read_plain(text, origin, title=title or own)
    return replace(
        article,
        format="pdf",
        byline=article.byline or line(facts.get("/Author", "")) or None,
        published=article.published or iso_date(_date(facts.get("/CreationDate", ""))),
        dropped=(*dropped, *article.dropped),
    )


def _extract(data: bytes, name: str) -> tuple[list[str], dict[str, str]]:
    try:
        from pypdf import PdfReader
    except ImportError:
        raise IntakeError(
            f"{name} is a PDF document, which takes one more package to read: "
            "`pipx inject manicule pypdf`, or `pip install 'manicule[pdf]'`."
        ) from None
    # Its warnings would be written over the screen.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    logging.getLogger("pypdf").propagate = False
    try:
        reader: Any = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise IntakeError(f"{name} is locked by a password: save a copy without one.")
        pages = [clean(page.extract_text()) for page in reader.pages]
        facts = {str(key): str(value) for key, value in (reader.metadata or {}).items()}
    except IntakeError:
        raise
    except Exception as error:
        # A damaged document raises whatever its first bad byte leads to.
        raise IntakeError(
            f"{name} is a PDF document that cannot be read ({line(str(error))[:80]}): "
            "print it to a new file and add that."
        ) from None
    return pages, facts


def _without_furniture(pages: Sequence[str], dropped: list[Dropped]) -> list[str]:
    """Return the lines of all pages but their numbers and running heads."""
    split = [[each.rstrip() for each in page.split("\n") if each.strip()] for page in pages]
    edges = Counter(_shape(each) for page in split for each in {*page[:1], *page[-1:]})
    often = max(3, (len(split) + 1) // 2)
    kept: list[str] = []
    for page in split:
        for index, each in enumerate(page):
            edge = index in (0, len(page) - 1)
            if edge and len(split) > 1 and _NUMBER.fullmatch(each.strip()):
                dropped.append(Dropped("page number", each))
            elif edge and edges[_shape(each)] >= often:
                dropped.append(Dropped("running head", each))
            else:
                kept.append(each)
    return kept


def _shape(text: str) -> str:
    """Return a line with its numbers made alike, for they count the pages."""
    return _DIGITS.sub("0", line(text)).casefold()


def _whole(lines: Sequence[str]) -> list[str]:
    """Put together the words divided at the ends of lines; a compound keeps its hyphen."""
    text = "\n".join(lines).casefold()
    made = list(lines)
    for index in range(len(made) - 1):
        head, tail = _HEAD.search(made[index]), _TAIL.match(made[index + 1])
        if head is None or tail is None:
            continue
        compound = f"{head[1]}-{tail[1]}"
        hyphen = "-" if compound.casefold() in text else ""
        made[index] = f"{made[index][: head.start()]}{head[1]}{hyphen}{tail[0].rstrip()}"
        made[index + 1] = made[index + 1][tail.end() :]
    return [each for each in made if each.strip()]


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Put a blank line where a paragraph ends: a document has none, only shorter lines."""
    lengths = sorted(map(len, lines))
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    for index, each in enumerate(lines):
        yield each
        following = lines[index + 1].lstrip() if index + 1 < len(lines) else ""
        if not following:
            continue
        ended = bool(_ENDS.search(each)) and len(each) < 0.9 * width
        broken = len(each) < 0.6 * width and not following[0].islower()
        if ended or broken:
            yield ""


def _date(stamp: str) -> str:
    """Return the day in a stamp such as D:20220403195945+02'00'."""
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)", stamp)
    return "-".join(found.groups()) if found else ""
