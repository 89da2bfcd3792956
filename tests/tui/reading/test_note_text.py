from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.reading.note_text import Row, folded, set_note


def plain(rows: tuple[Row, ...]) -> list[str]:
    return ["".join(words for words, _ in row) for row in rows]


def test_a_note_is_wrapped_and_its_own_lines_are_kept():
    note = "The whole argument in one line.\n\n#streets"
    assert plain(set_note(note, 18)) == ["The whole argument", "in one line.", "", "#streets"]


def test_an_empty_note_has_no_rows():
    assert set_note("", 20) == ()


def test_a_sign_stands_before_the_first_words_only():
    assert set_note("one two", 6, "✎ ") == ((("✎ ", "note"), ("one", "")), (("two", ""),))


def test_emphasis_code_links_and_tags_are_set_and_their_signs_go():
    note = "a **strong** *soft* _word_ ~~no~~ `co*de` [Oslo](https://a.example) #tag"
    [row] = set_note(note, 80)
    assert [each for each in row if each[1]] == [
        ("strong", "strong"),
        ("soft", "emphasis"),
        ("word", "emphasis"),
        ("no", "strike"),
        ("co*de", "code"),
        ("Oslo", "link"),
        ("#tag", "tag"),
    ]
    assert plain((row,)) == ["a strong soft word no co*de Oslo #tag"]


def test_signs_that_are_no_markdown_stay():
    for note in ("2 * 3 * 4", "snake_case_name", "a ** b", "C# and F#", r"\*so\*", "[x] (y)", "`"):
        assert plain(set_note(note, 40)) == [note.replace("\\", "")]


def test_emphasis_may_hold_emphasis():
    [row] = set_note("**so *very* strong**", 40)
    assert row == (("so ", "strong"), ("very", "strong"), (" strong", "strong"))


def test_lists_hang_and_nest():
    note = "- one thing to do\n  - inner\n10. ten\n> said so"
    assert plain(set_note(note, 12)) == [
        "• one thing",
        "  to do",
        "  ◦ inner",
        "10. ten",
        "│ said so",
    ]


def test_code_keeps_its_spaces_and_its_signs():
    rows = set_note("```py\nif *a*:\n    b\n```\nend", 20)
    assert rows == ((("if *a*:", "code"),), (("    b", "code"),), (("end", ""),))


def test_a_heading_is_strong():
    assert set_note("## Why now", 20) == ((("Why now", "strong"),),)


def test_a_folded_note_says_how_much_is_hidden():
    rows = set_note("\n".join("abcdef"), 20)
    assert plain(folded(rows, 20, 4)) == ["a", "b", "c", "… +3 lines"]
    assert plain(folded(rows, 20, 1)) == ["… +6 lines"]
    assert plain(folded(rows, 6, 4))[-1] == "… +3"


def test_a_note_cannot_send_codes_to_the_terminal():
    assert plain(set_note("a\x1b[31m\tb", 20)) == ["a␛[31m b"]


@settings(deadline=None)
@given(
    st.text(st.sampled_from("ab \n日👩\u200de\u0301-*_`#>[]()~1.\t\u00ad"), max_size=60),
    st.integers(4, 20),
)
def test_no_row_of_a_note_is_too_wide(note, width):
    assert all(cell_len(row) <= width for row in plain(set_note(note, width, "✎ ")))


@settings(deadline=None)
@given(st.text(st.sampled_from("ab \n日*_`#>[]()~1.-!"), max_size=60), st.integers(4, 40))
def test_no_letter_of_a_note_is_lost(note, width):
    shown = "".join(plain(set_note(note, width)))
    # The address of a link and the language of a fence are the signs of Markdown that are words.
    if "](" not in note and "```" not in note and "~~~" not in note:
        assert [each for each in shown if each in "ab日"] == [
            each for each in note if each in "ab日"
        ]
