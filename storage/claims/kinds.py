"""What a claim does: fact, value, policy, cause or forecast, by rules."""

from __future__ import annotations

from storage.claims.topics import Signals
from storage.models import Kind

_POINTS: dict[Kind, dict[str, float]] = {
    Kind.POLICY: {
        "should": 3.0,
        "call to act": 2.6,
        "aim": 0.5,
        "vital": 0.6,
        "opens with a step": 2.0,
        "stance": 0.2,
    },
    Kind.FORECAST: {"future": 1.9, "would": 0.3},
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


def kind_of(signals: Signals) -> Kind:
    """Name the kind whose signals weigh most."""
    points = {
        kind: _START[kind] + sum(weight * signals.get(name, 0.0) for name, weight in table.items())
        for kind, table in _POINTS.items()
    }
    return max(points, key=lambda kind: points[kind])
