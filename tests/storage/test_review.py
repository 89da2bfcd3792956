"""What a person says to highlights that come back: kept, undone, merged, exported."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from storage.errors import NotFound
from storage.export.dossier import gather_whole
from storage.export.json_ import lossless
from storage.export.jsonld import annotation_collection
from storage.intake.exports.jsonld import annotations_of, read_jsonld
from storage.intake.exports.ours import read_ours
from storage.library import Library
from storage.models import Ink, Review
from storage.schedule import Answer

TOMORROW = date.today() + timedelta(days=1)


@pytest.fixture
def kept(library: Library, article) -> Library:
    library.add(article("One"))
    library.annotate(1, 0, 5, note="a note")
    library.annotate(1, 8, 12)
    return library


def uid(library: Library) -> str:
    return library.annotations(1)[0].uid


def test_highlights_come_back_the_day_after_and_an_answer_is_undone(kept: Library) -> None:
    assert len(kept.returning(TOMORROW).due) == 2
    made = kept.review(uid(kept), Answer.KEEP, TOMORROW)
    assert made.due == str(TOMORROW + timedelta(days=1))
    assert [n.uid for n in kept.returning(TOMORROW).due] == [kept.annotations(1)[1].uid]
    assert kept.undo() == "keeping a highlight"
    assert kept.annotations(1)[0].review == Review()
    kept.redo()
    assert kept.annotations(1)[0].review == made


def test_an_answer_is_there_in_the_next_session(kept: Library) -> None:
    made = kept.review(uid(kept), Answer.RETIRE, TOMORROW)
    kept.close()
    with Library.open(kept.path) as again:
        assert again.annotations(1)[0].review == made
        assert len(again.returning(TOMORROW).due) == 1


def test_what_is_changed_of_a_highlight_leaves_its_review_and_the_other_way(kept: Library) -> None:
    before = kept.annotations(1)[0]
    made = kept.review(before.uid, Answer.KEEP, TOMORROW)
    assert kept.annotations(1)[0].modified == before.modified
    kept.edit_annotation(before.uid, note="another", ink=Ink.RED)
    after = kept.annotations(1)[0]
    assert (after.review, after.note, after.ink) == (made, "another", Ink.RED)


def test_what_is_in_the_trash_does_not_come_back(kept: Library, article) -> None:
    kept.remove_annotation(uid(kept))
    assert len(kept.returning(TOMORROW).due) == 1
    kept.remove(1)
    assert kept.returning(TOMORROW).due == ()
    with pytest.raises(NotFound):
        kept.review("nobody", Answer.KEEP, TOMORROW)


def test_two_machines_answers_and_changes_are_joined(
    kept: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").mkdir()
    other_file, _ = kept.backup(tmp_path / "other.zip")
    # The answer is given after the ink was changed, and must not win over it.
    monkeypatch.setattr("storage.disk.transaction.now", lambda: "2098-01-01T00:00:00Z")
    kept.edit_annotation(uid(kept), ink=Ink.GREEN)
    monkeypatch.setattr("storage.disk.transaction.now", lambda: "2099-01-01T00:00:00Z")
    with Library.open(tmp_path / "there" / "library.json") as there:
        there.merge(other_file)
        made = there.review(uid(there), Answer.KEEP, TOMORROW)
        back, _ = there.backup(tmp_path / "back.zip")
    kept.merge(back)
    joined = kept.annotations(1)[0]
    assert (joined.ink, joined.review) == (Ink.GREEN, made)
    assert joined.modified == "2098-01-01T00:00:00Z"


def test_exports_hold_when_a_highlight_comes_back(kept: Library) -> None:
    made = kept.review(uid(kept), Answer.KEEP, TOMORROW)
    dossiers = gather_whole(kept, kept.entries())
    for back in (_json(dossiers), _jsonld(dossiers)):
        assert back.dossiers[0].annotations[0].review == made
        assert back.dossiers[0].annotations[1].review == Review()


def _json(dossiers):
    return read_ours(json.loads(json.dumps(lossless(dossiers))))


def _jsonld(dossiers):
    content = json.loads(json.dumps(annotation_collection(dossiers)))
    return read_jsonld(content, annotations_of(content) or [])


def test_a_review_that_a_person_spoilt_by_hand_counts_as_none(kept: Library) -> None:
    kept.fold()
    kept.close()
    content = json.loads(kept.path.read_text("utf-8"))
    for number, spoilt in enumerate(("soon", {"due": 7, "interval": "x", "at": None}), 1):
        content["annotations"][str(number)]["review"] = spoilt
    kept.path.write_text(json.dumps(content), "utf-8")
    with Library.open(kept.path) as again:
        assert [n.review for n in again.annotations(1)] == [Review(), Review()]
        again.review(uid(again), Answer.LATER, TOMORROW)
        assert again.annotations(1)[0].review.at
