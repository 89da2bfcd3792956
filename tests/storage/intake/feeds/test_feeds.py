from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import IntakeError
from storage.intake.feeds import article_of, read_feed, read_opml
from storage.intake.feeds.items import FeedItem, Found
from storage.intake.feeds.page import named_feed
from storage.models import Page

HERE = "https://example.org/feed"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel>
<title>The &lt;b&gt;Coast&lt;/b&gt;</title>
<item><title>Salt</title><link>/salt</link><guid isPermaLink="false">s1</guid>
<author>Ada Marsh</author><pubDate>Tue, 02 Jan 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;It was &lt;em&gt;dear&lt;/em&gt;.&lt;/p&gt;</description></item>
<item><guid>https://example.org/kept</guid></item>
<item><title>Bad</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast</title><entry><title>Salt</title>
<link rel="enclosure" href="https://example.org/a.mp3"/><link href="https://example.org/salt"/>
<id>s1</id><updated>2024-01-02T10:00:00Z</updated><author><name>Ada Marsh</name></author>
<summary>Short.</summary><content type="html">&lt;p&gt;The whole of it.&lt;/p&gt;</content>
</entry></feed>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Coast",
    "items": [
        {
            "id": "s1",
            "url": "https://example.org/salt",
            "title": "Salt",
            "content_html": "<p>It was dear.</p>",
            "date_published": "2024-01-02T10:00:00+02:00",
            "authors": [{"name": "Ada Marsh"}, 7],
        },
        {"id": 2, "content_text": "Plain words.\n\nTwo."},
        "junk",
    ],
}


def read(text: str | bytes) -> Found:
    return read_feed(Page(HERE, text.encode() if isinstance(text, str) else text))


def test_rss_gives_whole_addresses_names_and_dates() -> None:
    found = read(RSS)
    salt, kept, bad = found.items
    assert found.title == "The Coast"
    assert (salt.url, salt.title, salt.byline) == ("https://example.org/salt", "Salt", "Ada Marsh")
    assert (salt.published, salt.html) == ("2024-01-02", "<p>It was <em>dear</em>.</p>")
    assert (kept.url, bad.url) == ("https://example.org/kept", "")


def test_of_an_atom_entry_the_content_goes_before_the_summary() -> None:
    (item,) = read(ATOM).items
    assert (item.url, item.published, item.byline) == (
        "https://example.org/salt",
        "2024-01-02",
        "Ada Marsh",
    )
    assert item.html == "<p>The whole of it.</p>"


def test_json_feed_is_read_and_what_is_spoilt_in_it_passed_over() -> None:
    found = read(json.dumps(JSON))
    salt, plain = found.items
    assert (salt.title, salt.byline, salt.published) == ("Salt", "Ada Marsh", "2024-01-02")
    assert (plain.text, plain.url) == ("Plain words.\n\nTwo.", "")


def test_an_item_becomes_an_article_with_the_feeds_text_or_an_address() -> None:
    salt, kept, bad = read(RSS).items
    article = article_of(salt, "Coast", HERE)
    assert article is not None
    assert (article.text, article.site, article.url) == ("It was dear.", "Coast", salt.url)
    assert [str(style.kind) for style in article.styles] == ["emphasis"]
    address = article_of(kept, "Coast", HERE)
    assert address is not None
    assert address.unfetched
    assert article_of(bad, "Coast", HERE) is None


def test_an_item_is_known_again_by_its_name_else_its_address() -> None:
    assert FeedItem("https://a.example/1", "A", name="x").key == FeedItem("", "B", name="x").key
    assert FeedItem("https://a.example/1", "A").key == FeedItem("https://a.example/1", "B").key
    assert FeedItem(title="A", text="1").key != FeedItem(title="A", text="2").key


@pytest.mark.parametrize("text", ["<html><p>No.</p></html>", "{}", "{", "Words.", "", "<"])
def test_what_is_no_feed_is_refused(text: str) -> None:
    with pytest.raises(IntakeError, match="is no feed"):
        read(text)


