from __future__ import annotations

from storage.intake import read_bytes
from tui.reading.headings import heading_offset

PAGE = "---\ntitle: T\n---\nWords.\n\n## Same, same\n\nA.\n\n## Same, same\n\nB."
PAGE += "\n\n## Über uns\n\nC.\n"


def test_headings_are_found_by_name_and_those_alike_by_number() -> None:
    article = read_bytes(PAGE.encode(), "page.md")
    first = article.text.index("Same")
    assert heading_offset(article, "#same-same") == first
    assert heading_offset(article, "#same-same-1") == article.text.index("Same", first + 5)
    assert heading_offset(article, "#%C3%BCber-uns") == article.text.index("Über")
    assert heading_offset(article, "#no-such") is None
