from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from storage.models import Ink, Passage
from tui.widgets.notes_list import Jotting, NotesList, gist
from tui.widgets.paint import Paint
from tui.widgets.whole import whole

QUOTE = "Nearly half of all road deaths happen on four percent of the streets. " * 6


def jotting(note: str = "", tags: tuple[str, ...] = (), quote: str = "A quote.") -> Jotting:
    passage = Passage(0, len(quote), quote, "", "")
    return Jotting(
        "1", 1, "Slow streets, fast cities", passage, note=note, tags=tags, ink=Ink.YELLOW
    )


def written(row: Jotting, width: int, rows: int = 0, more: str = "") -> list[str]:
    lines = whole(row, width, Nothing(), rows=rows, more=more)
    return ["".join(segment.text for segment in line) for line in lines]


class Nothing(Paint):
    """A paint without colours, for words alone."""

    def __init__(self) -> None:
        super().__init__({}, plain=True)

    def _colour(self, name: str):  # type: ignore[no-untyped-def]
        return None


def test_a_note_of_one_line_stands_as_it_is():
    assert "".join(gist(jotting("Compare with Oslo"), 30)).rstrip() == "Compare with Oslo"


def test_more_lines_of_a_note_are_told_of():
    assert "".join(gist(jotting("First\n\nsecond"), 30)).rstrip() == "First …"


def test_the_signs_of_markdown_do_not_stand_in_a_row():
    assert "".join(gist(jotting("Which **ones**?"), 30)).rstrip() == "Which ones?"


def test_tags_that_are_out_of_sight_stand_after_the_words():
    words, tags = gist(jotting("First\n#later", ("later",)), 30)
    assert words == "First"
    assert tags.rstrip() == " #later"


def test_tags_that_the_words_show_are_not_said_twice():
    assert gist(jotting("It is #later now", ("later",)), 30)[1].strip() == ""


def test_tags_without_room_are_counted():
    assert (
        gist(jotting("First thought of it\nmore", ("policy", "later")), 26)[1].rstrip()
        == " #policy +1"
    )


def test_tags_stand_where_a_note_has_no_words():
    assert "".join(gist(jotting("", ("later",)), 12)).rstrip() == "#later"


@given(
    note=st.text(max_size=60),
    tags=st.lists(st.text("abcで", min_size=1, max_size=12), max_size=4).map(tuple),
    width=st.integers(4, 60),
)
def test_words_and_tags_fill_their_cells(note, tags, width):
    assert cell_len("".join(gist(jotting(note, tags), width))) == width


def test_a_long_quote_leaves_room_for_the_note():
    lines = written(jotting("One.\nTwo.", quote=QUOTE), 60, rows=8, more="z shows all")
    assert len(lines) == 8
    assert lines[4].rstrip().endswith("…")
    assert "✎ One." in lines[6]
    assert lines[0].endswith("z shows all")


def test_what_fits_whole_is_neither_cut_nor_says_what_shows_all():
    lines = written(jotting("One.\nTwo.", quote=QUOTE), 60, rows=40, more="z shows all")
    assert lines == written(jotting("One.\nTwo.", quote=QUOTE), 60)
    assert not any("…" in line or "z shows all" in line for line in lines)


@pytest.mark.parametrize("width", [38, 60, 80, 120])
async def test_whose_a_passage_is_stands_in_rows_by_article(alone, width):
    rows = NotesList()
    async with alone(rows).run_test(size=(width, 6)) as pilot:
        rows.by_article = True
        rows.show([jotting("A note")])
        await pilot.pause()
        assert "ARTICLE" in rows.render_line(0).text
        assert "Slow str" in rows.render_line(1).text
        assert cell_len(rows.render_line(1).text) == width


@pytest.mark.parametrize("rows", [8, 12, 20])
def test_a_long_note_is_cut_too_and_says_so(rows):
    note = "\n".join(f"Line {n} of it." for n in range(40))
    lines = written(jotting(note, ("apart",), quote=QUOTE), 60, rows=rows, more="z shows all")
    assert len(lines) == rows
    assert "Nearly half" in lines[2]
    assert "✎ Line 0" in "\n".join(lines)
    assert lines[-2].endswith("…")
    assert lines[-1].strip() == "#apart"
    assert max(map(cell_len, lines)) <= 60
