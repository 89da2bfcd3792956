"""Markdown that is exported again into a file in which the person has written meanwhile.

Ours is what stands between two marks that name the article, and our own fields of the front
matter; everything else in the file is the person's and stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from storage.dossier import Dossier
from storage.export.markdown import FIELDS, field, front_matter, part

_ENTRY = re.compile(r"([^\s#:\-][^:\n]*):")
_HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def update(old: str, dossiers: Iterable[Dossier], *, full: bool = False) -> str:
    """Return the content of a file with the articles' parts made anew, or put below."""
    chosen = list(dossiers)
    head, rest = _divided(old)
    if len(chosen) == 1:
        head = _head(head, front_matter(chosen[0]))
    for dossier in chosen:
        rest = _with_part(rest, dossier, full)
    return f"---\n{head}---\n{rest}" if head else rest


def _divided(old: str) -> tuple[str, str]:
    found = _HEAD.match(old)
    return (found[1], old[found.end() :]) if found else ("", old)


def _with_part(text: str, dossier: Dossier, full: bool) -> str:
    begin, end = (f"<!-- manicule:{edge} {dossier.article.uid} -->" for edge in ("begin", "end"))
    written = part(dossier, full=full)
    start, stop = text.find(begin), text.find(end)
    if 0 <= start < stop:
        return f"{text[:start]}{written}{text[stop + len(end) :]}"
    return f"{text.rstrip()}\n\n{written}\n" if text.strip() else f"\n{written}\n"


def _head(old: str, ours: dict[str, object]) -> str:
    """Put our fields in the place of the old ones, between those that are the person's."""
    entries = _entries(old)
    if "tags" in ours or "tags" in entries:
        tags = [*_strings(ours.get("tags")), *_listed(entries.get("tags", ""))]
        ours = {**ours, "tags": list(dict.fromkeys(tags))}
    written = {name: line for name, line in entries.items() if name not in FIELDS or name in ours}
    for name, value in ours.items():
        written[name] = field(name, value)
    return "".join(written.values())


def _entries(head: str) -> dict[str, str]:
    """Divide front matter into its fields, each with the lines that belong to it."""
    entries: dict[str, str] = {}
    name = ""
    for line in head.splitlines(keepends=True):
        found = _ENTRY.match(line)
        if found and found[1] not in entries:
            name = found[1]
        entries[name] = entries.get(name, "") + line
    return entries


def _listed(field: str) -> list[str]:
    """Read the tags that the person gave in the file: a list in brackets or of lines."""
    value = field.partition(":")[2].strip()
    if value.startswith("["):
        try:
            return _strings(json.loads(value))
        except ValueError:
            parts = value.strip("[]").split(",")
    elif value.startswith("-"):
        parts = re.findall(r"^\s*-\s+(.*)$", field, re.MULTILINE)
    else:
        parts = re.split(r"[,\s]+", value)
    return [name for part in parts if (name := part.strip().strip("\"'").strip())]


def _strings(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
