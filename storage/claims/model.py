"""A clause's signals and words, weighed to a number between 0 and 1."""

from __future__ import annotations

import math
from collections.abc import Iterable

from storage.claims.lexicon import words
from storage.claims.topics import Signals
from storage.claims.weights import INTERCEPT, SIGNALS, WORDS

MOST_CUES = 4

_CUES = {
    "close to the whole": "sums up the article",
    "very central": "sums up the article",
    "close to the headings": "close to title",
    "closes the first paragraph": "first paragraph",
    "opens a section": "first sentence",
    "opens with contrast": "contrast",
    "opens with a result": "therefore",
    "opens with a condition": "condition",
    "antithesis": "contrast",
    "strong word": "strong wording",
    "vital": "importance",
    "everyone": "speaks of people",
    "can": "possibility",
    "future": "forecast",
    "aim": "goal",
    "not": "denial",
    "is": "plain statement",
    "an example follows": "example follows",
    "a reason follows": "reason follows",
    "closes a paragraph": "last sentence",
}
"""What a signal is called before the reader, where its own name would not do."""

_PLAIN = words(
    "judgement should number therefore cause contrast comparison stance finding definition problem "
    "quantity condition"
) | {
    "call to act",
    "close to title",
    "close to heading",
    "sums up the article",
    "sums up the paragraph",
    "first sentence",
    "first paragraph",
    "second paragraph",
    "summing up",
    "last word",
    "near the end",
}
"""Signals whose own name a reader understands."""


def presence(tokens: Iterable[str]) -> dict[str, float]:
    """Say how much each distinct word counts: less in a long clause than in a short one."""
    distinct = set(tokens)
    value = 1 / math.sqrt(max(4, len(distinct)))
    return dict.fromkeys(distinct, value)


def strength(signal: Signals, tokens: Iterable[str]) -> float:
    """Weigh a clause's signals and words to a number between 0 and 1."""
    total = INTERCEPT + sum(SIGNALS.get(name, 0.0) * value for name, value in signal.items())
    total += sum(WORDS.get(word, 0.0) * value for word, value in presence(tokens).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def reasons(signal: Signals) -> tuple[str, ...]:
    """Name what spoke most for a clause in words a reader understands, strongest first."""
    spoke = sorted(
        ((SIGNALS.get(name, 0.0) * value, name) for name, value in signal.items()), reverse=True
    )
    named: list[str] = []
    for weight, name in spoke:
        cue = _CUES.get(name, name if name in _PLAIN else "")
        if weight > 0.05 and cue and cue not in named:
            named.append(cue)
    return tuple(named[:MOST_CUES]) or ("statement",)
