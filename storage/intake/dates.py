"""Dates as people and pages write them, to ISO."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "jan january januar janvier enero gennaio janeiro januari janv ene gen jän jänner"
    " января январь stycznia styczeń ocak",
    "feb february februar février febrero febbraio fevereiro februari févr fev fevrier febr"
    " февраля февраль lutego luty şubat",
    "mar march märz mars marzo março maart mrz mär marz maerz mrt марта март marca marzec mart",
    "apr april avril abril aprile avr abr апреля апрель kwietnia kwiecień nisan",
    "may mai mayo maggio maio mei mag мая май maja maj mayıs",
    "jun june juni juin junio giugno junho giu июня июнь czerwca czerwiec haziran",
    "jul july juli juillet julio luglio julho juil lug июля июль lipca lipiec temmuz",
    "aug august août agosto augustus aout ago августа август sierpnia sierpień ağustos",
    "sep september septembre septiembre settembre setembro sept set"
    " сентября сентябрь września wrzesień eylül",
    "oct october oktober octobre octubre ottobre outubro okt ott out"
    " октября октябрь października październik ekim",
    "nov november novembre noviembre novembro ноября ноябрь listopada listopad kasım",
    "dec december dezember décembre diciembre dicembre dezembro dez déc dic decembre"
    " декабря декабрь grudnia grudzień aralık",
)
_MONTH = {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAME = "(?P<m>" + "|".join(sorted(map(re.escape, _MONTH), key=len, reverse=True)) + r")\b\.?"
_Y = r"(?P<y>(?:1[5-9]|20|21)\d\d)"
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"{_Y}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)(?:[T ]\d\d:\d\d\S*)?",
        rf"{_Y}[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)(?!\d)",
        rf"{_Y}\s?年\s?(?P<m>\d\d?)\s?月\s?(?P<d>\d\d?)\s?日",
        rf"\b{_NAME}\s+(?P<d>\d\d?)(?:st|nd|rd|th)?,?\s+{_Y}(?!\d)",
        rf"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:de|of))?[\s-]+{_NAME}"
        rf"(?:\s+(?:de|del))?,?[\s-]+{_Y}(?!\d)",
        rf"(?<!\d)(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?{_Y}(?!\d)",
        rf"(?<!\d)(?P<a>\d\d?)[/-](?P<b>\d\d?)[/-]{_Y}(?!\d)",
    )
)


def find_date(text: str) -> tuple[int, int, str | None] | None:
    """Find the first date of a short text: its span, and its ISO form.

    The form is None when the date is impossible or its day and month cannot be told apart.
    """
    text = text[:400]
    hits = [hit for form in _FORMS if (hit := form.search(text))]
    if not hits:
        return None
    hit = min(hits, key=lambda found: (found.start(), -found.end()))
    return hit.start(), hit.end(), _iso(hit.groupdict())


def iso_date(text: str) -> str | None:
    """Give the ISO form of the first date in a text, or None."""
    found = find_date(text)
    return found[2] if found else None


def _iso(parts: dict[str, str]) -> str | None:
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if first <= 12 and second <= 12 and first != second:
            return None
        month, day = (first, second) if second > 12 else (second, first)
    else:
        name = parts["m"].lower()
        # A letter that only looks like another fits it too, but names no month.
        month, day = int(name) if name.isdigit() else _MONTH.get(name, 0), int(parts["d"])
    try:
        return date(int(parts["y"]), month, day).isoformat()
    except ValueError:
        return None
