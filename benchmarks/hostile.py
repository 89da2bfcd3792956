"""How each hostile file must end: one check a file.

usage: python benchmarks/hostile.py DIR NAME

Runs the check of one file in this process and prints JSON: what went wrong, or "", and the
seconds and the peak of memory that it took, the interpreter included.
"""

from __future__ import annotations

import csv
import json
import re
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.checks import BAD
from benchmarks.server_cases import wrong_cases
from storage.errors import IntakeError
from storage.intake import read_file
from storage.intake.exports import read_export
from storage.intake.feeds import article_of, read_feed, read_opml
from storage.intake.web.address import parse, resolve
from storage.models import Article, Page

Check = Callable[[Path], None]
ENDS: dict[str, Check] = {}
"""The check of each file, by its name; an AssertionError says what is not as it must be."""


def _of(*names: str) -> Callable[[Check], Check]:
    def keep(check: Check) -> Check:
        ENDS.update(dict.fromkeys(names, check))
        return check

    return keep


def _refused(file: Path, words: str = "") -> None:
    """Ask that a file is refused by a sentence that names it."""
    said = _refusal(lambda: read_file(file))
    assert said, "it was taken"
    assert file.name in said, f"the file is not named: {said}"
    assert re.search(words, said), f"said instead: {said}"


def _refusal(read: Callable[[], object]) -> str:
    """Give the sentence by which something is refused, or ""."""
    try:
        read()
    except IntakeError as error:
        return str(error)
    return ""


def _nothing_bad(article: Article) -> None:
    strings = [article.title, article.text, article.raw, *(d.text for d in article.dropped)]
    assert not any(BAD.search(string) for string in strings), "a control character got in"


def _has(article: Article, *parts: str) -> None:
    for part in parts:
        assert part in article.text, f"lost: {part!r}"


@_of("esc.txt")
def _escapes(file: Path) -> None:
    article = read_file(file)
    _nothing_bad(article)
    _has(article, "EVIL and DEL", "Para two is clean")


@_of("esc-raw.html")
def _raw_escapes(file: Path) -> None:
    article = read_file(file)
    _nothing_bad(article)
    _has(article, "dcs reset end.")


@_of("bidi.txt")
def _overrides(file: Path) -> None:
    article = read_file(file)
    _nothing_bad(article)
    _has(article, "العربية (v2.0)\u200f، stays.")
    assert article.text.endswith("This paragraph must read left to right."), "its end is lost"
    for paragraph in article.text.split("\n\n"):
        opened = sum(paragraph.count(sign) for sign in "\u2066\u2067\u2068")
        assert opened == paragraph.count("\u2069"), "an isolate is left open"


@_of("invisible.txt")
def _invisible(file: Path) -> None:
    article = read_file(file)
    _nothing_bad(article)
    _has(article, "Zerowidth", "👨\u200d👩\u200d👧")
    assert not re.search("[\U000e0000-\U000e007f]", article.text), "tag characters got in"
    assert not re.search("[\u0300-\u036f]{9}", article.text), "a run of marks is too long"


@_of("markup.txt")
def _markup(file: Path) -> None:
    lines = file.read_text("utf-8").split("\n\n")
    article = read_file(file)
    assert (article.title, article.text) == (lines[0], lines[1].strip()), "letters have changed"
    assert article.styles == (), "it has a style"


