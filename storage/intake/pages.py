"""The page numbers and running heads in a text that was copied out of printed pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from storage.intake.sanitise import bare
from storage.intake.units import Unit
from storage.intake.verbatim import VERBATIM
from storage.models import BlockKind

_NUMBER = re.compile(r"(?:[-–—]\s*)?(?:(?:page|seite|p\.|s\.)\s*)?(\d{1,4})(?:\s*[-–—])?", re.I)
_FEWEST = 2
_APART = 300
"""Characters that at least stand between two page numbers: closer ones number something else."""
_LONGEST_HEAD = 120


def page_lines(units: Sequence[Unit]) -> dict[int, str]:
    """Find page numbers that count up through a text, and the lines beside them that recur.

    Chapters count up too: it is pages where such a line recurs, or a sentence goes on below one.
    """
    numbers = _longest_run(list(_numbers(units)))
    if len(numbers) < _FEWEST:
        return {}
    beside = {i + step for i in numbers for step in (-1, 1) if 0 <= i + step < len(units)}
    counts = Counter(bare(unit.text) for unit in units if len(unit.text) <= _LONGEST_HEAD)
    heads = {bare(units[i].text) for i in beside - set(numbers)}
    heads = {head for head in heads if counts[head] > 1 and not head.isdigit()}
    found = set(numbers)
    found |= {i for i, unit in enumerate(units) if heads and bare(unit.text) in heads}
    if not heads and not any(_divides(units, i) for i in numbers):
        return {}
    return dict.fromkeys(sorted(found), "page")


def without(units: Sequence[Unit], lines: dict[int, str]) -> list[Unit]:
    """Take lines out, and put a paragraph together that one of them divided."""
    kept: list[Unit] = []
    cut = False
    for i, unit in enumerate(units):
        if i in lines:
            cut = True
            continue
        if cut and kept and _goes_on(kept[-1], unit):
            above = kept[-1]
            gap = "" if above.text.endswith("-") else " "
            text, source = above.text + gap + unit.text, f"{above.source}\n{unit.source}"
            kept[-1] = replace(above, text=text, source=source)
        else:
            kept.append(unit)
        cut = False
    return kept


def _numbers(units: Sequence[Unit]) -> Iterator[tuple[int, int, int]]:
    """Give the place, the value and the offset of each unit that is a number alone."""
    offset = 0
    for i, unit in enumerate(units):
        alone = all(
            not 0 <= other < len(units) or units[other].chunk != unit.chunk
            for other in (i - 1, i + 1)
        )
        if alone and unit.kind is BlockKind.PARAGRAPH and (hit := _NUMBER.fullmatch(unit.text)):
            yield i, int(hit[1]), offset
        offset += len(unit.text)


def _longest_run(numbers: Sequence[tuple[int, int, int]]) -> list[int]:
    """Give the places of the most numbers that follow each other by one, a page apart."""
    runs: dict[int, list[tuple[int, int]]] = {}
    for place, value, offset in numbers:
        run = runs.get(value - 1, [])
        if run and offset - run[-1][1] < _APART:
            run = []
        runs[value] = [*run, (place, offset)]
    return [place for place, _ in max(runs.values(), key=len, default=[])]


def _divides(units: Sequence[Unit], i: int) -> bool:
    return 0 < i < len(units) - 1 and _goes_on(units[i - 1], units[i + 1])


def _goes_on(above: Unit, below: Unit) -> bool:
    if above.kind in (BlockKind.RULE, *VERBATIM) or below.kind is not BlockKind.PARAGRAPH:
        return False
    return below.text[:1].islower() and above.text[-1:] not in ".!?:…"
