"""What holds for every text at every width."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from storage.models import Block, BlockKind
from tui.reading.clusters import cluster_end, cluster_start, clusters
from tui.reading.layout import Layout
from tui.reading.wrap import ClusterRuler, breakable, wrap

ENGLISH = ["a", "of", "street", "“it’s", "re-examination", "limit—", "government-funded", "1990."]
ODD = ["日本", "語。", "「東京」", "e\u0301", "👩‍👩‍👧", "🇫🇷", "https://a.example/b/c?d=e", "x" * 40]
SIGNS = ["\u00ad", "\u00a0", "\u200b", "\u3000", "  ", "\ufe0f", "क्षि", "한국", "\x07", "-"]

words = st.one_of(st.sampled_from(ENGLISH), st.sampled_from(ENGLISH + ODD + SIGNS))
lines = st.builds(
    lambda parts, gap: gap.join(parts), st.lists(words, max_size=40), st.sampled_from([" ", ""])
)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[BlockKind, str]:
    kind = draw(st.sampled_from(BlockKind))
    if kind is BlockKind.RULE:
        return kind, ""
    body = draw(lines)
    if kind in (BlockKind.CODE, BlockKind.TABLE):
        body = "\n".join([body, *draw(st.lists(lines, max_size=4))])
        body = body.replace(" of ", "\t")
    return kind, body


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    parts = draw(st.lists(bodies(), min_size=1, max_size=6))
    blocks: list[Block] = []
    start = 0
    for kind, body in parts:
        marker = draw(st.sampled_from(["•", "10.", ""])) if kind is BlockKind.ITEM else ""
        level = draw(st.integers(0, 6))
        blocks.append(Block(kind, start, start + len(body), level, marker))
        start += len(body) + 2
    width = draw(st.one_of(st.integers(10, 40), st.integers(10, 300)))
    text = "\n\n".join(body for _, body in parts)
    # From the beginning, or from where one has come to.
    at = draw(st.one_of(st.just(0), st.integers(0, len(text))))
    return Layout(text, blocks, width, at, draw(st.sampled_from([None, every_other])))


def every_other(word: str) -> list[int]:
    """Divide a word wherever it may be at most."""
    return list(range(2, len(word) - 2, 2))


def visible(text: str) -> str:
    return "".join(text.split())


def shown(layout: Layout) -> str:
    """Give all that the rows show, in the order of the text."""
    found: dict[int, str] = {}
    for row in range(layout.first, layout.stop):
        for _, at, _ in layout.cells(row):
            end = cluster_end(layout.text, at)
            assert layout.line(row).start <= at < layout.line(row).end
            # A tab is drawn on every row of its record, anything else once.
            assert at not in found or layout.text[at:end].isspace()
            found[at] = layout.text[at:end]
    return "".join(found[at] for at in sorted(found))


@settings(deadline=None)
@given(layouts())
def test_no_text_is_lost_and_rows_are_in_order(layout):
    at = 0
    for row in range(layout.first, layout.stop):
        line = layout.line(row)
        assert line.start >= at
        assert line.end >= line.start
        at = line.start
    assert visible(shown(layout)) == visible(layout.text)


@settings(deadline=None)
@given(layouts())
def test_no_row_is_wider_than_the_column(layout):
    for row in range(layout.first, layout.stop):
        line = layout.line(row)
        drawn = layout.draw(row, line.start, line.end)
        assert cell_len(line.lead) == line.indent
        assert cell_len(line.lead + drawn) <= layout.width
        assert sum(width for _, _, width in layout.cells(row)) == cell_len(drawn)


@settings(deadline=None)
@given(layouts())
def test_every_offset_has_a_place_and_the_place_leads_back(layout):
    text, before = layout.text, (layout.first, 0)
    for offset in range(len(text) + 1):
        row, column = place = layout.place(offset)
        line = layout.line(row)
        assert line.block >= 0
        assert layout.rows(offset, offset + 1) == range(row, row + 1)
        # Cells of a table stand beside each other, so that there the next may stand higher.
        if layout.blocks[line.block].kind is not BlockKind.TABLE:
            assert place >= before
            assert line.start <= offset
        start = cluster_start(text, offset)
        width = {at: width for _, at, width in layout.cells(row)}
        if width.get(start):
            assert layout.offset(row, column) == start
        else:
            assert (
                start >= line.end
                or not visible(text[start : cluster_end(text, start)])
                or (width[start] == 0)
            )
        before = place


@settings(deadline=None)
@given(layouts(), st.integers(0, 320))
def test_the_offset_at_a_cell_is_on_that_row(layout, column):
    for row in range(layout.first, layout.stop):
        offset = layout.offset(row, column)
        assert 0 <= offset <= len(layout.text)
        if layout.line(row).block >= 0:
            assert layout.place(offset)[0] == row


@settings(deadline=None)
@given(layouts(), st.data())
def test_runs_of_a_row_draw_each_cluster_once(layout, data):
    row = data.draw(st.integers(layout.first, layout.stop - 1))
    line = layout.line(row)
    cut = data.draw(st.integers(line.start, line.end))
    whole = layout.draw(row, line.start, line.end)
    assert layout.draw(row, line.start, cut) + layout.draw(row, cut, line.end) == whole
    assert "".join(shown for shown, _, _ in layout.cells(row)) == whole


@settings(deadline=None, max_examples=30)
@given(layouts())
def test_rows_asked_for_one_by_one_are_those_of_the_whole(layout):
    other = Layout(layout.text, layout.blocks, layout.width, 0, layout.divide)
    whole = [layout.line(row) for row in range(layout.first, layout.stop)]
    assert [other.line(row) for row in range(len(whole))] == whole
    assert not other.has(len(whole))
    assert not other.has(-1)


@settings(deadline=None)
@given(layouts(), st.lists(st.tuples(st.sampled_from("rpo"), st.integers(-60, 60)), max_size=9))
def test_no_row_changes_its_number_when_more_is_laid_out(layout, asked):
    seen: dict[int, tuple[object, ...]] = {}
    for what, number in asked:
        if what == "p":
            layout.place(abs(number) * len(layout.text) // 60)
        elif what == "o":
            layout.go_on()
        elif layout.has(number):
            seen[number] = layout.line(number), layout.offset(number, 3), layout.cells(number)
    while layout.go_on():
        pass
    assert layout.begun
    assert layout.ended
    for row, was in seen.items():
        assert (layout.line(row), layout.offset(row, 3), layout.cells(row)) == was


@settings(deadline=None, max_examples=30)
@given(layouts())
def test_where_one_begins_makes_no_difference_to_the_rows(layout):
    other = Layout(layout.text, layout.blocks, layout.width, 0, layout.divide)
    rows = [layout.line(row) for row in range(layout.first, layout.stop)]
    assert rows == [other.line(row) for row in range(other.stop)]


@settings(deadline=None, max_examples=30)
@given(layouts(), st.integers(1, 9))
def test_a_column_too_narrow_to_read_in_still_holds_the_text(layout, width):
    narrow = Layout(layout.text, layout.blocks, width, 0, layout.divide)
    assert visible(shown(narrow)) == visible(layout.text)
    assert narrow.place(len(layout.text))[0] <= narrow.stop - 1


@pytest.fixture
def short_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut blocks of a few lines already."""
    # Longer than a row of the widest column and what is unsure behind it, as the real ones are.
    monkeypatch.setattr("tui.reading.sections.SECTION", 200)
    monkeypatch.setattr("tui.reading.sections.LONGEST", 100)
    monkeypatch.setattr("tui.reading.sections.LOOKAHEAD", 20)
    # Two rows of the widest column: the last may take a word from the one above it.
    monkeypatch.setattr("tui.reading.lines.LOOKAHEAD", 120)


