"""Joining two libraries in memory: whatever they hold, in whatever order, however often."""

from __future__ import annotations

import copy
import itertools
import json
from collections import Counter
from collections.abc import Collection
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from storage.anchors import passage
from storage.article_records import article_document
from storage.disk.memory import Memory, applied
from storage.disk.transaction import Document, Tables, Transaction
from storage.errors import LibraryError
from storage.joining import joined
from storage.merge import Merge
from storage.models import Article, Block, BlockKind
from storage.passage_records import passage_document
from storage.traces import fingerprint

TEXTS = {
    "a" * 4: "The first text speaks of margins and hands. It ends here.",
    "b" * 4: "The second text speaks of streets, kerbs and wheels. So does this.",
    "c" * 4: "A third one, about bread. Bread should rise for a day.",
}
TIMES = [f"2026-01-0{day}T00:00:00Z" for day in range(1, 6)]
MANY = 25
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Making an example of three libraries smaller takes minutes; the first one says enough."""
TAGS = ["x", "y", "z"]
NOTES = ["", "one", "two", "one\n\nthree", "four"]


def lookup(name: str) -> Document:
    raise LibraryError(name)


@st.composite
def traced(draw: st.DrawFn, **fields: Any) -> Document:
    """What any document remembers, drawn without regard to what is likely."""
    tags = draw(st.lists(st.sampled_from(TAGS), unique=True))
    times = {
        tag: ("" if tag in tags else "-") + draw(st.sampled_from(TIMES))
        for tag in draw(st.lists(st.sampled_from(TAGS), unique=True))
    }
    made = {**fields, "tags": tags, "modified": draw(st.sampled_from(TIMES))}
    if times:
        made["tag_times"] = times
    if draw(st.booleans()):
        # Nothing is changed in the trash.
        made["trashed"] = draw(st.sampled_from(TIMES[TIMES.index(made["modified"]) :]))
    return made


@st.composite
def annotations(draw: st.DrawFn, uid: str, article: int, text: str, start: int) -> Document:
    note = draw(st.sampled_from(NOTES))
    # What a note was made of came before it: in the order of NOTES.
    was = set(draw(st.lists(st.sampled_from(NOTES), unique=True))) & set(NOTES[: NOTES.index(note)])
    was -= {""}
    document = draw(
        traced(
            uid=uid,
            article=article,
            passage=passage_document(passage(text, start, start + 9)),
            note=note,
            ink=draw(st.sampled_from(["yellow", "red"])),
            created=TIMES[0],
        )
    )
    if draw(st.booleans()):
        document["noted"] = draw(st.sampled_from(TIMES))
    if draw(st.booleans()):
        document["review"] = {
            "at": draw(st.sampled_from(TIMES)),
            "interval": draw(st.integers(1, 2)),
        }
    return {**document, "was": sorted(map(fingerprint, was))} if was else document


@st.composite
def libraries(draw: st.DrawFn) -> Tables:
    """A library of some of the texts, under numbers of its own, and marks in them."""
    chosen = draw(st.permutations(sorted(TEXTS)))[: draw(st.integers(0, 3))]
    names = ("articles", "annotations", "bookmarks", "progress", "decisions", "removals")
    tables: Tables = {name: {} for name in names}
    for id, uid in enumerate(chosen, 1):
        text = TEXTS[uid]
        base = article_document(
            Article(uid, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), uid=uid, saved=TIMES[0])
        )
        base["archived"] = draw(st.booleans())
        tables["articles"][str(id)] = draw(traced(**base))
        for start in draw(st.lists(st.integers(0, 3), unique=True)):
            key = str(len(tables["annotations"]) + 1)
            tables["annotations"][key] = draw(annotations(f"{uid}-{start}", id, text, start))
        for start in draw(st.lists(st.integers(0, 3), unique=True)):
            key = str(len(tables["bookmarks"]) + 1)
            tables["bookmarks"][key] = {
                "uid": f"m{uid}-{start}",
                "article": id,
                "passage": passage_document(passage(text, start, start + 5)),
                "label": "abcd"[start],
                "created": TIMES[0],
            }
        for start in draw(st.lists(st.integers(0, 3), unique=True)):
            key = str(len(tables["decisions"]) + 1)
            tables["decisions"][key] = {
                "article": id,
                "passage": passage_document(passage(text, start, start + 7)),
                "created": TIMES[0],
            }
        if draw(st.booleans()):
            tables["progress"][str(id)] = {
                "article": id,
                "offset": draw(st.integers(0, 9)),
                "cursor": 0,
                "fraction": 0.5,
                "seen": draw(st.sampled_from(TIMES)),
            }
    return tables


@st.composite
def purged(draw: st.DrawFn) -> Tables:
    """A library that threw some things away for good, of its own or that it never had."""
    tables = draw(libraries())
    uids = [uid for text in TEXTS for uid in (text, *(f"{text}-{n}" for n in range(4)))]
    chosen = draw(st.lists(st.sampled_from([*uids, *(f"m{uid}" for uid in uids)]), unique=True))
    tables["removals"] = {
        str(key): {"uid": uid, "removed": draw(st.sampled_from(TIMES)), "purged": TIMES[-1]}
        for key, uid in enumerate(chosen, 1)
    }
    return tables


def merged(mine: Tables, theirs: Tables) -> Tables:
    bodies: dict[str, Document] = mine.get("_bodies", {})  # type: ignore[assignment]
    other: dict[str, Document] = theirs.get("_bodies", {})  # type: ignore[assignment]

    def read(store: dict[str, Document]) -> Any:
        return lambda name: store[name] if name in store else lookup(name)

    mine = {name: table for name, table in mine.items() if name != "_bodies"}
    theirs = {name: table for name, table in theirs.items() if name != "_bodies"}
    change = Transaction(Memory(copy.deepcopy(mine)), read(bodies))
    before = copy.deepcopy(theirs)
    Merge(change, theirs, read(other)).run()
    assert theirs == before
    puts = [(c.table, str(c.key), c.after) for c in change.changes]
    result = applied(mine, puts)
    result["_bodies"] = {**bodies, **change.attached}
    return result


def removed(*libraries: Tables) -> set[str]:
    return {gone["uid"] for tables in libraries for gone in tables["removals"].values()}


def seen(tables: Tables, gone: Collection[str]) -> Any:
    """What a library says, without the numbers of its documents.

    Of what somebody threw away: whether it stands, else when it was removed. What words of it
    came back with a later change depends on what the copies still had.
    """
    uids = {key: document["uid"] for key, document in tables["articles"].items()}
    rows: list[str] = []
    for name in ("articles", "annotations", "bookmarks", "decisions", "progress"):
        for document in tables[name].values():
            row = {"table": name, **document}
            row.pop("body", None)
            for big in ("text", "blocks"):
                row.pop(big, None)
            if "article" in row:
                row["article"] = uids[str(row["article"])]
            if row.get("uid") in gone:
                row = {"table": name, "uid": row["uid"]} if not row.get("trashed") else {}
            elif name in ("decisions", "progress") and row["article"] in gone:
                row = {}
            if row:
                rows.append(json.dumps(row, sort_keys=True))
    live = {json.loads(row).get("uid") for row in rows}
    dead = (d for d in tables["removals"].values() if d["uid"] not in live)
    rows += (json.dumps(document, sort_keys=True) for document in dead)
    return Counter(rows)


@settings(max_examples=MANY, deadline=None, phases=UNSHRUNK)
@given(purged(), purged())
def test_which_is_joined_into_which_does_not_matter(one: Tables, other: Tables) -> None:
    gone = removed(one, other)
    assert seen(merged(one, other), gone) == seen(merged(other, one), gone)


@settings(max_examples=MANY, deadline=None, phases=UNSHRUNK)
@given(purged(), purged())
def test_the_second_time_nothing_is_left_to_do(one: Tables, other: Tables) -> None:
    once = merged(one, other)
    again = merged(once, other)
    assert {n: t for n, t in again.items() if n[0] != "_" or n == "_manicule"} == {
        n: t for n, t in once.items() if n[0] != "_" or n == "_manicule"
    }


@settings(max_examples=MANY, deadline=None, phases=UNSHRUNK)
@given(purged(), purged(), purged())
def test_the_order_of_joining_several_does_not_matter(
    one: Tables, second: Tables, third: Tables
) -> None:
    gone = removed(one, second, third)
    first = seen(merged(merged(one, second), third), gone)
    assert first == seen(merged(merged(one, third), second), gone)
    assert first == seen(merged(third, merged(second, one)), gone)


@settings(max_examples=MANY, deadline=None, phases=UNSHRUNK)
@given(purged(), purged())
def test_a_removal_holds_against_what_was_changed_before_it_alone(
    one: Tables, other: Tables
) -> None:
    result = merged(one, other)
    for table in ("articles", "annotations", "bookmarks"):
        standing = {d["uid"] for d in result[table].values() if not d.get("trashed")}
        for uid in removed(one, other):
            copies = [d for t in (one, other) for d in t[table].values() if d["uid"] == uid]
            times = [d["removed"] for t in (one, other) for d in t["removals"].values()
                     if d["uid"] == uid]  # fmt: skip
            gone = max(times + [d.get("trashed", "") for d in copies])
            changed = max([d.get("modified", d.get("created")) for d in copies], default="")
            assert (uid in standing) == (changed > gone)


@settings(max_examples=MANY, deadline=None, phases=UNSHRUNK)
@given(libraries(), libraries())
def test_no_word_is_lost_that_neither_copy_has_gone_beyond(one: Tables, other: Tables) -> None:
    result = merged(one, other)
    notes = {note["uid"]: note for note in result["annotations"].values()}
    for tables, rest in ((one, other), (other, one)):
        theirs = {note["uid"]: note for note in rest["annotations"].values()}
        for note in tables["annotations"].values():
            beyond = theirs.get(note["uid"], {}).get("was", ())
            if fingerprint(note["note"]) not in beyond:
                for part in note["note"].split("\n\n"):
                    assert part in notes[note["uid"]]["note"]
        labels = {mark["uid"] for mark in result["bookmarks"].values()}
        assert {mark["uid"] for mark in tables["bookmarks"].values()} <= labels


def test_a_thing_removed_again_after_it_came_back_is_gone_in_every_order() -> None:
    uid = "a" * 4
    base = article_document(Article(uid, TEXTS[uid], (), uid=uid, saved=TIMES[0]))
    empty: Tables = {name: {} for name in ("articles", "annotations", "bookmarks", "progress",
                                           "decisions", "removals")}  # fmt: skip
    gone = {"uid": uid, "removed": TIMES[1], "purged": TIMES[1]}
    one = {**empty, "removals": {"1": gone}}
    second = {**empty, "articles": {"1": {**base, "trashed": TIMES[3]}}}
    third = {**empty, "articles": {"1": {**base, "modified": TIMES[2]}}}
    for first, then, last in itertools.permutations((one, second, third)):
        result = merged(merged(first, then), last)
        assert all(d["trashed"] == TIMES[3] for d in result["articles"].values())
        assert [d["removed"] for d in result["removals"].values()] in ([TIMES[1]], [TIMES[3]])


def test_a_note_edited_in_one_copy_only_is_not_doubled() -> None:
    old = {"uid": "u", "note": "draft", "modified": TIMES[0]}
    new = {"uid": "u", "note": "done", "modified": TIMES[1], "was": [fingerprint("draft")]}
    assert joined(old, new) == joined(new, old) == new


def test_two_notes_edited_apart_are_both_kept_in_the_order_written() -> None:
    was = [fingerprint("draft")]
    one = {"uid": "u", "note": "later", "noted": TIMES[2], "was": was}
    other = {"uid": "u", "note": "sooner", "noted": TIMES[1], "was": was}
    assert joined(one, other)["note"] == joined(other, one)["note"] == "sooner\n\nlater"


def test_a_tag_taken_away_later_than_given_is_gone_in_both_orders() -> None:
    one = {"uid": "u", "tags": ["x", "y"], "modified": TIMES[0]}
    other = {"uid": "u", "tags": ["y", "z"], "tag_times": {"x": f"-{TIMES[1]}", "z": TIMES[1]}}
    assert joined(one, other)["tags"] == joined(other, one)["tags"] == ["y", "z"]


def test_what_was_changed_after_it_went_to_the_trash_elsewhere_comes_back() -> None:
    removed = {"uid": "u", "note": "n", "modified": TIMES[0], "trashed": TIMES[1]}
    kept = {"uid": "u", "note": "n", "modified": TIMES[2], "ink": "red"}
    assert "trashed" not in joined(removed, kept)
    assert joined(removed, {**kept, "modified": TIMES[0]})["trashed"] == TIMES[1]
