import pytest

from storage.models import Block, BlockKind
from tui.reading.hyphens import divider
from tui.reading.layout import Layout

pytest.importorskip("pyphen", reason="the extra manicule[hyphen] is not installed")

WORDS = "Every internationalisation of the responsibilities"


def lay_out(text: str, width: int, kind: BlockKind = BlockKind.PARAGRAPH) -> Layout:
    return Layout(text, [Block(kind, 0, len(text))], width, 0, divider("en"))


def picture(layout: Layout) -> list[str]:
    lines = [layout.line(row) for row in range(layout.stop)]
    return [line.lead + layout.draw(row, 0, len(layout.text)) for row, line in enumerate(lines)]


def test_a_long_word_is_divided_where_its_row_would_be_too_short():
    page = lay_out(WORDS, 22)
    assert picture(page) == ["Every international-", "isation of the re-", "sponsibilities"]
    assert "-" not in page.text


def test_the_hyphen_belongs_to_the_letter_before_it():
    page = lay_out(WORDS, 22)
    line = page.line(0)
    assert page.offset(0, 18) == page.offset(0, 19) == line.end - 1
    assert page.place(line.end - 1) == (0, 18)
    assert page.place(line.end) == (1, 0)
    # A run of a mark that ends with the row has the hyphen too.
    assert page.draw(0, line.end - 2, line.end) == "al-"


def test_a_word_that_leaves_but_little_room_stays_whole():
    assert picture(lay_out("sixteen letters, responsibilities", 17))[0] == "sixteen letters,"


def test_headings_and_code_are_never_divided():
    for kind in (BlockKind.HEADING, BlockKind.CODE):
        assert not any(row.endswith("-") for row in picture(lay_out(WORDS, 28, kind)))


def test_initials_are_never_divided():
    assert picture(lay_out("a row and INTERNATIONALE", 17)) == ["a row and", "INTERNATIONALE"]


def test_the_short_end_of_a_divided_word_is_not_left_alone():
    page = lay_out("it was all said in that conversation", 33)
    assert picture(page) == ["it was all said in that", "conversation"]


def test_a_language_without_a_dictionary_divides_nothing():
    assert divider("xx") is None
    assert divider("de-AT") is not None
