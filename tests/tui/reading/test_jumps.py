"""Jumps lead back, and forward again."""

from __future__ import annotations

from tui.reading.jumps import Jumps


def test_one_comes_back_through_every_place_and_forward_again() -> None:
    jumps = Jumps()
    jumps.leave(10)
    jumps.leave(500)
    assert jumps.back(900) == 500
    assert jumps.back(500) == 10
    assert jumps.back(10) is None
    assert jumps.forward(10) == 500
    assert jumps.forward(500) == 900
    assert jumps.forward(900) is None


def test_a_new_jump_closes_the_way_forward() -> None:
    jumps = Jumps()
    jumps.leave(10)
    jumps.back(500)
    jumps.leave(20)
    assert jumps.forward(30) is None


def test_a_place_where_one_stands_already_is_passed_over() -> None:
    jumps = Jumps()
    jumps.leave(10)
    jumps.leave(500)
    assert jumps.back(500) == 10


def test_the_oldest_places_are_forgotten() -> None:
    jumps = Jumps()
    for place in range(1000):
        jumps.leave(place)
    came = list(iter(lambda: jumps.back(-1), None))
    assert came[0] == 999
    assert len(came) == 100
