"""Documents with text, made here letter by letter."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest

from storage.errors import IntakeError
from storage.intake import read_bytes

SENTENCE = "The council voted to close the square to cars because the shops asked for it"


def document(pages: Sequence[Sequence[str]], **info: str) -> bytes:
    """Make a document of pages of lines."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    objects.append("<< " + " ".join(f"/{k} ({v})" for k, v in info.items()) + " >>")
    kids = []
    for lines in pages:
        shown = "".join(f"({text}) Tj 0 -14 Td " for text in lines)
        stream = f"BT /F1 11 Tf 60 780 Td {shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(len(objects) + 1)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents "
            f"{len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{end}".encode()


def page(number: int) -> list[str]:
    return [
        f"Report of the council, page {number}",
        f"{SENTENCE}, and so it re-",
        f"mained closed, as the point {number} of the last year's report of the council has it in",
        "its own words.",
        f"{SENTENCE}, and others",
        f"did not, says point {number}.",
        str(number),
    ]


def test_lines_become_paragraphs_and_what_heads_and_foots_a_page_goes() -> None:
    pages = [page(n) for n in range(1, 5)]
    article = read_bytes(document(pages, Title="The square", Author="Ada Marsh"), "a.pdf")
    assert (article.title, article.byline, article.format) == ("The square", "Ada Marsh", "pdf")
    assert "Report of the council" not in article.text
    assert {d.kind for d in article.dropped} >= {"page number", "running head"}
    assert "so it remained closed, as the point 1 of" in article.text
    assert "in its own words.\n\nThe council" in article.text
    assert "says point 1.\n\nThe council" in article.text


def test_the_day_it_was_made_is_its_date() -> None:
    data = document([page(1)], CreationDate="D:20220403195945+02'00'", Title="report.docx")
    article = read_bytes(data, "a.pdf")
    assert article.published == "2022-04-03"
    assert article.title != "report.docx"


def test_pictures_of_pages_are_refused_with_what_to_do() -> None:
    with pytest.raises(IntakeError, match="pictures of 3 pages"):
        read_bytes(document([["Scan"], ["Scan"], []]), "a.pdf")


@pytest.mark.parametrize("keep", [10, 100, 400])
def test_a_damaged_document_is_refused_in_a_sentence(keep: int) -> None:
    with pytest.raises(IntakeError, match=r"^a\.pdf "):
        read_bytes(document([page(1)])[:keep], "a.pdf")


def test_without_the_package_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(IntakeError, match=r"manicule\[pdf\]"):
        read_bytes(document([page(1)]), "a.pdf")
