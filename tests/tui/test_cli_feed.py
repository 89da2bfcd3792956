"""`manicule feed` from the shell, against a server on this machine."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ITEM = (
    "<item><title>{0}</title><link>{0}.html</link><guid isPermaLink='false'>{0}</guid>"
    "<description>{1}</description></item>"
)
WORDS = "The council voted on Tuesday to close the square to cars, because the shops asked. "


def rss(*items: tuple[str, str]) -> str:
    body = "".join(ITEM.format(*item) for item in items)
    return f"<rss version='2.0'><channel><title>Coast</title>{body}</channel></rss>"


class Served:
    """A feed that can be changed."""

    def __init__(self, folder: Path, site: str) -> None:
        self.folder, self.site, self.age = folder, site, 0

    def write(self, name: str, text: str) -> str:
        """Write a file, each time a minute younger, so that its date says that it has changed."""
        self.age += 60
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_700_000_000 + self.age,) * 2)
        return f"{self.site}/{name}"


@pytest.fixture
def served(tmp_path: Path, web: Callable[[Path], str]) -> Served:
    folder = tmp_path / "site"
    folder.mkdir()
    return Served(folder, web(folder))


def test_new_items_come_as_unread_articles_and_none_comes_twice(
    manicule: Run, served: Served
) -> None:
    url = served.write("f.xml", rss(("salt", "Salt was dear."), ("tin", "Tin was not.")))
    added = manicule("feed", "add", url, "--allow-private")
    assert (added.status, added.out) == (0, "following 1  Coast\n")
    fetched = manicule("feed", "fetch", "--allow-private")
    assert fetched.out == "1  Coast: 2 new articles\n"
    rows = manicule("list", "is:unread", "--json").json
    assert [(row["title"], row["site"]) for row in rows] == [("salt", "Coast"), ("tin", "Coast")]
    assert "nothing new" in manicule("feed", "fetch", "--allow-private").out
    served.write("f.xml", rss(("lead", "Lead was."), ("salt", "Salt is dear, we said.")))
    assert "1 new article\n" in manicule("feed", "fetch", "--allow-private").out


def test_what_is_too_much_of_a_feed_is_said_when_it_is_followed_and_fetched(
    manicule: Run, served: Served
) -> None:
    url = served.write("f.xml", rss(("salt", "Salt."), ("tin", "&lt;b&gt;T&lt;/b&gt;" * 200_000)))
    said = "1 of its 2 items are left out"
    added = manicule("feed", "add", url, "--allow-private")
    assert (added.status, said in added.err) == (0, True)
    fetched = manicule("feed", "fetch", "--allow-private")
    assert (fetched.status, fetched.out) == (0, "1  Coast: 1 new article\n")
    assert f"Coast: {said}" in fetched.err


def test_what_was_removed_does_not_come_back(manicule: Run, served: Served) -> None:
    url = served.write("f.xml", rss(("salt", "Salt was dear.")))
    manicule("feed", "add", url, "--allow-private")
    manicule("feed", "fetch", "--allow-private")
    manicule("remove", "salt")
    manicule("trash", "empty", "--yes")
    served.write("f.xml", rss(("salt", "Salt was dear."), ("tin", "Tin was not.")))
    assert "1 new article" in manicule("feed", "fetch", "--allow-private").out
    assert [row["title"] for row in manicule("list", "--json").json] == ["tin"]


def test_a_feed_that_fails_is_a_line_and_the_others_are_fetched(
    manicule: Run, served: Served
) -> None:
    gone = served.write("gone.xml", rss(("a", "A.")))
    good = served.write("good.xml", rss(("b", "B.")))
    manicule("feed", "add", gone, good, "--allow-private")
    (served.folder / "gone.xml").unlink()
    done = manicule("feed", "fetch", "--allow-private")
    assert done.status == 1
    assert len(done.err.splitlines()) == 1
    assert "404" in done.err
    assert "2  Coast: 1 new article" in done.out
    feeds = manicule("feed", "list", "--json").json
    assert "404" in feeds[0]["failure"]
    assert feeds[1]["failure"] is None
    assert feeds[1]["checked"]


def test_full_fetches_the_pages_and_keeps_the_feeds_text_where_that_fails(
    manicule: Run, served: Served
) -> None:
    page = (
        f"<html><title>X</title><body><article>{f'<p>{WORDS * 4}</p>' * 3}</article></body></html>"
    )
    served.write("salt.html", page)
    url = served.write("f.xml", rss(("salt", "Salt was dear."), ("tin", "Tin was not.")))
    manicule("feed", "add", url, "--allow-private")
    done = manicule("feed", "fetch", "--full", "--allow-private")
    assert "2 new articles" in done.out
    assert "tin.html" in done.err
    assert "voted on Tuesday" in manicule("show", "salt").out
    assert "Tin was not." in manicule("show", "tin").out


def test_a_list_of_feeds_is_followed_without_asking_them(manicule: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text(
        "<opml><body><outline text='One' xmlUrl='https://example.org/1'/>"
        "<outline xmlUrl='exec:x'/></body></opml>",
        encoding="utf-8",
    )
    done = manicule("feed", "add", path)
    assert (done.status, done.out) == (0, "following 1  One\n")
    assert "exec:x" in done.err
    assert "followed already 1" in manicule("feed", "add", path).out
    assert "never asked" in manicule("feed", "list").out
    assert "no longer following 1  One (https://example.org/1)" in (
        manicule("feed", "remove", "One").out
    )
    assert manicule("feed").out == ""
    assert manicule("feed", "remove", "One").status == 1


def test_a_page_that_names_its_feed_is_followed_by_it(manicule: Run, served: Served) -> None:
    served.write("f.xml", rss(("salt", "Salt was dear.")))
    link = '<link rel="alternate" type="application/rss+xml" href="f.xml">'
    page = served.write("blog.html", f"<html><head>{link}</head><body>Hi</body></html>")
    assert "following 1  Coast" in manicule("feed", "add", page, "--allow-private").out
    assert manicule("feed", "list", "--json").json[0]["url"].endswith("/f.xml")


def test_what_is_no_feed_and_no_list_is_refused(manicule: Run, streets: Path) -> None:
    assert "holds no list of feeds" in manicule("feed", "add", streets).err
    assert manicule("feed", "add", "nowhere.opml").status == 1
    assert manicule("feed", "add", "http://127.0.0.1/f").status == 1
    assert manicule("feed", "list").out == ""


def test_a_list_fails_when_nothing_of_it_could_be_followed(
    manicule: Run, served: Served, tmp_path: Path
) -> None:
    inner = '<outline xmlUrl="http://127.0.0.1/f.xml"/>'
    feeds = tmp_path / "feeds.opml"
    feeds.write_text(f'<opml version="2.0"><body>{inner}</body></opml>')
    refused = manicule("feed", "add", feeds)
    assert (refused.status, refused.out) == (1, "")
    assert "http://127.0.0.1/f.xml is refused" in refused.err
    other = '<outline xmlUrl="https://example.org/f.xml"/>'
    feeds.write_text(f'<opml version="2.0"><body>{inner}{other}</body></opml>')
    partly = manicule("feed", "add", feeds)
    assert partly.status == 0
    assert "http://127.0.0.1/f.xml is refused" in partly.err


OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="Sea"><outline text="Local">
<outline type="rss" text="Coast" xmlUrl="{0}"/></outline></outline>
<outline type="rss" text="Land" xmlUrl="https://example.org/land.xml" category="/a/soil,/b"/>
</body></opml>"""


