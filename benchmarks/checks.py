"""What intake must get right of the shared material, asked file by file.

`make corpus` prints the answers; tests/corpus holds them to floors.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.errors import IntakeError
from storage.intake import clean, read_file
from storage.intake.exports import read_export
from storage.intake.exports.item import Item, moment
from storage.intake.feeds import article_of, read_feed, read_opml
from storage.models import SEPARATOR, Article, BlockKind, Page

BAD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufeff\ud800-\udfff]")
"""What may never get in."""

EXPORTS = "*[!d].expected.json"
"""What is expected of each export; one article in Markdown is added like any other file."""

Row = dict[str, str]


@dataclass
class Tally:
    """Right and asked answers by field, and what was wrong."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def ask(self, what: str, right: object, file: str, why: str = "") -> None:
        """Count one answer."""
        self.asked[what] += 1
        self.right[what] += bool(right)
        if not right:
            self.wrong.append(f"{file}: {what}{': ' if why else ''}{why}")

    def rates(self) -> dict[str, float]:
        """Give the share of right answers by field."""
        return {what: self.right[what] / number for what, number in self.asked.items()}

    def below(self, floors: dict[str, float]) -> dict[str, float]:
        """Give the rates that are lower than they may be."""
        rates = self.rates()
        return {what: rates[what] for what, floor in floors.items() if rates[what] < floor}


def rows(data: Path, kind: str) -> list[Row]:
    """Read what the manifest says of the files of a kind."""
    with (data / "intake" / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in reader if row["kind"] == kind]


def blocks(article: Article) -> list[str]:
    """Give the texts of an article's blocks."""
    return [article.text[block.start : block.end] for block in article.blocks]


def folded(text: str | None) -> str:
    """Fold a text to its words, so that quotes, case and spaces do not count."""
    return " ".join(re.findall(r"\w+", (text or "").casefold()))


def check_article(tally: Tally, row: Row, article: Article) -> None:
    """Ask all that a row of the manifest tells; a field that it leaves empty is not asked."""
    name, text = row["file"], _one_line(article.text)
    whole = article.text == SEPARATOR.join(blocks(article)) and clean(article.text) == article.text
    tally.ask("whole and clean", whole and not BAD.search(article.text), name)
    for what, got in (
        ("title", article.title),
        ("author", article.byline),
        ("date", article.published),
        ("site", article.site),
        ("url", article.url),
    ):
        if row[what]:
            same = folded(row[what]) == folded(got)
            tally.ask(what, same, name, f"{row[what]!r}, not {got!r}")
    if not row["author"]:
        tally.ask("no author invented", not article.byline, name, repr(article.byline))
    for chunk in filter(None, row["must_contain"].split(" || ")):
        tally.ask("must_contain", _one_line(chunk) in text, name, chunk)
    for chunk in filter(None, row["must_not_contain"].split(" || ")):
        tally.ask("must_not_contain", _one_line(chunk) not in text, name, chunk)
    for what, part in (
        ("first_words", text[: len(row["first_words"]) + 300]),
        ("last_words", text[-len(row["last_words"]) - 300 :]),
    ):
        if row[what]:
            tally.ask(what, _unmarked(row[what]) in folded(part), name, row[what])


def check_structure(tally: Tally, name: str, page: bytes, article: Article) -> None:
    """Ask of the quotes, numbered items and cells whose text is there whether they are marked."""
    from lxml import html

    kinds: dict[BlockKind, str] = {}
    numbered = ""
    for block in article.blocks:
        text = folded(article.text[block.start : block.end])
        kinds[block.kind] = f"{kinds.get(block.kind, '')} {text}"
        if re.fullmatch(r"\d+\.", block.marker):
            numbered += f" {text}"
    whole = folded(article.text)
    tree = html.document_fromstring(page)

    def ask(what: str, node: Any, place: str) -> None:
        # A nested block, as of an item with a list in it, has text of its own first.
        words = folded(" ".join("".join(node.itertext()).split())).split()[:8]
        if len(words) == 8 and " ".join(words) in whole:
            tally.ask(what, " ".join(words) in place, name, " ".join(words))

    for node in tree.iter("blockquote"):
        ask("block quotes", node, kinds.get(BlockKind.QUOTE, ""))
    for node in tree.iterfind(".//ol/li"):
        ask("numbered items", node, numbered)
    for node in tree.iter("table"):
        rows_ = [list(row.iter("td", "th")) for row in node.iter("tr")]
        longest = max((len(cell.text_content()) for row in rows_ for cell in row), default=0)
        if len(rows_) > 1 and min(map(len, rows_)) > 1 and longest <= 300:
            ask("tables", node, kinds.get(BlockKind.TABLE, ""))