@_of("script.html", "meta-refresh.html")
def _hidden(file: Path) -> None:
    article = read_file(file)
    for word in ("SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "COMMENT", "HIDDEN", "SVG"):
        assert f"{word}TEXT" not in article.text, f"{word} is shown"
    hrefs = [style.href for style in article.styles if style.href]
    assert all(href.startswith(("http://", "https://", "mailto:")) for href in hrefs), hrefs
    assert "The committee met" in article.text, "its text is lost"


@_of("deep-div.html")
def _deep(file: Path) -> None:
    said = _refusal(lambda: read_file(file))
    assert not said or file.name in said, f"the file is not named: {said}"


@_of("redos.txt")
def _slow_patterns(file: Path) -> None:
    text = read_file(file).text
    assert text.endswith("must be kept as the body of the article."), "its end is lost"


@_of("one-line.txt")
def _one_line(file: Path) -> None:
    assert len(read_file(file).text) > 900_000, "most of it is lost"


@_of("fm-unclosed.md")
def _unclosed(file: Path) -> None:
    _has(read_file(file), "Body text of the article", "More text after a rule.")


@_of("yaml-bomb.md")
def _yaml(file: Path) -> None:
    _has(read_file(file), "Body text of the article")


@_of("wrong-type.html", "pdf-loop.pdf")
def _no_text(file: Path) -> None:
    _refused(file)


@_of("epub-bomb.epub")
def _bomb(file: Path) -> None:
    _refused(file, "more than a book can be")


@_of("epub-drm.epub")
def _encrypted(file: Path) -> None:
    _refused(file, "encrypted")


@_of("truncated.zip")
def _truncated(file: Path) -> None:
    _refused(file, "damaged")


@_of("epub-traversal.epub")
def _traversal(file: Path) -> None:
    article = read_file(file)
    assert "root:" not in article.text, "a file of this machine was read"
    assert len(article.dropped) >= 2, "what is missing is not reported"


@_of("epub-remote.epub", "zip-many.epub")
def _book(file: Path) -> None:
    assert read_file(file).text


@_of("csv-formula.csv")
def _formulas(file: Path) -> None:
    titles = [item.title for item in read_export(file.read_bytes(), file.name).items]
    assert titles == ['=HYPERLINK("http://evil.example","x")', "+1+1"], titles


@_of("numbers.json")
def _numbers(file: Path) -> None:
    export = read_export(file.read_bytes(), file.name)
    assert [mark.quote for item in export.items for mark in item.marks] == ["q"]
    for number in (2, 3, 4):
        assert any(f"entry {number}:" in said for said in export.refused), f"{number} is not named"


@_of("deep.json")
def _nested(file: Path) -> None:
    _refused(file)
    said = _refusal(lambda: read_export(file.read_bytes(), file.name))
    assert file.name in said, f"the file is not named, or it was taken: {said}"


def _feed(file: Path) -> list[Article]:
    found = read_feed(Page("https://example.org/feed", file.read_bytes()))
    assert len(found.title) < 100, "its title is too long"
    made = [article_of(item, found.title, "feed") for item in found.items]
    return [article for article in made if article is not None]


@_of("billion-laughs.rss", "quadratic.xml")
def _entities(file: Path) -> None:
    articles = _feed(file)
    assert all("lol" not in article.text for article in articles), "entities were expanded"
    assert sum(len(article.text) for article in articles) < 1 << 20, "entities were expanded"


@_of("xxe.atom")
def _external(file: Path) -> None:
    found = read_feed(Page("https://example.org/feed", file.read_bytes()))
    assert "root:" not in repr((found, _feed(file))), "a file of this machine was read"


@_of("feed-links.rss")
def _schemes(file: Path) -> None:
    found = read_feed(Page("https://example.org/feed", file.read_bytes()))
    inner = "http://169.254.169.254/latest/meta-data/"
    assert [item.url for item in found.items] == ["", inner, "https://example.org/c"]
    first, second, *_ = _feed(file)
    assert first.text.startswith("Hello"), "the text of the first item is lost"
    assert "alert" not in first.text, "a script is shown"
    assert "\x1b" not in first.text, "a control character got in"
    assert second.unfetched, "an address was fetched without asking"


@_of("opml-schemes.opml")
def _outlines(file: Path) -> None:
    data = file.read_bytes()
    found = read_opml(data, "list")
    assert list(found.feeds) == ["https://example.org/g"]
    assert "\x1b" not in "".join(found.feeds.values()), "a control character got in"
    assert len(found.refused) == 6, "not every refused address is named"
    assert "http://127.0.0.1:8080/f" in read_opml(data, "list", allow_private=True).feeds


def _reach(url: str) -> None:
    resolve(parse(url), allow_private=False)


@_of("ssrf-urls.tsv")
def _inner(file: Path) -> None:
    with file.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            # Nothing is resolved by name here: what is allowed would ask the network.
            if row["must"] == "allow":
                parse(row["url"])
                continue
            refused = _refusal(partial(_reach, row["url"]))
            assert refused, f"{row['url']} was let through"


@_of("server-cases.tsv")
def _served(file: Path) -> None:
    wrong = wrong_cases(file)
    assert not wrong, "; ".join(wrong)


def verdict(file: Path) -> str:
    """Say what is not as it must be about a file, or ""."""
    try:
        ENDS[file.name](file)
    except AssertionError as error:
        return str(error) or "not as it must be"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def main() -> None:
    """Check one file, and say what it took."""
    began = time.perf_counter()
    said = verdict(Path(sys.argv[1]) / sys.argv[2])
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"wrong": said, "seconds": seconds, "megabytes": peak}))


if __name__ == "__main__":
    main()
