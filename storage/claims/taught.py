"""What a person's decisions on claims teach: a small weight for each reason and kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storage.claims.reasons import class_of
from storage.models import Kind

_CAUTION = 6.0
"""So many decisions that say nothing are counted with those made, so that few teach little."""
_STEP = 3.0
_MOST = 0.8
"""No reason gains or loses more, whatever is decided."""
KIND = "kind: "


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt of one reason or kind."""

    name: str
    weight: float
    kept: int
    dismissed: int


def lessons(decisions: Iterable[tuple[bool, str, Iterable[str]]]) -> list[Lesson]:
    """Learn from decisions, each as (kept, kind, reasons); strongest first.

    A reason counts by how much more often its claims are kept than claims are in all.
    """
    kept: Counter[str] = Counter()
    dismissed: Counter[str] = Counter()
    all_kept = all_dismissed = 0
    for wanted, kind, cues in decisions:
        tally = kept if wanted else dismissed
        all_kept += wanted
        all_dismissed += not wanted
        tally.update({*map(class_of, cues), *([KIND + kind] if kind else [])})
    usual = all_kept / max(1, all_kept + all_dismissed)
    found = []
    for name in {*kept, *dismissed}:
        count = kept[name] + dismissed[name]
        weight = _STEP * (kept[name] - usual * count) / (count + _CAUTION)
        weight = round(max(-_MOST, min(_MOST, weight)), 3)
        found.append(Lesson(name, weight, kept[name], dismissed[name]))
    return sorted(found, key=lambda lesson: (-abs(lesson.weight), lesson.name))


def leaning(taught: Mapping[str, float], kind: Kind, cues: Iterable[str]) -> float:
    """Add up what was learnt of a clause's kind and reasons."""
    return sum(taught.get(class_of(cue), 0.0) for cue in cues) + taught.get(KIND + kind, 0.0)
