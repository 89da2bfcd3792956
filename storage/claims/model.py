"""A clause's signals and words, weighed to a number between 0 and 1."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from storage.claims.topics import Signals

Table = dict[str, float]

WEIGHTS = Path(__file__).with_name("weights.json")
"""Written by benchmarks/train_claims.py, not by hand."""
CENTRED = 0.5
"""The share of an article's mean that is taken off, for clauses rival within one article."""
BRIEF = 18
"""A clause of more words loses by each: what is marked should be little to read,"""
LENGTHY = 0.03
"""so much a word."""
BARE = frozenset(
    {
        "sums up the article",
        "close to the whole",
        "very central",
        "close to title",
        "close to heading",
        "close to the headings",
        "sums up the paragraph",
        "words used once",
        "words used often",
        "subject is the topic",
        "length",
        "short",
        "long",
        "number",
        "digit",
        "year",
        "link",
        "quotation",
        "brackets",
        "exclamation",
        "unfinished",
        "list",
        "first sentence",
        "opens a section",
        "closes a paragraph",
        "alone",
        "second sentence",
        "later in paragraph",
        "size of paragraph",
        "first paragraph",
        "closes the first paragraph",
        "second paragraph",
        "last word",
        "near the end",
        "along",
        "early",
        "late",
        "list item",
        "block quotation",
    }
)
"""Signals of place, figures, marks and shared words, which every language has."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned from readers' marks."""

    constant: float
    signals: Table
    words: Table
    bare: Table
    """Weights of the signals of every language alone; their constant is under ""."""
    kinds: dict[str, dict[str, Table]] = field(default_factory=dict)
    """For each kind, of its signals (the constant is under "") and of its words."""


@cache
def shipped() -> Weights:
    """Read the weights that come with the program."""
    told: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(told["constant"], told["signals"], told["words"], told["bare"], told["kinds"])


def presence(tokens: Iterable[str]) -> Table:
    """Say how much each distinct word counts: less in a long clause than in a short one."""
    distinct = dict.fromkeys(tokens)
    value = 1 / math.sqrt(max(4, len(distinct)))
    return dict.fromkeys(distinct, value)


def strengths(
    signals: Sequence[Signals],
    tokens: Sequence[Sequence[str]],
    weights: Weights,
    english: bool = True,
    taught: Sequence[float] = (),
) -> list[float]:
    """Weigh the clauses of one article, each to a number between 0 and 1.

    `taught` is what a person's decisions add to each.
    """
    table = weights.signals if english else weights.bare
    said = [total(signal, table) for signal in signals]
    middle = CENTRED * sum(said) / max(1, len(said))
    constant = (weights.constant if english else weights.bare.get("", 0.0)) - middle
    found = []
    for at, (own, spoken) in enumerate(zip(said, tokens, strict=True)):
        value = constant + own + (taught[at] if taught else 0.0)
        value -= LENGTHY * max(0, len(spoken) - BRIEF)
        if english and spoken:
            value += in_words(spoken, weights.words)
        found.append(1 / (1 + math.exp(-max(-30.0, min(30.0, value)))))
    return found


def total(signal: Signals, table: Mapping[str, float]) -> float:
    """Add up what the signals of a clause weigh."""
    return sum([table[name] * value for name, value in signal.items() if name in table])


def in_words(tokens: Collection[str], table: Mapping[str, float]) -> float:
    """Add up what the words of a clause weigh."""
    distinct = set(tokens)
    # Summed in the order of the words, lest the seed of hashing show in the last digit.
    held = math.fsum([table[word] for word in distinct if word in table])
    return held / math.sqrt(max(4, len(distinct)))
