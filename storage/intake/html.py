"""An HTML page saved on disk to an Article. Nothing is fetched."""

from __future__ import annotations

import copy
import logging
import re
from typing import Any

from storage.errors import IntakeError
from storage.intake import chrome, furniture
from storage.intake.build import Piece
from storage.intake.facts import Facts, make_article
from storage.intake.head_lines import about
from storage.intake.html_bylines import around_title, stands_aside
from storage.intake.html_facts import described, read_facts
from storage.intake.html_page import MARK, parse_page, prepare
from storage.intake.html_shape import drop
from storage.intake.html_walk import pieces_of
from storage.intake.markup import as_extracted
from storage.intake.sanitise import bare, line
from storage.models import Article, BlockKind, Dropped

_LEAD = 60
"""So many characters of a paragraph tell it from others."""
_CALLED_LEAD = re.compile(
    r"(?:.*[_-])?(?:lead|lede|standfirst|intro|introduction|excerpt|dek|deck|subtitle|sub-?head|"
    r"sub-?heading|subheadline|summary|vorspann|chapo|chapeau|entradilla|sommario)",
    re.I,
)
"""A class of the sentences between a title and the text."""
_CUT_BYLINE = re.compile(r"\s+(?:by|von|par|por|door)$")
_LEADING = 6
"""So many blocks above the first prose are looked at for title, byline and date."""
MOST = 400_000
"""Tags of a page; what has more takes gigabytes."""
_LARGE = 30_000
"""Tags of a page that is searched for its article; the time for it grows with their square."""
_TOP = 200_000
"""Characters of a large page by which title, author and date are told."""
_BESIDE = ("nav", "header", "footer", "aside", "form")
"""What stands beside the article in a large page."""


def read_html(text: str, origin: str, *, title: str | None = None) -> Article:
    """Read a clean page: its article's blocks, and what its head tells of it.

    IntakeError when no article can be told apart in it.
    """
    for name in ("trafilatura", "htmldate"):
        # Without a handler of theirs, their warnings would be written over the screen.
        if not (log := logging.getLogger(name)).handlers:
            log.addHandler(logging.NullHandler())
    tags = text.count("<")
    if tags > MOST:
        raise IntakeError(
            f"{line(origin)} is a web page of {tags:,} tags, which is more than can be read: "
            "copy its text into a file and add that."
        )
    dropped: list[Dropped] = []
    page = parse_page(text, dropped)
    if page is None:
        raise _nothing(origin)
    is_large = tags > _LARGE
    # What tells of an article stands at the top.
    top = parse_page(text[:_TOP]) if is_large else page
    facts = read_facts(page if top is None else top, text)
    facts.dropped += dropped
    prepare(page, facts.title)
    body = _main(page) if is_large else _extract(page)
    pieces = pieces_of(body, facts.url) if body is not None else []
    pieces = [piece for piece in pieces if piece.finish()]
    if not any(piece.text for piece in pieces):
        raise _nothing(origin)
    if all(furniture.furniture(piece.text) for piece in pieces if piece.text):
        raise _nothing(origin)  # what stands before a page, as a question about cookies
    lead = [] if is_large else _lead(page, facts.title, pieces)
    pieces = lead + _without_head(pieces, facts)
    return make_article(facts, pieces, origin=origin, form="html", title=title)


def _nothing(origin: str) -> IntakeError:
    return IntakeError(
        f"{line(origin)} is a web page in which no article can be found: "
        "copy its text into a file and add that."
    )


def _extract(page: Any) -> Any | None:
    """Give the article's tree: what is surely of it, or more where that is too little."""
    from trafilatura import bare_extraction

    def run(precise: bool) -> Any | None:
        found = bare_extraction(
            copy.deepcopy(page),
            output_format="xml",  # for the tree alone: its text takes long where a list does
            favor_precision=precise,
            include_comments=False,
            include_formatting=True,
            include_links=True,
            include_tables=True,
            with_metadata=False,
        )
        return getattr(found, "body", None)

    sure = run(precise=True)
    count = _words(sure)
    if sum(len(p.text_content().split()) for p in page.iter("p", "li", "td")) <= 2 * count:
        return sure
    more = run(precise=False)
    return sure if 2 * count >= _words(more) else more


def _main(page: Any) -> Any:
    """Give what a large page itself says is its article, else all but what it says is beside it."""
    body = page.find("body")
    body = page if body is None else body
    for name in ("article", "main"):
        if len(found := list(body.iter(name))) == 1 and 2 * _words(found[0]) > _words(body):
            body = found[0]
            break
    for node in list(body.iter(*_BESIDE)):
        if node is not body:
            drop(node)
    return as_extracted(body)


def _lead(page: Any, title: str, pieces: list[Piece]) -> list[Piece]:
    """Give the paragraphs above the text that are called its lead, or described the page.

    Extraction takes them for a teaser where they stand in a box of their own.
    """
    around = around_title(page, title)
    told = f" {bare(described(page))} "
    text = f" {bare(' '.join(piece.text for piece in pieces))} "
    below, found = False, []
    for node in page.iter("h1", "h2", "h3", "p"):
        words = bare(node.text_content())
        called = any(map(_CALLED_LEAD.fullmatch, (node.get("class") or "").split()))
        if not below or (node.tag != "p" and not called):
            below = below or words == bare(title)
        elif len(words) >= _LEAD:
            opening = words[:_LEAD].rpartition(" ")[0]
            if f" {opening} " in text:
                break
            if f" {opening} " in told or (called and not stands_aside(node, around)):
                found.append(Piece(BlockKind.PARAGRAPH))
                found[-1].add(line(MARK.sub(" ", node.text_content())))
    return [piece for piece in found if piece.finish()]


def _words(tree: Any | None) -> int:
    return 0 if tree is None else sum(len(text.split()) for text in tree.itertext())


def _without_head(pieces: list[Piece], facts: Facts) -> list[Piece]:
    """Take the title's repetition, the byline and the date out of the first blocks."""
    kept, leading = [], True
    for index, piece in enumerate(pieces):
        leading = leading and index < _LEADING and not chrome.is_prose(piece.text)
        kind = _head_kind(piece, facts) if leading else _between(piece)
        if kind:
            facts.dropped.append(Dropped(kind, piece.text))
        else:
            kept.append(piece)
    return kept if any(piece.text for piece in kept) else pieces


def _between(piece: Piece) -> str | None:
    """Say what kind of exact share, advertisement or credit line stands within the text."""
    return furniture.interruption(piece.text) if piece.kind is BlockKind.PARAGRAPH else None


def _head_kind(piece: Piece, facts: Facts) -> str | None:
    if piece.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
        return None
    if bare(piece.text) == bare(facts.title):
        return "headline"
    # What named the author may have been left out, as a link to other articles of theirs.
    if dated := chrome.dateline(_CUT_BYLINE.sub("", piece.text)):
        facts.published = facts.published or dated[0]
        return "dateline"
    told = Facts()
    if about(piece.text, told) == "byline":
        facts.published = facts.published or told.published
        if not facts.byline:
            facts.byline, facts.byline_inferred = told.byline, bool(told.byline)
        return "byline"
    return furniture.interruption(piece.text)
