"""Pages that a browser saved in one file: the page found among its parts, within bounds."""

from __future__ import annotations

import base64
import contextlib
import quopri
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import IntakeError
from storage.intake import read_bytes, read_file
from storage.intake.mhtml import is_mhtml
from storage.models import BlockKind, StyleKind

ADDRESS = "https://example.org/salt?y=1"
PROSE = "Salt was never free, and the café on the coast paid for it like everybody else did. " * 4
PAGE = (
    "<!doctype html><html><head><meta charset=utf-8><title>The Salt Coast</title></head><body>"
    f"<article><h1>The Salt Coast</h1><p>{PROSE}</p>"
    "<blockquote><p>We boil the sea, they said, and we have "
    "boiled it ever since the abbey came, whatever the price may be in a year.</p></blockquote>"
    "<p>So it went on for many years, until the railway came with salt from the mines, and "
    "<a href='/abbey'>the abbey</a> knew of it before anybody else "
    "on the coast did.</p></article></body></html>"
)
ADVERT = (
    f"<html><body><p>{'Buy this now, it is cheap and it is good for you. ' * 9}</p></body></html>"
)


def part(
    content: bytes, kind: str = "text/html", *more: str, how: str = "quoted-printable"
) -> bytes:
    coded = quopri.encodestring(content) if how == "quoted-printable" else content
    if how == "base64":
        coded = base64.encodebytes(content)
    lines = (f"Content-Type: {kind}", f"Content-Transfer-Encoding: {how}", *more, "", "")
    return "\r\n".join(lines).encode() + coded


def saved(*parts: bytes, kind: str = "", more: str = "", end: bytes = b"--") -> bytes:
    top = (
        "From: <Saved by Blink>\r\n"
        f"{more}"
        "Subject: =?utf-8?Q?The_Salt_Coast?=\r\n"
        "MIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";{kind}\r\n'
        '\tboundary="----Line--x----"\r\n\r\n'
    )
    body = b"".join(b"\r\n------Line--x----\r\n" + each for each in parts)
    return top.encode() + body + b"\r\n------Line--x----" + end + b"\r\n"


def test_the_page_is_read_with_its_address_and_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(
        saved(
            part(PAGE.encode(), "text/html", f"Content-Location: {ADDRESS}"),
            part(b"\x89PNG" * 900, "image/png", how="base64"),
        )
    )
    article = read_file(path)
    assert (article.title, article.url, article.format) == ("The Salt Coast", ADDRESS, "html")
    assert "café" in article.text
    assert BlockKind.QUOTE in {block.kind for block in article.blocks}
    links = [style.href for style in article.styles if style.kind is StyleKind.LINK]
    assert links == ["https://example.org/abbey"]
    assert article.page is not None
    assert article.page.data == PAGE.encode()


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ('\r\n\tstart="<main@x>";', ""),
        ("", f"Snapshot-Content-Location: {ADDRESS}\r\n"),
    ],
)
def test_the_named_part_goes_before_the_first(kind: str, more: str) -> None:
    page = part(PAGE.encode(), "text/html", "Content-ID: <main@x>", f"Content-Location: {ADDRESS}")
    article = read_bytes(saved(part(ADVERT.encode()), page, kind=kind, more=more), "p.mht")
    assert (article.title, "cheap" in article.text) == ("The Salt Coast", False)


def test_a_page_among_alternatives_is_found() -> None:
    inner = (
        b'Content-Type: multipart/alternative; boundary="in"\r\n\r\n--in\r\n'
        + part(b"Plain.", "text/plain")
        + b"\r\n--in\r\n"
        + part(PAGE.encode(), how="base64")
        + b"\r\n--in--\r\n"
    )
    assert read_bytes(saved(inner), "p.mht").title == "The Salt Coast"


def test_the_charset_of_the_part_counts() -> None:
    page = PAGE.replace("<meta charset=utf-8>", "").encode("koi8-r", "replace")
    page = page.replace(b"coast paid", "берег".encode("koi8-r") + b" paid")
    article = read_bytes(saved(part(page, "text/html; charset=koi8-r")), "p.mht")
    assert "берег" in article.text


def test_an_address_that_leads_elsewhere_is_none() -> None:
    page = part(PAGE.encode(), "text/html", "Content-Location: javascript:alert(1)")
    assert read_bytes(saved(page), "p.mht").url is None
    page = part(PAGE.encode(), "text/html", "Content-Location: https://example.org/--><b>x")
    assert read_bytes(saved(page), "p.mht").title == "The Salt Coast"


def test_a_file_cut_off_after_its_page_is_read_and_one_cut_before_refused() -> None:
    whole = saved(part(PAGE.encode()), part(b"\x89PNG" * 900, "image/png", how="base64"))
    assert read_bytes(whole[:-2000], "p.mht").title == "The Salt Coast"
    with pytest.raises(IntakeError, match=r"p\.mht is a saved page .* save it again"):
        read_bytes(saved(part(b"\x89PNG", "image/png", how="base64")), "p.mht")
    with pytest.raises(IntakeError, match="save it again"):
        read_bytes(whole[:200], "p.mht")


def test_a_page_that_is_no_base64_is_refused() -> None:
    page = part(b"", how="base64") + b"!!!!notbase64"
    with pytest.raises(IntakeError, match=r"p\.mht is a saved page .*spoilt.*save it again"):
        read_bytes(saved(page), "p.mht")


@pytest.mark.parametrize("cut", range(1, 5))
def test_a_page_cut_off_within_its_base64_keeps_what_is_there(cut: int) -> None:
    whole = saved(part(PAGE.encode(), how="base64"), end=b"")
    end = whole.rindex(b"\r\n------Line--x----") - 40
    article = read_bytes(whole[: end - cut], "p.mht")
    assert (article.title, PROSE.strip() in article.text) == ("The Salt Coast", True)


def test_parts_within_parts_end_somewhere() -> None:
    nested = part(PAGE.encode())
    for depth in range(30):
        nested = (
            f'Content-Type: multipart/related; boundary="b{depth}"\r\n\r\n--b{depth}\r\n'.encode()
            + nested
            + f"\r\n--b{depth}--".encode()
        )
    with pytest.raises(IntakeError, match="save it again"):
        read_bytes(b"MIME-Version: 1.0\r\n" + nested, "p.mht")


def test_prose_that_speaks_of_multipart_related_is_prose() -> None:
    text = f"Content: what it is\n\nContent-Type: multipart/related is a header.\n\n{PROSE}"
    assert read_bytes(text.encode(), "t.txt").format == "plain"


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=300), st.integers(0, 1200))
def test_no_spoilt_file_is_a_traceback(noise: bytes, cut: int) -> None:
    data = saved(part(PAGE.encode()))[:cut] + noise
    if is_mhtml(data):
        with contextlib.suppress(IntakeError):
            assert read_bytes(data, "p.mht").text
