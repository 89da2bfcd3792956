"""What a person said of claims, kept with the article, and what that teaches."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from storage import decision_records, pointing, removals, schema
from storage.anchors import locate
from storage.decision_records import is_kept
from storage.disk.transaction import Document, Transaction
from storage.errors import LibraryError, NotFound
from storage.fields import OWNER, is_trashed, owner, trashed
from storage.history import Conflict
from storage.identity import new_uid
from storage.models import Claim, Passage
from storage.schema import DECISIONS
from storage.seen import certain
from storage.shelf import passage_of, text_of

if TYPE_CHECKING:
    from storage.claims import Lesson


def now(change: Transaction, id: int, claim: Claim, seen: str | None) -> Claim:
    """Return a claim of the text that was seen where it stands now; raises Conflict."""
    start, end = certain(text_of(change, id), (claim.start, claim.end), seen)
    return claim._replace(start=start, end=end)


def dismiss(change: Transaction, id: int, claim: Claim) -> None:
    """Remember that a person says a claim is none."""
    _decide(change, id, claim, kept=False)
    change.what = "dismissing a claim"


def keep(change: Transaction, id: int, claim: Claim) -> None:
    """Remember that a person says a claim is one; it is shown whatever engine comes."""
    _decide(change, id, claim, kept=True)
    change.what = "keeping a claim"


def reinstate(change: Transaction, id: int, dismissed: Passage) -> None:
    """Forget that a person said of this passage that it is no claim; raises NotFound."""
    text = text_of(change, id)
    place = locate(text, dismissed)
    again = [
        (key, document)
        for key, document, known in _decisions(change, id)
        if not is_kept(document)
        and (
            (known.quote == dismissed.quote and known.start == dismissed.start)
            or (place is not None and locate(text, known) == place)
        )
    ]
    if not again:
        raise NotFound(f"No claim of article {id} is dismissed there.")
    change.what = "bringing back a dismissed claim"
    for key, document in again:
        change.put(DECISIONS, key, trashed(document, change.moment()))


def refuse_twice(change: Transaction) -> None:
    """Refuse to say again of a claim what another program has said of it meanwhile.

    Raises Conflict.
    """
    for made in change.changes:
        if made.table != DECISIONS or made.before is not None or made.after is None:
            continue
        same = change.where(DECISIONS, OWNER, owner(made.after))
        for key, document in same.items():
            if int(key) != made.key and _alike(document, made.after):
                raise Conflict(
                    "Another program has judged this claim since; it stays as it is now."
                )


def _alike(one: Document, other: Document) -> bool:
    """Tell whether two decisions that hold are the same."""
    if is_trashed(one) or is_trashed(other) or is_kept(one) != is_kept(other):
        return False
    with contextlib.suppress(LibraryError):
        return decision_records.decision("", one) == decision_records.decision("", other)
    return False


def lessons(documents: Iterable[Document]) -> list[Lesson]:
    """Say what the decisions that hold teach, strongest first."""
    from storage.claims import lessons

    told = (decision_records.lesson(document) for document in documents if not is_trashed(document))
    return lessons(lesson for lesson in told if lesson is not None)


def taught(documents: Iterable[Document]) -> dict[str, float]:
    """Give the weights that the decisions teach; none costs no import."""
    held = list(documents)
    return {lesson.name: lesson.weight for lesson in lessons(held)} if held else {}


def forget(change: Transaction, documents: Mapping[str, Document]) -> int:
    """Let all decisions hold but teach no more; return how many taught."""
    teaching = {
        key: document
        for key, document in documents.items()
        if not is_trashed(document) and decision_records.lesson(document) is not None
    }
    for key, document in teaching.items():
        change.put(DECISIONS, int(key), decision_records.forgotten(document))
    change.what = "forgetting what decisions taught"
    return len(teaching)


def _decide(change: Transaction, id: int, claim: Claim, *, kept: bool) -> None:
    """Store a decision; it takes the place of one made before on the same claim."""
    text = text_of(change, id)
    place = passage_of(text, id, (claim.start, claim.end))
    key, uid = None, new_uid()
    for known_key, document, known in _decisions(change, id):
        stands = locate(text, known)
        if stands and pointing.same(claim, *stands):
            if is_kept(document) == kept:
                return
            key, uid = known_key, removals.uid_of(document) or uid
    if key is None:
        key = schema.next_key(change, DECISIONS)
    made = decision_records.decision_document(uid, id, place, change.moment(), claim, kept=kept)
    change.put(DECISIONS, key, made)


def _decisions(change: Transaction, id: int) -> list[tuple[int, Document, Passage]]:
    """Return the decisions on an article's claims that hold and can be read."""
    found = []
    for key, document in change.where(DECISIONS, OWNER, id).items():
        if not is_trashed(document):
            with contextlib.suppress(LibraryError):
                found.append((int(key), document, decision_records.decision(key, document)))
    return found
