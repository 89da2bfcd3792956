"""Read one line that stands above an article: its date, its author, where it is from."""

from __future__ import annotations

import re

from storage.intake import chrome, eastern, furniture, names
from storage.intake.dates import find_date
from storage.intake.facts import Facts
from storage.intake.provenance import provenance

_DIVIDERS = re.compile(
    r"\s+[|·•–—/-]\s+|\s*[|·•]\s*|,\s+(?=(?:last )?(?:updated|modified|mis à jour|aktualisiert|"
    r"actualizado|aggiornato|atualizado)\b)",
    re.I,
)
_CHANGED = re.compile(r"\W*(?:last )?(?:modified|updated)", re.I)
_DONE = re.compile(r"^(?:posted|published|written|modified|updated)\s*:?\s+(?=by\b)", re.I)
_GLUE = re.compile(
    r"^\W*(?:on|am|le|el|at|,)?\W*$|^[\s,|·•–—-]+|[\s,|·•–—-]+(?:on|am|le|el)?\s*$", re.I
)


def is_chrome(text: str) -> bool:
    """Tell whether a line above an article is about it and not of it."""
    return bool(chrome.breadcrumb(text)) or about(text, Facts()) is not None


def about(text: str, facts: Facts) -> str | None:
    """Read a line that tells date, author or origin, or is furniture; say which."""
    if len(text) > furniture.LONGEST:
        return None
    if dated := chrome.dateline(text):
        iso, updated = dated
        if facts.published is None and not updated:
            facts.published = iso
        return "dateline"
    if people := names.byline(text):
        facts.byline = facts.byline or people
        return "byline"
    if _compound(text, facts) or (eastern.is_eastern(text) and eastern.read_imprint(text, facts)):
        return "byline"
    if _dates(text, facts):
        return "dateline"
    if source := provenance(text):
        facts.source = facts.source or source
        return "provenance"
    return furniture.furniture(text)


def _compound(text: str, facts: Facts) -> bool:
    """Read "By Name | May 11, 2014 | 5 min read" and its kin, in any order."""
    if len(text) > 160 or not find_date(text):
        return False
    people, dates = [], []
    for part in _DIVIDERS.split(text):
        found = chrome.dateline(part)
        if found:
            dates.append(found)
        elif hit := find_date(part):
            rest = part[: hit[0]] + " " + part[hit[1] :]
            rest = _GLUE.sub("", _GLUE.sub("", rest)).strip()
            rest = _DONE.sub("", rest)
            name = names.byline(rest) or (rest if names.is_name(rest, least=2) else None)
            if not name:
                return False
            people.append(name)
            dates.append((hit[2], bool(_CHANGED.match(part))))
        elif name := names.byline(part):
            people.append(name)
        elif names.is_name(part, least=2) and len(part.split()) <= 4 and not people:
            people.append(part)
        elif part and not furniture.furniture(part):
            return False
    if not dates or not people:
        return False
    facts.byline = facts.byline or people[0]
    facts.published = facts.published or next((iso for iso, changed in dates if not changed), None)
    return True


def _dates(text: str, facts: Facts) -> bool:
    """Read "Received: 3 May 2020 / Accepted: 4 June 2020 / Published online: 7 July 2020"."""
    parts = [chrome.dateline(part) for part in _DIVIDERS.split(text)] if len(text) <= 200 else []
    dates = [part for part in parts if part]
    if len(dates) < 2 or len(dates) < len(parts):
        return False
    facts.published = facts.published or next((iso for iso, changed in dates if not changed), None)
    return True
