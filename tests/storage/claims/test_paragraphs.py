from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.claims import paragraphs
from storage.models import BlockKind


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, text[block.start : block.end]) for block in paragraphs(text)]


def test_blank_lines_divide_and_white_space_alone_is_nothing() -> None:
    assert kinds("  One is here.\nIt goes on. \n\n \t\n\r\n Two is here.\n") == [
        ("paragraph", "One is here.\nIt goes on."),
        ("paragraph", "Two is here."),
    ]
    assert paragraphs(" \n\n\t") == ()
    assert paragraphs("") == ()


def test_a_short_line_before_a_paragraph_is_a_heading() -> None:
    assert kinds("Why trees matter\n\nTrees give shade to all.")[0][0] == "heading"
    assert kinds("# Why\n\nTrees give shade.")[0] == ("heading", "Why")
    assert kinds("What is next?\n\nTrees give shade.")[0][0] == "heading"


def test_a_run_of_short_lines_is_a_list() -> None:
    found = kinds("We look for these signs:\n\nhttps\n\n.gov domains\n\nOfficial logos")
    assert [kind for kind, _ in found] == ["paragraph", "item", "item", "item"]


def test_a_marked_item_loses_its_marker() -> None:
    block = paragraphs("- Plan the work before you do it.")[0]
    assert (block.kind, block.marker) == (BlockKind.ITEM, "-")


def test_indented_or_fenced_code_is_code() -> None:
    assert kinds("    x = {a: b};\n    y = f();")[0][0] == "code"
    assert [kind for kind, _ in kinds("```\na = 1\n\nb = 2\n```\n\nIt is so.")] == [
        "code",
        "code",
        "paragraph",
    ]


@given(st.text(alphabet="aB .:\n\t\r#->`•1", max_size=80))
def test_blocks_are_trimmed_in_order_and_hold_every_letter(text: str) -> None:
    last = 0
    kept: set[int] = set()
    for block in paragraphs(text):
        assert last <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        kept |= set(range(block.start, block.end))
        last = block.end
    assert all(at in kept for at, char in enumerate(text) if char.isalpha())
