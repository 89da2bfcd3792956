"""Recognise what stands above an article: breadcrumbs, date lines; and tell prose from labels."""

from __future__ import annotations

import re

from storage.intake.dates import find_date
from storage.intake.furniture import LONGEST
from storage.intake.language import function_words, wide_letters

_SEPARATORS = re.compile(r"\s+(?:>|›|»|→|/|\||::|❯)\s+")
_ROOTS = re.compile(
    r"home(?: ?page)?|you are here|start(?:seite)?|sie sind hier|accueil|vous êtes ici|inicio|"
    r"início|"
    r"homepage|front page|main|首页|ホーム",
    re.I,
)
_DATE_LABEL = (
    r"(?:(?:first |originally |last )?(?:posted|published|updated|modified|created|date|"
    r"issued|received|accepted|revised|published online|publication date|release date)|"
    r"veröffentlicht|erstellt|stand|datum|aktualisiert|publié|mis à jour|publicado|actualizado|"
    r"pubblicato|aggiornato|atualizado|gepubliceerd|bijgewerkt|le|el|il|den|vom|am)"
    r"(?:\s+(?:on|am|le|el|il|op|em|den|at))?\s*:?\s*"
)
_WEEKDAY = (
    r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|"
    r"sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|"
    r"miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|"
    r"domenica|segunda|terça|quarta|quinta|sexta|segunda-feira|terça-feira|quarta-feira|"
    r"quinta-feira|sexta-feira|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\.?,?\s*"
)
_BEFORE_DATE = re.compile(rf"\W*(?:{_DATE_LABEL})?(?:{_WEEKDAY})?(?:(?:le|den|the)\s+)?", re.I)
_UPDATED = re.compile(
    r"\W*(?:last )?(?:updated|modified|received|accepted|revised|aktualisiert|mis à jour|"
    r"actuali|aggior)",
    re.I,
)
_AFTER_DATE = re.compile(
    rf"\s*(?:[(,|•·–—-]|at\b|um\b|à\b)?\s*(?:{_WEEKDAY})?\)?"
    r"(?:\d{1,2}[:.h]\d{2}(?::\d\d)?\s*(?:uhr|[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|)"
    r"\s*(?:[(]?(?:utc|gmt|est|edt|et|pst|pdt|pt|cet|cest|bst)(?:[+-]\d+)?[)]?)?"
    r"\s*(?:[|•·–—,-]?\s*\d+\s*[- ]?min(?:ute)?s?\.?(?: read)?)?\W*",
    re.I,
)
_SALUTATION = re.compile(
    r"(?:my )?(?:dear(?:est)?|hi|hello|hey|liebe[rs]?|sehr geehrte[rs]?|hallo|ch(?:er|ère)s?|"
    r"querid[oa]s?|"
    r"estimad[oa]s?|car[oaie]|gentil[ei]|beste|lieve)(?: [\w.’'-]+){0,5}\s*[,:!]",
    re.I,
)


def is_prose(text: str) -> bool:
    """Tell whether a unit reads like running prose rather than a title, menu or label."""
    if len(text) > LONGEST or wide_letters(text) >= 30:
        return True
    words = len(text.split())
    ends = text.rstrip("\"'”’»)*]").endswith((".", "!", "?", "…", ":", ";"))
    if words >= 8 and function_words(text) >= 0.22 and (len(text) >= 80 or ends):
        return True
    # A language whose small words are not known here.
    return words >= 15 and len(text) >= 120 and ends


def breadcrumb(text: str) -> list[str] | None:
    """Give the parts of a "Home > Section > Title" line, or None."""
    if len(text) > LONGEST or text.rstrip().endswith((".", ";")):
        return None
    parts = [part.strip() for part in _SEPARATORS.split(text)]
    rooted = bool(_ROOTS.fullmatch(parts[0].rstrip(":")))
    if len(parts) < (2 if rooted else 3) or not all(parts):
        return None
    if any(len(part.split()) > 6 for part in parts[:-1]) or all(map(dateline, parts)):
        return None
    return parts


def is_root(part: str) -> bool:
    """Tell whether a breadcrumb's part is only the home page."""
    return bool(_ROOTS.fullmatch(part.rstrip(":")))


def dateline(text: str) -> tuple[str | None, bool] | None:
    """Read a line that is a date and nothing else: ISO date or None, and whether "updated"."""
    if len(text) > 120 or (found := find_date(text)) is None:
        return None
    start, end, iso = found
    if not _BEFORE_DATE.fullmatch(text[:start]) or not _AFTER_DATE.fullmatch(text[end:]):
        return None
    return iso, bool(_UPDATED.match(text))


def is_salutation(text: str) -> bool:
    """Tell whether a line opens a letter."""
    return len(text) <= 80 and bool(_SALUTATION.fullmatch(text))
