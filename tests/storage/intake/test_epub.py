"""Books: chapters in order, and archives made to do harm."""

from __future__ import annotations

import io
import zipfile

import pytest

from storage.errors import IntakeError
from storage.intake import read_bytes
from storage.models import BlockKind, StyleKind

CONTAINER = """<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>The Salt Coast</dc:title><dc:title>A subtitle</dc:title>
<dc:creator>Ada Marsh</dc:creator><dc:creator>Ben Fen</dc:creator>
<dc:language>en-GB</dc:language><dc:date>2019-03-04</dc:date></metadata>
<manifest>
<item id="two" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="gone" href="../../etc/passwd" media-type="application/xhtml+xml"/>
</manifest>
<spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/><itemref idref="gone"/>
</spine></package>"""
NAV = """<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><ol>
<li><a href="text/one.xhtml">The marsh</a></li>
<li><a href="text/two%20b.xhtml#top">The <i>pans</i></a></li></ol></nav></body></html>"""
ONE = """<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>
<h1>The Salt Coast</h1><h2>The marsh</h2><p>Salt was <em>never</em> free.<script>EVIL</script></p>
<ol start="3"><li>Dig.</li><li>Wait.</li></ol>
<blockquote><p>We boil the sea.</p></blockquote></body></html>"""
TWO = """<html xmlns="http://www.w3.org/1999/xhtml"><body>
<span epub:type="pagebreak">17</span>
<p>The pans belonged to <a href="https://example.org/abbey">the abbey</a>,
<ruby>塩<rt>しお</rt></ruby>.</p></body></html>"""


def book(**changed: str | None) -> bytes:
    entries = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": PACKAGE,
        "OEBPS/nav.xhtml": NAV,
        "OEBPS/text/one.xhtml": ONE,
        "OEBPS/text/two b.xhtml": TWO,
        **{name.replace("__", "/").replace("_dot_", "."): text for name, text in changed.items()},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            if text is not None:
                archive.writestr(name, text)
    return file.getvalue()


def blocks(data: bytes) -> list[tuple[str, str, str]]:
    article = read_bytes(data, "book.epub")
    return [(b.kind, b.marker, article.text[b.start : b.end]) for b in article.blocks]


def test_a_book_is_one_article_with_its_chapters_in_reading_order() -> None:
    assert blocks(book()) == [
        (BlockKind.HEADING, "", "The marsh"),
        (BlockKind.PARAGRAPH, "", "Salt was never free."),
        (BlockKind.ITEM, "3.", "Dig."),
        (BlockKind.ITEM, "4.", "Wait."),
        (BlockKind.QUOTE, "", "We boil the sea."),
        (BlockKind.HEADING, "", "The pans"),
        (BlockKind.PARAGRAPH, "", "The pans belonged to the abbey, 塩."),
    ]


def test_a_book_tells_who_wrote_it_and_when() -> None:
    article = read_bytes(book(), "book.epub")
    assert article.title == "The Salt Coast"
    assert article.byline == "Ada Marsh, Ben Fen"
    assert (article.published, article.language, article.format) == ("2019-03-04", "en", "epub")
    styles = [(s.kind, article.text[s.start : s.end], s.href) for s in article.styles]
    assert (StyleKind.EMPHASIS, "never", "") in styles
    assert (StyleKind.LINK, "the abbey", "https://example.org/abbey") in styles


def test_a_chapter_that_is_not_in_the_book_is_told_and_nothing_outside_is_read() -> None:
    article = read_bytes(book(), "book.epub")
    assert "root:" not in article.text
    assert any("etc/passwd" in drop.text for drop in article.dropped if drop.kind == "missing")


def encryption(method: str) -> bytes:
    return book(
        **{
            "META-INF__encryption_dot_xml": "<encryption xmlns:e='http://www.w3.org/2001/04/"
            f"xmlenc#'><e:EncryptedData><e:EncryptionMethod Algorithm='{method}'/>"
            "</e:EncryptedData></encryption>"
        }
    )


def test_a_locked_book_is_refused_but_hidden_fonts_are_no_lock() -> None:
    with pytest.raises(IntakeError, match="encrypted by its seller"):
        read_bytes(encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc"), "book.epub")
    assert blocks(encryption("http://www.idpf.org/2008/embedding"))


def test_a_chapter_that_unpacks_without_an_end_is_refused() -> None:
    with pytest.raises(IntakeError, match="more than a book can be"):
        read_bytes(book(OEBPS__text__one_dot_xhtml="x" * 21_000_000), "book.epub")


@pytest.mark.parametrize(
    "data",
    [
        book(OEBPS__book_dot_opf=None),
        book(OEBPS__book_dot_opf="<package"),
        book(**{"META-INF__container_dot_xml": "nonsense"}),
        book(**{"OEBPS__text__one_dot_xhtml": "", "OEBPS__text__two b_dot_xhtml": ""}),
        book()[:200],
        book()[:-30],
    ],
)
def test_a_book_without_chapters_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(IntakeError, match=r"^book\.epub "):
        read_bytes(data, "book.epub")


def test_an_archive_that_is_no_book_is_refused() -> None:
    with pytest.raises(IntakeError, match="ZIP archive, not an article"):
        read_bytes(book(**{"META-INF__container_dot_xml": None}), "book.zip")
