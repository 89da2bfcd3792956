"""An EPUB book to one Article: its chapters in reading order, their titles as headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from storage.errors import IntakeError
from storage.intake.build import Piece, piece
from storage.intake.dates import iso_date
from storage.intake.decode import decode
from storage.intake.extracted import extracted
from storage.intake.facts import Facts, make_article
from storage.intake.sanitise import bare, line
from storage.intake.xml import elements, parse_xml
from storage.intake.zipped import Archive, within
from storage.models import Article, BlockKind, Dropped

CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Ways to hide a font from copying; the text itself stays readable."""
_CHAPTERS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


@dataclass
class _Book:
    """What the package file says."""

    path: str
    package: Any
    files: dict[str, str] = field(default_factory=dict)
    """Chapters' files by their ids."""
    contents: str = ""
    """The file that holds the table of contents."""


def is_epub(archive: Archive) -> bool:
    """Tell a book from any other archive."""
    return CONTAINER in archive.names


def read_epub(archive: Archive, origin: str, *, title: str | None = None) -> Article:
    """Read a book; IntakeError when it is locked, or holds no text.

    Chapters that the package names and that are not there are told in ``dropped``.
    """
    name = line(origin)
    _refuse_locked(archive, name)
    book = _book(archive, name)
    facts = _facts(book)
    titles = _titles(archive, book)
    pieces: list[Piece] = []
    for path in _spine(book):
        try:
            chapter = _chapter(archive.read(path), path)
        except KeyError:
            facts.dropped.append(
                Dropped("missing", f"The chapter {line(path)} is not in the book.")
            )
            continue
        heading = titles.get(path, "")
        if heading and chapter and not _begins_with(chapter, heading):
            chapter.insert(0, piece(BlockKind.HEADING, heading, 2))
        pieces += chapter
    if pieces and bare(pieces[0].text) == bare(facts.title):
        facts.dropped.insert(0, Dropped("headline", pieces.pop(0).text))
    return make_article(facts, pieces, origin=origin, form="epub", title=title)


def _refuse_locked(archive: Archive, name: str) -> None:
    if _ENCRYPTION not in archive.names:
        return
    tree = parse_xml(archive.read(_ENCRYPTION))
    methods = (
        [] if tree is None else [n.get("Algorithm") for n in elements(tree, "EncryptionMethod")]
    )
    if tree is None or any(method not in _FONTS for method in methods):
        raise IntakeError(
            f"{name} is encrypted by its seller, so it opens in the seller's program only."
        )


def _book(archive: Archive, name: str) -> _Book:
    container = parse_xml(archive.read(CONTAINER))
    roots = (
        []
        if container is None
        else [n.get("full-path", "") for n in elements(container, "rootfile")]
    )
    for root in roots:
        path = within("", root)
        if path in archive.names and (package := parse_xml(archive.read(path))) is not None:
            book = _Book(path, package)
            for item in elements(package, "item"):
                file = within(path, item.get("href", ""))
                if item.get("media-type", "") in _CHAPTERS:
                    book.files[item.get("id", "")] = file
                # The newer form of the contents wins over the older.
                if "nav" in item.get("properties", "").split() or (
                    item.get("media-type") == "application/x-dtbncx+xml" and not book.contents
                ):
                    book.contents = file
            return book
    raise IntakeError(f"{name} is a book without its list of chapters: get the file again.")


def _spine(book: _Book) -> Iterator[str]:
    seen = set()
    for reference in elements(book.package, "itemref"):
        path = book.files.get(reference.get("idref", ""))
        # The table of contents is a chapter in some books; the reader has its own.
        if path and path not in seen and path != book.contents:
            seen.add(path)
            yield path


def _facts(book: _Book) -> Facts:
    facts = Facts()
    facts.title = next(iter(_texts(book, "title")), "")
    facts.byline = ", ".join(_texts(book, "creator")) or None
    facts.language = next((tag.split("-")[0].lower() for tag in _texts(book, "language")), None)
    facts.published = next((found for t in _texts(book, "date") if (found := iso_date(t))), None)
    facts.site = next(iter(_texts(book, "publisher")), None)
    return facts


def _texts(book: _Book, name: str) -> list[str]:
    found = (line("".join(node.itertext())) for node in elements(book.package, name))
    return [text for text in found if text]


def _titles(archive: Archive, book: _Book) -> dict[str, str]:
    """Return each chapter's title as the table of contents has it; the first for a file counts."""
    try:
        tree = parse_xml(archive.read(book.contents))
    except KeyError:
        return {}
    titles: dict[str, str] = {}
    if tree is None:
        return titles
    for link in elements(tree, "a"):
        titles.setdefault(within(book.contents, link.get("href", "")), _label(link))
    for point in elements(tree, "navPoint"):
        target, label = next(elements(point, "content"), None), next(elements(point, "text"), None)
        if target is not None and label is not None:
            titles.setdefault(within(book.contents, target.get("src", "")), _label(label))
    return titles


def _label(node: Any) -> str:
    return line("".join(node.itertext()))


def _chapter(data: bytes, path: str) -> list[Piece]:
    """Walk a chapter; one without a word, such as a cover, is empty."""
    try:
        return extracted(decode(data, path))
    except IntakeError:
        return []


def _begins_with(chapter: list[Piece], heading: str) -> bool:
    """Tell whether a chapter says its title itself, be it over several lines."""
    said = [bare(" ".join(each.text for each in chapter[:lines])) for lines in (1, 2, 3)]
    return chapter[0].kind is BlockKind.HEADING or bare(heading) in said
