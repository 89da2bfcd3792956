"""Text in, key claims out: units, signals, weights, selection, kinds and reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storage.claims import centrality
from storage.claims.kinds import kind_of
from storage.claims.model import reasons, strength
from storage.claims.select import chosen
from storage.claims.signals import signals
from storage.claims.topics import Signals
from storage.claims.units import Unit, eligible, units
from storage.models import Block, BlockKind, Claim


@dataclass(frozen=True, slots=True)
class Measured:
    """An article's clauses with all that is known of them before any is weighed."""

    units: list[Unit]
    rows: list[centrality.Vector]
    """Their words as vectors of length one."""
    signals: list[Signals]
    able: list[bool]
    """Whether each may be shown at all."""


def measure(text: str, blocks: Sequence[Block], title: str = "") -> Measured:
    """Cut an article into clauses and measure each; without a title its first heading serves."""
    parts = units(text, blocks)
    stems = [centrality.terms(unit.text) for unit in parts]
    rows = centrality.vectors(stems)
    name = title or _first_heading(text, blocks)
    able = [eligible(unit) for unit in parts]
    return Measured(parts, rows, signals(parts, stems, rows, name), able)


def find_claims(text: str, blocks: Sequence[Block], title: str = "") -> tuple[Claim, ...]:
    """Find the key claims of an article, strongest first, for all densities.

    Offsets are code points into ``text``. Headings, code, tables and captions give none.
    """
    seen = measure(text, blocks, title)
    scores = [
        strength(signal, unit.tokens) for signal, unit in zip(seen.signals, seen.units, strict=True)
    ]
    return tuple(
        Claim(
            start=seen.units[at].start,
            end=seen.units[at].end,
            text=seen.units[at].text,
            kind=kind_of(seen.signals[at], seen.units[at].text),
            score=round(score, 4),
            cues=reasons(seen.signals[at]),
            density=density,
        )
        for at, score, density in chosen(seen.units, seen.rows, scores, seen.able)
    )


def _first_heading(text: str, blocks: Sequence[Block]) -> str:
    """Take a heading that opens the text for its title."""
    for block in blocks:
        if block.end > block.start:
            heads = block.kind is BlockKind.HEADING
            return text[block.start : block.end] if heads else ""
    return ""
