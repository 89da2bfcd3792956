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


def test_a_nested_list_is_a_list_of_its_own():
    item = BlockKind.ITEM
    leads = Leads(blocks((item, 0, "10."), (item, 1, "•"), (item, 0, "11."), (item, 1, "1.")), 40)
    assert [leads.of(index)[0] for index in range(4)] == ["10. ", "  • ", "11. ", "  1. "]


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