FIXTURES = [HealthCheck.function_scoped_fixture]


@settings(deadline=None, suppress_health_check=FIXTURES)
@given(layout=layouts(), column=st.integers(0, 320))
def test_blocks_cut_in_sections_lose_nothing_either(short_sections, layout, column):
    test_no_text_is_lost_and_rows_are_in_order.hypothesis.inner_test(layout)
    test_no_row_is_wider_than_the_column.hypothesis.inner_test(layout)
    test_every_offset_has_a_place_and_the_place_leads_back.hypothesis.inner_test(layout)
    test_the_offset_at_a_cell_is_on_that_row.hypothesis.inner_test(layout, column)


@settings(deadline=None)
@given(st.lists(words, min_size=1, max_size=60), st.integers(10, 90), st.booleans())
def test_no_short_word_stands_alone_where_the_row_above_can_spare_one(parts, width, dividing):
    text = " ".join(" ".join(parts).split())
    divide = every_other if dividing else None
    layout = Layout(text, [Block(BlockKind.PARAGRAPH, 0, len(text))], width, 0, divide)
    if layout.stop < 2:
        return
    last, above = layout.line(layout.stop - 1), layout.line(layout.stop - 2)
    shape = breakable(text)
    word, rest = shape[last.start : last.end], shape[above.start : above.end]
    if " " in word or last.start == above.end or " " not in rest:
        return

    def cells(start: int, end: int) -> int:
        return sum(width for _, _, width in clusters(text, start, end))

    space = above.start + rest.rindex(" ")
    together = cells(space + 1, last.end)
    spared = cells(above.start, above.start + len(rest[: space - above.start].rstrip(" ")))
    assert cells(last.start, last.end) >= 6 or together > width or spared * 3 < width * 2


@settings(deadline=None)
@given(layouts())
def test_a_hyphen_stands_only_where_a_word_may_be_divided(layout):
    for row in range(layout.first, layout.stop):
        line = layout.line(row)
        cut = layout.cells(row)
        if not cut or not cut[-1][0].endswith("-") or layout.text[cut[-1][1]] == "-":
            continue
        soft = layout.text[line.end - 1] == "\u00ad"
        table = layout.blocks[line.block].kind is BlockKind.TABLE
        assert soft or table or (layout.divide and layout.text[line.end].isalpha())


@settings(deadline=None, suppress_health_check=FIXTURES)
@given(parts=st.lists(words, max_size=120), width=st.integers(10, 60))
def test_read_from_the_beginning_a_long_line_shows_no_seam(short_sections, parts, width):
    text = " ".join(parts)
    layout = Layout(text, [Block(BlockKind.PARAGRAPH, 0, len(text))], width)
    ruler = ClusterRuler(clusters(text, 0, len(text)), len(text))
    whole = wrap(breakable(text), 0, len(text), width, ruler)
    lines = [layout.line(row) for row in range(layout.stop)]
    assert [(line.start, line.end) for line in lines] == whole
