"""Read what stands below an article: provenance, pop-ups, footers, related links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.intake import chrome, furniture
from storage.intake.facts import Facts
from storage.intake.provenance import provenance
from storage.intake.units import Unit
from storage.intake.verbatim import VERBATIM

_LABELLED_DATE = re.compile(r"\W*(?:posted|published|last|updated|veröffentlicht|publié)\b", re.I)
_LOOK = 3
"""So many units that stay are looked at before the article is taken to go on upwards."""


def read_tail(units: Sequence[Unit], first: int, last: int, facts: Facts) -> dict[int, str]:
    """Fill in the facts that the end of a text tells; give which units to drop, and why.

    ``first`` and ``last`` are the first and the last prose unit; the first is never dropped.
    """
    drops = _related(units, last)
    kept = 0
    for i in range(len(units) - 1, first, -1):
        if i in drops:
            continue
        kind = None if units[i].kind in VERBATIM else _kind(units[i].text, facts)
        if kind is None:
            kept += 1
            if kept == _LOOK:
                break
        else:
            drops[i] = kind
    return drops


def _kind(text: str, facts: Facts) -> str | None:
    if source := provenance(text):
        facts.source = facts.source or source
        return "provenance"
    if kind := furniture.furniture(text):
        return kind
    if furniture.is_tags(text):
        return "tags"
    if _LABELLED_DATE.match(text) and (dated := chrome.dateline(text)):
        iso, updated = dated
        if facts.published is None and not updated:
            facts.published = iso
        return "dateline"
    return None


def _related(units: Sequence[Unit], last: int) -> dict[int, str]:
    """Drop a list of other articles: its heading and all that follows, none of it prose."""
    for i in range(last + 1, len(units)):
        if furniture.is_related(units[i].text):
            after = range(i, len(units))
            return dict.fromkeys(after, "related") if len(after) > 1 else {i: "related"}
    return {}
