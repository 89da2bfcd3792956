"""Join what a person left in one article: highlights, notes, bookmarks, decisions on claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from storage import passage_records, typed
from storage.anchors import locate, passage
from storage.disk.transaction import Document
from storage.errors import LibraryError
from storage.fields import OWNER, UID, is_trashed, since, trashed
from storage.home import Home
from storage.joining import changed, joined
from storage.schema import BOOKMARKS, DECISIONS
from storage.shapes import passage_of
from storage.standin import Mark


def join(home: Home, id: int, marks: Sequence[Mark]) -> None:
    """Join the marks that another copy has in an article; the same are so by uid."""
    text: str | None = None
    for table, key, document in marks:
        document = {**document, OWNER: id}
        if table == DECISIONS:
            _decision(home, id, document)
            continue
        uid = document.get(UID)
        known = home.where(table, UID, uid) if uid else {}
        if known:
            mine_at, mine = next(iter(known.items()))
            made = joined(mine, document)
            if made.get("passage") != mine.get("passage"):
                made = _placed(made, text := text or home.text(id) or "")
            if made != mine:
                home.put(table, int(mine_at), made)
            continue
        if readable(table, key, document):
            document = _placed(document, text := text or home.text(id) or "")
        home.add(table, document)
    if any(table == BOOKMARKS for table, _, _ in marks):
        _label(home, id)


def settle(home: Home, id: int) -> None:
    """Put marks at the places of their passages in the text that their article has now."""
    text = home.text(id)
    for table, key, document in home.marks(id):
        if text is not None and readable(table, key, document):
            home.put(table, int(key), _placed(document, text))


def fit(text: str | None, marks: Iterable[Mark]) -> bool:
    """Tell whether all that was marked is found in a text; nothing is in one that is lost."""
    return text is not None and all(
        locate(text, passage_of(*mark)) is not None for mark in marks if readable(*mark)
    )


def readable(table: str, key: str, document: Document) -> bool:
    """Tell whether a mark says where it stands."""
    try:
        passage_of(table, key, document)
    except LibraryError:
        return False
    return True


def preferred(document: Document, when: str = "saved") -> tuple[bool, str, str]:
    """Return by what the first of several documents is known: not in the trash, and oldest."""
    return bool(document.get("trashed")), str(document.get(when, "")), str(document.get("uid"))


def _decision(home: Home, id: int, document: Document) -> None:
    """Join what was said of a claim: it holds or is taken back, whichever was later."""
    same = {
        key: known
        for key, known in home.where(DECISIONS, OWNER, id).items()
        if _place(known) == _place(document)
    }
    held = {key: known for key, known in same.items() if not is_trashed(known)}
    if same and is_trashed(document):
        for key, known in held.items():
            if since(document) >= changed(known):
                home.put(DECISIONS, int(key), trashed(known, since(document)))
    elif not held and all(since(known) < changed(document) for known in same.values()):
        home.add(DECISIONS, document)


def _place(document: Document) -> object:
    place = document.get("passage", {})
    return place.get("start"), place.get("end"), place.get("quote")


def _placed(document: Document, text: str) -> Document:
    """Return a mark where its passage stands in a text; where it was, when that is in doubt."""
    place = locate(text, passage_records.passage(document["passage"]))
    if place is None or place == (document["passage"]["start"], document["passage"]["end"]):
        return document
    return {**document, "passage": passage_records.passage_document(passage(text, *place))}


def _label(home: Home, id: int) -> None:
    """Give bookmarks of one article labels of their own; the oldest keeps what two have."""
    alive = {
        key: document
        for key, document in home.where(BOOKMARKS, OWNER, id).items()
        if not document.get("trashed")
    }
    taken = {str(document.get("label", "")) for document in alive.values()}
    seen: set[str] = set()
    for key in sorted(alive, key=lambda key: preferred(alive[key], "created")):
        label = str(alive[key].get("label", ""))
        if label in seen:
            label = _another(label, taken)
            taken.add(label)
            home.put(BOOKMARKS, int(key), {**alive[key], "label": label})
        seen.add(label)


def _another(label: str, taken: set[str]) -> str:
    """Return a letter for a letter, and words with a number for words."""
    if len(label) <= 2:
        return typed.free_label(taken)
    number = 2
    while f"{label} {number}" in taken:
        number += 1
    return f"{label} {number}"