def check_wrapped(tally: Tally, file: Path) -> None:
    """Read a text within the chrome of a page; every field and paragraph must come out exactly."""
    wanted = json.loads(file.read_text("utf-8"))
    article = read_file(file.with_name(wanted["file"]))
    source = article.source and {
        "publication": article.source.publication,
        "date": article.source.published,
    }
    good = True
    for what, got in (
        ("title", article.title),
        ("author", article.byline),
        ("published", article.published),
        ("original", source),
        ("paragraphs", blocks(article)),
    ):
        if got != wanted[what]:
            good = False
            tally.wrong.append(f"{wanted['file']}: {what}: {got!r}")
    tally.ask("every field right", good, wanted["file"])
    check_harm(tally, wanted["file"], wanted["paragraphs"], article)


def check_harm(tally: Tally, name: str, paragraphs: list[str], article: Article) -> None:
    """Ask whether each good paragraph is still there."""
    text = _one_line(article.text)
    for paragraph in paragraphs:
        kept = _one_line(paragraph) in text
        tally.ask("good paragraphs kept", kept, name, paragraph[:80])


def long_paragraphs(article: Article) -> list[str]:
    """Give the paragraphs of an article that end as sentences do, which labels do not."""
    return [
        text
        for block, text in zip(article.blocks, blocks(article), strict=True)
        if block.kind is BlockKind.PARAGRAPH and re.search(r"\w{2}[.!?…][\"'”’“»)]*$", text)
    ]


def check_export(tally: Tally, file: Path) -> None:
    """Ask whether each row of an export came out as expected."""
    wanted = json.loads(file.read_text("utf-8"))
    name = wanted["file"]
    export = read_export(file.with_name(name).read_bytes(), name)
    left_out = len(export.skipped) == wanted["skipped"] and not export.refused
    tally.ask("left out as expected", left_out, name, f"{export.skipped} {export.refused}")
    tally.ask("no row more", len(export.items) <= len(wanted["items"]), name)
    for number, row in enumerate(wanted["items"]):
        item = export.items[number] if number < len(export.items) else None
        why = "is missing" if item is None else ", ".join(_differing(item, row))
        tally.ask("every row", not why, name, f"row {number + 1}: {why}")


def _differing(item: Item, row: dict[str, Any]) -> list[str]:
    """Name the fields of an export's item that are not as expected."""
    marks = [m if isinstance(m, dict) else {"text": m} for m in row.get("highlights", ())]
    tags = [*row.get("tags", ()), *row.get("paths", ())]
    pairs = {
        "url": (item.url, row.get("url")),
        "title": (item.title, " ".join((row["title"] or "").split())),
        "tags": (list(item.tags), tags if "tags" in row else list(item.tags)),
        "saved": (item.saved, moment(row.get("added"))),
        "byline": (item.byline, row.get("author") or ""),
        "published": (item.published, moment(row.get("published"))[:10]),
        "archived": (item.archived, row.get("archived", False)),
        "starred": (item.starred, row.get("starred", False)),
        "content": (bool(item.html), row.get("has_content", False)),
        "notes": (list(item.notes), row.get("notes", row.get("page_notes", []))),
        "text": (item.text, row.get("text", "")),
        "marks": (
            [(mark.quote, mark.note) for mark in item.marks],
            [(mark["text"], mark.get("note") or "") for mark in marks],
        ),
    }
    return [what for what, (got, right) in pairs.items() if got != right]


def check_feed(tally: Tally, file: Path) -> None:
    """Ask whether a feed and all its items, of which some have none, are read cleanly."""
    found = read_feed(Page("https://example.org/feed", file.read_bytes()))
    made = [article_of(item, found.title, "feed") for item in found.items]
    bad = any(article and BAD.search(article.text) for article in made)
    tally.ask("read", not bad, file.name)


def check_opml(tally: Tally, file: Path) -> None:
    """Ask whether a list of feeds is read, or refused by a sentence that names it."""
    try:
        good = bool(read_opml(file.read_bytes(), file.name).feeds)
    except IntakeError as error:
        good = file.name in str(error)
    tally.ask("read or refused by name", good, file.name)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _unmarked(text: str) -> str:
    """Take the Markdown out of a few words, for they are given raw."""
    text = re.sub(r"\[([^\]]*)\](?:\([^)]*\)?|\[[^\]]*\])", r"\1", text)
    return folded(re.sub(r"[\\_`]|\([^)]*$", " ", text))