def test_folders_of_a_list_are_tags_of_its_feeds_and_of_what_comes_in_them(
    manicule: Run, served: Served, tmp_path: Path
) -> None:
    feeds = tmp_path / "feeds.opml"
    feeds.write_text(OPML.format(served.write("f.xml", rss(("salt", "Salt was dear.")))))
    added = manicule("feed", "add", str(feeds), "--tag", "new", "--allow-private")
    assert (
        added.out == "following 1  Coast  #Sea  #Local  #new\nfollowing 2  Land  #soil  #b  #new\n"
    )
    manicule("feed", "fetch", "1", "--allow-private")
    (row,) = manicule("list", "tag:local", "--json").json
    assert (row["title"], row["tags"]) == ("salt", ["Sea", "Local", "new"])
    assert manicule("feed", "list", "--json").json[1]["tags"] == ["soil", "b", "new"]


def test_a_list_that_was_written_brings_the_same_feeds_and_tags_back(
    manicule: Run, tmp_path: Path
) -> None:
    feeds = tmp_path / "feeds.opml"
    feeds.write_text(OPML.format("https://example.org/f.xml?a=1&amp;b=2"))
    manicule("feed", "add", str(feeds))
    before = manicule("feed", "list", "--json").json
    feeds.write_text(manicule("feed", "list", "--opml").out)
    manicule("feed", "remove", "1", "2")
    manicule("feed", "add", str(feeds))
    kept = ("url", "title", "tags")
    after = manicule("feed", "list", "--json").json
    assert [[row[name] for name in kept] for row in after] == [
        [row[name] for name in kept] for row in before
    ]
    assert before[0]["tags"] == ["Sea", "Local"]
