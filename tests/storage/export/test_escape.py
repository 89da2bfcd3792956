"""Plain text inside Markdown."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from storage.export.escape import code_block, code_span, escape, quoted

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])

ODD = st.text(alphabet="ab1 .-+*_`~=#>|<&;![]()\\/:é\"'", max_size=24)


def shown(markdown: str) -> str:
    """Give the text a reader of the rendered Markdown would see."""
    out: list[str] = []
    for token in MARKDOWN.parse(markdown):
        if token.type == "inline":
            children = token.children or []
            out += ["\n" if child.type == "softbreak" else child.content for child in children]
            out.append("\n")
        elif token.type in ("html_block", "fence", "code_block", "hr"):
            raise AssertionError(f"{token.type} in {markdown!r}")
    return "".join(out).rstrip("\n")


@settings(max_examples=400, deadline=None)
@given(ODD)
def test_any_line_reads_as_itself_in_a_quote(text: str) -> None:
    line = " ".join(text.split())
    rendered = MARKDOWN.parse(quoted(line))
    assert [token.type for token in rendered][:1] == ["blockquote_open"]
    assert {token.type for token in rendered} <= {
        "blockquote_open",
        "blockquote_close",
        "paragraph_open",
        "paragraph_close",
        "inline",
    }
    assert shown(quoted(line)) == line


@settings(max_examples=300, deadline=None)
@given(st.lists(ODD, max_size=4))
@example(["[", "1]:1"])
def test_any_lines_stay_inside_their_quote(lines: list[str]) -> None:
    tokens = MARKDOWN.parse(quoted("\n".join(lines)) + "\n\nafter")
    assert tokens[0].type == "blockquote_open"
    assert [token.type for token in tokens[-4:]] == [
        "blockquote_close",
        "paragraph_open",
        "inline",
        "paragraph_close",
    ]
    words = "".join("".join(lines).split())
    assert "".join(shown(quoted("\n".join(lines))).split()) == words


@pytest.mark.parametrize(
    "text",
    [
        "Cities should set the speed first, and draw the street to fit it.",
        "It rose from 3.5 to 4 per cent - a record (in 1990).",
        "snake_case stays, 2 * 3 = 6, AT&T, a < b, “quoted”, [1], #streets",
        "the limit: 30 km/h",
    ],
)
def test_ordinary_text_gets_no_backslash(text: str) -> None:
    assert escape(text) == text


def test_code_holds_any_backticks() -> None:
    assert code_span("a") == "`a`"
    assert code_span("a `` b") == "```a `` b```"
    assert code_span("`x`") == "`` `x` ``"
    assert code_block("a\n```\nb") == "````\na\n```\nb\n````"
