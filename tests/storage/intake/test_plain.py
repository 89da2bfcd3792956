import pytest

from storage.intake import read_bytes
from storage.models import BlockKind, Source

ONE = (
    "The harbour was closed for a year while the engineers looked for the leak that nobody had "
    "believed in, and the town learned to live without its ships."
)
TWO = (
    "In the second year the ships came back, but the men who had known how to unload them were "
    "gone, and the work had to be learned again."
)
WRAPPED = (
    "When the harbour was opened again in the spring of the second year, the\n"
    "town had changed so much that the captains did not know where to look\n"
    "for their agents, and half of the cargo was put ashore in the wrong port-\n"
    "side sheds before anybody had thought of asking."
)


def read(*parts, **options):
    return read_bytes("\n\n".join(parts).encode(), "stdin", **options)


def blocks(article):
    return [article.text[block.start : block.end] for block in article.blocks]


def kinds(article):
    return [block.kind for block in article.blocks]


def drops(article):
    return [(dropped.line, dropped.kind) for dropped in article.dropped]


def test_a_pasted_page_is_taken_apart():
    article = read(
        "Home > Ports > Ann Lindqvist: What the Harbour Learned in a Year",
        "Ann Lindqvist: What the Harbour Learned in a Year",
        "Tue, Mar 5, 2019",
        ONE,
        "Share this article",
        TWO,
        "Original article published in Harbour Weekly on February 27, 2018",
        "X Thank you for your interest in the Institute of Ports!",
        "Sign up for our newsletter",
        "© 2019 Institute of Ports. All rights reserved.",
    )
    assert article.title == "What the Harbour Learned in a Year"
    assert (article.byline, article.byline_inferred) == ("Ann Lindqvist", True)
    assert article.alternative_titles == ("Ann Lindqvist: What the Harbour Learned in a Year",)
    assert (article.published, article.section) == ("2019-03-05", "Ports")
    assert article.source == Source("Harbour Weekly", "2018-02-27")
    assert article.language == "en"
    assert blocks(article) == [ONE, TWO]
    assert drops(article) == [
        (1, "breadcrumb"),
        (3, "headline"),
        (5, "dateline"),
        (9, "share"),
        (13, "provenance"),
        (15, "widget"),
        (17, "newsletter"),
        (19, "footer"),
    ]
    assert article.dropped[2].text == "Tue, Mar 5, 2019"


def test_hard_wraps_are_undone():
    article = read("The harbour", WRAPPED, WRAPPED.replace("spring", "autumn"))
    assert len(article.blocks) == 2
    assert "\n" not in blocks(article)[0]
    assert "the town had changed" in article.text
    assert "port-side sheds" in article.text


def test_a_poem_keeps_its_lines():
    lines = [
        "The tide came in with silver hands",
        "And took the pebbles, one by one,",
        "And wrote its name along the sands",
        "Until the writing was undone.",
    ]
    article = read("Low Water", "\n".join(lines))
    assert article.title == "Low Water"
    assert blocks(article) == lines


def test_a_poem_of_single_lines_loses_none():
    article = read("I am here", "The night is long", "The stars are far")
    assert blocks(article) == ["I am here", "The night is long", "The stars are far"]


def test_a_letter_survives_whole():
    parts = [
        "4 Quay Street\n3 May 1921",
        "Dear Maria,",
        ONE,
        "Thank you for your interest in the ships!",
        "Yours ever,\nTom",
    ]
    article = read(*parts)
    assert article.dropped == ()
    assert article.text.split() == " ".join(parts).split()
    assert article.title == "Dear Maria"


def test_a_short_note_survives_whole():
    article = read("Buy milk\nCall Anna")
    assert blocks(article) == ["Buy milk", "Call Anna"]


@pytest.mark.parametrize(
    "line",
    [
        "X Corp said on Monday that it would open its data to the agencies of the town.",
        "By the time the second letter came, most of the offices had already begun to move.",
        "Originally published in 1851, the report on the port was still being quoted a century on.",
        "Home > School > Work is the order in which most people learn to write, he said.",
        "Share the draft early, because the people who will live with it are the ones to ask.",
        "We baked the cookies for an hour, and then we ate them all on the quay.",
        "Topics such as this are hard to write about for the people of the town.",
        "Thank you for reading this letter to the end, my friend of the old harbour days.",
        "We get updates from the harbour master by e-mail and by the radio every day.",
    ],
)
def test_lines_that_only_look_like_furniture_stay(line):
    for parts in ((line, ONE, TWO), (ONE, line, TWO), (ONE, TWO, line)):
        assert line in blocks(read("On the harbour", *parts))


def test_a_topic_before_a_colon_is_no_author():
    for title in (
        "Climate Change: What the Town Can Still Do",
        "Harbour Town: How It Learned to Wait",
        "Supreme Court: The Case of the Lost Ships",
    ):
        article = read(title, ONE, TWO + " Harbour town is what they call it.")
        assert (article.title, article.byline) == (title, None)


