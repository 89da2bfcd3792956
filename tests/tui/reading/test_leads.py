import pytest
from rich.cells import cell_len

from storage.models import Block, BlockKind
from tui.reading.leads import Leads


def blocks(*parts: tuple[BlockKind, int, str]) -> list[Block]:
    return [Block(kind, 0, 0, level, marker) for kind, level, marker in parts]


def test_markers_of_one_list_stand_right_aligned():
    items = blocks(*((BlockKind.ITEM, 0, marker) for marker in ("9.", "10.")))
    leads = Leads(items, 40)
    assert [leads.of(0), leads.of(1)] == [(" 9. ", "    "), ("10. ", "    ")]


def test_a_nested_list_stands_under_the_words_of_the_outer_one():
    item = BlockKind.ITEM
    leads = Leads(blocks((item, 0, "10."), (item, 1, "•"), (item, 0, "11."), (item, 1, "1.")), 40)
    assert [leads.of(index)[0] for index in range(4)] == ["10. ", "    ◦ ", "11. ", "    1. "]


def test_bullets_change_with_the_depth():
    leads = Leads(blocks(*((BlockKind.ITEM, level, "•") for level in range(4))), 40)
    assert [leads.of(index)[0] for index in range(4)] == ["• ", "  ◦ ", "    – ", "      • "]


def test_a_list_that_begins_deep_is_indented_all_the_same():
    leads = Leads(blocks((BlockKind.ITEM, 2, "•"), (BlockKind.ITEM, 0, "•")), 40)
    assert [leads.of(index)[0] for index in range(2)] == ["    – ", "• "]


def test_a_further_paragraph_of_an_item_stands_apart():
    item = BlockKind.ITEM
    leads = Leads(blocks((item, 0, "1."), (item, 0, ""), (item, 0, "2."), (item, 0, "3.")), 40)
    assert [leads.above(index) for index in range(4)] == [None, "", "", None]


def test_the_lines_of_a_glossary_stand_together():
    leads = Leads(blocks((BlockKind.ITEM, 0, ""), (BlockKind.ITEM, 0, "")), 40)
    assert leads.above(1) is None


def test_the_text_of_a_footnote_hangs():
    text = "[^1]: Counted by hand."
    note = Block(BlockKind.PARAGRAPH, 0, len(text))
    assert Leads([note], 40, text).of(0) == ("", "  ")


def test_an_unmarked_item_goes_on_under_the_one_above():
    leads = Leads(blocks((BlockKind.ITEM, 0, "•"), (BlockKind.ITEM, 0, "")), 40)
    assert leads.of(1) == ("  ", "  ")


def test_rows_between_blocks():
    kinds = [
        (BlockKind.HEADING, 2, ""),
        (BlockKind.ITEM, 0, "•"),
        (BlockKind.ITEM, 1, "•"),
        (BlockKind.QUOTE, 0, ""),
        (BlockKind.QUOTE, 0, ""),
    ]
    leads = Leads(blocks(*kinds), 40)
    assert [leads.above(index) for index in range(5)] == [None, "", None, "", "│   "]


@pytest.mark.parametrize("width", [10, 11, 40])
@pytest.mark.parametrize("kind", list(BlockKind))
def test_half_the_width_is_left_for_the_text(kind, width):
    lead, other = Leads(blocks((kind, 9, "1234567.")), width).of(0)
    assert cell_len(other) <= width // 2
    assert cell_len(lead) <= (width if kind is BlockKind.RULE else width // 2)
