"""What the welcome article asks for, and which of it a person has done."""

from __future__ import annotations

from typing import NamedTuple

from tui.settings import state

_FILE = "welcome.json"


class Lesson(NamedTuple):
    """One act that a section of the article asks for."""

    act: str
    """What the reader calls it when it is done."""
    asks: str
    """What is to be done, with the ids of actions for their keys."""
    done: str
    """What was done, as one tells it to whoever did it."""


LESSONS = (
    Lesson("paragraph", "{reader.paragraph-next} goes to the next paragraph", "you went on"),
    Lesson("claim", "{reader.claim-next} goes to a key claim", "you went to a claim"),
    Lesson("why", "{reader.why} at a claim says why it is one", "you asked for the reasons"),
    Lesson("claims", "{reader.claims} takes the claims away", "you put the claims on or off"),
    Lesson("select", "{reader.select} selects the sentence", "you selected a passage"),
    Lesson("keep", "{reader.keep} highlights a sentence", "you highlighted a passage"),
    Lesson("note", "{reader.annotate} writes, {note.keep} keeps a note", "you wrote a note"),
    Lesson("undo", "{reader.undo} takes it back", "you took something back"),
    Lesson("bookmark", "{reader.bookmark} and a letter mark a place", "you left a bookmark"),
    Lesson("find", "{reader.find} finds a word", "you found a word"),
    Lesson("back", "{reader.jump-back} comes back from there", "you came back"),
    Lesson("notes", "{reader.notes} shows all your notes", "you saw all your notes"),
    Lesson("help", "{reader.help} shows the keys", "you saw the help"),
    Lesson("export", "shell: manicule export --to md", "you exported your notes"),
)
"""In the order of the article's sections."""

_ACTS = {lesson.act: lesson for lesson in LESSONS}


def done() -> frozenset[str]:
    """Return the acts that this person has done."""
    return _acts("done")


def unanswered() -> frozenset[str]:
    """Return the acts done outside the article of which it has said nothing yet."""
    return _acts("unanswered")


def learn(act: str) -> None:
    """Keep that an act was done."""
    _keep(done() | {act}, unanswered())


def learn_outside(act: str) -> None:
    """Keep that an act was done elsewhere than in the article, by one who is reading it."""
    known = done()
    if known and act not in known:
        _keep(known | {act}, unanswered() | {act})


def answered() -> None:
    """Keep that the article has said what it has to say of all that was done."""
    if unanswered():
        _keep(done(), frozenset())


def forget() -> None:
    """Begin anew."""
    if done():
        _keep(frozenset(), frozenset())


def following(known: frozenset[str]) -> Lesson | None:
    """Return the first lesson that is still to be done."""
    return next((lesson for lesson in LESSONS if lesson.act not in known), None)


def told(act: str, known: frozenset[str]) -> str:
    """Say what comes next, after an act or ("") before any; keys are left to be filled in."""
    ahead = following(known)
    if ahead is None:
        asks = "that was the last: the margin is yours"
    else:
        number = LESSONS.index(ahead) + 1
        asks = f"next ({number} of {len(LESSONS)}): {ahead.asks}"
    return f"done: {_ACTS[act].done} – {asks}" if act else asks


def _acts(name: str) -> frozenset[str]:
    found = state.load(_FILE).get(name)
    return (
        frozenset(act for act in found if isinstance(act, str) and act in _ACTS)
        if isinstance(found, list)
        else frozenset()
    )


def _keep(acts: frozenset[str], unanswered: frozenset[str]) -> None:
    kept = {"done": acts, "unanswered": unanswered}
    state.save(
        _FILE,
        {
            name: [lesson.act for lesson in LESSONS if lesson.act in which]
            for name, which in kept.items()
            if which or name == "done"
        },
    )
