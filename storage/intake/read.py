"""Bytes or a file to an Article, by what is in them."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

from storage.errors import IntakeError
from storage.intake.decode import BOOK, LIMIT, decode
from storage.intake.sanitise import clean, line
from storage.models import Article, Page
from storage.pipes import is_idle_pipe, refusal

_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_PICTURE = re.compile(
    rb"data:[\w/+.;=-]{1,100};base64,[A-Za-z0-9+/=]{200,}+"
    # A drawing is written in the signs of addresses, or as it is; its quotes end with it.
    rb"|(?<=\")data:image/[\w/+.;=-]{1,100},[^\"]{200,}+"
    rb"|(?<=')data:image/[\w/+.;=-]{1,100},[^']{200,}+"
    rb"|data:image/[\w/+.;=-]{1,100},(?:[\w.~!$*+,;=:@/?-]|%[0-9A-Fa-f]{2}){200,}+"
)
"""What browsers put into a page that they save in one file, megabytes of it."""
_OPENING = 4096
"""Bytes by which it is told how much of a file may be read."""


def read_bytes(data: bytes, origin: str, *, title: str | None = None, charset: str = "") -> Article:
    """Read a web page (MHTML too), a text (Markdown, reStructuredText, Org, plain), EPUB or PDF.

    ``origin`` says where it came from; ``title`` is the person's own and goes before the one
    found; ``charset`` is the encoding that a server named. IntakeError when there is no article
    in it.
    """
    name = line(origin) or "The text"
    if not data.strip(b" \t\r\n\f\v\x00"):
        raise IntakeError(f"{name} is empty.")
    if len(data) > BOOK and _carries_pictures(data):
        raise IntakeError(
            f"{name} is larger than {BOOK >> 20} MB, which is more than a book can be."
        )
    if data.startswith(_ZIP):
        return _read_archive(data, origin, title)
    if _is_saved_page(data):
        from storage.intake.mhtml import read_mhtml

        return read_mhtml(data, origin, title=title)
    if data.startswith(_PDF):
        from storage.intake.pdf import read_pdf

        return read_pdf(data, origin, title=title)
    text = clean(decode(data, name, charset))
    if not text.strip():
        raise IntakeError(f"{name} holds nothing but white space.")
    # Each reader is imported where it is used: their patterns take a while to compile, and the
    # program starts with an import of this package.
    from storage.intake.data import refuse_data
    from storage.intake.detect import detect

    refuse_data(text, origin, name)
    form = detect(text)
    if form == "html":
        from storage.intake.html import read_html

        article = read_html(text, origin, title=title)
        # So that it can be read again; one that is fetched is kept as it came.
        return replace(article, page=Page("", _PICTURE.sub(b"data:,", data), charset))
    return _read_text(text, form, origin, title)


def _read_text(text: str, form: str, origin: str, title: str | None) -> Article:
    """Read a text in one of the ways of writing that are no page."""
    match form:
        case "rst":
            from storage.intake.rst import read_rst

            return read_rst(text, origin, title=title)
        case "org":
            from storage.intake.org import read_org

            return read_org(text, origin, title=title)
        case "markdown":
            from storage.intake.markdown import read_markdown

            return read_markdown(text, origin, title=title)
        case _:
            from storage.intake.plain import read_plain

            return read_plain(text, origin, title=title)


def _carries_pictures(data: bytes) -> bool:
    return data.startswith((_ZIP, _PDF)) or _is_saved_page(data)


def _is_saved_page(data: bytes) -> bool:
    # What reads messages is loaded for what may be one only.
    if b"multipart/related" not in data[:_OPENING].lower():
        return False
    from storage.intake.mhtml import is_mhtml

    return is_mhtml(data)


def _read_archive(data: bytes, origin: str, title: str | None) -> Article:
    from storage.intake.data import export_of
    from storage.intake.epub import is_epub, read_epub
    from storage.intake.exports.archives import read_archive
    from storage.intake.zipped import Archive

    archive = Archive(data, line(origin))
    if not is_epub(archive):
        if export := read_archive(archive):
            raise IntakeError(export_of(export.whose, origin, line(origin)))
        raise IntakeError(
            f"{line(origin)} is a ZIP archive, not an article: unpack it and add what is in it."
        )
    return read_epub(archive, origin, title=title)


def read_file(path: Path, *, title: str | None = None) -> Article:
    """Read the article in one file. IntakeError says why not, naming the file."""
    name = line(str(path))
    try:
        if path.is_dir():
            raise IntakeError(f"{name} is a folder, not a file.")
        if is_idle_pipe(path):
            raise IntakeError(refusal(name, "send it to `manicule add -`"))
        with path.open("rb") as file:
            data = file.read(_OPENING)
            # Books and saved pages carry pictures, which are not read.
            data += file.read(BOOK if _carries_pictures(data) else LIMIT)
    except FileNotFoundError:
        raise IntakeError(f"{name} does not exist: check the name.") from None
    except PermissionError:
        raise IntakeError(f"{name} may not be read: you have no permission to open it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not valid"
        raise IntakeError(f"{name} cannot be read: {reason}.") from None
    # By its whole name the same file is known again, wherever one stands then.
    return replace(read_bytes(data, str(path), title=title), origin=os.path.abspath(path))
