"""What a clause does is told by its grammar, whatever it speaks of."""

from __future__ import annotations

import pytest

from storage.claims.acts import acts


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Keep the hedge dry until the frost.", "asks"),
        ("If the ground is hard, don't dig.", "asks"),
        ("Water: keep the roots wet through May.", "asks"),
        ("We want to leave the lanes as they were.", "intends"),
        ("We strongly recommend hazel for wet ground.", "advises"),
        ("It is better for a village to share its tools.", "is wise to"),
        ("A thick hedge will keep the soil in its place.", "will bring about"),
        ("Hedges help birds and farmers alike.", "brings about"),
        ("By planting early, a farm saves a year.", "brings about"),
        ("We will meet at the gate.", "we will"),
        ("The county planted forty miles of hazel.", "tells what was"),
        ("Planting in May wastes water.", "begins with doing"),
        ("The old lanes are remarkable.", "judges"),
        ("They'll look on it kindly in the coming years.", "looks on"),
    ],
)
def test_the_main_clause_says_what_it_does(text: str, act: str) -> None:
    assert f"act: {act}" in acts(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Use is made of every branch.", "asks"),
        ("Work has begun on the lane.", "asks"),
        ("Wait.", "asks"),
        ("Farmers want to leave the lanes as they were.", "intends"),
        ("Because we want shade, the lanes are bare.", "intends"),
        ("We know what hedges need.", "intends"),
        ("The county recommends hazel for wet ground.", "advises"),
        ("It is better than a wall.", "is wise to"),
        ("Help is near at every gate.", "brings about"),
        ("They will meet at the gate.", "we will"),
        ("A weed needs no care.", "tells what was"),
        ("Bring water to the roots.", "begins with doing"),
        ("Remarkable lanes lead to the mill.", "judges"),
        ("The county planted hazel by 1950.", "looks on"),
    ],
)
def test_a_clause_is_not_said_to_do_what_it_does_not(text: str, act: str) -> None:
    assert f"act: {act}" not in acts(text)


def test_what_a_clause_does_by_the_way_is_told_apart() -> None:
    told = acts("Because the county should have acted sooner and must pay, the lanes are bare.")
    assert "aside: obliges" in told
    assert "act: obliges" not in told
