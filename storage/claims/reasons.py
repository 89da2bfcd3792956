"""Why a clause was chosen, in words a person understands."""

from __future__ import annotations

from collections.abc import Mapping

from storage.claims.cues import CUES, OPENERS, spoken
from storage.claims.topics import Signals
from storage.claims.units import Unit

MOST_CUES = 4
FOREIGN = "by place and figures"
"""Said first of a text that is not English, whose words are not weighed."""

_WORDS = {
    "call to act": "calls to act",
    "vital": "calls it important",
    "judgement": "a judgement",
    "therefore": "a conclusion",
    "cause": "what brings what about",
    "contrast": "a contrast",
    "comparison": "a comparison",
    "stance": "the author's own view",
    "finding": "a finding",
    "definition": "says what it is",
    "problem": "names a problem",
    "quantity": "a quantity",
    "condition": "a condition",
    "future": "looks ahead",
    "aim": "names a goal",
    "not": "a denial",
    "can": "what is possible",
    "strong word": "strong wording",
    "everyone": "speaks of all of us",
    "summing up": "sums up",
}
"""What a list of cues is called before a reader, who is told the cue beside it;"""
_OPENINGS = {
    "opens with a result": "a conclusion",
    "opens with contrast": "a contrast",
    "opens with a condition": "a condition",
}
"""and what an opening is called."""
_OBLIGED = "should"
"""The list of cues that need no name: each is reason enough by itself."""
_OBLIGING = frozenset(CUES[_OBLIGED].split("|"))

_PLACES = {
    "number": "a figure",
    "year": "a year",
    "antithesis": "not this but that",
    "close to title": "answers the title",
    "close to the headings": "takes up the headings",
    "close to heading": "answers its heading",
    "sums up the article": "sums up the article",
    "close to the whole": "sums up the article",
    "very central": "sums up the article",
    "sums up the paragraph": "sums up the paragraph",
    "subject is the topic": "is about the topic",
    "first sentence": "opens the paragraph",
    "opens a section": "opens the section",
    "closes a paragraph": "closes the paragraph",
    "first paragraph": "in the first paragraph",
    "closes the first paragraph": "in the first paragraph",
    "second paragraph": "near the beginning",
    "last word": "said at the end",
    "near the end": "said at the end",
    "an example follows": "an example follows",
    "answers a question": "answers a question",
}
"""What a signal of place, figures or shared words is called; of others nothing is said."""
_CLEAR = {
    "close to title": 0.3,
    "close to the headings": 0.3,
    "close to heading": 0.3,
    "sums up the article": 0.7,
    "close to the whole": 0.7,
    "sums up the paragraph": 0.3,
}
"""How much of a signal there must be before it is spoken of."""

_LOOSE = {
    name: frozenset(listed.split("|"))
    for name, listed in {
        "call to act": "consider|time to|better to",
        "vital": "matter|main|core|central|primary|foundation|backbone|basis|pillar|cornerstone",
        "judgement": (
            "rich|poor|right|true|truth|complex|respect|justice|liberty|freedom|challenge|"
            "challenges|problem|problems|opportunity|opportunities|secure|unable|flexibility"
        ),
        "therefore": "so that",
        "cause": "reason|reasons|why|gives|lets|save|saves|shape|shapes|turns|effect|effects|help",
        "contrast": "still|rather|yet|even when|more than just",
        "comparison": "same|as well as",
        "stance": (
            "clearly|obviously|of course|certainly|surely|undoubtedly|no doubt|indeed|in fact|"
            "actually|evidently|in reality|we know|we found|i found|we learned|i learned|"
            "we've learned|i've learned|we've found|we realized|we discovered|make no mistake|"
            "the truth is|the fact is|it is clear|it's clear|the point is|we should"
        ),
        "finding": "find|finds|result|results|research|survey|analysis|study|studies|lesson",
        "definition": "is not|are not|isn't|is also|is to|remains|is about",
        "problem": "cost|costs|issue|issues|hard|lack",
        "quantity": "third|quarter|rate|total",
        "future": "shall|hope to|hopes to|aims to|aim to",
        "aim": (
            "strategy|strategies|approach|approaches|principle|principles|solution|solutions|"
            "focus|focuses|focused|effort|efforts|role|designed to"
        ),
        "can": "potential",
        "strong word": "any|most|more than|less than|fewer|ever",
        "everyone": (
            "government|governments|agency|agencies|team|teams|user|users|states|companies|"
            "company|organizations|organization|system|customers|men|country|nation|nations|"
            "americans|individuals|communities|community|public|people"
        ),
        "summing up": "which means|finally|generally|in general|the point|this means",
        "opens with a result": "finally|clearly|overall",
        "opens with contrast": "still|even|rather",
    }.items()
}
"""Cues that are weighed with their list, though by themselves they do not say what it is called."""


def reasons(
    signal: Signals, table: Mapping[str, float], unit: Unit, english: bool = True
) -> tuple[str, ...]:
    """Name what spoke most for a clause, strongest first."""
    spoke = sorted(
        ((table.get(name, 0.0) * value, name) for name, value in signal.items()), reverse=True
    )
    named = [] if english else [FOREIGN]
    for weight, name in spoke:
        if weight <= 0.05 or len(named) == MOST_CUES:
            break
        cue = _called(name, signal[name], unit)
        if cue and class_of(cue) not in map(class_of, named):
            named.append(cue)
    return tuple(named) or ("its wording",)


def class_of(reason: str) -> str:
    """Take from a reason the words that were found, so that it is the same for all of its list."""
    return _OBLIGED if reason in _OBLIGING else reason.partition(" (“")[0]


def _called(name: str, value: float, unit: Unit) -> str:
    """Say of a signal what a reader can find in the clause; "" where there is nothing."""
    if name in _PLACES:
        return _PLACES[name] if value >= _CLEAR.get(name, 0.0) else ""
    if name == _OBLIGED:
        return spoken(unit.tokens, name)
    loose = _LOOSE.get(name, frozenset())
    if name in _WORDS:
        cue = spoken(unit.tokens, name, loose)
        return f"{_WORDS[name]} (“{cue}”)" if cue else ""
    if name in _OPENINGS:
        match = OPENERS[name].match(unit.lead) or OPENERS[name].match(unit.text.lstrip("\"'“‘([*_"))
        cue = match[0].lower() if match else ""
        return f"{_OPENINGS[name]} (“{cue}”)" if cue and cue not in loose else ""
    return ""
