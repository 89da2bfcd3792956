import pytest

from storage.errors import IntakeError
from storage.intake import read_bytes

PROSE = (
    "The harbour office keeps a ledger in which every crossing has a line of its own, and the {} "
    "who writes it has never once looked at the clock on the wall."
)
LOOSE = "On the day when the <b>first</b> boat came, the clerk wrote it down at once."
PLAIN = "On the day when the first boat came, the clerk wrote it down at once."
NOTE = "In a mild winter that is March, and in a hard one it is May."


def between(inner):
    """Give the blocks that are made of what stands between two paragraphs."""
    above, below = (f"<p>{PROSE.format(who)}</p>" for who in ("clerk", "man"))
    page = (
        "<html><head><title>The ledger</title></head><body><article><h1>The ledger</h1>"
        f"{above}{above.replace('office', 'house')}{inner}{below}</article></body></html>"
    )
    article = read_bytes(page.encode(), "page.html")
    blocks = [
        (block.kind.value, block.marker, article.text[block.start : block.end])
        for block in article.blocks
    ]
    assert [text for *_, text in (blocks[0], blocks[-1])] == [
        PROSE.format("clerk"),
        PROSE.format("man"),
    ]
    return blocks[2:-1]


@pytest.mark.parametrize(
    "inner",
    [
        f"<div>{LOOSE}</div>",
        f"<div class='box'><div class='text'>{LOOSE}</div></div>",
        f"<form><button>Listen</button></form>{LOOSE}",
        f"<figure><img src='a.png'></figure>{LOOSE}",
        f"<aside class='admonition note'><p>{LOOSE}</p></aside>",
        f"<p>{LOOSE.replace('the day', '<time>the day</time>')}</p>",
        f"<p>{LOOSE.replace('clerk', '<label>clerk</label>')}</p>",
    ],
)
def test_text_that_stands_loose_is_a_paragraph_of_its_own(inner):
    assert between(inner) == [("paragraph", "", PLAIN)]


def test_a_short_sentence_in_a_box_of_its_own_is_kept_and_a_label_is_not():
    boxes = "".join(
        f"<div class='item'>{text}</div>" for text in ("The boat came at noon.", "Noon")
    )
    assert between(boxes) == [("paragraph", "", "The boat came at noon.")]


@pytest.mark.parametrize("block", ["<h2>May</h2>", "<ul><li>May</li></ul>"])
def test_loose_text_below_another_block_is_not_cut_at_its_styles(block):
    assert between(f"{block}{LOOSE}")[1:] == [("paragraph", "", PLAIN)]


def test_what_leads_on_to_other_articles_is_left_out():
    for name in ("related-posts", "next-post-thumbnails", "h-cite", "web-mentions", "more-stories"):
        assert between(f"<div class='{name}'><p>{LOOSE}</p></div>") == []


@pytest.mark.parametrize("tag", ["p", "div", "td"])
def test_the_lines_of_verse_stay_lines(tag):
    lines = ["It stands where it stood", "and the river goes by", "with everything in it."]
    inner = f"<{tag}>{'<br>'.join(lines)}</{tag}>"
    inner = f"<table><tr>{inner}</tr></table>" if tag == "td" else inner
    assert between(inner) == [("paragraph", "", line) for line in lines]


def test_text_that_stands_loose_in_the_cell_of_a_layout_is_not_cut():
    cell = f"{LOOSE} {PROSE.format('boy')}<br><br>{LOOSE}<br><br>{PROSE.format('girl')}"
    blocks = between(f"<table><tr><td><a href='/'>Home</a></td><td>{cell}</td></tr></table>")
    texts = [text for *_, text in blocks]
    assert texts[-3:] == [f"{PLAIN} {PROSE.format('boy')}", PLAIN, PROSE.format("girl")]


