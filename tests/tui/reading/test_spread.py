from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.models import Annotation, Block, BlockKind, Claim, Kind, Passage
from tui.reading.spread import FOLD, HeadLine, Spread

TEXT = "\n\n".join(
    f"Paragraph {n} is here and it is long enough to wrap a few times." for n in range(9)
)
BLOCKS = []
for part in TEXT.split("\n\n"):
    at = BLOCKS[-1].end + 2 if BLOCKS else 0
    BLOCKS.append(Block(BlockKind.PARAGRAPH, at, at + len(part)))


def note(start: int, end: int, words: str, uid: str = "n") -> Annotation:
    return Annotation(uid, 1, Passage(start, end, TEXT[start:end]), words)


def claim(start: int, end: int) -> Claim:
    return Claim(start, end, TEXT[start:end], Kind.POLICY, 0.9, ("should", "first sentence"))


def test_the_head_stands_above_the_text() -> None:
    spread = Spread(TEXT, BLOCKS, 80, head=[HeadLine("A title", strong=True), HeadLine("")])
    assert spread.line_above(0) == HeadLine("A title", strong=True)
    assert spread.line_above(2) is None
    assert spread.row_of(0) == 2


def test_on_a_wide_page_a_note_is_level_with_its_passage() -> None:
    spread = Spread(TEXT, BLOCKS, 120)
    start = TEXT.index("Paragraph 3")
    spread.set_notes([note(start, start + 9, "look")], [])
    beside = spread.note_beside(spread.row_of(start))
    assert beside is not None
    assert beside.text == "✎ look"
    assert spread.link(spread.row_of(start)) == "├─"


def test_notes_of_one_line_are_pushed_apart_and_stay_joined() -> None:
    spread = Spread(TEXT, BLOCKS, 120)
    spread.set_notes([note(0, 3, "one", "a"), note(4, 9, "two", "b")], [])
    rows = [row for row in range(9) if (n := spread.note_beside(row)) and n.first]
    assert rows == [0, 2]
    assert spread.link(2) == "│╰"


def test_the_words_on_a_claim_give_way_to_a_note() -> None:
    spread = Spread(TEXT, BLOCKS, 120)
    spread.set_notes([note(0, 3, "mine")], [claim(0, 9), claim(TEXT.index("Paragraph 4"), 300)])
    first = spread.note_beside(0)
    assert first is not None
    assert first.claim is None
    other = spread.note_beside(spread.row_of(TEXT.index("Paragraph 4")))
    assert other is not None
    assert other.text == "POLICY · 90 · should, first sentence"


@given(
    width=st.integers(20, 160),
    starts=st.lists(st.integers(0, len(TEXT) - 12), max_size=6, unique=True),
)
def test_every_row_is_head_text_or_note_and_every_offset_has_one(
    width: int, starts: list[int]
) -> None:
    spread = Spread(TEXT, BLOCKS, width, head=[HeadLine("T")])
    spread.set_notes([note(s, s + 10, "word " * 9, str(s)) for s in starts], [])
    for row in range(spread.bottom):
        kinds = [
            spread.line_above(row) is not None,
            spread.text_row(row) is not None,
            spread.note_under(row) is not None,
        ]
        below = row > spread.row_of(len(TEXT))
        assert sum(kinds) == (0 if below and spread.frame.margin else 1)
    for offset in range(0, len(TEXT), 7):
        at = spread.text_row(spread.row_of(offset))
        assert at == spread.layout.place(offset)[0]


def test_a_note_under_the_line_shows_every_word_of_it() -> None:
    words = "several words that need more than one line of forty cells"
    spread = Spread(TEXT, BLOCKS, 40)
    spread.set_notes([note(0, 3, words)], [])
    lines = [n.text for row in range(spread.bottom) if (n := spread.note_under(row))]
    assert " ".join(" ".join(lines).split()) == f"✎ {words}"


def test_a_note_that_reaches_below_the_text_makes_the_page_longer() -> None:
    spread = Spread(TEXT, BLOCKS, 120)
    start = TEXT.index("Paragraph 8")
    spread.set_notes([note(start, start + 9, "\n".join("abcdef"))], [])
    shown = [n.text for row in range(spread.bottom) if (n := spread.note_beside(row))]
    assert shown == ["✎ a", *"bcdef"]
    assert spread.text_row(spread.bottom - 1) is None


def test_a_long_note_is_folded_until_the_cursor_is_on_its_passage() -> None:
    spread = Spread(TEXT, BLOCKS, 120)
    long = "\n".join(f"line {n}" for n in range(FOLD + 3))
    spread.set_notes([note(0, 9, long, "a"), note(100, 109, "short", "b")], [])

    def shown() -> list[str]:
        lines = (spread.note_beside(row) for row in range(spread.bottom))
        return [line.text for line in lines if line and line.key == "a"]

    assert (len(shown()), shown()[-1]) == (FOLD, "… +4 lines")
    assert not spread.unfold(100, 101)
    assert spread.unfold(0, 20)
    assert (len(shown()), shown()[-1]) == (FOLD + 3, f"line {FOLD + 2}")
    assert not spread.unfold(3, 4)
    assert spread.unfold(100, 101)
    assert len(shown()) == FOLD


