import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from storage.fields import visible

KEPT = {"\t", "\n"}
OBEYED = {"Cc", "Cs", "Zl", "Zp"}
DIRECTIONS = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}

signs = st.characters() | st.sampled_from([*KEPT, *DIRECTIONS, "\r", "\x1b", "\x9b", "\ud800", "…"])


@given(st.lists(signs).map("".join))
@example("line\n" * 9 + "é\x85")
@example("\ud83d\ude00")
@example("\x7f")
def test_what_a_terminal_would_obey_is_replaced_and_all_else_stays(text: str) -> None:
    assert visible(text) == "".join(
        "\ufffd"
        if sign in DIRECTIONS or (unicodedata.category(sign) in OBEYED and sign not in KEPT)
        else sign
        for sign in text
    )
