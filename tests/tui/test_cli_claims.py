"""What `manicule claims` says of what a person's decisions taught."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.library import Library

Run = Callable[..., Any]


@pytest.fixture
def taught(manicule: Run, streets: Path, tmp_path: Path) -> Run:
    """Give the runner over a library in which a claim was kept and another struck."""
    manicule("add", streets)
    with Library.open(tmp_path / "library.json") as library:
        first, second, *_ = library.claims(1)
        library.keep(1, first)
        library.dismiss(1, second)
    return manicule


def test_explain_says_what_was_learnt_of_each_reason(taught: Run) -> None:
    lines = taught("claims", "--explain").out.splitlines()
    assert lines
    assert all("(kept " in line and "“" in line for line in lines)
    records = json.loads(taught("claims", "--explain", "--json").out)
    assert len(records) == len(lines)
    assert {record["kept"] for record in records} <= {0, 1}


def test_forget_unlearns_once_and_says_so(taught: Run) -> None:
    assert "forgot what 2 decisions taught" in taught("claims", "--forget").err
    assert "nothing was learnt" in taught("claims", "--forget").err
    assert taught("claims", "--explain").out == ""
    assert taught("claims", "1", "--dismissed").out


def test_claims_of_a_stored_article_are_found_anew_when_asked(taught: Run) -> None:
    ran = taught("claims", "1", "--anew")
    assert ran.status == 0
    assert "claims anew in 1" in ran.out
    assert taught("claims", "99", "--anew").status == 1


@pytest.mark.parametrize("words", [(), ("--anew",), ("x.txt", "--explain"), ("--dismissed",)])
def test_claims_without_what_it_needs_is_wrong_usage(manicule: Run, words: tuple[str, ...]) -> None:
    ran = manicule("claims", *words)
    assert ran.status == 2
    assert "needs a FILE" in ran.err
