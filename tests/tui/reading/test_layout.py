import pytest

from storage.models import Block, BlockKind
from tui.reading.clusters import clusters
from tui.reading.layout import Layout, Line
from tui.reading.wrap import ClusterRuler, breakable, wrap

Part = tuple[BlockKind, str] | tuple[BlockKind, str, int] | tuple[BlockKind, str, int, str]


def lay_out(width: int, *parts: Part) -> Layout:
    blocks: list[Block] = []
    start = 0
    for kind, text, *rest in parts:
        blocks.append(Block(kind, start, start + len(text), *rest))
        start += len(text) + 2
    return Layout("\n\n".join(part[1] for part in parts), blocks, width)


def picture(layout: Layout) -> list[str]:
    lines = [layout.line(row) for row in range(layout.stop)]
    return [line.lead + layout.draw(row, 0, len(layout.text)) for row, line in enumerate(lines)]


def test_an_article_looks_like_one():
    page = lay_out(
        34,
        (BlockKind.HEADING, "The speed that nobody chose", 2),
        (BlockKind.PARAGRAPH, "For sixty years the default street has been drawn by others."),
        (BlockKind.ITEM, "one thing to do now, and for long", 0, "•"),
        (BlockKind.ITEM, "inner", 1, "•"),
        (BlockKind.RULE, ""),
        (BlockKind.QUOTE, "“We did not ban anything at all.”"),
        (BlockKind.QUOTE, "— Ingrid"),
        (BlockKind.CAPTION, "A kerb in Oslo"),
    )
    assert picture(page) == [
        "## The speed that nobody chose",
        "",
        "For sixty years the default street",
        "has been drawn by others.",
        "",
        "• one thing to do now, and",
        "  for long",
        "  ◦ inner",
        "",
        "              * * *",
        "",
        "│   “We did not ban anything",
        "│   at all.”",
        "│   ",
        "│   — Ingrid",
        "",
        "▣ A kerb in Oslo",
    ]


def test_code_is_verbatim_and_says_where_a_line_goes_on():
    page = lay_out(14, (BlockKind.CODE, "if a:\n    return  b + c\n \n\tx"))
    assert picture(page) == ["  if a:", "      return  ", "↪ b + c", "   ", "      x"]
    assert page.place(page.text.index("x")) == (4, 6)
    assert page.offset(4, 3) == page.text.index("\t")


def test_a_table_has_columns_and_a_rule_under_their_names():
    page = lay_out(30, (BlockKind.TABLE, "city\tlimit\nOslo\t30\n東京\t40"))
    assert picture(page) == ["city   limit", "────   ─────", "Oslo      30", "東京      40"]
    assert page.place(page.text.index("30")) == (2, 10)
    assert page.offset(2, 10) == page.text.index("30")
    assert page.offset(2, 7) == page.text.index("\t30")


def test_a_wide_table_wraps_its_cells_beside_each_other():
    page = lay_out(26, (BlockKind.TABLE, "city\tnews\nOslo\tthe kerb was moved\nBern\tnone"))
    assert picture(page) == [
        "city   news",
        "────   ──────────────────",
        "Oslo   the kerb was moved",
        "Bern   none",
    ]
    page = lay_out(
        22, (BlockKind.TABLE, "Oslo\tthe kerb was moved\tit helped\nBern\tx\ty\nLund\tz")
    )
    assert picture(page) == [
        "Oslo   the      it",
        "       kerb     helped",
        "       was",
        "       moved",
        "────   ──────   ──────",
        "Bern   x        y",
        "",
        "Lund   z",
    ]
    assert page.place(page.text.index("helped")) == (1, 16)
    assert page.place(page.text.index("moved")) == (3, 7)
    assert page.rows(page.text.index("it helped"), page.text.index("helped") + 1) == range(2)
    assert page.rows(0, page.text.index("it")) == range(4)


def test_a_table_that_does_not_fit_has_rows():
    page = lay_out(16, (BlockKind.TABLE, "a city\tits limit\twhy not\nOslo\tthirty\tx"))
    assert picture(page) == ["a city · its", "  limit · why", "  not", "Oslo · thirty", "  x"]


def test_a_soft_hyphen_shows_only_where_the_row_ends_at_it():
    page = lay_out(12, (BlockKind.PARAGRAPH, "the re\u00adcon\u00adstruc\u00adtion of it"))
    assert picture(page) == ["the recon-", "struction", "of it"]
    assert page.place(page.text.index("struc")) == (1, 0)


