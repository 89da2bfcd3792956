"""Articles and notes as Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from storage.anchors import passage
from storage.export import Dossier, collection, document
from storage.export.blocks import article_text
from storage.models import (
    Annotation,
    Article,
    Block,
    BlockKind,
    Bookmark,
    Claim,
    Ink,
    Kind,
    Progress,
    Source,
    State,
    Style,
    StyleKind,
)

Build = Callable[..., Article]


def pieces(*parts: tuple[BlockKind, str] | tuple[BlockKind, str, int, str]) -> Article:
    """Build an article of blocks: kind, text, and maybe level and marker."""
    blocks, start = [], 0
    for kind, text, *rest in parts:
        level, marker = rest or (0, "")
        blocks.append(Block(kind, start, start + len(text), int(level), str(marker)))
        start += len(text) + 2
    return Article(title="T", text="\n\n".join(part[1] for part in parts), blocks=tuple(blocks))


def styled(text: str, *runs: tuple[StyleKind, str, str]) -> Article:
    """Build an article of one paragraph; each run is a kind, the words it covers, an address."""
    made = pieces((BlockKind.PARAGRAPH, text))
    styles = tuple(
        Style(kind, text.index(words), text.index(words) + len(words), href)
        for kind, words, href in runs
    )
    return replace(made, styles=styles)


def noted(article: Article, words: str, **fields: Any) -> Annotation:
    start = article.text.index(words)
    return Annotation(
        uid="0123456789abcdef",
        article=1,
        passage=passage(article.text, start, start + len(words)),
        created="2026-11-09T08:00:00Z",
        **fields,
    )


def dossier(article: Article, **fields: Any) -> Dossier:
    return Dossier(article, State.READING, Progress(fraction=0.5), **fields)


def test_a_document_begins_with_front_matter_that_yaml_can_read(article: Build) -> None:
    made = article(
        'Kerbs: a "history"',
        byline="Ida #Brandt",
        site="Metre",
        url="https://metre.example/kerbs",
        published="2026-01-02",
        source=Source("The Post", "2025-12-31"),
        language="en",
        uid="abc",
        saved="2026-11-09T08:00:00Z",
        tags=("policy", "oslo"),
    )
    head = document(dossier(made)).split("---\n")[1]
    assert head.splitlines() == [
        'title: "Kerbs: a \\"history\\""',
        'author: "Ida #Brandt"',
        'site: "Metre"',
        'url: "https://metre.example/kerbs"',
        'published: "2026-01-02"',
        'source: "The Post"',
        'source_published: "2025-12-31"',
        'language: "en"',
        f"words: {made.words}",
        'saved: "2026-11-09T08:00:00Z"',
        'state: "reading"',
        "progress: 0.5",
        'tags: ["policy", "oslo"]',
        'manicule: "abc"',
    ]


@pytest.mark.parametrize(
    "title",
    ["---", "line\nbreak", "a\u2028b", "a\x85b", "\x7f", "\ufeffx", "🌊: 'x' \"y\"", "- #@%{null}"],
)
def test_a_title_stays_on_its_line_of_the_front_matter(article: Build, title: str) -> None:
    head = document(dossier(article(title, uid="u"))).split("\n---\n")[0]
    line = next(line for line in head.splitlines() if line.startswith("title: "))
    assert json.loads(line.removeprefix("title: ")) == title
    assert not re.search("[\x7f-\x9f\u2028\u2029\ufeff]", head)


def test_a_note_is_quote_id_note_and_what_is_known_of_it(article: Build) -> None:
    made = article("Kerbs", "Kerbs should be low.", "They are not.")
    note = noted(made, "low.\n\nThey", note="Why?\n\n- Oslo", ink=Ink.RED, tags=("oslo", "kerb"))
    assert (
        "## Notes\n\n> low.\n>\n> They\n\n^a-01234567\n\nWhy?\n\n- Oslo\n\n"
        "*red · #oslo · #kerb · 2026-11-09*\n"
    ) in document(dossier(made, annotations=(note,)))


@given(st.text(min_size=1))
def test_whatever_names_a_mark_obsidian_can_link_to_its_block(uid: str) -> None:
    made = Article("Kerbs", "Kerbs should be low.", ())
    note = Annotation(uid, 1, passage(made.text, 0, 5))
    mark = Bookmark(uid, 1, passage(made.text, 0, 5), "a")
    text = document(dossier(made, annotations=(note,), bookmarks=(mark,)))
    assert re.search(r"^> Kerbs\n\n\^a-[A-Za-z0-9-]{1,8}\n\n", text, re.MULTILINE)
    assert re.search(r"^- \*\*a\*\* Kerbs \^b-[A-Za-z0-9-]{1,8}$", text, re.MULTILINE)


def test_a_lost_note_is_exported_and_said_to_be_lost(article: Build) -> None:
    made = article("Kerbs", "Kerbs should be low.")
    note = noted(made, "low", lost=True)
    text = document(dossier(made, annotations=(note,)), full=True)
    assert "> low\n" in text
    assert "no longer found in the text" in text
    assert "==" not in text


def test_bookmarks_and_the_claims_of_the_default_density_are_listed(article: Build) -> None:
    made = article("Kerbs", "Kerbs should be low. They are 3 * 4 cm.")
    mark = Bookmark("fedcba9876543210", 1, passage(made.text, 21, 25), "a")
    claims = (
        Claim(21, 39, "They are 3 * 4 cm.", Kind.FACT, 0.9, density=2),
        Claim(0, 20, "Kerbs should be low.", Kind.POLICY, 0.8, density=3),
        Claim(0, 5, "Kerbs", Kind.VALUE, 0.1, density=4),
    )
    text = document(dossier(made, bookmarks=(mark,), claims=claims))
    assert "## Bookmarks\n\n- **a** They ^b-fedcba98\n" in text
    assert text.endswith(
        "## Key claims\n\n- **policy:** Kerbs should be low.\n- **fact:** They are 3 * 4 cm.\n"
    )


def test_what_is_not_there_has_no_section(article: Build) -> None:
    assert "##" not in document(dossier(article("Kerbs")))


def test_several_articles_in_one_document_have_no_front_matter(article: Build) -> None:
    text = collection([dossier(article("One")), dossier(article("Two"))])
    assert "\n---" not in text
    assert text.startswith("<!-- manicule:begin ")
    assert "\n\n# One\n" in text
    assert "\n\n# Two\n" in text


def test_the_full_text_marks_what_was_highlighted(article: Build) -> None:
    made = article("Kerbs", "Kerbs should be low.", "They are not.")
    notes = (noted(made, "low.\n\nThey"), noted(made, "be low"))
    text = document(dossier(made, annotations=notes), full=True)
    assert text.endswith("## Text\n\nKerbs should ==be low.==\n\n==They== are not.\n")


def test_every_kind_of_block_is_written_as_what_it_is() -> None:
    made = pieces(
        (BlockKind.HEADING, "Speed", 2, ""),
        (BlockKind.QUOTE, "We moved it."),
        (BlockKind.QUOTE, "And waited."),
        (BlockKind.ITEM, "one", 0, "•"),
        (BlockKind.ITEM, "deeper", 1, "•"),
        (BlockKind.ITEM, "two", 0, "2."),
        (BlockKind.RULE, ""),
        (BlockKind.CODE, "if x:\n    y = `z`\n \nend"),
        (BlockKind.TABLE, "a\tb\n1|2\t"),
        (BlockKind.CAPTION, "A kerb."),
        (BlockKind.PARAGRAPH, "# no heading"),
    )
    assert article_text(made) == "\n".join(
        [
            *("### Speed", "", "> We moved it.", ">", "> And waited.", ""),
            *("- one", "    - deeper", "2. two", "", "***", ""),
            *("```", "if x:", "    y = `z`", " ", "end", "```", ""),
            *("| a | b |", "| --- | --- |", "| 1\\|2 |  |", ""),
            *("A kerb.", "", "\\# no heading"),
        ]
    )


def test_an_item_without_a_parent_is_no_code() -> None:
    made = pieces((BlockKind.ITEM, "deep", 3, "•"), (BlockKind.ITEM, "deeper", 4, "•"))
    assert article_text(made) == "- deep\n    - deeper"


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (styled("a bold b", (StyleKind.STRONG, "bold", "")), "a **bold** b"),
        (styled("a bold b", (StyleKind.STRONG, " bold ", "")), "a **bold** b"),
        (
            styled("a b c d", (StyleKind.STRONG, "b c", ""), (StyleKind.EMPHASIS, "c", "")),
            "a **b *c*** d",
        ),
        (
            styled("a b c d", (StyleKind.STRONG, "b c", ""), (StyleKind.EMPHASIS, "c d", "")),
            "a **b *c*** *d*",
        ),
        (
            styled("see here.", (StyleKind.LINK, "here", "https://x.example/a_(b)")),
            "see [here](<https://x.example/a_(b)>).",
        ),
        (styled("see here", (StyleKind.LINK, "here", "https://x.example")), None),
        (styled("run `x` *now*", (StyleKind.CODE, "`x` *now*", "")), "run `` `x` *now* ``"),
        (
            styled("a code b", (StyleKind.CODE, "code", ""), (StyleKind.STRONG, "od", "")),
            "a **`code`** b",
        ),
        (styled("gone", (StyleKind.STRIKE, "gone", "")), "~~gone~~"),
    ],
)
def test_runs_are_nested_properly(made: Article, written: str | None) -> None:
    text = article_text(made)
    if written is None:
        assert text == "see [here](https://x.example)"
    else:
        assert text.startswith(written)


def test_the_full_text_reads_as_the_article_reads() -> None:
    made = styled(
        "Some *stars*, a [link](x), <b>tags</b> & `ticks` in bold words.",
        (StyleKind.STRONG, "bold words", ""),
        (StyleKind.EMPHASIS, "ticks` in bold", ""),
    )
    (inline,) = [
        token
        for token in MarkdownIt("commonmark").parse(article_text(made))
        if token.type == "inline"
    ]
    assert "".join(child.content for child in inline.children or []) == made.text


def test_the_lines_of_a_note_stay_lines_and_code_stays_code(article: Build) -> None:
    made = article("Kerbs", "Kerbs should be low.")
    note = noted(made, "low", note="one\ntwo\n\n```\na\nb\n```\nlast")
    text = document(dossier(made, annotations=(note,)))
    assert "one  \ntwo\n\n```\na\nb\n```\nlast\n" in text
    rendered = MarkdownIt("commonmark").render(text)
    assert "one<br />\ntwo" in rendered
    assert "a\nb\n</code>" in rendered
