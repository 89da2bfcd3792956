"""`manicule read --linear`: everything in words, in order."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from storage.adding import take
from storage.library import Library
from tui.cli import main
from tui.terminal.linear import Linear


@pytest.fixture
def aloud(manicule, streets):
    manicule("add", streets)

    def reading(*lines: str) -> str:
        done = manicule("read", "1", "--linear", stdin="\n".join(lines).encode() + b"\n")
        assert (done.status, done.err) == (0, "")
        return done.out

    return reading


class Keyboard(io.StringIO):
    """Standard input at which a person types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def prompted(manicule, streets, monkeypatch, capsys) -> Callable[..., str]:
    """Give a reading at a prompt: `prompted("n", "q")`."""
    manicule("add", streets)

    def reading(*lines: str) -> str:
        monkeypatch.setattr(sys, "stdin", Keyboard("".join(f"{typed}\n" for typed in lines)))
        capsys.readouterr()
        assert main(["read", "1", "--linear"]) == 0
        return capsys.readouterr().out

    return reading


def test_all_of_the_text_is_said_in_order_with_its_claims_in_words(aloud) -> None:
    said = aloud("all", "q")
    assert said.index("For sixty years") < said.index("Cities should") < said.index("The objection")
    assert "[claim: policy] Cities should set the speed first" in said
    assert said.count("[claim: ") == said.count("[/claim]") > 0


def test_going_back_to_the_top_takes_nothing_from_what_was_read(prompted, manicule) -> None:
    prompted("all", "top", "q")
    prompted("top", "q")
    assert "100%" in manicule("list").out


def test_a_claim_is_kept_noted_and_marked_where_one_is(aloud, manicule) -> None:
    said = aloud("n", "w", "a mine #tag", "b kerb", "k", "q")
    assert "Noted on: " in said
    assert "Bookmark kerb: " in said
    again = aloud("top", "all")
    assert "[note] mine #tag [/note]" in again
    assert "[bookmark kerb]" in again
    assert "mine" in manicule("notes").out


def test_find_goes_to_the_words_and_says_when_they_are_missing(aloud) -> None:
    said = aloud("/ faster cars", "/ drivers already", "k")
    assert "faster cars is not in the article." in said
    assert "Kept: Cities should set the speed first" in said


def test_a_claim_is_struck_and_brought_back(aloud) -> None:
    said = aloud("n", "x", "u", "q")
    assert "Dismissed: " in said
    assert "The claim is back." in said


def test_the_place_of_a_prompt_is_kept_from_one_time_to_the_next(prompted) -> None:
    assert "Going on" not in prompted("", "", "q")
    again = prompted("q")
    assert "Going on at paragraph 3 of 3; `top` begins anew.\nThe objection" in again
    assert "For sixty years" not in again
    assert "For sixty years" in prompted("top", "q")
    assert "Going on" not in prompted("q")


def test_without_a_prompt_one_begins_at_the_beginning_and_the_place_stays(
    prompted, manicule
) -> None:
    prompted("", "", "q")
    before = manicule("list", "--json").json[0]["progress"]
    for typed in (b"", b"\nq\n"):
        said = manicule("read", "1", "--linear", stdin=typed).out
        assert "Going on" not in said
        assert said.index("For sixty years") < said.index("Cities should")
    assert manicule("list", "--json").json[0]["progress"] == before > 0
    assert "Going on at paragraph 3 of 3" in prompted("q")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (b"Cities should set the speed first.", "1 paragraph, 1 key claim."),
        (b"# Grey\n\nThe door.\n\nThe wall.", "2 paragraphs, 0 key claims."),
    ],
)
def test_one_is_no_plural(manicule, text, counts) -> None:
    assert counts in manicule("read", "-", "--linear", stdin=text).out


