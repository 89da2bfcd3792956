"""Intake over the shared material: what must be exact, and rates that may not fall."""

import json
import os
import time
from pathlib import Path

import pytest

from benchmarks import checks
from benchmarks.checks import BAD, Tally, blocks
from benchmarks.hostile import ENDS, verdict
from storage.errors import IntakeError
from storage.intake import read_file
from storage.models import Source

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("MANICULE_SHARED") or ROOT.parent / "shared") / "data"

pytestmark = pytest.mark.skipif(
    not (DATA / "intake" / "MANIFEST.tsv").is_file(),
    reason=f"The shared material is not at {DATA}: set MANICULE_SHARED to its folder.",
)


def measure(kind, wanted=""):
    tally = Tally()
    for row in checks.rows(DATA, kind):
        if row["file"].startswith(wanted):
            checks.check_article(tally, row, read_file(DATA / "intake" / kind / row["file"]))
    return tally


def test_the_manufacturing_article_comes_out_exactly():
    folder = DATA / "articles"
    wanted = json.loads((folder / "manufacturing-chain.expected.json").read_text("utf-8"))
    article = read_file(folder / "manufacturing-chain.txt")
    assert article.title == wanted["title"]
    assert article.alternative_titles == (wanted["title_as_shown"],)
    assert (article.byline, article.byline_inferred) == (wanted["author"], True)
    assert article.published == wanted["published"]
    original = wanted["original"]
    assert article.source == Source(original["publication"], original["published"])
    assert (article.section, article.language) == (wanted["section"], wanted["language"])
    assert blocks(article) == [paragraph["text"] for paragraph in wanted["paragraphs"]]
    assert [(d.line, d.kind, d.text) for d in article.dropped] == [
        (drop["line"], drop["kind"], drop["text"]) for drop in wanted["not_in_body"]
    ]
    assert article.raw == (folder / "manufacturing-chain.txt").read_text("utf-8")


def test_wrapped_plain_texts_come_out_exactly():
    tally = Tally()
    for file in (DATA / "intake" / "text").glob("t*.expected.json"):
        checks.check_wrapped(tally, file)
    assert tally.asked["every field right"] >= 6
    assert tally.wrong == []


def test_markdown_keeps_its_rates():
    floors = {"title": 1, "author": 1, "date": 1, "first_words": 1, "last_words": 0.86}
    assert measure("md").below({"whole and clean": 1, **floors}) == {}


def test_pages_keep_their_rates():
    tally = measure("html")
    for row in checks.rows(DATA, "html"):
        file = DATA / "intake" / "html" / row["file"]
        checks.check_structure(tally, row["file"], file.read_bytes(), read_file(file))
    floors = {
        "whole and clean": 1,
        "title": 0.9,
        "author": 0.95,
        "no author invented": 0.9,
        "date": 0.88,
        "site": 1,
        "url": 0.82,
        "must_contain": 0.97,
        "must_not_contain": 0.97,
        "first_words": 1,
        "last_words": 0.8,
        "block quotes": 1,
        "numbered items": 1,
    }
    assert tally.below(floors) == {}


def test_page_dumps_keep_their_rates():
    floors = {"must_contain": 0.95, "must_not_contain": 0.6, "title": 0.4}
    assert measure("text", "dump-").below({"whole and clean": 1, **floors}) == {}


@pytest.mark.parametrize("name", sorted(ENDS))
def test_every_hostile_file_ends_as_it_must(name):
    begun = time.process_time()
    assert verdict(DATA / "hostile" / name) == ""
    assert time.process_time() - begun < 5


def test_books_keep_their_rates():
    floors = {"title": 1, "author": 1, "date": 1, "first_words": 0.77}
    assert measure("epub").below({"whole and clean": 1, **floors}) == {}


def test_documents_are_read_or_say_why_not():
    for row in checks.rows(DATA, "pdf"):
        file = DATA / "intake" / "pdf" / row["file"]
        if row["file"] == "imagemagick-images.pdf":
            with pytest.raises(IntakeError, match="almost no text"):
                read_file(file)
        else:
            assert not BAD.search(read_file(file).text)
