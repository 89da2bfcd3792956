"""What a person says to highlights that come back, within a transaction."""

from __future__ import annotations

from datetime import date

from storage import mark_records, schedule
from storage.disk.transaction import Transaction
from storage.fields import with_optional
from storage.models import Review
from storage.notes import called
from storage.schedule import Answer
from storage.schema import ANNOTATIONS

_SAID = {
    Answer.KEEP: "keeping a highlight",
    Answer.LATER: "putting off a highlight",
    Answer.RETIRE: "retiring a highlight",
}


def review(change: Transaction, uid: str, answer: Answer, today: date) -> Review:
    """Note an answer to a highlight; raises NotFound."""
    key, document = called(change, ANNOTATIONS, uid, "highlight")
    made = schedule.answered(mark_records.review(document), answer, today, change.moment())
    change.what = _SAID[answer]
    stored = with_optional(document, mark_records.REVIEW, mark_records.review_document(made))
    change.put(ANNOTATIONS, key, stored)
    return made
