"""The lines with labels above a text: "Title: ...", "From: ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.intake.dates import iso_date
from storage.intake.facts import Facts
from storage.intake.units import Unit

_HEADER = re.compile(
    r"(?P<key>title|subject|author|by|from|to|cc|date|sent|published|url|link|source|site|website|"
    r"language|titel|betreff|autor|datum|von|an|titre|auteur|objet|release date|posting date|"
    r"credits|reply-to|message-id|section)\s*:\s+(?P<value>\S.*)",
    re.I,
)

_TITLES = {"title", "subject", "titel", "betreff", "titre", "objet"}


def read_labels(units: Sequence[Unit], facts: Facts) -> dict[int, str]:
    """Read a header of "Title: ..." lines, as e-mails and e-books have."""
    found = [
        (i, hit["key"].lower(), hit["value"].strip())
        for i, unit in enumerate(units)
        if len(unit.text) < 300 and (hit := _HEADER.fullmatch(unit.text))
    ]
    keys = {key for _, key, _ in found}
    if len(keys) < 2 or not keys & _TITLES:
        return {}
    for _, key, value in found:
        if key in _TITLES:
            facts.title = facts.title or value.strip("\"'")
        elif key in ("author", "by", "from", "autor", "von", "auteur"):
            name = re.sub(r"\s*[<(]?\S+@\S+[>)]?\s*", " ", value).strip(" \"'")
            facts.byline = facts.byline or name or None
        elif key in ("date", "sent", "published", "datum", "release date"):
            facts.published = facts.published or iso_date(value)
        elif key in ("url", "link") and value.startswith(("http://", "https://")):
            facts.url = value.split()[0]
        elif key in ("site", "website"):
            facts.site = value
    return {i: "header" for i, _, _ in found}
