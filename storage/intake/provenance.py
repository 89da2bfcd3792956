"""Recognise the line that says where a republished text first appeared."""

from __future__ import annotations

import re

from storage.intake import eastern
from storage.intake.dates import find_date
from storage.models import Source

_WORDS = 40
_SAID = re.compile(
    r"\W*(?:(?:this|the|a version of this|an earlier version of this|dieser|diese|cet|este|"
    r"questo|dit)?\s*"
    r"(?:original(?:ly)?\s+)?(?:article|post|piece|story|essay|text|column|interview|work|report|"
    r"paper|"
    r"beitrag|artikel|artículo|articolo|artigo|texto)?\s*"
    r"(?:was|were|has been|is|had been|ist|wurde|a été|est|fue|è stato|foi|is)?\s*)?"
    r"(?P<verb>(?:originally|first|previously|also|zuerst|ursprünglich|erstmals|zunächst|"
    r"initialement|"
    r"originalement|originalmente|oorspronkelijk|eerder)?\s*"
    r"(?:published|appeared|reprinted|republished|reproduced|printed|posted|ran|cross-?posted|"
    r"syndicated|"
    r"erschien(?:en)?|veröffentlicht|publié|paru|publicado|apareció|apparso|pubblicato|"
    r"gepubliceerd|"
    r"verschenen|source|quelle|fuente|fonte|bron|via)"
    r"(?:\s+(?:originally|first|zuerst|initialement|originalmente|here))?)\s*"
    r"(?P<how>:|(?:with (?:kind )?permission )?(?:in|on|by|at|from|auf|bei|im|in der|dans|sur|"
    r"par|en|"
    r"por|su|em|no|na|op|door|con)\b)\s*(?P<rest>\S.*)",
    re.I,
)
_ORIGINAL = re.compile(
    r"original|first|previously|reprint|republish|cross-?post|syndicat|version|zuerst|"
    r"ursprünglich|erstmals|"
    r"zunächst|initialement|eerder|oorspronkelijk|article|post|piece|story|essay|beitrag|artikel|"
    r"artículo|articolo|artigo|source|quelle|fuente|fonte|bron|erschien|paru|apareció|apparso",
    re.I,
)
_BEFORE_DATE = re.compile(
    r"[\s,(–—|-]*(?:on|am|vom|le|el|il|em|op|in|dated|of|issue of|edition of)?\s*(?:the\s+)?"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)?(?:day)?\.?,?\s*$",
    re.I,
)
_AFTER = re.compile(
    r"\W*(?:,?\s*(?:and|and is|with|under|by|it is|is|used|republished|reproduced|reprinted|here|"
    r"read|"
    r"the original|as|page|on page|und)\b.{0,160})?\W*",
    re.I,
)
_TAIL = re.compile(
    r"\s*(?:,|\band\b|\bunder\b|\bwith\b|\bund\b)\s+(?:and |is |it )*(?:is |was |has been "
    r")?(?:republished|reproduced|"
    r"reprinted|used|under (?:a |the )?(?:creative|cc)|with (?:kind )?permission|a creative).*",
    re.I,
)
_MEDIUM = re.compile(
    r"(?:the (?:website|blog|site|pages|magazine|newspaper|journal) of|the blog)\s+", re.I
)


def provenance(text: str) -> Source | None:
    """Read "Originally published in X on DATE", the whole line being nothing else."""
    if eastern.is_eastern(text):
        return eastern.provenance(text)
    if len(text) > 400 or len(text.split()) > _WORDS or not (hit := _SAID.fullmatch(text)):
        return None
    said = text[: hit.start("how")]
    if not _ORIGINAL.search(said):
        return None
    rest, published = hit["rest"], None
    if found := find_date(rest):
        start, end, published = found
        if start == 0 or not _AFTER.fullmatch(rest[end:]):
            return None
        rest = _BEFORE_DATE.sub("", rest[:start])
    publication = _MEDIUM.sub("", _TAIL.sub("", rest)).strip(" .,;:()[]*_–—-|")
    publication = publication.strip("\"“”„'‘’«»")
    if hit["how"] == ":" and not hit["verb"].strip().lower().endswith(
        ("source", "quelle", "fuente", "fonte", "bron", "via")
    ):
        return None
    return Source(publication, published) if _is_publication(publication) else None


def _is_publication(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 10 or not re.search(r"[^\W\d_]", text) or "://" in text:
        return False
    if re.search(r"[.;!?]\s", text) or (", " in text and len(words) > 6):
        return False
    main = [w for w in words if w[0].isupper() or w[0].isdigit()]
    return bool(main) and (
        words[0].lower() in ("the", "der", "die", "das", "le", "la", "el", "il", "de", "dem")
        or words[0][0].isupper()
        or words[0][0].isdigit()
        or "." in words[0]
    )
