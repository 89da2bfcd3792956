from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from storage.squeezed import Squeezed, squeeze

BLANKS = st.text(st.sampled_from("ab. \n\t\u00a0é🙂"), max_size=60)


def origins(text: str) -> list[int]:
    """Say of each letter of a squeezed text where it stood, one by one."""
    runs = re.finditer(r"\s+|\S", text)
    return [run.start() for run in runs]


@given(BLANKS)
def test_every_span_of_a_squeezed_text_is_led_back_to_where_its_letters_stood(text: str) -> None:
    squeezed, stood = Squeezed.of(text), origins(text)
    assert squeezed.text == squeeze(text)
    assert len(squeezed.text) == len(stood)
    for start in range(len(stood)):
        for end in range(start + 1, len(stood) + 1):
            assert squeezed.back(start, end) == (stood[start], stood[end - 1] + 1)


@given(BLANKS)
def test_every_place_of_a_text_is_found_in_the_squeezed_one_or_the_letter_after_it(
    text: str,
) -> None:
    squeezed, stood = Squeezed.of(text), origins(text)
    for at in range(len(text) + 2):
        after = [number for number, origin in enumerate(stood) if origin >= at]
        assert squeezed.there(at) == (after[0] if after else len(stood))


def test_one_text_is_squeezed_once_for_all_that_is_looked_for_in_it() -> None:
    assert Squeezed.of("a  b") is Squeezed.of("a  b")
