"""Read what stands above an article: breadcrumb, title, byline, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from storage.intake import chrome, names
from storage.intake.dates import find_date
from storage.intake.facts import Facts
from storage.intake.head_labels import read_labels
from storage.intake.head_lines import about, is_chrome
from storage.intake.sanitise import bare
from storage.intake.units import Unit
from storage.models import BlockKind

_HEADER_LINES = 12
_BELOW_LEAD = 3
_TRIED = 20
"""So many short lines are tried as the title before a text is taken to have none."""
_SUFFIX = re.compile(r"\s+[|–—·:-]+\s+|\s*\|\s*")


def read_head(units: Sequence[Unit], first: int, body: str, facts: Facts) -> dict[int, str]:
    """Fill in the facts that the units before ``first`` tell; give which to drop, and why."""
    drops = read_labels(units[: min(first or len(units), _HEADER_LINES)], facts)
    if greeting := find_greeting(units, first):
        above = _above_greeting(units, drops)
        if above is not None and not facts.title:
            facts.title, drops[above] = units[above].text, "headline"
        facts.title = facts.title or greeting.strip(" ,:!")
        return drops  # a letter: its place and date belong to it
    zone = [i for i in range(first) if i not in drops]
    tails = _breadcrumbs(units, zone, facts, drops)
    for i in zone:
        if i in drops:
            continue
        if kind := about(units[i].text, facts):
            drops[i] = kind
    _choose_title(units, [i for i in zone if i not in drops], tails, facts, drops)
    _bare_name(units, zone, facts, drops)
    if facts.title and not facts.byline and (split := names.split_author(facts.title, body)):
        facts.alternative_titles.append(facts.title)
        facts.byline, facts.title = split
        facts.byline_inferred = True
    return drops


def read_below_lead(units: Sequence[Unit], first: int, facts: Facts) -> dict[int, str]:
    """Read the byline and the date that stand below an article's first sentences, their lead."""
    drops: dict[int, str] = {}
    for i in range(first + 1, min(first + 1 + _BELOW_LEAD, len(units))):
        told = Facts()
        kind = None if chrome.is_prose(units[i].text) else about(units[i].text, told)
        if kind not in ("byline", "dateline"):
            break
        facts.byline = facts.byline or told.byline
        facts.published = facts.published or told.published
        drops[i] = kind
    return drops


def find_greeting(units: Sequence[Unit], first: int) -> str:
    """Give the "Dear X," of a letter, or ""."""
    greetings = (unit.text for unit in units[: first + 1] if chrome.is_salutation(unit.text))
    return next(greetings, "")


def _above_greeting(units: Sequence[Unit], drops: dict[int, str]) -> int | None:
    """Give the title above a letter's greeting, which is neither its place nor its date."""
    for i, unit in enumerate(units):
        if chrome.is_salutation(unit.text):
            return None
        if i in drops or not _titlelike(unit) or find_date(unit.text) or is_chrome(unit.text):
            continue
        if _alone(units, i, drops):
            return i
    return None


def _breadcrumbs(
    units: Sequence[Unit], zone: Sequence[int], facts: Facts, drops: dict[int, str]
) -> list[str]:
    """Take breadcrumb lines out; give their tails, which may be the title."""
    tails = []
    counts = Counter(bare(units[i].text) for i in zone)
    for i in zone:
        if not (parts := chrome.breadcrumb(units[i].text)):
            continue
        # "News | Title | Site": the middle is the title when it stands alone elsewhere.
        inner = [p for p in parts if counts[bare(p)] and len(p.split()) > 2]
        if not chrome.is_root(parts[0]) and not inner and ("|" in units[i].text):
            continue
        drops[i] = "breadcrumb"
        tail = inner[-1] if inner else parts[-1]
        before = parts[: parts.index(tail)]
        tails.append(tail)
        if facts.section is None and ("|" not in units[i].text or inner):
            trail = before if inner or len(tail.split()) > 3 else parts
            trail = [part for part in trail if not chrome.is_root(part)]
            facts.section = trail[-1] if trail else None
    return tails


