"""People's names in what stands beside an article: taken apart, and told from what is none."""

from __future__ import annotations

import re

from storage.intake.dates import find_date
from storage.intake.language import function_words
from storage.intake.names import is_name, is_role, may_be_author
from storage.intake.sanitise import bare

_LABEL = re.compile(
    r"\W*(?:(?:(?:posted|published|written|submitted|created|reported|story|words|text)\s+)?by|"
    r"(?:(?:erstellt|geschrieben|verfasst|veröffentlicht|gepostet|text)\s+)?von|"
    r"(?:publié\s+|écrit\s+|rédigé\s+)?par|(?:publicado\s+|escrito\s+)?por|door|"
    r"(?:text|words|interview|authors?|autor(?:in|en|innen|es|as)?|auteure?s?|autor[ei]|"
    r"verfasser(?:in)?|about the author|über den autor)(?=\W))\b\W*",
    re.I,
)
_ADDRESS = re.compile(r"[(<\[]?\s*(?:https?://|www\.|mailto:)\S+|[(<\[]?\S+@\S+\.\S+", re.I)
_ENDS = re.compile(
    r"\s*(?:[|•·—(\[<\n]|\s[–/-]\s|,?\s(?:on|am|um|le|el|at|in|for|für|pour)\s|"
    r"\b(?:posted|published|updated|veröffentlicht|publié|publicado)\b|@)",
    re.I,
)
"""What ends the names of a byline: a date, a section or a role follows."""
_BETWEEN = re.compile(
    r"\s*(?:,|;|\band\b|\bund\b|\bet\b|&)\s*|(?<=\w\s)(?:y|e)\s+(?=\w+\s+\w)", re.I
)
"""What stands between two names; "Ortega y Gasset" is one."""
_JUNIOR = re.compile(r",\s*((?:[JS]r\b\.?)|III?\b)")
_NOBODY = re.compile(
    r"(?:admin(?:istrator)?|anonymous|anonym|unknown|guest|gast|invité|user|root|editor(?:ial)?s?|"
    r"web ?master|wordpress|staff|team|redaktion|redazione|redacci[oó]n|r[eé]daction|redactie|"
    r"press release|pressemitteilung|author|autor(?:in)?|auteur|contributor|contributors|"
    r"share|print|e-?mail|follow|subscribe|profile|bio|website|"
    r"(?:read |see |view |show )?(?:more|all)(?: (?:posts|articles|stories|by .*))?|"
    r"null|none|undefined|n/?a)",
    re.I,
)
_BODIES = re.compile(
    r"\b(?:desk|staff|team|redaktion|newsroom|editors|redazione|redacci[oó]n|r[eé]daction|"
    r"admin|webmaster|editorial|board|press office|pressestelle)\b",
    re.I,
)
_DOMAIN = re.compile(r"\S+\.[a-z]{2,}(?:/\S*)?", re.I)
_LONGEST = 400


def people_of(text: str, *, declared: bool = False) -> list[str]:
    """Give the names in a byline, without its label, date, section and roles.

    What is not ``declared`` to be a name must look like one.
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        return []
    while label := _LABEL.match(text):
        text = text[label.end() :]
    text = _ADDRESS.sub("", text)
    if found := find_date(text):
        text = text[: found[0]] or text[found[1] :]
    if end := _ENDS.search(text, 1):
        text = text[: end.start()]
    parts = _BETWEEN.split(_JUNIOR.sub(r" \1", text))
    people = [part if part.count(".") > 1 else part.strip(" .,:;|/–—-") for part in parts]
    people = [person for person in people if person]
    if people and " " in people[0]:
        # After a full name a single word is a place, a paper or a degree.
        rest = [person for person in people[1:] if " " in person and not is_role(person)]
        people = [people[0], *rest]
    if not declared and not all(is_name(person) or _has_no_case(person) for person in people):
        return people[:1] if people and is_name(people[0], least=2) else []
    return [person for person in people if len(person.split()) <= 5]


def declared_people(text: str) -> list[str]:
    """Give the names in a text of which a page says that it holds nothing else."""
    name = turned(text)
    return [name] if name != text else people_of(text, declared=True)


def turned(name: str) -> str:
    """Give "Last, First" in the order in which it is spoken."""
    last, comma, first = name.partition(", ")
    short = len(last.split()) == 1 and len(first.split()) in (1, 2)
    return f"{first} {last}" if comma and short and is_name(last) and is_name(first) else name


def is_nobody(name: str, site: str) -> bool:
    """Tell whether a name is none of a person: an address, an office, an account, the site."""
    if len(name) < 2 or len(name) > 60 or any(map(str.isdigit, name)):
        return True
    if _NOBODY.fullmatch(name) or _BODIES.search(name) or _DOMAIN.fullmatch(name):
        return True
    if "@" in name or "://" in name or (" " in name and function_words(name) > 0.5):
        return True
    # A site called after its author is known by a full name.
    folded = bare(name).replace(" ", "")
    return folded == bare(site).replace(" ", "") and not may_be_author(name)


def _has_no_case(name: str) -> bool:
    """Tell whether a name is written in letters that have no capitals."""
    return name.upper() == name.lower()
