import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import IntakeError
from storage.intake import html_limits, read_bytes
from storage.intake.html import MOST
from storage.intake.html_limits import few_attributes, flattened

PROSE = (
    "The committee met on Tuesday to hear the report, and its members agreed that it was good. "
    "A second sentence follows here, so that there is enough prose to choose this part of it."
)
LAST = "The council met again in the winter of that year to ask what had become of the money."


def page(body):
    return (
        "<!DOCTYPE html><html><head><title>The report</title></head><body><article>"
        f"<h1>The report</h1><p>{PROSE}</p>{body}<p>{LAST}</p></article></body></html>"
    )


def read(body):
    return read_bytes(page(body).encode(), "page.html")


@pytest.mark.parametrize("tag", ["div", "span", "b", "section", "blockquote", "ul><li", "x-box"])
def test_what_is_nested_too_deep_keeps_its_words_and_what_follows_it(tag):
    article = read(
        f"<{tag}>" * 1000 + "<p>The words within it are kept, however deep they stand.</p>"
    )
    assert "The words within it are kept, however deep they stand." in article.text
    assert LAST in article.text
    assert article.title == "The report"
    said = [drop.text for drop in article.dropped if drop.kind == "markup"]
    assert len(said) == 1
    assert "nested too deep" in said[0]


def test_headings_and_lists_within_many_boxes_stay_headings_and_lists():
    body = f"<h2>A part of it</h2><ul><li>one point of it</li></ul><p>{PROSE} Again.</p>"
    article = read("<div>" * 400 + body + "</div>" * 400)
    assert [block.kind.value for block in article.blocks] == [
        *("paragraph", "heading", "item", "paragraph", "paragraph"),
    ]


def test_a_tag_of_too_many_attributes_keeps_the_first_and_says_so():
    many = " ".join(f"a{number}='>'" for number in range(20_000))
    article = read(f"<p id=x {many}>{PROSE} Here.</p>")
    assert f"{PROSE} Here." in article.text
    assert LAST in article.text
    assert [d.text for d in article.dropped if d.kind == "markup"] == [
        "attributes beyond the 200th of 1 tags"
    ]


def test_an_ordinary_page_loses_no_markup():
    article = read("<div class=a id=b><p title='1 > 0'>Some words.</p></div>")
    assert "markup" not in [drop.kind for drop in article.dropped]


def test_a_page_of_very_many_tags_is_read_whole():
    body = "".join(f"<p>The words of paragraph {number} stand here.</p>" for number in range(9000))
    article = read(f"<nav>Home</nav>{body}<aside>Beside it.</aside>")
    texts = article.text.split("\n\n")
    assert (texts[0], texts[-1]) == (PROSE, LAST)
    assert len(texts) == 9002
    assert article.title == "The report"


def test_a_page_of_more_tags_than_can_be_read_is_refused():
    with pytest.raises(IntakeError, match=r"page\.html is a web page of [\d,]+ tags"):
        read("<i>x" * MOST)


BOUND = 3
"""Attributes of a tag in the tests of the bound itself, so that few are many."""
NAMES = ["div", "p", "b", "td", "x-box", "br"]
ATTRIBUTES = [" u", "\tv", " x=1", " y='>'", ' z="a b"', "\nw", " v = 'd e=f g'"]
ASIDE = [
    "text",
    "é",
    "</div>",
    "a = 'b",
    "<!-- <p a b c d e> -->",
    "<script>x = '<b a b c d>'</script>",
]
TAG = st.tuples(st.sampled_from(NAMES), st.lists(st.sampled_from(ATTRIBUTES), max_size=6))


@given(st.lists(st.one_of(TAG, st.sampled_from(ASIDE)), max_size=20))
def test_each_tag_keeps_as_many_attributes_as_it_may_and_all_else_is_left_as_it_is(parts):
    def composed(most):
        return "".join(
            part if isinstance(part, str) else f"<{part[0]}{''.join(part[1][:most])}>"
            for part in parts
        )

    over = sum(not isinstance(part, str) and len(part[1]) > BOUND for part in parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_limits, "_ATTRIBUTES", BOUND)
        assert few_attributes(composed(None)) == (composed(BOUND), over)
        # Read again it is within bounds.
        assert few_attributes(composed(BOUND)) == (composed(BOUND), 0)


TAGS = st.lists(
    st.sampled_from(
        [
            "<div>",
            "</div>",
            "<p>",
            "</b>",
            "<b a='>'>",
            "<script>",
            "</script>",
            "<!-- <p> -->",
            "<td>",
            "<li>",
            "<br>",
            "text",
            " é ",
            "<title>",
            "</title>",
            "<b>",
            "</li>",
        ]
    ),
    max_size=60,
).map("".join)


@given(TAGS, st.integers(0, 300))
def test_no_word_is_lost_in_making_a_page_flat(source, depth):
    made, _ = flattened("<div>" * depth + source)
    assert made.count("text") == source.count("text")
    assert made.count("é") == source.count("é")
