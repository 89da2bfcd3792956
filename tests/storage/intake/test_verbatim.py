import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.intake import read_bytes
from storage.models import BlockKind

PROSE = (
    "The harbour was closed for a year while the engineers looked for the leak that nobody had "
    "believed in, and the town learned to live without its ships."
)
VERBATIM = (BlockKind.CODE, BlockKind.TABLE)


def read(*parts):
    article = read_bytes("\n\n".join(parts).encode(), "harbour.txt")
    assert article.format == "plain"
    return article


def shown(article):
    return [(block.kind.value, article.text[block.start : block.end]) for block in article.blocks]


def test_indented_code_keeps_its_lines_and_what_they_are_indented_by():
    code = "    def lift(gate):\n        if gate.closed:\n            gate.open()\n\n    lift(main)"
    article = read("The gates of the harbour", PROSE, code, PROSE)
    assert article.title == "The gates of the harbour"
    assert shown(article) == [
        ("paragraph", PROSE),
        ("code", "def lift(gate):\n    if gate.closed:\n        gate.open()\n \nlift(main)"),
        ("paragraph", PROSE),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["$ make install", "$ manicule add letter.txt"],
        ["git clone https://example.org/harbour.git", "cd harbour", "make"],
        ["{", '  "gate": "main",', '  "width": 12', "}"],
        ["for (i = 0; i < n; i++) {", "\ttotal += gates[i];", "}"],
        ["SELECT name FROM gates WHERE id = 3;", "SELECT count(*) FROM gates;"],
        ["<gate>", "  <width>12</width>", "</gate>"],
        ["+------+", "| gate |", "+------+"],
    ],
)
@pytest.mark.parametrize("indent", ["    ", "\t"])
def test_code_of_many_kinds_is_code(lines, indent):
    article = read("The gates", PROSE, "\n".join(indent + each for each in lines), PROSE)
    assert shown(article)[1] == ("code", "\n".join(lines).expandtabs(4))


@pytest.mark.parametrize(
    "lines",
    [
        [  # verse
            "The tide came in with silver hands;",
            "And took the pebbles, one by one:",
            "It wrote its name along the sands;",
            "Until the writing was undone.",
        ],
        ["the tide", "    (and no one else)", "makes for", "    the sands"],
        [  # a quotation, hard-wrapped
            "We do not know, and I think that we shall never know, what it",
            "was that the engineers saw when they had opened the gate; but",
            "none of them (as far as I heard) ever spoke of it again.",
        ],
        ["Ann Lindqvist", "4 Quay Street", "Port Ellen"],  # an address
        ["[Illustration: the _main_ gate]", "_From a drawing by the author(s)_"],
        ["He said:", "    Come with me;", "    come, he said:", "    come."],
        ["> We shall come on Friday;", "> and bring the ship(s)."],
        ["- the gate = 12 feet", "- the dock = 40 feet"],
        [  # prose on programs
            "The gate_width is what the program reads at first, and it says",
            "{width} where the old one said nothing at all of how wide it is.",
        ],
        ["Chapter 1 .......... 3", "Chapter 2 .......... 17"],
        ["From: Ann Lindqvist <ann@example.org>", "To: Tom", "Date: 3 May 2019"],
    ],
)
def test_what_is_indented_for_its_looks_is_no_code(lines):
    article = read("What was said", PROSE, "\n".join(f"    {each}" for each in lines), PROSE)
    assert not [kind for kind, _ in shown(article) if kind in VERBATIM]
    for word in " ".join(lines).replace(">", "").replace("- ", "").split():
        assert word in article.text or any(word in each.text for each in article.dropped)


def test_prose_with_an_indented_first_line_is_still_unwrapped():
    wrapped = (
        "    When the harbour was opened again in the spring of the second year, the\n"
        "town had changed so much that the captains did not know where to look\n"
        "for their agents (as they said) and half of the cargo was put ashore."
    )
    article = read("The harbour", wrapped, wrapped)
    assert [kind for kind, _ in shown(article)] == ["paragraph", "paragraph"]
    assert "\n" not in shown(article)[0][1]


def test_one_indented_line_alone_is_no_code():
    assert ("paragraph", "x = gate(3)") in shown(read("T", PROSE, "    x = gate(3)", PROSE))


def test_a_quotation_beside_code_stays_a_quotation():
    quotation = "    It opened when it liked\n    and closed when it did not."
    found = shown(read("T", PROSE, "    lift(gate)\n    lower(gate)", quotation, PROSE))
    assert ("code", "lift(gate)\nlower(gate)") in found
    assert ("paragraph", "It opened when it liked") in found


def test_a_pipe_table_is_a_table():
    table = "| Gate | Width |\n|:-----|------:|\n| Main | 12    |\n| a \\| b |  |"
    article = read("The gates", PROSE, f"All of them:\n{table}\nSo it is.", PROSE)
    assert shown(article)[1:-1] == [
        ("paragraph", "All of them:"),
        ("table", "Gate\tWidth\nMain\t12\na | b\t"),
        ("paragraph", "So it is."),
    ]


def test_a_table_without_outer_bars_is_a_table():
    table = "Gate | Width\n-----|------\nMain | 12"
    assert ("table", "Gate\tWidth\nMain\t12") in shown(read("The gates", PROSE, table))


@pytest.mark.parametrize(
    "lines",
    [
        "Home | News | Sport\nPorts | Ships | Men",  # no rule
        "Gate | Width\n-----|------\nno row",
        "Gate | Width | Depth\n-----|------\nMain | 12",  # counts differ
    ],
)
def test_bars_alone_make_no_table(lines):
    assert not [kind for kind, _ in shown(read("T", PROSE, lines, PROSE)) if kind == "table"]


LINE = st.text("ab|-:={}()>; \t\\", max_size=12)


@given(st.lists(LINE, max_size=12))
def test_no_word_is_lost_and_no_line_comes_twice(lines):
    article = read_bytes(f"{PROSE}\n\n{chr(10).join(lines)}\n\n{PROSE}".encode(), "x")
    words = [word for each in lines for word in each.replace("|", " ").split()]
    kept = article.text + "".join(each.text for each in article.dropped)
    for letter in "ab":
        assert kept.count(letter) == 2 * PROSE.count(letter) + sum(w.count(letter) for w in words)


@pytest.mark.parametrize("part", ["|", "-|", "    {", "a | ", "=", "f("])
def test_a_hostile_line_takes_no_time(part):
    hostile = part * 40_000
    assert PROSE in read_bytes(f"{PROSE}\n\n{hostile}\n{hostile}\n{hostile}".encode(), "x").text