def test_the_lines_in_a_cell_of_a_table_are_told_apart():
    rows = "<tr><th>Pier</th><th>Boats</th></tr><tr><td>North</td><td>Ada<br>Bea<br>Cleo</td></tr>"
    assert between(f"<table>{rows}</table>") == [("table", "", "Pier\tBoats\nNorth\tAda Bea Cleo")]


def test_a_question_about_cookies_is_no_article():
    ask = "We use cookies and data to deliver and maintain our services, and to measure engagement."
    page = (
        f"<html><head><title>One moment</title></head><body><h1>Wait</h1><p>{ask}</p></body></html>"
    )
    with pytest.raises(IntakeError, match="no article"):
        read_bytes(page.encode(), "page.html")


def test_a_line_of_date_and_author_above_the_text_is_read():
    above = "<p>June 4, 2015 by Ann Lindqvist</p>"
    body = "".join(f"<p>{PROSE.format(who)}</p>" for who in ("clerk", "man", "boy"))
    page = f"<html><head><title>The weir</title></head><body><div>{above}{body}</div></body></html>"
    article = read_bytes(page.encode(), "page.html")
    assert (article.byline, article.published) == ("Ann Lindqvist", "2015-06-04")
    assert article.text.startswith(PROSE.format("clerk"))


def test_a_quotation_within_a_sentence_does_not_cut_it():
    inner = "<p>The clerk said <q>the water is <b>late</b></q> and went back to her own work.</p>"
    said = "The clerk said “the water is late” and went back to her own work."
    assert between(inner) == [("paragraph", "", said)]


def test_who_is_quoted_stays_with_the_quotation():
    quote = f"<blockquote><p>{PLAIN}</p><footer>The old clerk</footer></blockquote>"
    assert between(quote) == [("quote", "", PLAIN), ("quote", "", "The old clerk")]


@pytest.mark.parametrize(
    "code",
    [
        "<pre>a = 1\n  b = 2</pre>",
        "<pre>a = 1<br>  b = 2</pre>",
        "<pre><b>a</b> = 1\n  b = 2</pre>",
    ],
)
def test_preformatted_text_keeps_its_lines(code):
    assert between(code) == [("code", "", "a = 1\n  b = 2")]


@pytest.mark.parametrize(
    "mark",
    [
        "<sup><a href='#fn1'>1</a></sup>",
        "<a class='footnote-ref' href='#fn1'><sup>1</sup></a>",
        "<sup class='reference'><a href='#cite_note-1'>[1]</a></sup>",
        "<a href='#fn1' role='doc-noteref'>1</a>",
    ],
)
def test_the_mark_of_a_footnote_is_told_from_the_word_before_it(mark):
    inner = f"<p>The boat waits until the ice has gone{mark}, which nobody can foretell.</p>"
    text = "The boat waits until the ice has gone[1], which nobody can foretell."
    assert between(inner) == [("paragraph", "", text)]


@pytest.mark.parametrize(
    "notes",
    [
        f"<div role='doc-endnotes'><ol><li><p>{NOTE} <a href='#r'>↩</a></p></li></ol></div>",
        f"<div class='footnotes'><ol><li>{NOTE} <a href='#r'>↩︎</a></li></ol></div>",
        f"<ol class='references'><li><a href='#r'>^</a> <span>{NOTE}</span></li></ol>",
    ],
)
def test_footnotes_are_kept_with_their_numbers(notes):
    assert between(notes) == [("item", "1.", NOTE)]


def test_a_footnote_in_an_element_of_its_own_is_a_paragraph():
    assert between(f"<aside class='footnote'><p>{NOTE}</p></aside>") == [("paragraph", "", NOTE)]


def test_a_link_to_a_number_elsewhere_is_no_mark():
    inner = (
        "<p>The clerk went to pier <a href='/piers#3'>3</a> and waited for the boat to come.</p>"
    )
    assert between(inner)[0][2] == "The clerk went to pier 3 and waited for the boat to come."
