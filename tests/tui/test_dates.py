from __future__ import annotations

from datetime import date

import pytest

from tui.dates import day, moment


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-11-22T09:00:00", "today"),
        ("2026-11-21T09:00:00", "yesterday"),
        ("2026-11-02T09:00:00", " 2 Nov"),
        ("2025-10-28T09:00:00", "28 Oct 2025"),
        ("nonsense", ""),
    ],
)
def test_a_moment_is_written_as_the_day_a_person_would_say(iso, words):
    assert moment(iso, date(2026, 11, 22)) == words


@pytest.mark.parametrize(
    ("iso", "words"), [("2026-11-09", "9 Nov 2026"), ("spring", "spring"), ("", ""), (None, "")]
)
def test_a_date_is_written_with_its_year(iso, words):
    assert day(iso) == words