def test_on_a_terminal_lines_end_between_words(prompted, monkeypatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    rows = prompted("", "?", "q").splitlines()
    assert max(map(len, rows)) <= 40
    words = " ".join(rows)
    assert "drawn by people who would never have to cross it on foot" in words
    assert "all: read to the end; top: from the beginning;" in words


def test_what_is_piped_on_keeps_its_paragraphs_whole(aloud, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    (row,) = [row for row in aloud("q").splitlines() if row.startswith("For sixty years")]
    assert row.endswith(("1965 and 1990. [/claim]", "1965 and 1990."))


@pytest.mark.parametrize("typed", ["frob", "a", "/", "N", "p", "x", "w", "u", "b " + "x" * 5])
def test_whatever_is_typed_is_answered(aloud, typed: str) -> None:
    bare = aloud("top")
    assert len(aloud("top", typed)) > len(bare)


def test_what_is_not_there_is_refused(manicule) -> None:
    done = manicule("read", "7", "--linear")
    assert done.status == 1


def test_a_file_is_read_out_and_not_kept(manicule, streets, tmp_path) -> None:
    done = manicule("read", streets, "--linear")
    assert (done.status, done.err) == (0, "")
    assert done.out.index("For sixty years") < done.out.index("The objection")
    assert "[claim: policy] Cities should set the speed first" in done.out
    assert not (tmp_path / "library.json").exists()


def test_a_pipe_is_read_out_to_its_end(manicule, streets) -> None:
    done = manicule("read", "-", "--linear", stdin=streets.read_bytes())
    assert (done.status, done.err) == (0, "")
    assert "The objection" in done.out


def test_a_page_of_the_web_is_read_out(manicule, streets, monkeypatch) -> None:
    from storage.intake import read_file

    monkeypatch.setattr("storage.intake.web.read_url", lambda url, **_: read_file(streets))
    assert "The objection" in manicule("read", "https://example.org/streets", "--linear").out


def test_a_mark_keeps_what_came_from_a_file_and_undo_takes_it_out(manicule, streets) -> None:
    done = manicule("read", streets, "--linear", stdin=b"n\na mine\nq\n")
    assert "in the library now, as number 1; u takes it out again." in done.out
    assert "mine" in manicule("notes").out
    again = manicule("read", streets, "--linear", stdin=b"all\nA\nq\n").out
    assert "[note] mine [/note]" in again
    assert "This article is in the library." in again


def test_a_file_is_kept_by_a_word_and_by_undo_it_is_not(manicule, streets) -> None:
    done = manicule("read", streets, "--linear", stdin=b"A\nu\nq\n")
    assert done.out.index("in the library now") < done.out.index("not in the library any more")
    assert manicule("list", "--json").json == []


def test_what_is_read_out_to_no_commands_is_not_marked_as_read(manicule, streets) -> None:
    manicule("add", streets)
    assert "The objection" in manicule("read", "1", "--linear").out
    assert manicule("list", "--json").json[0]["progress"] == 0


@pytest.mark.parametrize("linear", [(), ("--linear",)])
@pytest.mark.parametrize("name", ["no/such.txt", "such.txt"])
def test_a_file_that_is_not_there_is_called_a_file(manicule, linear, name) -> None:
    done = manicule("read", name, *linear)
    assert (done.status, done.out) == (1, "")
    assert f"neither a file “{name}” nor an article of that name" in done.err


def test_what_is_marked_while_another_program_renews_the_text_stands_at_the_words_meant(
    library, article, capsys
) -> None:
    stored, _ = library.add(article("Kerbs", *(f"Paragraph {n} says its own." for n in range(9))))
    reading = Linear(library, stored.id, going_on=False)
    for _ in range(3):
        reading.obey("")
    new = f"What was not there before.\n\n{stored.text}"
    with Library.open(library.path) as other:
        take(other, replace(stored, text=new, blocks=()), into=stored.id)
    reading.obey("b k")
    assert "Bookmark k: Paragraph 3 says its own." in capsys.readouterr().out
    reading.obey("a mine")
    (note,) = library.annotations(stored.id)
    assert note.passage.quote == "Paragraph 3 says its own."
    assert reading.article.text == new
