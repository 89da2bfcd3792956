"""Recognise people's names: bylines, and "Name: Title" headlines."""

from __future__ import annotations

import re

from storage.intake.language import function_words

_SMALL_IN_NAMES = {
    "de", "da", "di", "del", "della", "der", "den", "van", "von", "vom", "zu", "le", "la", "du",
    "des", "dos", "bin", "ibn", "al", "el", "ter", "ten", "y", "e", "and", "und", "et", "en", "&",
}  # fmt: skip
_BY = re.compile(
    r"(?:(?:(?:an?|ein|une?|une) )?(?:(?:guest|blog|gast|written|posted|published|submitted|"
    r"created|reported|words|text|story|article|post|essay|column|analysis|report|interview|"
    r"blog-?(?:post|beitrag|eintrag)|beitrag|"
    r"gastbeitrag|artikel|kommentar|bericht|billet|texte|reportage|artículo|texto|"
    r"entrada)[ -]){0,3}(?:by|von|par|por|door)\b\s*"
    r"(?P<colon>:?)|(?:text|autor(?:in)?|author|auteur|autore|written|words|texto|di|da)\s*:)"
    r"\s*(?P<names>\S.*)",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:writer|editor|reporter|correspondent|staff|contributor|columnist|professor|director|"
    r"analyst|fellow|author|journalist|redaktion|redakteur(?:in)?|korrespondent(?:in)?)\b",
    re.I,
)
_NAME_WORD = re.compile(r"(?:[A-ZÀ-ÖØ-ÞŁŚŽČŠĐ][\w'’.-]*|[A-Z]\.)(?:[A-Z]\.)*")
_LISTED = re.compile(r",\s*(?:(?:and|und|et|y|&)\s+)?|\s+(?:and|und|et|y|&)\s+")
_TOPICS = (
    " news review report interview analysis opinion update guide part chapter episode folge "
    "issue volume climate court house weekly address open source data world health bank "
    "university supreme white breaking special new old how why what when where who the a an "
    "case study book film press release video podcast editorial comment explainer letter "
    "letters essay column live watch exclusive research policy public national international "
    "global american european united states artificial intelligence machine learning social "
    "media black friday middle east north south west central star wars trek life death love "
    "war peace money power future science art history politics economy business technology "
    "tech digital day week month year question answer fact check city county council "
    "committee commission government department office school program project lessons learned "
    "best practices monday tuesday wednesday thursday friday saturday sunday "
)
"""Words that begin a headline more often than they are a name; divided by spaces."""


def byline(text: str) -> str | None:
    """Give the names of a "By Name" line, or None.

    Without a colon it takes two words: "By Design" is a headline.
    """
    if len(text) > 160 or not (hit := _BY.fullmatch(text)):
        return None
    names = hit["names"].rstrip(" .,|")
    least = 2 if hit["colon"] == "" else 1
    people, _, role = names.partition(",")
    if is_name(names, least=least) and not is_role(role):
        return names
    if is_name(people, least=least) and len(role.split()) <= 6 and not text.endswith("."):
        return people.strip()
    return None


def is_name(text: str, *, least: int = 1) -> bool:
    """Tell whether a text has the shape of one or several people's names."""
    people = re.split(r",\s*(?:and\s+)?|\s+(?:and|und|et|y|e|en|&)\s+", text.strip())
    for person in people:
        words = person.split()
        if not least <= len(words) <= 5:
            return False
        if not _NAME_WORD.fullmatch(words[0]) and words[0].lower() not in _SMALL_IN_NAMES:
            return False
        capital = [w for w in words if _NAME_WORD.fullmatch(w)]
        small = [w for w in words if w not in capital]
        if len(capital) < least or any(w.lower() not in _SMALL_IN_NAMES for w in small):
            return False
    return True


def are_people(text: str) -> bool:
    """Tell whether a line names several people, each in full, and nothing else."""
    people = [part.strip() for part in _LISTED.split(text)]
    return len(people) > 1 and len(text) <= 200 and all(map(may_be_author, people))


def is_role(text: str) -> bool:
    """Tell whether a text says what somebody is at work."""
    return bool(_ROLE.search(text))


def split_author(title: str, body: str) -> tuple[str, str] | None:
    """Divide "Name: Title" into both, unless the part before the colon may be the subject."""
    name, colon, rest = title.partition(":")
    if not colon or not rest.startswith(" ") or len(rest.split()) < 4:
        return None
    if not may_be_author(name):
        return None
    words = name.split()
    # A topic is spoken of in its article: in small letters, or by its full name.
    known = set(re.findall(r"\w+", body[:200_000]))
    if any(word.lower() in known for word in words) or body[: len(body) * 3 // 4].count(name):
        return None
    return name.strip(), rest.strip()


def may_be_author(name: str) -> bool:
    """Tell whether a text is two to four capitalised words, none of them a headline's."""
    words = name.split()
    if not 2 <= len(words) <= 4 or not is_name(name, least=2) or " and " in name:
        return False
    topical = any(f" {word.strip('.').lower()} " in _TOPICS for word in words)
    return not topical and not function_words(name)
