import pytest

from storage.errors import IntakeError
from storage.intake import read_bytes
from storage.models import BlockKind, StyleKind


def read(text):
    article = read_bytes(text.encode(), "notes.md")
    assert article.format == "markdown"
    return article


def shown(article):
    return [
        (block.kind.value, block.level, block.marker, article.text[block.start : block.end])
        for block in article.blocks
    ]


def test_blocks_are_told_apart():
    article = read(
        "# Title\n\nSome *prose*.\n\n## Part\n\n> quoted\n>\n>> deeper\n\n"
        "3. three\n4. four\n   - inner\n\n     more of inner\n\n---\n\n"
        "```py\ndef f():\n\n\treturn 1\n```\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n"
        "![A picture](p.png)\n\nEnd.\n"
    )
    assert article.title == "Title"
    assert shown(article) == [
        ("paragraph", 0, "", "Some prose."),
        ("heading", 2, "", "Part"),
        ("quote", 0, "", "quoted"),
        ("quote", 1, "", "deeper"),
        ("item", 0, "3.", "three"),
        ("item", 0, "4.", "four"),
        ("item", 1, "•", "inner"),
        ("item", 1, "", "more of inner"),
        ("rule", 0, "", ""),
        ("code", 0, "", "def f():\n \n    return 1"),
        ("table", 0, "", "a\tb\n1\t2"),
        ("caption", 0, "", "A picture"),
        ("paragraph", 0, "", "End."),
    ]
    assert [(d.kind, d.line, d.text) for d in article.dropped] == [("headline", 1, "Title")]


def test_styles_know_their_offsets():
    article = read("# T\n\nA **bold *both*** and `code`, ~~gone~~ and [link](https://e.org/x).\n")
    styles = [(s.kind, article.text[s.start : s.end], s.href) for s in article.styles]
    assert styles == [
        (StyleKind.STRONG, "bold both", ""),
        (StyleKind.EMPHASIS, "both", ""),
        (StyleKind.CODE, "code", ""),
        (StyleKind.STRIKE, "gone", ""),
        (StyleKind.LINK, "link", "https://e.org/x"),
    ]


def test_links_that_lead_nowhere_safe_are_text():
    article = read("# T\n\n[a](javascript:alert(1)) [b](file:///etc/passwd) [c](../d.md) **x**\n")
    assert [s.kind for s in article.styles] == [StyleKind.STRONG]
    assert "c" in article.text


def test_control_characters_written_as_references_do_not_come_back():
    assert "\x1b" not in read("# T\n\nA &#27;[31mred&#x202e; **word**.\n").text


def test_raw_html_gives_its_words_only():
    article = read(
        "# T\n\n<aside class='q'>\n  <p>One &amp; two.</p>\n</aside>\n\n"
        "<script>\nalert(1)\n</script>\n\n<!-- note -->\n\nA <b>bold</b> word.<br>End.\n"
    )
    assert [text for *_, text in shown(article)] == ["One & two.", "A bold word. End."]


def test_footnotes_and_wiki_links_stay_readable():
    article = read("# T\n\nA claim.[^1] See [[Other Note|that]] and [[Third]].\n\n[^1]: Ibid.\n")
    assert "A claim.[^1] See that and Third." in article.text
    assert "[^1]: Ibid." in article.text


def test_each_footnote_is_a_paragraph_with_all_that_is_set_in_below_it():
    article = read(
        "# T\n\nSo[^1] it[^b] is.\n[^1]: Ibid.\n[^b]: Two *words*\nand more.\n\n"
        "    Its second paragraph.\n\n    - a list\n\n\t  ```\n\t  x = 1\n\t  ```\n\n"
        "Last words.\n\n    code\n\n> Quoted[^c].\n>\n> [^c]: There.\n"
    )
    assert shown(article) == [
        ("paragraph", 0, "", "So[^1] it[^b] is."),
        ("paragraph", 0, "", "[^1]: Ibid."),
        ("paragraph", 0, "", "[^b]: Two words and more."),
        ("paragraph", 0, "", "Its second paragraph."),
        ("item", 0, "•", "a list"),
        ("code", 0, "", "x = 1"),
        ("paragraph", 0, "", "Last words."),
        ("code", 0, "", "code"),
        ("quote", 0, "", "Quoted[^c]."),
        ("quote", 0, "", "[^c]: There."),
    ]


def test_a_hard_break_is_a_space():
    assert "red violets" in read("# T\n\nRoses are red  \nviolets **are**\\\nblue\n").text


def test_yaml_front_matter_is_read():
    article = read(
        '---\ntitle: "The \\"Port\\": a study"\nauthor:\n  - "[[Ann Lindqvist]]"\n  - Kim Okoro\n'
        "date: '2019-05-03T10:00:00Z'\nsource: https://example.org/port\nsite: Port Gazette\n"
        "tags: [ships, 'old harbours', ships]\nlang: en-GB\nexcerpt: \"over\n  two lines\"\n"
        'nested:\n  key: value\n# comment\n---\n# The "Port": a study\n\nBody.\n'
    )
    assert article.title == 'The "Port": a study'
    assert article.byline == "Ann Lindqvist, Kim Okoro"
    assert not article.byline_inferred
    assert (article.published, article.url) == ("2019-05-03", "https://example.org/port")
    assert (article.site, article.language) == ("Port Gazette", "en")
    assert article.tags == ("ships", "old harbours")
    assert article.text == "Body."
    assert [(d.kind, d.line) for d in article.dropped] == [("headline", 17)]
    assert article.raw.startswith("---\ntitle")


