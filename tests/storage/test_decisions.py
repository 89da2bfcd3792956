from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import claims as engine
from storage.errors import LibraryError
from storage.library import Library
from storage.models import Article, Progress
from storage.pointing import KEPT

Build = Callable[..., Article]
PARAGRAPHS = (
    "Cities should plant more trees along every street. The shade lowers the heat by four degrees.",
    "Critics say that trees cost too much. A study of 40 towns found that each saved 3,000 euros "
    "a year. Councils must therefore begin this winter, because young trees need wet ground.",
    "My grandmother had a pear tree. Without trees the summers will become unbearable.",
    *(
        f"The {name} road is {n} metres wide and nobody likes to walk along it in July. A council "
        f"should plant {n} limes there, because shade is what people on foot are looking for. "
        "The money was found in other towns, where it took a year and one vote."
        for n, name in enumerate(("upper", "lower", "old", "new"), 20)
    ),
)


@pytest.fixture
def library(library: Library, article: Build) -> Library:
    library.add(article("Trees in the City", *PARAGRAPHS))
    return library


def test_a_claim_that_is_kept_is_a_highlight_and_one_step_to_undo(library: Library) -> None:
    claim = library.claims(1)[0]
    kept, _ = library.keep(1, claim)
    assert kept.passage.quote == claim.text
    assert [lesson.kept for lesson in library.lessons()].count(1) >= 1
    library.undo()
    assert library.annotations(1) == []
    assert library.lessons() == []


def test_a_kept_claim_outlives_an_engine_that_no_longer_finds_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = library.claims(1)[0]
    library.keep(1, claim)
    monkeypatch.setattr(engine, "ENGINE", "another")
    monkeypatch.setattr(engine, "find_claims", lambda *_: ())
    (left,) = library.claims(1)
    assert (left.text, left.kind, left.cues, left.density) == (claim.text, claim.kind, (KEPT,), 1)


def test_a_kept_claim_that_is_then_struck_is_struck(library: Library) -> None:
    claim = library.claims(1)[0]
    library.keep(1, claim)
    library.dismiss(1, claim)
    assert claim not in library.claims(1)
    assert [p.quote for p in library.dismissed(1)] == [claim.text]
    library.undo()
    assert claim in library.claims(1)
    assert library.dismissed(1) == []


def test_an_article_that_was_read_keeps_its_claims_under_a_new_engine_until_asked(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = library.claims(1)
    library.set_progress(1, Progress(offset=0, cursor=3, fraction=0.5))
    monkeypatch.setattr(engine, "ENGINE", "another")
    monkeypatch.setattr(engine, "find_claims", lambda *_: before[:1])
    assert library.claims(1) == before
    assert library.find_anew(1) == before[:1]
    assert library.claims(1) == before[:1]


def test_what_decisions_taught_is_forgotten_and_the_decisions_hold(library: Library) -> None:
    first, second, *_ = library.claims(1)
    library.dismiss(1, first)
    library.keep(1, second)
    assert library.lessons()
    assert library.forget_lessons() == 2
    assert library.lessons() == []
    assert library.forget_lessons() == 0
    with Library.open(library.path) as again:
        assert first not in again.claims(1)
        assert again.lessons() == []


def test_a_new_article_is_measured_with_what_was_taught(
    library: Library, article: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    for claim in library.claims(1)[:2]:
        library.dismiss(1, claim)
    library.keep(1, library.claims(1)[0])
    seen: list[dict[str, float]] = []
    real = engine.find_claims

    def spy(text, blocks, title="", taught=None):  # type: ignore[no-untyped-def]
        seen.append(taught)
        return real(text, blocks, title, taught)

    monkeypatch.setattr(engine, "find_claims", spy)
    library.add(article("Another", "Towns should build more parks. Parks cool the town."))
    assert seen == [{lesson.name: lesson.weight for lesson in library.lessons()}]


def test_decisions_written_before_they_taught_are_still_dismissals(
    library: Library, whole: Callable[[Library], dict[str, dict[str, dict[str, object]]]]
) -> None:
    claim = library.claims(1)[0]
    library.dismiss(1, claim)
    content = whole(library)
    for field in ("kind", "cues"):
        del content["decisions"]["1"][field]
    library.path.write_text(json.dumps(content), "utf-8")
    with Library.open(library.path) as again:
        assert claim not in again.claims(1)
        assert again.lessons() == []


def test_what_another_program_said_of_a_claim_meanwhile_is_not_said_again(library: Library) -> None:
    claim = library.claims(1)[0]
    library.dismiss(1, claim)
    library.undo()
    with Library.open(library.path) as other:
        other.dismiss(1, other.claims(1)[0])
    with pytest.raises(LibraryError, match="Another program has judged this claim"):
        library.redo()
    assert len(library.dismissed(1)) == 1


@pytest.fixture
def elsewhere(library: Library, tmp_path: Path) -> Callable[[], Path]:
    """Copy the library as it is on the disk now; give the copy's file."""

    def copied() -> Path:
        library.fold()
        folder = tmp_path / "elsewhere"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(library.path.parent, folder, ignore=shutil.ignore_patterns("elsewhere"))
        return folder / library.path.name

    return copied


def test_a_dismissal_that_was_undone_does_not_come_back_from_a_copy(
    library: Library, elsewhere: Callable[[], Path]
) -> None:
    claim = library.claims(1)[0]
    library.dismiss(1, claim)
    copy = elsewhere()
    library.undo()
    library.merge(copy)
    assert claim in library.claims(1)
    with Library.open(copy) as other:
        assert claim not in other.claims(1)
        other.merge(library.path)
        assert claim in other.claims(1)


def test_a_dismissal_that_was_redone_comes_with_a_copy(
    library: Library, elsewhere: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = library.claims(1)[0]
    library.dismiss(1, claim)
    library.undo()
    copy = elsewhere()
    monkeypatch.setattr("storage.disk.transaction.now", lambda: "2099-01-01T00:00:00Z")
    library.redo()
    library.merge(copy)
    assert claim not in library.claims(1)
    with Library.open(copy) as other:
        other.merge(library.path)
        assert claim not in other.claims(1)


def test_of_a_dismissal_and_its_return_the_later_wins_whichever_copy_is_joined(
    library: Library, elsewhere: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def clock(second: int) -> None:
        monkeypatch.setattr("storage.disk.transaction.now", lambda: f"2026-06-01T00:00:0{second}Z")

    clock(1)
    claim = library.claims(1)[0]
    library.dismiss(1, claim)
    copy = elsewhere()
    clock(2)
    library.reinstate(1, library.dismissed(1)[0])
    with Library.open(copy) as other:
        library.merge(copy)
        other.merge(library.path)
        assert claim in library.claims(1)
        assert claim in other.claims(1)
        clock(3)
        other.dismiss(1, claim)
        library.merge(copy)
        other.merge(library.path)
        assert claim not in library.claims(1)
        assert claim not in other.claims(1)
        assert [p.quote for p in library.dismissed(1)] == [claim.text]


def test_a_dismissal_of_an_older_manicule_without_a_uid_is_joined_as_before(
    library: Library, elsewhere: Callable[[], Path]
) -> None:
    claim = library.claims(1)[0]
    library.dismiss(1, claim)
    copy = elsewhere()
    content = json.loads(copy.read_text("utf-8"))
    assert content["decisions"]["1"].pop("uid")
    copy.write_text(json.dumps(content), "utf-8")
    library.merge(copy)
    assert [p.quote for p in library.dismissed(1)] == [claim.text]
    library.reinstate(1, library.dismissed(1)[0])
    library.merge(copy)
    assert claim in library.claims(1)
