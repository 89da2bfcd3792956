import time

import pytest

from storage.errors import IntakeError
from storage.intake import read_bytes
from storage.models import StyleKind

ONE = "The committee met on Tuesday to hear the report, and its members agreed that it was good."
TWO = "A second paragraph follows here, so that there is enough prose to choose this part of it."
THREE = "The council met again in the winter of that year to ask what had become of all the money."


def page(body, head="", lang="en"):
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head><title>The report | Port Gazette</title>{head}"
        f"</head><body><nav><a href='/'>Home</a></nav><article>{body}</article>"
        "<footer>© 2019 Port Gazette</footer></body></html>"
    )


def read(html):
    article = read_bytes(html.encode(), "page.html")
    assert article.format == "html"
    return article


def shown(article):
    return [
        (block.kind.value, block.level, block.marker, article.text[block.start : block.end])
        for block in article.blocks
    ]


def test_blocks_are_told_apart():
    article = read(
        page(
            f"<h1>The report</h1><p>{ONE}</p><h2>A <em>part</em></h2>"
            f"<blockquote><p>Quoted words, said by the old chairman of it.</p></blockquote>"
            f"<ol start='3'><li>third point of it</li><li>fourth point of it"
            f"<ul><li>inner point</li></ul></li></ol>"
            f"<figure><img src='a.jpg'><figcaption>A picture of the hall.</figcaption></figure>"
            f"<p>{TWO}</p><hr><pre><code>def f():\n\n    return 1</code></pre>"
            f"<table><tr><th>year</th><th>sum</th></tr><tr><td>2019</td><td>7</td></tr></table>"
            f"<p>{THREE}</p><p>{ONE}<br><br>{TWO}</p>"
        )
    )
    assert article.title == "The report"
    assert shown(article) == [
        ("paragraph", 0, "", ONE),
        ("heading", 2, "", "A part"),
        ("quote", 0, "", "Quoted words, said by the old chairman of it."),
        ("item", 0, "3.", "third point of it"),
        ("item", 0, "4.", "fourth point of it"),
        ("item", 1, "•", "inner point"),
        ("caption", 0, "", "A picture of the hall."),
        ("paragraph", 0, "", TWO),
        ("rule", 0, "", ""),
        ("code", 0, "", "def f():\n \n    return 1"),
        ("table", 0, "", "year\tsum\n2019\t7"),
        ("paragraph", 0, "", THREE),
        ("paragraph", 0, "", ONE),
        ("paragraph", 0, "", TWO),
    ]
    assert [(d.kind, d.text) for d in article.dropped] == [("headline", "The report")]
    assert article.raw == ""


def test_styles_and_links_are_kept_and_relative_links_completed():
    article = read(
        page(
            f"<p>{ONE} It was <b>very <i>good</i></b>, says <a href='/why'>the paper</a> and "
            f"<code>x</code> and <a href='javascript:alert(1)'>nobody</a>.</p>"
            f"<p>{TWO}</p><p>{THREE}</p>",
            "<link rel='canonical' href='https://example.org/a/report'>",
        )
    )
    styles = {(s.kind, article.text[s.start : s.end], s.href) for s in article.styles}
    assert styles == {
        (StyleKind.STRONG, "very good", ""),
        (StyleKind.EMPHASIS, "good", ""),
        (StyleKind.LINK, "the paper", "https://example.org/why"),
        (StyleKind.CODE, "x", ""),
    }
    assert "nobody" in article.text


def test_the_head_tells_of_the_article():
    article = read(
        page(
            f"<h1>The report</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>",
            "<meta name='author' content='Ann Lindqvist'><meta property='og:site_name' "
            "content='Port Gazette'><meta property='article:published_time' "
            "content='2019-05-03T10:00:00Z'><link rel='canonical' href='https://example.org/r'>",
            lang="en-GB",
        )
    )
    assert (article.byline, article.byline_inferred) == ("Ann Lindqvist", True)
    assert (article.published, article.site) == ("2019-05-03", "Port Gazette")
    assert (article.url, article.language) == ("https://example.org/r", "en")


def test_the_address_is_taken_from_a_browsers_note():
    for note in (
        "<!-- saved from url=(0021)https://example.org/r -->",
        "<!--\n Page saved with SingleFile \n url: https://example.org/r \n saved date: today\n-->",
    ):
        html = page(f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>")
        assert read(html.replace("<html", f"{note}<html")).url == "https://example.org/r"


def test_the_articles_heading_beats_the_sites():
    body = f"<h1>Port Gazette</h1><h2>The report</h2><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    assert (
        read(page(body, "<meta property='og:site_name' content='Port Gazette'>")).title
        == "The report"
    )


def test_a_heading_that_leads_to_the_front_page_is_the_sites():
    prose = f"<h2>Part</h2><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    for link in (
        "<h1><a href='/'>Port - Gazette</a></h1>",
        "<a href='/'><h1>Port - Gazette</h1></a>",
    ):
        html = page(link + prose).replace("The report | Port Gazette", "Part two - Port - Gazette")
        assert read(html).title == "Part two"


def test_a_lower_heading_is_the_title_only_as_a_whole_division_of_the_pages():
    prose = f"<p>{ONE}</p><h2>Report</h2><p>{TWO}</p><h2>The report</h2><p>{THREE}</p>"
    assert read(page(prose)).title == "The report"
    assert read(page(prose.replace("The report", "Why"))).title == "The report"


