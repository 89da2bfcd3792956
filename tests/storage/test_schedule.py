"""When highlights come back: the days, and which of them on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.models import Annotation, Passage, Review
from storage.schedule import LONGEST, Answer, answered, choose, due

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def note(uid: str, review: Review | None = None, created: str = "2026-01-05T12:00:00Z"):
    return Annotation(uid, 1, Passage(0, 1, "x"), created=created, review=review or Review())


def at(day: date) -> str:
    return f"{day.isoformat()}T12:00:00Z"


def test_kept_it_stays_away_twice_as_long_each_time_and_never_more_than_a_year() -> None:
    review, day, intervals = Review(), TODAY, []
    for _ in range(12):
        review = answered(review, Answer.KEEP, day, at(day))
        intervals.append(review.interval)
        assert date.fromisoformat(review.due) == day + review.interval * DAY
        day = date.fromisoformat(review.due)
    assert intervals == [1, 2, 4, 8, 16, 32, 64, 128, 256, LONGEST, LONGEST, LONGEST]


def test_put_off_it_comes_tomorrow_and_loses_nothing() -> None:
    kept = Review("2026-11-20", 8, at(TODAY - 8 * DAY))
    later = answered(kept, Answer.LATER, TODAY, at(TODAY))
    assert (later.due, later.interval) == ("2026-11-24", 8)
    assert answered(later, Answer.KEEP, TODAY + DAY, at(TODAY + DAY)).interval == 16


def test_retired_it_comes_no_more_until_it_is_kept_again() -> None:
    retired = answered(Review("2026-11-20", 8, at(TODAY)), Answer.RETIRE, TODAY, at(TODAY))
    assert due(note("a", retired)) is None
    assert choose([note("a", retired)], TODAY + 9999 * DAY).due == ()
    back = answered(retired, Answer.KEEP, TODAY, at(TODAY))
    assert (back.retired, back.interval, back.due) == (False, 1, "2026-11-24")


def test_a_new_highlight_comes_the_day_after_it_was_made() -> None:
    made = note("a", created=at(TODAY))
    first = choose([made], TODAY)
    assert (first.due, first.next, first.highlights) == ((), TODAY + DAY, 1)
    assert choose([made], TODAY + DAY).due == (made,)
    assert choose([note("b", created="long ago")], TODAY).due


def test_what_came_before_goes_before_what_is_new() -> None:
    old = note("z", Review("2026-11-20", 4, at(TODAY - 7 * DAY)))
    older = note("y", Review("2026-11-10", 4, at(TODAY - 17 * DAY)))
    found = choose([note("a"), old, note("b"), older], TODAY, 3)
    assert [n.uid for n in found.due[:2]] == ["y", "z"]
    assert found.waiting == 1


def test_what_was_answered_on_the_day_counts_towards_its_share() -> None:
    done = [note(str(n), answered(Review(), Answer.LATER, TODAY, at(TODAY))) for n in range(4)]
    found = choose([*done, note("a"), note("b")], TODAY, 5)
    assert (len(found.due), found.answered, found.waiting) == (1, 4, 1)
    assert choose([*done, note("a")], TODAY, 4).due == ()
    assert choose([*done, note("a")], TODAY, 4).next == TODAY + DAY


def test_nothing_comes_of_nothing() -> None:
    found = choose([], TODAY)
    assert (found.due, found.next, found.highlights) == ((), None, 0)


REVIEWS = st.builds(
    Review,
    st.sampled_from(["", "no day", *(str(TODAY + n * DAY) for n in range(-3, 4))]),
    st.integers(0, 400),
    st.sampled_from(["", "never", at(TODAY), at(TODAY - 2 * DAY)]),
    st.booleans(),
)
NOTES = st.lists(st.builds(note, st.text("abc", min_size=1, max_size=3), REVIEWS),
                 max_size=12, unique_by=lambda n: n.uid)  # fmt: skip


@given(NOTES, st.integers(1, 8))
def test_a_days_choice_is_due_fits_its_share_and_is_the_same_in_any_order(notes, count) -> None:
    found = choose(notes, TODAY, count)
    ready = [n for n in notes if (when := due(n)) is not None and when <= TODAY]
    assert set(found.due) <= set(ready)
    assert len(found.due) + found.waiting == len(ready)
    assert len(found.due) <= max(0, count - found.answered)
    assert choose(reversed(notes), TODAY, count) == found
    assert found.next is None or found.next > TODAY


@given(NOTES, st.sampled_from(list(Answer)))
def test_an_answer_takes_a_highlight_out_of_the_day_and_lets_no_other_in(notes, answer) -> None:
    before = choose(notes, TODAY)
    if not before.due:
        return
    first = before.due[0]
    review = answered(first.review, answer, TODAY, at(TODAY))
    rest = [replace(n, review=review) if n is first else n for n in notes]
    after = choose(rest, TODAY)
    assert first.uid not in {n.uid for n in after.due}
    if first.review.at != at(TODAY):
        assert after.due == before.due[1:]


@given(REVIEWS, st.lists(st.sampled_from([Answer.KEEP, Answer.LATER]), max_size=20))
def test_whatever_is_said_but_retire_it_comes_back_within_a_year(review, answers) -> None:
    day = TODAY
    for answer in answers:
        review = answered(review, answer, day, at(day))
        away = date.fromisoformat(review.due) - day
        assert DAY <= away <= LONGEST * DAY
        day = date.fromisoformat(review.due)
