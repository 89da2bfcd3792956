"""What `manicule export --to json` wrote, back to the nouns with nothing lost."""

from __future__ import annotations

from typing import Any

from storage.dossier import Dossier
from storage.intake.exports.item import Export
from storage.intake.exports.nouns import noun

FORMAT = "manicule"
VERSION = 1

Object = dict[str, Any]


def is_ours(content: Any) -> bool:
    """Tell whether JSON is a library of ours."""
    return (
        isinstance(content, dict)
        and content.get("format") == FORMAT
        and isinstance(content.get("articles"), list)
    )


def read_ours(content: Object) -> Export:
    """Read a library that was exported; a record that cannot be read is named, never guessed."""
    export = Export(FORMAT)
    if content.get("version") != VERSION:
        export.refused.append("a newer manicule wrote it: update this one to read it")
        return export
    for number, record in enumerate(content["articles"], 1):
        take_dossier(export, f"article {number}", record)
    return export


def take_dossier(export: Export, where: str, record: Any) -> None:
    """Add what a record holds, or say why it is left out."""
    try:
        if not isinstance(record, dict):
            raise ValueError("it is no object")
        found = noun(Dossier, {**record, "article": record})
        _fitting(found)
    except (ValueError, RecursionError) as error:
        export.refused.append(f"{where}: {error}")
        return
    export.dossiers.append(found)


def _fitting(dossier: Dossier) -> None:
    """Refuse what points outside the text; of what is lost only the words are known."""
    article = dossier.article
    if not article.uid:
        raise ValueError("uid is missing")
    at = 0
    for block in article.blocks:
        if not at <= block.start <= block.end:
            raise ValueError("blocks overlap")
        at = block.end
    spans = [
        *((block.start, block.end) for block in article.blocks),
        *((style.start, style.end) for style in article.styles),
        *((claim.start, claim.end) for claim in dossier.claims),
        *((a.passage.start, a.passage.end) for a in dossier.annotations if not a.lost),
        *((b.passage.start, b.passage.end) for b in dossier.bookmarks if not b.lost),
    ]
    for start, end in spans:
        if not 0 <= start <= end <= len(article.text):
            raise ValueError(f"its text has no place {start} to {end}")
