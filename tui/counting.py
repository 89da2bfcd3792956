"""Numbers with their nouns."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, noun: str) -> str:
    """Write a number and its noun, in the plural unless it is one."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def found_again(found: int, lost: int, lost_before: int) -> str:
    """Say what became of a person's marks in a new text; "" where there are none."""
    if not found and not lost:
        return ""
    said = f"{counted(found, 'mark')} found again"
    if not lost:
        return said
    before = f", {lost_before} of them before" if lost_before else ""
    return f"{said}, {lost} without a place{before}"


def damage(sentences: Sequence[str]) -> str:
    """Say in one sentence that records could not be read."""
    if len(sentences) == 1:
        return sentences[0]
    return (
        f"{len(sentences)} records of the library cannot be read and were left as they are: "
        "`manicule check` says what can be done."
    )
