"""Named signals of a clause, each about 0 to 1, from its words and its place."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from storage.claims.centrality import Vector
from storage.claims.clause import is_verb
from storage.claims.cues import OPENERS, found
from storage.claims.lexicon import AUXILIARIES, FINITE_VERBS, words
from storage.claims.topics import Signals, topical
from storage.claims.units import HANGING, Unit
from storage.models import BlockKind

_DIGIT = re.compile(r"\d")
_ANTITHESIS = re.compile(
    r"\bnot\b[^.;]{2,60}\b(?:but|rather)\b|\bbut not\b|\brather than\b|\binstead of\b|, not\b|"
    r"\bthe (?:more|less|fewer|better)\b[^.;]{3,80}\bthe (?:more|less|fewer|better)\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_FIGURE = re.compile(
    r"[$€£¥]\s?\d|\d[\d,.]*\s?(?:%|percent|per cent|million|billion|trillion|times|points|fold)|"
    r"\d,\d{3}",
    re.I,
)
_LINK = re.compile(r"https?:|www\.|\w@\w|\]\(|\{\{")
_NAME = re.compile(r"(?<=[^.!?\s]\s)[A-Z][a-z]+")
_QUOTED = re.compile(r"[“\"][^”\"]{12,}")
_PRONOUN = words("it they he she them this that these those its their his her there here")
_BARE = words(
    "is was are were will would can has had have may might could should means makes "
    "includes helps allows gave led also did does do"
)


def signals(
    units: Sequence[Unit],
    stems: Sequence[Sequence[str]],
    rows: Sequence[Vector],
    title: str,
) -> list[Signals]:
    """Measure every clause; clauses of one article are compared with each other only.

    ``stems`` and ``rows`` are the content words of each and their vectors. A signal that is
    absent counts 0.
    """
    last_block = units[-1].block if units else 0
    total = max(1, len(units) - 1)
    made = topical(units, stems, rows, title)
    for at, (unit, signal) in enumerate(zip(units, made, strict=True)):
        signal.update(_own(unit))
        _place(signal, unit, at / total, last_block)
    _neighbours(units, made)
    return made


def _own(unit: Unit) -> Signals:
    """Measure what the words of a clause show by themselves."""
    text, tokens = unit.text, unit.tokens
    signal: Signals = {name: min(1.0, 0.6 + 0.2 * n) for name, n in found(tokens).items()}
    opening = text.lstrip("\"'“‘([*_")
    for name, pattern in OPENERS.items():
        if pattern.match(opening):
            signal[name] = 1.0
    if unit.lead:
        for name in ("opens with contrast", "opens with a result", "opens with addition"):
            if OPENERS[name].match(unit.lead):
                signal[name] = 1.0
    size = unit.words
    signal["length"] = min(1.0, size / 30)
    signal["short"] = max(0.0, (11 - size) / 7)
    signal["long"] = max(0.0, min(1.0, (size - 28) / 12))
    signal["weighty words"] = min(1.0, sum(len(t) > 8 for t in tokens) / max(6, len(tokens)) * 3)
    if _FIGURE.search(text):
        signal["number"] = 1.0
    elif _DIGIT.search(text):
        signal["digit"] = 1.0
    if _ANTITHESIS.search(text):
        signal["antithesis"] = 1.0
    if _YEAR.search(text):
        signal["year"] = 1.0
    if _LINK.search(text):
        signal["link"] = 1.0
    signal["names"] = min(1.0, len(_NAME.findall(text)) / 4)
    if _QUOTED.match(text) or ("reported" in signal and _QUOTED.search(text)):
        signal["quotation"] = 1.0
    if "(" in text:
        signal["brackets"] = 1.0
    last = text.rstrip("\"'”’)]")[-1:]
    if last == "!":
        signal["exclamation"] = 1.0
    elif last not in ".。…" and unit.piece == unit.pieces - 1:
        signal["unfinished"] = 1.0
    first = tokens[0] if tokens else ""
    if first in _PRONOUN:
        signal["pronoun"] = 1.0
        if len(tokens) > 1 and (tokens[1] in _BARE or tokens[1].endswith("ed")):
            signal["bare pronoun"] = 1.0
    if unit.piece and (is_verb(first) or first.endswith("ing") or first in HANGING):
        signal["fragment"] = 1.0
    elif unit.pieces > 1:
        signal["later clause" if unit.piece else "first clause"] = 1.0
    past = sum(len(t) > 4 and t.endswith("ed") and "-" not in t for t in tokens) + sum(
        t in _WERE for t in tokens
    )
    signal["past"] = min(1.0, past / 3)
    if not any(t in AUXILIARIES or t in FINITE_VERBS for t in tokens):
        signal["no verb"] = 1.0
    if any(t in ("is", "are", "isn't", "aren't", "it's", "that's", "there's") for t in tokens):
        signal["is"] = 1.0
    if text.count(",") > 2:
        signal["list"] = 1.0
    return signal


_WERE = words("was were had did went came got took saw told felt began")


def _place(signal: Signals, unit: Unit, along: float, last_block: int) -> None:
    """Add what the place of a clause in its paragraph and article shows."""
    if unit.sentence == 0 and unit.piece == 0:
        signal["first sentence"] = 1.0
        if unit.after_heading:
            signal["opens a section"] = 1.0
    if unit.sentence == unit.sentences - 1:
        signal["closes a paragraph" if unit.sentences > 1 else "alone"] = 1.0
    if unit.sentence == 1:
        signal["second sentence"] = 1.0
    signal["later in paragraph"] = 1 - 1 / math.sqrt(1 + unit.sentence)
    signal["size of paragraph"] = min(1.0, unit.sentences / 8)
    if unit.block == 0:
        signal["first paragraph"] = 1.0
        if unit.sentence == unit.sentences - 1:
            signal["closes the first paragraph"] = 1.0
    elif unit.block == 1:
        signal["second paragraph"] = 1.0
    if last_block and unit.block == last_block:
        signal["last word"] = 1.0
    elif last_block > 2 and unit.block == last_block - 1:
        signal["near the end"] = 1.0
    signal["along"] = along
    signal["early"] = max(0.0, 1 - along * 4)
    signal["late"] = max(0.0, 1 - (1 - along) * 6)
    if unit.kind is BlockKind.ITEM:
        signal["list item"] = 1.0
    elif unit.kind is BlockKind.QUOTE:
        signal["block quotation"] = 1.0


def _neighbours(units: Sequence[Unit], made: list[Signals]) -> None:
    """Add what the sentences before and after show: a claim is followed by its reasons."""
    for at in range(len(units) - 1):
        here, there = units[at], units[at + 1]
        if here.block != there.block:
            continue
        follows = made[at + 1]
        if "example" in follows or "opens with an example" in follows:
            made[at]["an example follows"] = 1.0
        if "opens with a reason" in follows:
            made[at]["a reason follows"] = 1.0
        if "opens with contrast" in follows:
            made[at]["contrast follows"] = 1.0
        if "story" in made[at] or "example" in made[at]:
            follows["after a story"] = 1.0
        if here.text.rstrip("\"'”’)")[-1:] in "?？":
            follows["answers a question"] = 1.0