def _choose_title(
    units: Sequence[Unit],
    zone: Sequence[int],
    tails: Sequence[str],
    facts: Facts,
    drops: dict[int, str],
) -> None:
    like = [i for i in zone if _titlelike(units[i])]
    folded = [bare(units[i].text) for i in like]
    counts, ends = Counter(folded), {bare(tail) for tail in tails}
    sure = True
    chosen = next((i for i in like if bare(units[i].text) in ends), None)
    if chosen is None and not facts.title:
        chosen = next((i for i in like if counts[bare(units[i].text)] > 1), None)
    if chosen is None and not facts.title:
        sure = False
        chosen = next((i for i in like[:_TRIED] if _alone(units, i, drops)), None)
    if facts.title:
        chosen = next((i for i in like if bare(units[i].text) == bare(facts.title)), None)
    if chosen is None:
        long_tails = [tail for tail in tails if len(tail.split()) > 2]
        facts.title = facts.title or (long_tails[0] if long_tails else "")
        return
    shown = units[chosen].text
    facts.title = facts.title or shown
    head, tail = _cut_suffix(shown, [*folded, *ends])
    if tail:
        facts.title, facts.site = head, tail
        facts.alternative_titles.append(shown)
    same = {bare(shown), bare(facts.title)}
    for i in like:
        text = units[i].text
        if bare(text) in same or bare(_cut_suffix(text, list(same))[0]) in same:
            drops[i] = "headline"
            if text not in (shown, facts.title):
                facts.site = facts.site or _cut_suffix(text, list(same))[1] or None
    kicker = chosen - 1
    if (
        sure
        and kicker in like
        and kicker not in drops
        and facts.section is None
        and len(units[kicker].text.split()) <= 3
    ):
        facts.section = units[kicker].text
        drops[kicker] = "section"


def _titlelike(unit: Unit) -> bool:
    text = unit.text
    return (
        unit.kind is BlockKind.PARAGRAPH
        and len(text) <= 250
        and len(text.split()) <= 30
        and any(map(str.isalnum, text))
        and (text.endswith(("...", "…")) or not text.endswith((".", ",", ";", ":")))
        and not text.startswith(("http://", "https://"))
    )


def _alone(units: Sequence[Unit], index: int, drops: dict[int, str]) -> bool:
    """Tell whether a unit stands by itself above a body, so that taking it out harms nothing."""
    unit = units[index]
    mates = [
        other
        for i, other in enumerate(units)
        if other.chunk == unit.chunk and i != index and i not in drops
    ]
    if not mates:
        return True
    following = next((u for i, u in enumerate(units) if i > index and i not in drops), None)
    earlier = any(other.line < unit.line for other in mates)
    # A text without blank lines: the first line is a title when the next is a real paragraph.
    return (
        not earlier
        and following is not None
        and len(following.text) > 2.5 * len(unit.text)
        and chrome.is_prose(following.text)
    )


def _cut_suffix(text: str, known: Sequence[str]) -> tuple[str, str]:
    """Divide "Title | Site" when the title is known from elsewhere."""
    for cut in _SUFFIX.finditer(text):
        head = text[: cut.start()].strip()
        if len(head.split()) > 1 and bare(head) in known:
            return head, text[cut.end() :].strip()
    return text, ""


def _bare_name(
    units: Sequence[Unit], zone: Sequence[int], facts: Facts, drops: dict[int, str]
) -> None:
    """Take a line of several names below the title, or of one beside a date line, for a byline."""
    titles = [i for i, kind in drops.items() if kind == "headline"]
    if facts.byline or not titles:
        return
    for i in zone:
        text = units[i].text
        if i == titles[-1] + 1 and i not in drops and names.are_people(text):
            facts.byline, facts.byline_inferred, drops[i] = text, True, "byline"
            return
        beside = "dateline" in (drops.get(i - 1), drops.get(i + 1))
        if i in drops or i < titles[0] or not beside or not 2 <= len(text.split()) <= 4:
            continue
        if names.may_be_author(text):
            facts.byline = text
            facts.byline_inferred = True
            drops[i] = "byline"
            return