def test_a_line_leads_from_the_passage_to_its_note() -> None:
    spread = Spread(TEXT, BLOCKS, 120)
    spread.set_notes([note(0, 3, "one", "a"), note(4, 9, "two", "b")], [])
    assert [spread.leads(row) for row in range(3)] == [True, False, False]
    assert [spread.link(row) for row in range(4)] == ["├┬", "││", "│╰", "│ "]


def test_claims_on_neighbouring_rows_and_right_below_a_note_are_all_named() -> None:
    text = "One sentence after the other stands here, and none of them is long. " * 8
    spread = Spread(text, [Block(BlockKind.PARAGRAPH, 0, len(text))], 120)
    starts = [spread.layout.line(row).start for row in range(4)]
    spread.set_notes([note(starts[0], starts[0] + 2, "n")], [claim(at, at + 9) for at in starts])
    lines = [spread.note_beside(row) for row in range(4)]
    assert [line is not None and line.claim is not None for line in lines] == [
        False,
        True,
        True,
        True,
    ]


def test_a_reason_that_is_too_long_for_the_margin_lets_shorter_ones_stand() -> None:
    spread = Spread(TEXT, BLOCKS, 120)
    long = claim(0, 9)._replace(cues=("a reason " * 9, "should"))
    spread.set_notes([], [long])
    line = spread.note_beside(0)
    assert line is not None
    assert line.text == "POLICY · 90 · should"


def rows_shown(spread: Spread) -> list[object]:
    """Give what stands on every row, however the rows are numbered."""
    shown: list[object] = []
    for row in range(spread.top, spread.bottom):
        at = spread.text_row(row)
        text = None if at is None else spread.layout.line(at)
        put_in = spread.line_above(row) or spread.note_under(row)
        shown.append((text, put_in, spread.note_beside(row), spread.link(row)))
    return shown


@given(
    width=st.sampled_from([40, 120]),
    at=st.integers(0, len(TEXT)),
    starts=st.lists(st.integers(0, len(TEXT) - 12), max_size=6, unique=True),
    asked=st.lists(st.integers(-40, 40), max_size=6),
)
def test_begun_anywhere_a_page_comes_to_be_the_same(
    width: int, at: int, starts: list[int], asked: list[int]
) -> None:
    notes = [note(s, s + 10, "word " * 30, str(s)) for s in starts]
    claims = [claim(block.start, block.end) for block in BLOCKS]
    whole, other = (
        Spread(TEXT, BLOCKS, width, head=[HeadLine("T"), HeadLine("")], at=at) for at in (0, at)
    )
    for spread in (whole, other):
        spread.set_notes(notes, claims)
    before = {row: other.text_row(row) for row in asked}
    under = {row: other.note_under(row) for row in asked if other.has(row)}
    assert whole.top == 0
    assert rows_shown(other) == rows_shown(whole)
    # What was shown before all was laid out stood where it stands now.
    assert before == {row: other.text_row(row) for row in asked}
    assert under == {row: other.note_under(row) for row in under}


def test_a_far_place_is_shown_without_laying_out_what_lies_between() -> None:
    text = "\n\n".join([TEXT] * 200)
    blocks = [
        Block(BlockKind.PARAGRAPH, n * (len(TEXT) + 2) + b.start, n * (len(TEXT) + 2) + b.end)
        for n in range(200)
        for b in BLOCKS
    ]
    spread = Spread(text, blocks, 80, head=[HeadLine("T")])
    spread.set_notes([], [])
    spread.has(30)
    far = text.rindex("Paragraph 0")
    # As long as it is far, it is only known to be out of sight.
    assert spread.row_of(far) > 100
    assert spread.layout.extent[1] < 10_000
    assert not spread.approach(500)
    assert spread.approach(far)
    row = spread.row_of(far)
    assert spread.layout.line(spread.text_row(row) or 0).start == far
    assert spread.has(row - 40)
    assert spread.layout.extent[0] > far - 10_000
    assert spread.row_of(0) < row - 100
    assert not spread.approach(far - 500)


def test_a_note_from_far_above_pushes_others_down_once_it_is_found() -> None:
    spread = Spread(TEXT, BLOCKS, 120, at=TEXT.index("Paragraph 2"))
    first, second = TEXT.index("Paragraph 1"), TEXT.index("Paragraph 2")
    notes = [note(first, first + 9, "\n".join("abcdefgh"), "a"), note(second, second + 9, "x", "b")]
    spread.set_notes(notes, [])
    row = spread.row_of(second)
    beside = spread.note_beside(row)
    assert beside is not None
    assert beside.key == "b"
    assert spread.moved == 0
    assert spread.has(row - 2)
    pushed = spread.note_beside(row)
    assert pushed is not None
    assert pushed.key == "a"
    assert spread.moved == 1
