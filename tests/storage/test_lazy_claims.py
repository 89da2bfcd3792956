"""Libraries whose rows do not name the kinds of claims, as they were first written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.disk.bodies import Bodies
from storage.library import Library
from storage.models import DEFAULT_DENSITY, Article, Kind
from storage.query import parse

Build = Callable[..., Article]


@pytest.fixture
def old(library: Library, article: Build) -> Path:
    """Give such a library of three articles."""
    library.add(article("One", "Cities should set the speed first, since nobody else can."))
    library.add(article("Two", "It rained."))
    library.add(article("Three", "Streets should be narrow, and readers should write in books."))
    library.fold()
    content = json.loads(library.path.read_text("utf-8"))
    assert all(row.pop("kinds") is not None for row in content["claims"].values())
    library.path.write_text(json.dumps(content), "utf-8")
    return library.path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the names of the bodies that are read from now on."""
    names: list[str] = []

    def noting(self: Bodies, name: str, real: Any = Bodies.read) -> Any:
        names.append(name)
        return real(self, name)

    monkeypatch.setattr(Bodies, "read", noting)
    return names


def test_opening_reads_no_text_and_a_filter_by_kind_each_one_once(
    old: Path, read: list[str]
) -> None:
    with Library.open(old) as library:
        rows = library.entries()
        assert [row.claims > 0 for row in rows] == [True, False, True]
        assert read == []
        for _ in range(2):
            fitting = [row.title for row in library.entries() if parse("claim:policy").matches(row)]
            assert fitting == ["Three", "One"]
        assert len(read) == len(set(read)) == 3
        assert (list(rows[0].kinds), len(rows[0].kinds)) == ([Kind.POLICY], 1)


def test_a_lost_body_has_no_kinds(old: Path) -> None:
    for body in old.with_name("bodies").rglob("*.json"):
        body.unlink()
    with Library.open(old) as library:
        assert [list(row.kinds) for row in library.entries()] == [[], [], []]


def test_opening_reads_no_text_of_articles_whose_claims_were_judged(
    library: Library, article: Build, read: list[str]
) -> None:
    library.add(article("One", "Cities should set the speed first, since nobody else can."))
    library.add(article("Two", "It rained. Streets should be narrow, and readers should write."))
    for id in (1, 2):
        library.dismiss(id, library.claims(id)[0])
    left = {id: [c for c in library.claims(id) if c.density <= DEFAULT_DENSITY] for id in (1, 2)}
    library.fold()
    with Library.open(library.path) as again:
        read.clear()
        rows = again.entries()
        assert read == []
        for row in rows:
            assert row.claims == len(left[row.id])
            assert set(row.kinds) == {claim.kind for claim in left[row.id]}
        assert again.entries() == library.entries()
        read.clear()
        assert [row.claims for row in again.entries()] == [row.claims for row in rows]
        assert read == []


def test_rows_are_compared_without_reading_what_they_count(
    library: Library, article: Build, read: list[str]
) -> None:
    library.add(article("One", "Cities should set the speed first, since nobody else can."))
    (claim, *_) = library.claims(1)
    library.dismiss(1, claim)
    library.fold()
    with Library.open(library.path) as again:
        read.clear()
        (before,) = again.entries()
        again.annotate(1, 0, 3)
        read.clear()
        (after,) = again.entries()
        assert after != before
        assert after._replace(notes=0, inks=()) == before
        again.reinstate(1, again.dismissed(1)[0])
        read.clear()
        assert again.entries() != [after]
        assert read == []
