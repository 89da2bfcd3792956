"""Text in, key claims out: units, signals, weights, selection, kinds and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.claims import centrality
from storage.claims.kinds import kind_of
from storage.claims.language import is_english
from storage.claims.model import shipped, strengths
from storage.claims.reasons import reasons
from storage.claims.select import chosen
from storage.claims.signals import signals
from storage.claims.taught import leaning
from storage.claims.topics import Signals
from storage.claims.units import Unit, eligible, units
from storage.models import Block, BlockKind, Claim, Kind


@dataclass(frozen=True, slots=True)
class Measured:
    """An article's clauses with all that is known of them before any is weighed."""

    units: list[Unit]
    rows: list[centrality.Vector]
    """Their words as vectors of length one."""
    signals: list[Signals]
    able: list[bool]
    """Whether each may be shown at all."""
    english: bool
    """Whether their words may be weighed."""


def measure(text: str, blocks: Sequence[Block], title: str = "") -> Measured:
    """Cut an article into clauses and measure each; without a title its first heading serves."""
    parts = units(text, blocks)
    stems = [centrality.terms(unit.text) for unit in parts]
    rows = centrality.vectors(stems)
    name = title or _first_heading(text, blocks)
    able = [eligible(unit) for unit in parts]
    return Measured(parts, rows, signals(parts, stems, rows, name), able, is_english(parts))


def find_claims(
    text: str, blocks: Sequence[Block], title: str = "", taught: Mapping[str, float] | None = None
) -> tuple[Claim, ...]:
    """Find the key claims of an article, strongest first, for all densities.

    Offsets are code points into ``text``. Headings, code, tables, captions and block quotations
    give none. ``taught`` are weights of reasons and kinds learned from a person's decisions.
    """
    seen = measure(text, blocks, title)
    weights = shipped()
    table = weights.signals if seen.english else weights.bare
    kinds: dict[int, Kind] = {}

    def kind(at: int) -> Kind:
        if at not in kinds:
            kinds[at] = kind_of(seen.signals[at], seen.units[at].text, weights, seen.english)
        return kinds[at]

    def cues(at: int) -> tuple[str, ...]:
        return reasons(seen.signals[at], table, seen.units[at], seen.english)

    extra = [leaning(taught, kind(at), cues(at)) for at in range(len(seen.units))] if taught else []
    tokens = [unit.tokens for unit in seen.units]
    scores = strengths(seen.signals, tokens, weights, seen.english, extra)
    return tuple(
        Claim(
            start=seen.units[at].start,
            end=seen.units[at].end,
            text=seen.units[at].text,
            kind=kind(at),
            score=round(score, 4),
            cues=cues(at),
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
