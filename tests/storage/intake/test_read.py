import os

import pytest

from storage.errors import IntakeError
from storage.intake import clean, read_bytes, read_file, read_folder
from storage.intake.detect import detect
from storage.models import SEPARATOR
from storage.typed import LONGEST_TITLE

PROSE = "The committee met on Tuesday to hear the report, and its members agreed that it was good."
PAGE = f"<!doctype html><html><head><title>A page</title></head><body><p>{PROSE}</p></body></html>"


def test_content_and_not_the_name_tells_the_format(tmp_path):
    for name, text, form in [
        ("a.txt", f"# A heading\n\n{PROSE} With **weight**.", "markdown"),
        ("b.md", PAGE, "html"),
        ("c.html", f"A title\n\n{PROSE}", "plain"),
        ("d", f"---\ntitle: T\n---\n{PROSE}", "markdown"),
        ("e.txt", f"A title\n\n- one\n- two\n\n> quoted\n\n{PROSE} C# and #tags.", "plain"),
    ]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert read_file(path).format == form, name


def test_text_is_exactly_its_blocks_joined():
    article = read_bytes(f"# T\n\n{PROSE}\n\n---\n\n- *one*\n- two\n".encode(), "stdin")
    assert article.text == SEPARATOR.join(article.text[b.start : b.end] for b in article.blocks)
    assert [article.text[s.start : s.end] for s in article.styles] == ["one"]


def test_a_title_of_ones_own_goes_first():
    article = read_bytes(f"Theirs\n\n{PROSE}".encode(), "stdin", title="  Mine\x1b[31m ")
    assert article.title == "Mine"
    assert article.alternative_titles == ("Theirs",)


@pytest.mark.parametrize("word", ["word " * 2_000, "x" * 10_000])
def test_a_title_without_end_is_cut_and_kept_whole_beside_it(word):
    title = word.strip()
    article = read_bytes(f"---\ntitle: {title}\n---\n{PROSE}".encode(), "t.md")
    assert 290 < len(article.title) <= LONGEST_TITLE
    assert title.startswith(article.title.removesuffix("…"))
    assert article.title.removesuffix("…").endswith(("word", "x"))
    assert [each.text for each in article.dropped if each.kind == "headline"] == [title]


def test_every_string_is_clean():
    text = f"A\x1b[31m title\n\nBy Jane\u202e Doe\n\nMay 3, 2019\n\n{PROSE}\n\n© 2019 X\x07 Media\n"
    article = read_bytes(text.encode(), "na\x1b]0;x\x07me")
    strings = [article.title, article.byline, article.text, article.raw, article.origin]
    strings += [dropped.text for dropped in article.dropped]
    assert all(clean(string) == string for string in strings)
    assert (article.title, article.byline, article.origin) == ("A title", "Jane Doe", "name")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", "\u200b\n".encode()])