def test_an_empty_article_is_one_empty_row():
    page = Layout("", [], 40)
    assert page.stop == 1
    assert page.line(0) == Line(0, 0, -1, 0, "")
    assert page.place(0) == (0, 0)
    assert page.offset(0, 7) == 0


def test_offsets_that_are_not_shown_stand_at_the_end_of_their_row():
    page = lay_out(10, (BlockKind.PARAGRAPH, "slow paved streets"), (BlockKind.PARAGRAPH, "end"))
    assert picture(page) == ["slow paved", "streets", "", "end"]
    assert page.place(10) == (0, 10)
    assert page.place(11) == (1, 0)
    assert page.place(18) == page.place(19) == (1, 7)
    assert page.place(20) == (3, 0)
    assert page.place(len(page.text)) == (3, 3)


def test_a_cell_beyond_the_row_gives_an_offset_of_that_row():
    page = lay_out(10, (BlockKind.PARAGRAPH, "a" * 15 + " bb"))
    assert page.offset(0, 99) == 9
    assert page.offset(1, 99) == len(page.text)
    assert page.offset(0, -1) == 0


def test_a_cell_in_the_lead_gives_the_first_character():
    page = lay_out(20, (BlockKind.ITEM, "one", 2, "•"))
    assert page.offset(0, 0) == 0
    assert page.offset(0, 7) == 1


def test_a_blank_row_gives_the_start_of_the_block_below():
    page = lay_out(20, (BlockKind.PARAGRAPH, "one"), (BlockKind.PARAGRAPH, "two"))
    assert page.line(1) == Line(5, 5, -1, 0, "")
    assert page.offset(1, 9) == 5


def test_both_cells_of_a_wide_character_are_its_own():
    page = lay_out(20, (BlockKind.PARAGRAPH, "a東b"))
    assert [page.offset(0, column) for column in range(5)] == [0, 1, 1, 2, 3]
    assert page.cells(0) == [("a", 0, 1), ("東", 1, 2), ("b", 2, 1)]


def test_a_span_that_begins_inside_a_cluster_leaves_it_to_the_run_before():
    page = lay_out(20, (BlockKind.PARAGRAPH, "cafe\u0301 x"))
    assert page.draw(0, 0, 4) == "cafe\u0301"
    assert page.draw(0, 4, 7) == " x"


def test_a_span_knows_its_rows():
    page = lay_out(10, (BlockKind.PARAGRAPH, "slow paved streets"), (BlockKind.PARAGRAPH, "end"))
    assert page.rows(0, 10) == range(1)
    assert page.rows(0, 12) == range(2)
    assert page.rows(5, 21) == range(4)
    assert page.rows(12, 12) == range(1, 2)


def test_the_top_is_there_before_the_rest():
    text = "word " * 50
    page = lay_out(40, *((BlockKind.PARAGRAPH, text.strip()) for _ in range(100)))
    page.line(3)
    assert len(page._lines) < 20
    assert page.place(len(page.text))[0] == page.stop - 1


def test_a_row_that_is_not_there_is_an_error():
    with pytest.raises(IndexError):
        lay_out(20, (BlockKind.PARAGRAPH, "one")).line(1)


def test_only_the_rows_asked_for_are_laid_out():
    body = ("It’s a street of half a million — and none of this needs a plan. " * 12).strip()
    page = lay_out(72, *((BlockKind.PARAGRAPH, body),) * 600)
    page.line(30)
    assert page.extent[1] < 10 * len(body)
    assert page.stop == 600 * 12 - 1


def test_a_very_long_line_is_broken_as_if_it_were_measured_whole():
    text = ("wörd 日本語、 re\u00adcon\u00adstruc\u00adtion of — it " * 2000).strip()
    page = lay_out(40, (BlockKind.PARAGRAPH, text))
    ruler = ClusterRuler(clusters(text, 0, len(text)), len(text))
    whole = wrap(breakable(text), 0, len(text), 40, ruler)
    assert [(page.line(row).start, page.line(row).end) for row in range(page.stop)] == whole


def test_a_heading_of_two_rows_is_balanced():
    page = lay_out(40, (BlockKind.HEADING, "Of kerbs and the people who cross them daily", 2))
    assert picture(page) == ["## Of kerbs and the people", "   who cross them daily"]