def test_entities_are_not_expanded_and_no_file_is_read(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("root:x:0", encoding="utf-8")
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    for declared in (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', f'<!ENTITY e0 "ha">{levels}'):
        name = "x" if "SYSTEM" in declared else "e12"
        found = read(
            f'<?xml version="1.0"?><!DOCTYPE r [{declared}]><rss version="2.0"><channel>'
            f"<title>&{name};</title><item><description>&{name};</description></item></channel></rss>"
        )
        shown = found.title + "".join(item.html for item in found.items)
        assert "root:" not in shown
        assert "haha" not in shown


def test_a_million_beginnings_of_a_declaration_do_not_take_long() -> None:
    # Were it looked for anew at each of them, nobody would wait for the end of this test.
    with pytest.raises(IntakeError):
        read(b"<!DOCTYPE x [" * 100_000)


@given(st.binary(max_size=200), st.integers(0, 800), st.integers(0, 40))
def test_a_spoilt_feed_is_read_or_refused(junk: bytes, at: int, cut: int) -> None:
    data = RSS.encode()
    with contextlib.suppress(IntakeError):
        assert isinstance(read(data[:at] + junk + data[at + cut :]), Found)


def test_a_page_names_its_feed() -> None:
    page = (
        b'<html><head><link rel="stylesheet" type="text/css" href="/x">'
        b'<link rel="alternate" type="application/atom+xml" href="/atom"></head><body>Hi</body>'
    )
    assert named_feed(Page("https://example.org/blog/", page)) == "https://example.org/atom"
    assert named_feed(Page(HERE, RSS.encode())) == ""
    assert named_feed(Page(HERE, b"<html><body>Hi</body></html>")) == ""


OPML = """<opml version="2.0"><body><outline text="News"><outline title="One"
xmlUrl="https://example.org/1"/></outline><outline text="Two" xmlURL="https://example.org/2"/>
<outline text="again" xmlUrl="https://example.org/1"/>
<outline xmlUrl="|rm -rf ~"/><outline xmlUrl="file:///etc/passwd"/>
<outline xmlUrl="http://127.0.0.1:8080/f"/><outline xmlUrl="http://localhost/f"/></body></opml>"""


def test_a_list_of_feeds_gives_those_of_the_web_and_names_the_others() -> None:
    found = read_opml(OPML.encode(), "list.opml")
    assert found.feeds == {"https://example.org/1": "One", "https://example.org/2": "Two"}
    assert len(found.refused) == 4
    inner = read_opml(OPML.encode(), "list.opml", allow_private=True)
    assert "http://127.0.0.1:8080/f" in inner.feeds


@pytest.mark.parametrize("text", ["", "<", "<html/>", "words", '<opml><outline text="x"/></opml>'])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(IntakeError, match="no list of feeds"):
        read_opml(text.encode(), "x")


def test_an_entry_without_author_has_the_feeds_and_its_day_is_the_one_it_states():
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>'
        "<author><name>Ann Lindqvist</name></author><entry><title>T</title><id>1</id>"
        "<published>2020-05-01T00:30:00+02:00</published></entry></feed>"
    )
    (item,) = read_feed(Page("http://a.example/feed", feed.encode(), "")).items
    assert (item.byline, item.published) == ("Ann Lindqvist", "2020-05-01")


def test_a_date_as_a_person_writes_it_is_read():
    feed = (
        '<rss version="2.0"><channel><title>F</title><item><title>T</title>'
        "<pubDate>Sunday, May 3, 2020 - 10:00</pubDate></item></channel></rss>"
    )
    (item,) = read_feed(Page("http://a.example/feed", feed.encode(), "")).items
    assert item.published == "2020-05-03"


def test_a_name_without_end_is_cut_and_takes_no_time() -> None:
    found = read(RSS.replace("Ada Marsh", "a" * 200_000))
    assert [item.title for item in found.items] == ["Salt", "", "Bad"]
    assert len(found.items[0].byline) <= 1_000


def test_a_feed_whose_tag_has_thousands_of_attributes_is_refused() -> None:
    names = " ".join(f'a{number}="1"' for number in range(5_000))
    with pytest.raises(IntakeError, match="is no feed"):
        read(RSS.replace("<item>", f"<item {names}>", 1))


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>F</title>{"".join(items)}</channel></rss>'


def test_of_a_feed_with_more_items_than_are_read_the_others_are_counted() -> None:
    items = [
        f"<item><title>T{n}</title><link>http://e.example/{n}</link></item>" for n in range(2100)
    ]
    found = read(rss(*items))
    assert [item.title for item in found.items] == [f"T{n}" for n in range(2000)]
    assert found.left_out == 100
    assert "100 of its 2,100 items are left out" in found.lost()
    assert read(rss(*items[:1500])).lost() == ""
    of_json = {**JSON, "items": [{"id": n, "content_text": "Words."} for n in range(2100)]}
    assert read(json.dumps(of_json)).left_out == 100


@pytest.mark.parametrize("quoted", ["<![CDATA[{}]]>", "<!-- {} -->"])
def test_what_only_looks_like_an_item_is_not_counted(quoted: str) -> None:
    look = quoted.format("<item></item><entry>" * 3000)
    found = read(rss(f"<item><title>One</title><description>{look}</description></item>"))
    assert ([item.title for item in found.items], found.left_out) == (["One"], 0)


@pytest.mark.parametrize(
    "inside",
    [
        "<b>" * 300_000 + "words",
        "<category>a</category>" * 200_000,
        "&amp;" * 3_000_000,
        "\n" * 6_000_000,
        "&lt;b&gt;word&lt;/b&gt;" * 200_000,
        "<![CDATA[" + "<b>w</b>" * 200_000 + "]]>",
    ],
)
def test_an_item_that_costs_minutes_is_left_out_and_the_others_are_read(inside: str) -> None:
    costly = f"<item><title>Bad</title><description>{inside}</description></item>"
    found = read(rss("<item><title>One</title></item>", costly, "<item><title>Two</title></item>"))
    assert ([item.title for item in found.items], found.left_out) == (["One", "Two"], 1)


def test_a_podcast_of_fifteen_hundred_items_with_long_notes_is_read_whole() -> None:
    notes = "<p>What was said about the <a href='/salt'>price of salt</a>, at length.</p>" * 30
    items = [
        f"<item><title>T{n}</title><guid>{n}</guid>"
        f"<enclosure url='/{n}.mp3' length='1' type='audio/mpeg'/>"
        f"<itunes:duration xmlns:itunes='i'>1:00</itunes:duration><pubDate>2 Jan 2024</pubDate>"
        f"<description><![CDATA[{notes}]]></description></item>"
        for n in range(1500)
    ]
    found = read(rss(*items))
    assert (len(found.items), found.left_out) == (1500, 0)


def test_a_feed_that_is_costly_before_its_first_item_is_refused() -> None:
    with pytest.raises(IntakeError, match="far more tags"):
        read(rss("<x/>" * 300_000, "<item><title>One</title></item>"))
    with pytest.raises(IntakeError, match="far more values"):
        read(json.dumps({**JSON, "items": [{}] * 1_100_000}))


def test_the_items_of_a_feed_in_wide_signs_are_counted_too() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?>' + rss("<item><title>Søl</title></item>" * 2001)
    found = read(text.encode("utf-16"))
    assert (found.items[0].title, found.left_out) == ("Søl", 1)


def test_relative_links_in_an_item_are_completed_from_its_base() -> None:
    whole = '<p>See <a href="/salt">salt</a>.</p>'
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry xml:base="https://b.example/x/">'
        '<title>T</title><content type="html">{}</content></entry></feed>'
    )
    of_json = {**JSON, "items": [{"id": 1, "content_html": whole}]}
    found = {}
    for text in (atom.format(f"<![CDATA[{whole}]]>"), json.dumps(of_json)):
        (item,) = read(text).items
        article = article_of(item, "F", HERE)
        assert article is not None
        found[article.styles[0].href] = article.text
    assert set(found) == {"https://b.example/salt", "https://example.org/salt"}


def test_folders_without_end_in_a_list_are_named_as_what_is_wrong() -> None:
    deep = (
        "<outline text='a'>" * 300 + "<outline xmlUrl='https://e.example/1'/>" + "</outline>" * 300
    )
    with pytest.raises(IntakeError, match="folders within folders, more than 200 deep"):
        read_opml(f"<opml><body>{deep}</body></opml>".encode(), "x")
    many = "<outline text='a'><outline xmlUrl='https://e.example/1'/></outline>" * 300
    assert read_opml(f"<opml><body>{many}</body></opml>".encode(), "x").feeds
