"""What a claim does: fact, value, policy, cause or forecast, by rules."""

from __future__ import annotations

import re

from storage.claims.topics import Signals
from storage.models import Kind

_PLAIN_WORDS = {
    # What says its kind outright outweighs what only hints at one. "Would have to" and "must
    # have been" oblige nobody; "will" in a clause of its own looks ahead.
    Kind.POLICY: re.compile(
        r"\b(?:should(?!n['’]t have| have)|ought to|must(?! have)|let us|let['’]s|had better|"
        r"(?<!would )(?<!never )(?<!not )(?:needs? to|has to|have to)|"
        r"(?:vital|crucial|essential|important|necessary|imperative|urgent|time) "
        r"(?:for \w+ )?to)\b",
        re.I,
    ),
    Kind.FORECAST: re.compile(
        r"\b(?:(?<!if )(?:\w+['’]ll|will|won['’]t)(?! have to| need to)|(?:is|are) going to|"
        r"(?:is|are) (?:likely|bound|set|expected) to|by (?:the end of|20\d\d)|within an? \w+)\b",
        re.I,
    ),
    Kind.CAUSE: re.compile(
        r"\b(?:because|leads? to|leading to|led to|results? in|resulting in|due to|thanks to|"
        r"as a result|so that|therefore|which is why|that is why|causes?|caused by)\b",
        re.I,
    ),
}
_OUTRIGHT = {Kind.POLICY: 2.5, Kind.FORECAST: 1.7, Kind.CAUSE: 1.5}

_POINTS: dict[Kind, dict[str, float]] = {
    Kind.POLICY: {
        "should": 1.0,
        "call to act": 2.6,
        "aim": 0.5,
        "vital": 0.6,
        "opens with a step": 2.0,
        "stance": 0.2,
    },
    Kind.FORECAST: {"future": 1.0, "would": 0.3},
    Kind.CAUSE: {
        "therefore": 1.5,
        "cause": 1.6,
        "condition": 0.5,
        "opens with a condition": 0.7,
        "can": 0.3,
    },
    Kind.FACT: {
        "number": 2.2,
        "digit": 0.9,
        "finding": 1.2,
        "past": 1.2,
        "year": 0.6,
        "names": 0.8,
        "quantity": 0.8,
        "time": 0.5,
        "we": 0.2,
    },
    Kind.VALUE: {
        "judgement": 1.6,
        "vital": 1.4,
        "comparison": 0.7,
        "definition": 0.9,
        "contrast": 0.4,
        "problem": 0.4,
        "strong word": 0.4,
        "is": 0.4,
        "not": 0.2,
        "stance": 0.4,
    },
}
_START = {Kind.POLICY: 0.0, Kind.FORECAST: 0.0, Kind.CAUSE: 0.2, Kind.FACT: 0.9, Kind.VALUE: 0.4}


def kind_of(signals: Signals, text: str) -> Kind:
    """Name the kind for which a clause's signals and plain words weigh most."""
    points = {
        kind: _START[kind] + sum(weight * signals.get(name, 0.0) for name, weight in table.items())
        for kind, table in _POINTS.items()
    }
    for kind, pattern in _PLAIN_WORDS.items():
        if pattern.search(text):
            points[kind] += _OUTRIGHT[kind]
    return max(points, key=lambda kind: points[kind])
