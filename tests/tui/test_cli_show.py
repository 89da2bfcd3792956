"""Looking at articles, claims and notes from the command line."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from storage.export import gather
from storage.library import Library
from tui.terminal.page import page as terminal_page

Run = Callable[..., Any]

ARTICLE_KEYS = [
    *("id", "uid", "url", "title", "byline", "site", "published", "source", "language", "words"),
    *("saved", "state", "tags", "progress", "text", "blocks", "claims", "annotations"),
    "bookmarks",
]
BLOCK_KEYS = ["kind", "start", "end", "level"]
CLAIM_KEYS = ["start", "end", "text", "kind", "score", "cues"]
ANNOTATION_KEYS = ["uid", "start", "end", "quote", "note", "ink", "tags", "created"]
BOOKMARK_KEYS = ["uid", "start", "end", "quote", "label", "created"]

PAGE = """\
---
title: On margins
author: Ida Brandt
source: https://margins.example/on
---
# On margins

Readers should write in their books, because a margin is wide for a reason.

- one *thing*
- another

Café ☞ 日本: people must be able to answer what they read, and they will.
"""


def test_show_json_has_the_promised_keys_in_the_promised_order(
    manicule: Run, streets: Path
) -> None:
    manicule("add", streets)
    manicule("highlight", "1", "--quote", "Cities should set the speed", "--note", "yes #oslo")
    manicule("bookmark", "1", "--quote", "The objection")
    shown = manicule("show", "1", "--json").json
    assert list(shown) == ARTICLE_KEYS
    assert shown["blocks"]
    assert all(list(block) == BLOCK_KEYS for block in shown["blocks"])
    assert shown["claims"]
    assert all(list(claim) == CLAIM_KEYS for claim in shown["claims"])
    assert [list(annotation) for annotation in shown["annotations"]] == [ANNOTATION_KEYS]
    assert [list(bookmark) for bookmark in shown["bookmarks"]] == [BOOKMARK_KEYS]
    assert (shown["url"], shown["source"], shown["progress"]) == (None, None, 0.0)
    assert shown["state"] == "unread"


def test_every_span_of_show_json_counts_code_points_into_the_text(
    manicule: Run, tmp_path: Path
) -> None:
    path = tmp_path / "margins.md"
    path.write_text(PAGE, encoding="utf-8")
    manicule("add", path)
    manicule("highlight", "1", "--quote", "日本: people must", "--ink", "green")
    manicule("bookmark", "1", "--quote", "another", "--label", "here")
    shown = manicule("show", "1", "--density", "5", "--json").json
    text = shown["text"]
    assert text == "\n\n".join(text[block["start"] : block["end"]] for block in shown["blocks"])
    for claim in shown["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["text"]
    for mark in (*shown["annotations"], *shown["bookmarks"]):
        assert text[mark["start"] : mark["end"]] == mark["quote"]
    starts = [claim["start"] for claim in shown["claims"]]
    assert starts == sorted(starts)
    assert shown["words"] == len(text.split())


def test_density_decides_how_many_claims_are_shown(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    counts = [
        len(manicule("show", "1", "--json", "--density", str(density)).json["claims"])
        for density in range(1, 6)
    ]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]
    assert len(manicule("show", "1", "--json").json["claims"]) == counts[2]
    assert manicule("list", "--json").json[0]["claims"] == counts[2]


def test_a_piped_article_is_title_byline_and_blocks(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    out = manicule("show", "slow").out
    assert out.startswith("Slow streets, fast cities\nMara Okafor\n\nFor sixty years")
    assert out.endswith("everyone else.\n")
    assert "\x1b" not in out
    assert "☞" not in out


def test_piped_list_items_stand_together_with_their_markers(manicule: Run, tmp_path: Path) -> None:
    path = tmp_path / "margins.md"
    path.write_text(PAGE, encoding="utf-8")
    manicule("add", path)
    assert "• one thing\n• another\n\nCafé" in manicule("show", "1").out


def test_piped_claims_are_one_a_line(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    claims = manicule("show", "1", "--json").json["claims"]
    assert manicule("show", "1", "--claims").out.splitlines() == [
        f"☞ {claim['kind'].upper()}  {claim['text']}" for claim in claims
    ]
    assert manicule("show", "1", "--claims", "--json").json == claims


def test_raw_is_the_source_and_dropped_what_was_taken_out(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    assert manicule("show", "1", "--raw").out == streets.read_text("utf-8")
    dropped = manicule("show", "1", "--dropped", "--json").json
    assert all(list(each) == ["kind", "line", "text"] for each in dropped)
    lines = manicule("show", "1", "--dropped").out.splitlines()
    assert len(lines) >= len(dropped) > 0
    assert any("Mara Okafor" in line for line in lines)


def test_of_a_book_it_is_said_where_its_file_is(manicule: Run, tmp_path: Path) -> None:
    path = tmp_path / "salt.epub"
    opf = "<package xmlns='http://www.idpf.org/2007/opf'><manifest><item id='a' href='a.xhtml' "
    opf += "media-type='application/xhtml+xml'/></manifest>"
    opf += "<spine><itemref idref='a'/></spine></package>"
    container = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
    container += "<rootfile full-path='book.opf'/></rootfiles></container>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("book.opf", opf)
        archive.writestr("a.xhtml", "<html><body><p>Salt was never free.</p></body></html>")
    manicule("add", path)
    for command in (("show", "1", "--raw"), ("reextract", "1")):
        done = manicule(*command)
        assert (done.status, done.out) == (1, "")
        assert f"the file is still {path}." in " ".join(done.err.split())
    path.unlink()
    assert "still" not in manicule("show", "1", "--raw").err


def test_claims_of_stdin_count_into_the_text_to_the_letter(manicule: Run, streets: Path) -> None:
    data = streets.read_bytes()
    done = manicule("claims", "-", "--json", stdin=data)
    assert done.status == 0
    assert list(done.json) == ["text", "claims"]
    assert done.json["text"] == data.decode()
    assert done.json["claims"]
    for claim in done.json["claims"]:
        assert list(claim) == CLAIM_KEYS
        assert done.json["text"][claim["start"] : claim["end"]] == claim["text"]
    scores = [claim["score"] for claim in done.json["claims"]]
    assert scores == sorted(scores, reverse=True)


def test_top_chooses_the_strongest_of_all(manicule: Run, streets: Path) -> None:
    usual = manicule("claims", streets, "--json").json["claims"]
    three = manicule("claims", streets, "--json", "--top", "3").json["claims"]
    everything = manicule("claims", streets, "--json", "--top", "999").json["claims"]
    assert three == everything[:3]
    assert len(everything) > len(usual)
    lines = manicule("claims", streets, "--top", "1").out.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("☞ ")


def test_claims_of_a_markdown_file_or_a_page_are_those_of_its_article(
    manicule: Run, tmp_path: Path
) -> None:
    markdown = tmp_path / "margins.md"
    markdown.write_text(PAGE, encoding="utf-8")
    text = manicule("claims", markdown, "--json").json["text"]
    assert "title:" not in text
    assert "*thing*" not in text
    page = b"<html><body><article><h1>Kerbs</h1><p>" + b"Kerbs should be low. " * 20 + b"</p>"
    assert "<p>" not in manicule("claims", "-", "--json", stdin=page).json["text"]


def test_claims_store_nothing(manicule: Run, streets: Path, tmp_path: Path) -> None:
    manicule("claims", streets)
    assert not (tmp_path / "library.json").exists()


def test_a_text_without_claims_says_so(manicule: Run) -> None:
    done = manicule("claims", "-", stdin=b"Hello\n")
    assert (done.status, done.out) == (0, "")
    assert "no key claims" in done.err
    assert manicule("claims", "-", "--json", stdin=b"Hello\n").json == {
        "text": "Hello\n",
        "claims": [],
    }


def test_notes_are_grouped_by_article_newest_first(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    manicule("add", "-", "--title", "Kerbs", stdin=b"Kerbs should be low, everywhere.\n")
    manicule("highlight", "1", "--quote", "sixty years", "--note", "long\n\nvery long")
    manicule("bookmark", "1", "--quote", "The objection", "--label", "turn")
    manicule("highlight", "2", "--quote", "should be low", "--ink", "red", "--tag", "oslo")
    out = manicule("notes").out
    assert "1  Slow streets, fast cities\n" in out
    assert "  ✎ “sixty years”\n    long\n\n    very long\n" in out
    assert "  ⚑ turn  “The objection”" in out
    assert "red · #oslo" in out
    records = manicule("notes", "--json").json
    assert sorted(record["kind"] for record in records) == ["annotation", "annotation", "bookmark"]
    created = [record["created"] for record in records]
    assert created == sorted(created, reverse=True)
    for record in records:
        keys = BOOKMARK_KEYS if record["kind"] == "bookmark" else ANNOTATION_KEYS
        assert list(record) == ["kind", "article", *keys]
        assert list(record["article"]) == ["id", "uid", "title"]


@pytest.mark.parametrize(
    ("query", "quotes"),
    [
        (["oslo"], ["should be low"]),
        (["tag:oslo"], ["should be low"]),
        (["has:bookmark"], ["The objection"]),
        (["has:note", "by:okafor"], ["sixty years"]),
        (["long"], ["sixty years"]),
        (["kerbs"], ["should be low"]),
        (["is:archived"], ["should be low"]),
    ],
)
def test_notes_take_a_query_and_find_archived_articles_too(
    manicule: Run, streets: Path, query: list[str], quotes: list[str]
) -> None:
    manicule("add", streets)
    manicule("add", "-", "--title", "Kerbs", stdin=b"Kerbs should be low, everywhere.\n")
    manicule("highlight", "1", "--quote", "sixty years", "--note", "long")
    manicule("bookmark", "1", "--quote", "The objection")
    manicule("highlight", "2", "--quote", "should be low", "--tag", "oslo")
    manicule("archive", "2")
    found = [record["quote"] for record in manicule("notes", *query, "--json").json]
    assert found == quotes


def test_no_notes_yet_is_said_apart_from_the_output(manicule: Run) -> None:
    done = manicule("notes")
    assert (done.status, done.out) == (0, "")
    assert "nothing is marked yet" in done.err


def test_json_is_in_letters_and_indented(manicule: Run) -> None:
    manicule("add", "-", "--title", "Café ☞ 日本", stdin=b"Kerbs should be low, everywhere.\n")
    out = manicule("list", "--json").out
    assert "Café ☞ 日本" in out
    assert out == json.dumps(json.loads(out), ensure_ascii=False, indent=2) + "\n"


def test_every_line_of_code_has_the_indent_of_the_block(manicule: Run, tmp_path: Path) -> None:
    page = tmp_path / "code.md"
    page.write_text("# Code\n\n```python\ndef a():\n    if b:\n\n        return 1\n```\n\nAfter.\n")
    manicule("add", page)
    shown = [line.rstrip() for line in manicule("show", "1").out.splitlines()]
    at = shown.index("    def a():")
    assert shown[at : at + 4] == ["    def a():", "        if b:", "", "            return 1"]


def test_code_keeps_its_own_indent_on_a_terminal(manicule: Run, tmp_path: Path) -> None:
    page = tmp_path / "code.md"
    page.write_text("# Code\n\n```python\ndef a():\n    if b:\n        return 1\n```\n")
    manicule("add", page)
    with Library.open(tmp_path / "library.json") as library:
        dossier = gather(library, library.find("1"))
    console = Console(width=80)
    shown = [text.plain.rstrip() for text in terminal_page(dossier, [], console)]
    margin = " " * 16
    assert shown[-3:] == [f"{margin}def a():", f"{margin}    if b:", f"{margin}        return 1"]


def test_claims_of_a_number_names_the_command_for_stored_articles(
    manicule: Run, streets: Path
) -> None:
    manicule("add", streets)
    done = manicule("claims", "2")
    assert done.status == 1
    assert "There is no file 2; for a stored article: `manicule show 2 --claims`." in done.err
