"""A person's pace is measured where they read, and believed within bounds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.models import WORDS_A_MINUTE
from tui.reading.pace import FASTEST, SLOWEST, Pace, words_a_minute


def pace() -> Pace:
    return Pace(lambda start, end: (end - start) // 6)


def read(measured: Pace, words: int, seconds: float, screens: int = 5) -> None:
    measured.stand(0, 0.0)
    for n in range(1, screens + 1):
        measured.move(words * 6 * n, seconds * n)


def test_reading_on_is_measured() -> None:
    measured = pace()
    read(measured, words=100, seconds=20)
    assert measured.words == 500
    assert measured.seconds == 100


def test_lines_that_follow_each_other_quickly_are_measured_together() -> None:
    measured = pace()
    read(measured, words=12, seconds=3, screens=20)
    assert 0.9 < (measured.words / measured.seconds) / (12 / 3) < 1.1


def test_leafing_through_is_not_reading() -> None:
    measured = pace()
    read(measured, words=300, seconds=1, screens=60)
    assert measured.words == 0


def test_a_pause_is_not_slow_reading() -> None:
    measured = pace()
    measured.stand(0, 0.0)
    measured.move(600, 1200.0)
    assert measured.seconds == 0
    measured.move(1200, 1225.0)
    assert measured.words == 100


def test_going_back_begins_anew() -> None:
    measured = pace()
    measured.stand(6000, 0.0)
    measured.move(0, 30.0)
    assert measured.words == 0


def test_without_a_measurement_the_pace_is_the_usual() -> None:
    assert words_a_minute(0, 0) == WORDS_A_MINUTE


@given(st.integers(0, 10**7), st.floats(0, 10**7))
def test_the_pace_stays_within_its_bounds(words: int, seconds: float) -> None:
    assert SLOWEST <= words_a_minute(words, seconds) <= FASTEST


def test_what_was_measured_wins_in_the_end() -> None:
    assert abs(words_a_minute(300 * 600, 600 * 60) - 300) < 2