def test_a_heading_without_a_word_of_its_own_is_told_with_its_site():
    html = page(f"<h1>What we do</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>")
    html = html.replace("<title>The report", "<title>What we do")
    assert read(html).title == "What we do | Port Gazette"


def test_the_lead_of_which_the_description_is_made_is_kept():
    lead = "For years nobody asked where the money of the harbour went. Now the books are open."
    head = f"<meta property='og:description' content='{lead[:70]}…'>"
    box = (
        f"<div class='related'><p>{lead}</p><p>Something else that nobody asked for here.</p></div>"
    )
    body = f"<h1>The report</h1>{box}<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    assert [text for *_, text in shown(read(page(body, head)))] == [lead, ONE, TWO, THREE]
    assert [text for *_, text in shown(read(page(body)))] == [ONE, TWO, THREE]


def test_credits_and_share_lines_within_the_text_are_dropped_and_listed():
    body = f"<p>{ONE}</p><p>Share on Facebook</p><p>{TWO}</p><p>{THREE}</p><p>Photo: Jo Doe</p>"
    article = read(page(body))
    assert [text for *_, text in shown(article)] == [ONE, TWO, THREE]
    assert [d.kind for d in article.dropped] == ["share", "credit"]


def test_what_a_browser_hides_is_not_read():
    hidden = (
        "<script>S1</script><style>S2</style><noscript><p>S3</p></noscript><template><p>S4</p>"
        "</template><svg><text>S5</text></svg><div hidden><p>S6 is here</p></div><!-- S7 -->"
        "<iframe srcdoc='<p>S8</p>'></iframe>"
    )
    article = read(page(f"<p>{ONE}</p>{hidden}<p>{TWO}</p><p>{THREE}</p>"))
    assert [text for *_, text in shown(article)] == [ONE, TWO, THREE]


def test_control_references_neither_lose_the_article_nor_come_through():
    article = read(
        page(f"<p>{ONE}</p><p>Red &#27;[31mtext&#0; &#x1b;]0;x&#7; here and there.</p><p>{TWO}</p>")
    )
    assert "text" in article.text
    assert "\x1b" not in article.text


def test_redirections_and_bases_are_ignored():
    head = (
        "<meta http-equiv='refresh' content='0;url=file:///etc/passwd'><base href='file:///etc/'>"
    )
    article = read(
        page(f"<p>{ONE} See <a href='passwd'>this</a> now.</p><p>{TWO}</p><p>{THREE}</p>", head)
    )
    assert article.styles == ()


def test_deep_nesting_neither_crashes_nor_hangs():
    start = time.process_time()
    with pytest.raises(IntakeError, match=r"deep\.html"):
        read_bytes(b"<html><body>" + b"<div>" * 20_000, "deep.html")
    assert ONE in read(page(f"<p>{ONE}</p><p>{TWO}</p>" + "<ul><li>in " * 3000)).text
    assert time.process_time() - start < 5


def longest(before="", after="'"):
    return f"{before}data:image/png;base64,{'iVBORw0K' * 1_375_000}{after}"


@pytest.mark.parametrize(
    "between",
    [
        longest("<img src='") + ">",
        longest("<img src=", "") + ">",
        longest("<script>let picture = '") + "</script>",
        longest("<!-- '") + "-->",
    ],
    ids=["quoted", "unquoted", "script", "comment"],
)
def test_a_picture_of_eleven_megabytes_within_a_page_loses_none_of_its_text(between):
    told = [f"{sentence} So it was, {time} times." for time in (2, 3) for sentence in (ONE, TWO)]
    text = "".join(f"<p>{sentence}</p>" for sentence in told)
    article = read(page(f"<p>{THREE}</p>{text}{between}<p>The end of it. {THREE}</p>"))
    assert article.text.split("\n\n") == [THREE, *told, f"The end of it. {THREE}"]


def test_a_large_page_is_no_deeper_than_a_small_one():
    deep = "<ul><li>in " * 3000
    assert ONE in read(page(f"<p>{ONE}</p><p>{TWO}</p>{deep}{longest('<img src=', '')}>")).text


def test_a_page_may_begin_at_its_title():
    article = read(f"<meta charset=utf-8>\n<title>U</title><p>{ONE}</p>")
    assert (article.title, article.text) == ("U", ONE)
    prose = f"<title> is an element of HTML.\n\nThe sign </title> ends it. {ONE}"
    assert read_bytes(prose.encode(), "x.txt").format == "plain"


def test_a_page_without_article_is_refused():
    with pytest.raises(IntakeError, match=r"page\.html .*no article"):
        read_bytes(b"<html><head><title>T</title></head><body></body></html>", "page.html")


def test_an_xml_declaration_does_no_harm():
    html = '<?xml version="1.0" encoding="ISO-8859-1"?>\n' + page(f"<p>Café. {ONE}</p><p>{TWO}</p>")
    assert "Café" in read_bytes(html.encode("latin-1"), "x").text


def test_a_list_that_counts_down_does():
    items = "<li>third point of it</li><li>second point of it</li>"
    article = read(page(f"<p>{ONE}</p><ol reversed>{items}</ol><p>{TWO}</p><p>{THREE}</p>"))
    assert [marker for _, _, marker, _ in shown(article) if marker] == ["2.", "1."]


def test_a_link_to_change_a_part_is_no_word_of_its_heading():
    control = "<span class='mw-editsection'>[<a href='/edit'>edit</a>]</span>"
    article = read(page(f"<p>{ONE}</p><h2>History{control}</h2><p>{TWO}</p><p>{THREE}</p>"))
    assert ("heading", 2, "", "History") in shown(article)