@pytest.mark.parametrize(
    ("lines", "byline", "published"),
    [
        (["By Kim Okoro", "May 3, 2019"], "Kim Okoro", "2019-05-03"),
        (["By Kim Okoro and Ana de la Cruz", "Posted on 3 May 2019"], None, "2019-05-03"),
        (["Kim Okoro | May 3, 2019 | 5 min read"], "Kim Okoro", "2019-05-03"),
        (["May 3, 2019 by Kim Okoro"], "Kim Okoro", "2019-05-03"),
        (["Kim Okoro", "2019-05-03"], "Kim Okoro", "2019-05-03"),
        (["Von Kim Okoro", "Freitag, 3. Mai 2019, 14:05 Uhr"], "Kim Okoro", "2019-05-03"),
        (["By Kim Okoro, Staff Writer", "Updated: May 9, 2019"], "Kim Okoro", None),
        (["By Kim Okoro", "03/05/2019"], "Kim Okoro", None),
    ],
)
def test_bylines_and_datelines_are_read_in_many_forms(lines, byline, published):
    article = read("What the harbour learned", *lines, ONE)
    assert article.byline == (byline or lines[0].removeprefix("By "))
    assert article.published == published
    assert blocks(article) == [ONE]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        (
            "This post originally appeared on API Evangelist on May 9, 2014.",
            ("API Evangelist", "2014-05-09"),
        ),
        ("First published by The Port Gazette, 3 May 2019", ("The Port Gazette", "2019-05-03")),
        (
            "This article was originally published in The Hindu on 3 March 2020 and is "
            "republished here with permission.",
            ("The Hindu", "2020-03-03"),
        ),
        ("Zuerst erschienen in Die Zeit am 3. Mai 2019", ("Die Zeit", "2019-05-03")),
        ("Source: Economic Daily", ("Economic Daily", None)),
        (
            "Republished from The Conversation under a Creative Commons licence.",
            ("The Conversation", None),
        ),
    ],
)
def test_provenance_is_read_above_and_below(line, source):
    for parts in ((line, ONE, TWO), (ONE, TWO, line)):
        article = read("What the harbour learned", *parts)
        assert article.source == Source(*source)
        assert blocks(article) == [ONE, TWO]


def test_the_site_is_cut_from_a_title_known_from_elsewhere():
    article = read("What the harbour learned | The Port Gazette", "What the harbour learned", ONE)
    assert (article.title, article.site) == ("What the harbour learned", "The Port Gazette")


def test_lists_headings_quotes_and_rules_are_told_apart():
    article = read(
        "The harbour",
        ONE,
        "WHAT CAME BACK",
        TWO + " There were three things:",
        "- ships\n- men\n    - old ones\n- noise",
        "1. first\n2. second",
        "* * *",
        "> Nobody asked\n> for the ships.",
        TWO,
    )
    assert kinds(article) == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        *[BlockKind.ITEM] * 6,
        BlockKind.RULE,
        BlockKind.QUOTE,
        BlockKind.PARAGRAPH,
    ]
    items = [block for block in article.blocks if block.kind is BlockKind.ITEM]
    assert [(item.marker, item.level) for item in items] == [
        ("•", 0),
        ("•", 0),
        ("•", 1),
        ("•", 0),
        ("1.", 0),
        ("2.", 0),
    ]
    assert "Nobody asked for the ships." in blocks(article)


def test_a_text_without_title_is_named_by_its_first_words():
    assert read(ONE, TWO).title == "The harbour was closed for a year while…"


def test_a_header_of_labels_is_read():
    header = (
        "From: Ann Lindqvist <ann@example.org>\nSubject: The harbour\nDate: Fri, 3 May 2019 10:00"
    )
    article = read(header, ONE)
    assert (article.title, article.byline) == ("The harbour", "Ann Lindqvist")
    assert article.published == "2019-05-03"
    assert blocks(article) == [ONE]


def test_a_page_dump_gives_its_article():
    menu = "\n".join(
        f"  * {word}" for word in ["Home", "News", "Sport", "Culture", "Travel", "Weather", "Shop"]
    )
    article = read(
        "Skip to content",
        menu,
        "Log in",
        "Search",
        "What the harbour learned",
        ONE,
        TWO,
        "Related articles",
        "Older story",
        "Leave a comment",
        "Your email address will not be published.",
        "Name",
        "Privacy policy",
        "Contact",
    )
    assert article.title == "What the harbour learned"
    assert blocks(article) == [ONE, TWO]
    assert len(article.raw) > len(article.text)


def test_short_lines_alone_start_no_page_dump():
    lines = [f"A short line {n}" for n in range(40)]
    assert len(read(ONE, "\n".join(lines), TWO).dropped) == 0


def test_nothing_but_furniture_is_still_kept():
    assert read("Share this article", "© 2019 Somebody").text


@pytest.mark.parametrize(
    "piece", ["Home > ", "by ", "published in ", "1-", "a | ", "> ", "- ", "["]
)
def test_a_hostile_line_takes_no_time(piece):
    article = read(piece * 40_000, ONE)
    assert blocks(article)[-1] == ONE


@pytest.mark.parametrize("greeting", ["Dear friend,", "Hi all,", "Lieber Tom,", "Chers amis,"])
def test_a_greeting_is_not_the_title_when_one_stands_above(greeting):
    article = read("Notes on the harbour", greeting, ONE, TWO)
    assert article.title == "Notes on the harbour"
    assert greeting in article.text
