"""Exports, feeds and lists of feeds over the shared material, hostile ones included."""

import contextlib
import json
import os
import time
from pathlib import Path

import pytest

from storage.errors import IntakeError
from storage.importing import import_export
from storage.intake.exports import read_export
from storage.intake.feeds import article_of, read_feed, read_opml
from storage.models import Page

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("MANICULE_SHARED") or ROOT.parent / "shared") / "data"
EXPORTS = [
    path
    for path in sorted((DATA / "intake/exports").glob("*.expected.json"))
    if "markdown" not in path.name
]
FEEDS = sorted((DATA / "intake/feeds").glob("*"))

pytestmark = pytest.mark.skipif(
    not EXPORTS, reason=f"The shared material is not at {DATA}: set MANICULE_SHARED to its folder."
)


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_every_row_of_an_export_is_in_the_library_and_comes_once(library, path):
    wanted = json.loads(path.read_text("utf-8"))
    data = (path.parent / wanted["file"]).read_bytes()
    report = import_export(library, read_export(data, wanted["file"]))
    assert report.left == 0
    assert report.rows == len(wanted["items"]) + wanted["skipped"]
    assert len(report.skipped) == wanted["skipped"]
    assert report.added + report.known == len(wanted["items"])
    again = import_export(library, read_export(data, wanted["file"]))
    assert (again.added, again.changed, again.placed, again.lost) == (0, 0, 0, 0)


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_every_feed_is_read(path):
    found = read_feed(Page("https://example.org/feed", path.read_bytes()))
    for item in found.items:
        article_of(item, found.title, "feed")


def hostile(name: str):
    begun = time.process_time()
    found = read_feed(Page("https://example.org/feed", (DATA / "hostile" / name).read_bytes()))
    articles = [article_of(item, found.title, "feed") for item in found.items]
    assert time.process_time() - begun < 2
    return found, [article for article in articles if article is not None]


@pytest.mark.parametrize("name", ["billion-laughs.rss", "quadratic.xml"])
def test_bombs_are_read_without_expansion(name):
    found, articles = hostile(name)
    assert len(found.title) < 100
    assert all("lol" not in article.text for article in articles)
    assert sum(len(article.text) for article in articles) < 1 << 20


def test_no_file_of_this_machine_is_read():
    found, articles = hostile("xxe.atom")
    assert "root:" not in repr((found, articles))


def test_only_links_of_the_web_are_kept():
    found, articles = hostile("feed-links.rss")
    assert [item.url for item in found.items] == [
        "",
        "http://169.254.169.254/latest/meta-data/",
        "https://example.org/c",
    ]
    assert articles[0].text.startswith("Hello")
    assert "alert" not in articles[0].text
    assert "\x1b" not in repr([article.text for article in articles])
    assert articles[1].unfetched


def test_of_a_list_only_feeds_of_the_web_are_taken():
    data = (DATA / "hostile/opml-schemes.opml").read_bytes()
    found = read_opml(data, "list")
    assert list(found.feeds) == ["https://example.org/g"]
    assert "\x1b" not in "".join(found.feeds.values())
    assert len(found.refused) == 6
    assert "http://127.0.0.1:8080/f" in read_opml(data, "list", allow_private=True).feeds


@pytest.mark.parametrize("path", sorted((DATA / "intake/opml").glob("*")), ids=lambda p: p.name)
def test_every_list_is_read_or_refused(path):
    with contextlib.suppress(IntakeError):
        assert read_opml(path.read_bytes(), path.name).feeds
