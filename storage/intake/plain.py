"""Plain text, such as a page pasted from a browser, to an Article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.errors import IntakeError
from storage.intake import chrome, furniture
from storage.intake.build import Piece, lines_piece, piece
from storage.intake.dump import article_span, title_above
from storage.intake.ebook import book_span
from storage.intake.extracted import paragraphs
from storage.intake.facts import Facts, make_article
from storage.intake.head import find_greeting, read_below_lead, read_head
from storage.intake.head_labels import read_labels
from storage.intake.head_lines import is_chrome
from storage.intake.pages import page_lines, without
from storage.intake.sanitise import line
from storage.intake.tail import read_tail
from storage.intake.units import Unit, units
from storage.intake.verbatim import VERBATIM
from storage.models import Article, BlockKind, Dropped

_HEADING_WORDS = 10
_LARGE = 80_000
"""Lines of a text that is looked at line by line; blank lines alone divide a larger one."""
MOST = 400_000
"""Lines of a text; a paragraph each, they would take gigabytes."""
_HEAD, _TOP = 60, 20_000
"""Lines and characters of a large text that may say what it is."""


def read_plain(text: str, origin: str, *, title: str | None = None) -> Article:
    """Read a clean text: what is around the article goes to ``dropped``, the rest stays.

    IntakeError for one that has too many lines to be kept in mind at once.
    """
    facts = Facts()
    if (lines := text.count("\n")) > _LARGE:
        if lines > MOST:
            raise IntakeError(
                f"{line(origin)} is a text of {lines:,} lines, which is more than can be read: "
                "divide it into parts and add each."
            )
        read_labels(units("\n".join(text[:_TOP].split("\n")[:_HEAD])), facts)
        pieces = paragraphs(text)
        return make_article(facts, pieces, origin=origin, form="plain", raw=text, title=title)
    found = units(text)
    pages = page_lines(found)
    numbered = [Dropped(kind, found[i].source, found[i].line) for i, kind in pages.items()]
    found = without(found, pages) if pages else found
    if book := book_span(found):
        drops = _read_book(found, book, facts)
    elif span := article_span(found):
        drops = _read_dump(found, span, facts)
    else:
        drops = _read_article(found, facts)
    if len(drops) == len(found):
        drops = {}  # nothing but furniture: it is what the person gave us, so it stays
    around = [
        Dropped(drops[i], unit.source, unit.line) for i, unit in enumerate(found) if i in drops
    ]
    facts.dropped = sorted([*numbered, *around], key=lambda drop: drop.line)
    kept = [unit for i, unit in enumerate(found) if i not in drops]
    return make_article(facts, _pieces(kept), origin=origin, form="plain", raw=text, title=title)


def _read_article(found: Sequence[Unit], facts: Facts) -> dict[int, str]:
    prose = [i for i, unit in enumerate(found) if _is_body(unit)]
    first = prose[0] if prose else _start_without_prose(found)
    body = "\n".join(unit.text for unit in found[first:])
    drops = read_head(found, first, body, facts)
    if facts.title and not (facts.byline or facts.published or find_greeting(found, first)):
        drops |= read_below_lead(found, first, facts)
    if prose and not find_greeting(found, first):
        drops |= read_tail(found, first, prose[-1], facts)
        drops |= _interruptions(found, drops)
    return drops


def _read_book(found: Sequence[Unit], book: tuple[int, int], facts: Facts) -> dict[int, str]:
    """Read what a library says of a book above it, then the book as an article of its own."""
    first, end = book
    read_labels(found[:first], facts)
    drops = dict.fromkeys((*range(first), *range(end, len(found))), "licence")
    inner = _read_article(found[first:end], facts)
    return drops | {first + i: kind for i, kind in inner.items()}


def _read_dump(found: Sequence[Unit], span: tuple[int, int], facts: Facts) -> dict[int, str]:
    first, end = span
    drops = {i: "page" for i in range(len(found)) if not first <= i < end}
    top = title_above(found, first)
    if top is not None:
        facts.title = found[top].text
        above = read_head(found[top:], first - top, "", facts)
        drops |= {top + i: kind for i, kind in above.items()}
        for i in range(top + 1, first):
            if drops[i] == "page" and _is_body(found[i]):
                del drops[i]  # the sentences between a title and its article
    return drops | _interruptions(found, drops)


def _is_body(unit: Unit) -> bool:
    if unit.kind in VERBATIM:
        return True
    if unit.kind is BlockKind.RULE or not chrome.is_prose(unit.text):
        return False
    return len(unit.text) > furniture.LONGEST or not is_chrome(unit.text)


def _start_without_prose(found: Sequence[Unit]) -> int:
    """Give where verse or notes begin: at the first group of two lines; 0 when there is none."""
    for i, unit in enumerate(found[:-1]):
        if found[i + 1].chunk == unit.chunk and not is_chrome(found[i + 1].text):
            return i
    return 0


def _interruptions(found: Sequence[Unit], drops: dict[int, str]) -> dict[int, str]:
    """Find exact share, advertisement and credit lines between paragraphs.

    A single word such as "Email" may be a heading, so it takes another such line beside it.
    """
    kinds = {
        i: kind
        for i, unit in enumerate(found)
        if unit.kind not in VERBATIM and (kind := furniture.interruption(unit.text))
    }
    return {
        i: kind
        for i, kind in kinds.items()
        if i not in drops
        and (kind != "share" or " " in found[i].text or i - 1 in kinds or i + 1 in kinds)
    }


def _pieces(kept: Sequence[Unit]) -> list[Piece]:
    made = []
    for i, unit in enumerate(kept):
        kind = unit.kind
        if kind is BlockKind.RULE:
            made.append(Piece(kind))
            continue
        if kind in VERBATIM:
            made.append(lines_piece(kind, unit.text))
            continue
        level = unit.level
        if kind is BlockKind.PARAGRAPH and _is_heading(kept, i):
            kind, level = BlockKind.HEADING, 2
        made.append(piece(kind, unit.text, level, unit.marker))
    return made


def _is_heading(kept: Sequence[Unit], index: int) -> bool:
    """Tell whether a unit is surely a heading: short, alone, between prose and prose."""
    unit = kept[index]
    text = unit.text
    if not 2 <= len(text) <= 70 or len(text.split()) > _HEADING_WORDS or index + 1 >= len(kept):
        return False
    if not (text[0].isupper() or text[0].isdigit()) or not re.search(r"[\w)?]$", text):
        return False
    after = kept[index + 1]
    if after.chunk == unit.chunk or len(after.text) < 2 * len(text):
        return False
    if index and (kept[index - 1].chunk == unit.chunk or not _ends(kept[index - 1])):
        return False
    return chrome.is_prose(after.text) and not chrome.is_prose(text)


def _ends(unit: Unit) -> bool:
    """Tell whether a unit is complete, so that a heading may follow."""
    text = unit.text.rstrip("\"'”’»)*]")
    whole = text.endswith((".", "!", "?", "…", ":", ";")) or len(text) > 200
    return whole or unit.kind is not BlockKind.PARAGRAPH
