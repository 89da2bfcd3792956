"""The orders of the library, and the names they are remembered by."""

from __future__ import annotations

import pytest

from tui.sorting import SORTINGS, Order, Sorting


@pytest.mark.parametrize("name", SORTINGS)
def test_every_order_is_known_by_its_name(name: str) -> None:
    assert str(Sorting.called(name)) == name


def test_each_order_goes_both_ways() -> None:
    assert len(set(SORTINGS)) == 2 * len(Order)
    assert Sorting.called("title") == Sorting(Order.TITLE, False)
    assert Sorting.called("title reversed") == Sorting(Order.TITLE, True)
    assert Sorting.called("saved reversed") == Sorting(Order.SAVED, False)


@pytest.mark.parametrize("name", ["", "colour", "reversed", " reversed", "title reversed reversed"])
def test_a_name_of_no_order_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="valid"):
        Sorting.called(name)