def test_toml_front_matter_is_read():
    article = read(
        '+++\ntitle = "Ports"\nauthors = ["Ann"]\npath = "2019/05/03/ports"\n'
        "[extra]\nx = 1\n+++\nBody."
    )
    assert (article.title, article.byline, article.published) == ("Ports", "Ann", "2019-05-03")
    assert article.text == "Body."


def test_an_impossible_date_is_none_and_loses_nothing():
    assert read("---\ntitle: T\ndate: 2024-02-30\n---\nBody.").published is None


def test_a_front_matter_without_end_loses_no_body():
    article = read_bytes(b'---\ntitle: "No end\nauthor: X\n\nThe body.\n\n---\n\nMore.\n', "x")
    assert "The body." in article.text
    assert "More." in article.text


def test_an_alias_bomb_stays_small():
    lines = [
        "a: &a [lol, lol]",
        *(f"{b}: &{b} [*{a},*{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    ]
    article = read("\n".join(["---", *lines, "title: *i", "---", "The body of it."]))
    assert article.title == "The body of it."


def test_front_matter_alone_is_no_article():
    with pytest.raises(IntakeError, match="no text"):
        read_bytes(b"---\ntitle: T\n---\n", "x")


def test_deep_nesting_does_not_crash():
    article = read("# T\n\n" + ">" * 5000 + " deep\n\n" + "**a" * 3000 + "\n\n" + "[" * 300)
    assert "deep" in article.text


@pytest.mark.parametrize("mark", ["- ", "> ", "1. ", "> - "])
def test_words_behind_more_marks_than_are_read_stay(mark):
    article = read(f"# Title\n\n{mark * 2000}the words\n\nSome **prose** of it.")
    assert "the words" in article.text


def test_a_list_indented_further_than_is_read_keeps_every_item():
    lines = [f"{' ' * 2 * depth}- item {depth}" for depth in range(300)]
    article = read("\n".join(["# Deep", "", "Some **prose** of it.", "", *lines]))
    assert [text for text in article.text.split("\n\n") if text.startswith("item")] == [
        f"item {depth}" for depth in range(300)
    ]


@pytest.mark.parametrize("sign", ["[", "![", "^["])
def test_a_text_of_open_brackets_is_read_as_plain_text(sign):
    article = read_bytes(f"# Title\n\n**Bold** words\n\n{sign * 50_000}".encode(), "notes.md")
    assert article.format == "plain"
    assert article.text.count("[") == 50_000


def test_a_heading_of_another_name_stays():
    article = read("---\ntitle: T\n---\n# Other\n\nBody.")
    assert article.blocks[0].kind is BlockKind.HEADING


def test_a_deeply_nested_list_keeps_every_item():
    lines = [f"{'  ' * depth}- item {depth}" for depth in range(70)]
    article = read_bytes("\n".join(["# Deep", "", *lines]).encode(), "deep.md")
    assert [text for text in article.text.split("\n\n") if text.startswith("item")] == [
        f"item {depth}" for depth in range(70)
    ]


@pytest.mark.parametrize("line", ["By Ingrid Halvorsen", "*by Ingrid Halvorsen*"])
def test_a_byline_below_the_title_is_taken_out_and_listed(line):
    article = read(f"# The port\n\n{line}\n\n3 May 2019\n\nIt was **closed**.\n\n## Part\n")
    assert (article.byline, article.published) == ("Ingrid Halvorsen", "2019-05-03")
    assert article.text == "It was closed.\n\nPart"
    assert [(d.kind, d.line) for d in article.dropped] == [
        ("headline", 1),
        ("byline", 3),
        ("dateline", 5),
    ]


def test_the_author_of_the_front_matter_goes_before_a_byline():
    article = read("---\ntitle: T\nauthor: Ann Lindqvist\n---\n# T\n\nBy Kim Okoro\n\nBody.\n")
    assert article.byline == "Ann Lindqvist"
    assert "By Kim Okoro" in article.text


def test_a_byline_that_repeats_the_front_matter_is_not_text():
    article = read("---\ntitle: T\nauthor: Kim Okoro\n---\n\nBy Kim Okoro\n\nBody.\n")
    assert (article.byline, article.text) == ("Kim Okoro", "Body.")


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\nBy the sea\n\nBody.\n",
        "# T\n\nBody.\n\nBy Kim Okoro\n",
        "# T\n\n## By Kim Okoro\n\nBody.\n",
        "# T\n\n- By Kim Okoro\n\nBody.\n",
        "By Kim Okoro\n\n**Body** and `code`.\n\n```\nx\n```\n",
        "# T\n\nBy Kim Okoro\n",
    ],
)
def test_what_only_looks_like_a_byline_stays(text):
    article = read_bytes(text.encode(), "notes.md")
    assert [d.kind for d in article.dropped if d.kind == "byline"] == []
    assert article.text.count("By ") == 1


def test_a_text_of_too_many_lines_for_markdown_is_called_by_its_heading() -> None:
    notes = "\n".join(f"[^{number}]: note" for number in range(70_000))
    made = read_bytes(f"# Feet ##\n\nOf feet.\n\n{notes}\n".encode(), "feet.md")
    assert (made.format, made.title) == ("plain", "Feet")
