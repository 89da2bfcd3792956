"""Putting articles into the library from the command line, and looking after them there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.errors import LibraryBusy
from storage.library import Library

Run = Callable[..., Any]


def test_a_file_is_added_and_said_so_on_one_line(manicule: Run, streets: Path) -> None:
    done = manicule("add", streets)
    assert done.status == 0
    assert re.fullmatch(
        r"added 1  Slow streets, fast cities \(\d+ words, \d+ claims?\)\n", done.out
    )
    assert done.err == ""


def test_the_same_article_twice_is_told_and_is_no_failure(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    done = manicule("add", streets)
    assert (done.status, done.out) == (0, "already here as 1  Slow streets, fast cities\n")
    assert len(manicule("list", "--json").json) == 1


def test_stdin_title_and_tags_are_taken(manicule: Run, streets: Path) -> None:
    data = streets.read_bytes()
    done = manicule("add", "-", "--title", "Kerbs", "--tag", "policy", "--tag", "#oslo", stdin=data)
    assert done.status == 0
    (row,) = manicule("list", "--json").json
    assert (row["title"], row["tags"]) == ("Kerbs", ["policy", "oslo"])


def test_an_article_added_again_gets_the_new_tags(manicule: Run, streets: Path) -> None:
    manicule("add", streets, "--tag", "one")
    manicule("add", streets, "--tag", "two")
    (row,) = manicule("list", "--json").json
    assert row["tags"] == ["one", "two"]


def test_add_prints_json(manicule: Run, streets: Path) -> None:
    title = "Slow streets, fast cities"
    nothing = {"restored": False, "renewed": None, "left": None, "like": None}
    added = manicule("add", streets, "--json").json
    assert added == [{"id": 1, "title": title, "new": True, **nothing}]
    again = manicule("add", streets, "--json").json
    assert again == [{"id": 1, "title": title, "new": False, **nothing}]


def test_a_folder_gives_all_its_articles_and_names_what_it_could_not_read(
    manicule: Run, streets: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    streets.rename(folder / "streets.txt")
    (folder / "kerb.md").write_text("# What a kerb is for\n\nKerbs should be low.\n", "utf-8")
    (folder / "broken.txt").write_bytes(b"")
    done = manicule("add", folder)
    assert done.status == 0
    assert len(done.out.splitlines()) == 2
    assert len(done.err.splitlines()) == 1
    assert "broken.txt" in done.err


def test_one_bad_source_fails_but_the_others_are_stored(
    manicule: Run, streets: Path, tmp_path: Path
) -> None:
    done = manicule("add", tmp_path / "nowhere.txt", streets)
    assert done.status == 1
    assert "nowhere.txt" in done.err
    assert "added 1  Slow streets" in done.out


def test_a_page_of_the_web_is_fetched_and_stored(
    manicule: Run, streets: Path, web: Callable[[Path], str]
) -> None:
    url = f"{web(streets.parent)}/streets.txt"
    refused = manicule("add", url)
    assert refused.status == 1
    assert "--allow-private" in refused.err
    assert manicule("list", "--json").json == []
    assert "added 1  Slow streets" in manicule("add", url, "--allow-private").out
    assert manicule("show", "1", "--json").json["url"] == url
    assert "already here as 1" in manicule("add", url, "--allow-private").out


def test_a_page_that_is_not_there_is_said_and_the_others_are_stored(
    manicule: Run, streets: Path, web: Callable[[Path], str]
) -> None:
    done = manicule("add", f"{web(streets.parent)}/none.txt", streets, "--allow-private")
    assert done.status == 1
    assert "404" in done.err
    assert "added 1" in done.out


@pytest.mark.parametrize("address", ["ftp://example.org/y", "http://127.0.0.1/", "HTTP://x y/"])
def test_an_address_that_is_not_of_the_web_is_refused(manicule: Run, address: str) -> None:
    done = manicule("add", address)
    assert done.status == 1
    assert len(done.err.splitlines()) == 1


def test_a_file_of_cookies_that_is_none_is_refused(manicule: Run, streets: Path) -> None:
    done = manicule("add", "https://example.org/", "--cookies", streets)
    assert done.status == 1
    assert "streets.txt" in done.err


def test_a_title_for_a_folder_is_refused(manicule: Run, streets: Path) -> None:
    done = manicule("add", streets.parent, "--title", "T")
    assert done.status == 1
    assert "--title" in done.err


def test_an_empty_library_lists_nothing_and_says_how_to_add(manicule: Run) -> None:
    done = manicule("list")
    assert (done.status, done.out) == (0, "")
    assert "manicule add" in done.err
    assert len(done.err.splitlines()) == 1
    assert manicule("list", "--json").json == []


def test_a_piped_list_has_whole_titles_and_tabs_and_no_glyphs(manicule: Run, streets: Path) -> None:
    title = "A title that is " + "very " * 40 + "long"
    manicule("add", streets, "--title", title)
    cells = manicule("list").out.rstrip("\n").split("\t")
    assert cells[:4] == ["1", "unread", title, "Mara Okafor"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", cells[4])
    assert all(cell.isdecimal() for cell in cells[5:9])
    assert cells[9] == "0%"


def test_list_takes_a_query_with_negated_fields(manicule: Run, streets: Path) -> None:
    manicule("add", streets, "--tag", "policy")
    manicule("add", "-", stdin=b"# Another thing\n\nKerbs should be low, everywhere.\n")
    assert [row["id"] for row in manicule("list", "tag:policy", "--json").json] == [1]
    assert [row["id"] for row in manicule("list", "-tag:policy", "--json").json] == [2]
    assert [row["id"] for row in manicule("list", "slow", "by:okafor", "--json").json] == [1]
    nothing = manicule("list", "zebra")
    assert (nothing.status, nothing.out) == (0, "")
    assert "no article fits" in nothing.err


def test_list_json_has_the_same_keys_for_every_article(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    (row,) = manicule("list", "--json").json
    assert list(row) == [
        *("id", "uid", "url", "title", "byline", "site", "published", "source", "language"),
        *("words", "minutes", "saved", "state", "tags", "progress"),
        *("claims", "notes", "bookmarks", "trashed"),
    ]


def test_tags_are_added_and_removed(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    done = manicule("tag", "1", "--add", "policy", "--add", "oslo")
    assert (done.status, done.out) == (0, "1  Slow streets, fast cities: #policy #oslo\n")
    assert manicule("tag", "slow", "--remove", "policy").out.endswith(": #oslo\n")
    assert manicule("tag", "1", "--remove", "oslo").out.endswith(": no tags\n")


def test_an_inferred_author_is_marked_and_can_be_corrected(manicule: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    prose = "The committee met on Tuesday to hear the report, and its members agreed to it. " * 3
    page.write_text(f"<html><body><h1>Roads</h1><p>By Ann Lee</p><p>{prose}</p></body></html>")
    manicule("add", page)
    assert "Ann Lee (?)" in manicule("show", "1").out
    done = manicule("edit", "1", "--author", "Ann Lee")
    assert (done.status, done.out) == (0, "1  Roads: by Ann Lee\n")
    assert "Ann Lee\n" in manicule("show", "1").out
    assert manicule("edit", "roads", "--title", "Streets").out == "1  Streets: by Ann Lee\n"
    assert manicule("edit", "1", "--author", "").out == "1  Streets: no author\n"
    assert "(?)" not in manicule("show", "1").out


def test_archived_articles_are_hidden_until_asked_for(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    assert manicule("archive", "1").out == "archived 1  Slow streets, fast cities\n"
    assert manicule("list", "--json").json == []
    assert [row["id"] for row in manicule("list", "is:archived", "--json").json] == [1]
    assert manicule("archive", "1", "--undo").status == 0
    assert [row["id"] for row in manicule("list", "--json").json] == [1]


def test_a_removed_article_waits_in_the_trash(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    assert manicule("remove", "slow streets").status == 0
    assert manicule("list", "--json").json == []
    (row,) = manicule("list", "is:trashed", "--json").json
    assert row["id"] == 1
    assert row["trashed"]
    assert manicule("remove", "--restore", "slow").out == "restored 1  Slow streets, fast cities\n"
    assert [row["id"] for row in manicule("list", "--json").json] == [1]


def test_only_what_is_in_the_trash_is_restored(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    done = manicule("remove", "--restore", "1")
    assert done.status == 1
    assert "trash" in done.err


def test_words_that_fit_two_in_the_trash_are_refused_with_both(
    manicule: Run, streets: Path
) -> None:
    manicule("add", streets, "--title", "Slow one")
    manicule("add", "-", "--title", "Slow two", stdin=b"Kerbs should be low, everywhere.\n")
    manicule("remove", "1", "2")
    done = manicule("remove", "--restore", "slow")
    assert done.status == 1
    assert "Slow one" in done.err
    assert "Slow two" in done.err
    assert manicule("remove", "--restore", "2").status == 0


def test_one_unknown_article_among_several_changes_none(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    for command in (("archive",), ("remove",), ("tag", "--add", "x")):
        assert manicule(*command, "1", "99").status == 1
    (row,) = manicule("list", "--json").json
    assert (row["state"], row["tags"]) == ("unread", [])


def test_a_known_text_gets_the_title_that_is_given_with_it(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    said = manicule("add", streets, "--title", "Something else").out
    assert said == "already here as 1  Something else; until now “Slow streets, fast cities”\n"


def test_taking_away_a_tag_that_is_not_there_says_so(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    assert "had no tag #nothing." in manicule("tag", "1", "--remove", "nothing").err


def test_an_archived_article_that_is_restored_stays_archived_and_says_so(
    manicule: Run, streets: Path
) -> None:
    manicule("add", streets)
    manicule("archive", "1")
    manicule("remove", "1")
    assert "; it stays archived" in manicule("trash", "restore", "1").out


def test_what_is_changed_is_printed_as_json_as_list_describes_it(
    manicule: Run, streets: Path
) -> None:
    manicule("add", streets)
    (tagged,) = manicule("tag", "1", "--add", "policy", "--json").json
    assert tagged == manicule("list", "--json").json[0]
    assert manicule("edit", "1", "--title", "Kerbs", "--json").json[0]["title"] == "Kerbs"
    assert manicule("archive", "1", "--json").json[0]["state"] == "archived"
    assert manicule("remove", "1", "--json").json[0]["trashed"]
    assert manicule("remove", "1", "--restore", "--json").json[0]["trashed"] is None


def test_adding_what_is_in_the_trash_says_that_it_is_back(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    manicule("remove", "1")
    assert manicule("add", streets).out == "back from the trash: 1  Slow streets, fast cities\n"
    manicule("remove", "1")
    (record,) = manicule("add", streets, "--json").json
    assert (record["new"], record["restored"]) == (False, True)
    assert len(manicule("list", "--json").json) == 1


@pytest.mark.parametrize("json", [False, True])
def test_what_was_done_is_said_though_the_next_one_fails(
    manicule: Run, streets: Path, monkeypatch: pytest.MonkeyPatch, json: bool
) -> None:
    manicule("add", streets)
    manicule("add", "-", stdin=b"Kerbs\n\nA kerb is a step for water.")
    archive = Library.archive

    def busy(library: Library, id: int, archived: bool = True) -> None:
        if id == 2:
            raise LibraryBusy("Another program writes.")
        archive(library, id, archived)

    monkeypatch.setattr(Library, "archive", busy)
    done = manicule("archive", "1", "2", *["--json"] * json)
    assert done.status == 1
    assert ([row["id"] for row in done.json] if json else done.out[:11]) == (
        [1] if json else "archived 1 "
    )