def test_an_empty_source_is_refused(data):
    with pytest.raises(IntakeError, match="stdin"):
        read_bytes(data, "stdin")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(IntakeError, match=r"nowhere\.txt does not exist"):
        read_file(tmp_path / "nowhere.txt")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(IntakeError, match="is a folder"):
        read_file(tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_named(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(IntakeError, match="permission"):
        read_file(path)


def test_a_name_no_file_can_have_is_refused(tmp_path):
    with pytest.raises(IntakeError):
        read_file(tmp_path / ("x" * 5000))
    with pytest.raises(IntakeError):
        read_file(tmp_path / "nul\x00")


def test_a_folder_is_read_in_order_and_its_failures_told(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.txt").write_text(PROSE)
    (tmp_path / ".hidden.txt").write_text(PROSE)
    (tmp_path / "b.txt").write_text(f"Second\n\n{PROSE}")
    (tmp_path / "a.md").write_text(f"# First\n\n{PROSE}")
    (tmp_path / "sub" / "c.html").write_text(PAGE)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.4")
    folder = read_folder(tmp_path)
    assert [article.title for article in folder.articles] == ["First", "Second", "A page"]
    assert len(folder.refused) == 2
    assert "empty.txt is empty" in folder.refused[0]
    assert "paper.pdf is a PDF document" in folder.refused[1]


def test_a_folder_without_articles_is_refused(tmp_path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(IntakeError, match="holds no articles"):
        read_folder(tmp_path)
    with pytest.raises(IntakeError, match="not a folder"):
        read_folder(tmp_path / "picture.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_in_a_folder_does_not_hold_it_up(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(f"Title\n\n{PROSE}")
    assert len(read_folder(tmp_path).articles) == 1


@pytest.mark.parametrize(
    "data", [b'{"title": "no article"}', b"[1, 2, 3]", b"[" * 50_000 + b"]" * 50_000]
)
def test_json_is_not_taken_for_an_article(data: bytes) -> None:
    with pytest.raises(IntakeError, match="JSON"):
        read_bytes(data, "data.json")


def test_prose_in_brackets_is_still_an_article() -> None:
    article = read_bytes(b"[Note] This is prose, and it begins with a bracket.", "a.txt")
    assert "This is prose" in article.text


ITEM = f"<item><title>One</title><description>&lt;body&gt;{PROSE}</description></item>"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"<?xml version='1.0'?><rss version='2.0'><channel>{ITEM}</channel></rss>", "feed add AD"),
        (f"<!-- made --><rss version='2.0'><channel>{ITEM}</channel></rss>", "is a feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title></feed>', "is a feed"),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            'xmlns="http://purl.org/rss/1.0/"><channel/></rdf:RDF>',
            "is a feed",
        ),
        ("<opml version='2.0'><body><outline/></body></opml>", "manicule feed add 'x'"),
        (f"<?xml version='1.0'?><note><to>You</to><p>{PROSE}</p></note>", "XML data"),
        (f"<?xml version='1.0'?><note><to>{PROSE}", "XML data"),
        ("title,url,time_added,tags,status\nA,https://a.example/,1,,unread\n", "export of Pocket"),
        ("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p></DL>", "export of a browser's bookmarks"),
        ('{"bookmarks": [{"content": {"type": "link"}}]}', "manicule import 'x'"),
        ('{"a": 1}', "JSON data"),
        (f'{{"a": 1, "b": "{PROSE}', "JSON data"),
        (f'[\n  {{"a": "{PROSE}"}},\n', "JSON data"),
        ('{"a": 1}\n{"a": 2}\n', "JSON data"),
    ],
)
def test_what_is_no_article_is_sent_where_it_belongs(text, said):
    with pytest.raises(IntakeError) as refused:
        read_bytes(text.encode(), "x")
    assert said in str(refused.value)
    assert str(refused.value).startswith("x is ")


@pytest.mark.parametrize(
    "text",
    [
        f"Title, url, and status\n\n{PROSE}",
        f'{{"a": 1}}\n\nSo begins an essay on braces. {PROSE}',
        f"[One](https://a.example/) link begins it. {PROSE}",
        f"A heading\n==========\n\n{PROSE}",
        f"<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'>"
        f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{PROSE}</p></body></html>",
        f"<feed> is an element of Atom. {PROSE}",
    ],
)
def test_what_only_begins_like_data_is_an_article(text):
    assert "committee" in read_bytes(text.encode(), "x").text


def test_a_feed_of_the_web_is_named_with_its_address():
    with pytest.raises(IntakeError, match=r"manicule feed add https://a\.example/rss"):
        read_bytes(b"<rss version='2.0'><channel/></rss>", "https://a.example/rss")


def test_a_text_that_begins_with_many_comments_is_told_at_once():
    # What tries every way to part them would not come to an end.
    comments = "<!-- made by hand -->" * 150
    assert detect(f"{comments}\n\n{PROSE}") == "plain"
    assert detect(f"{comments}{PAGE}") == "html"
    assert PROSE in read_bytes(f"{comments}{PAGE}".encode(), "x").text


SVG = "%3Csvg xmlns='http://www.w3.org/2000/svg'%3E" + "%3Cpath d='M0 0'/%3E" * 50 + "%3C/svg%3E"


BARE = SVG.replace("'", "%27").replace(" ", "%20")


@pytest.mark.parametrize(
    "picture",
    [
        f'src="data:image/svg+xml,{SVG}"',
        f'src="data:image/svg+xml;utf8,{SVG}" alt=x',
        f"style='background: url(data:image/svg+xml,{BARE})'",
    ],
)
def test_the_page_that_is_kept_has_no_drawing_within_it(picture):
    prose = "The committee met on Tuesday to hear the report, and its members agreed with it. "
    html = f"<html><head><title>T</title></head><body><p>{prose * 3}</p><img {picture}><p>{prose}"
    kept = read_bytes(html.encode(), "page.html").page.data
    assert b"path" not in kept
    assert b"data:," in kept
    assert kept.endswith(prose.encode())
