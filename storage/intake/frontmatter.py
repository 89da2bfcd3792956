"""The block of facts above a Markdown text: YAML's plain part, or TOML."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping

Value = str | list[str]

_KEY = re.compile(r"(?P<key>[A-Za-z_][\w .-]{0,60}?)\s*:(?:\s+(?P<value>.*))?$")
_ITEM = re.compile(r"\s*-\s+(?P<value>.*)$")
_LONGEST = 400
"""Lines; a front matter longer than that is none."""
_DOTTED = re.compile(r"^\s*+\[?(?:[\w\"'-]++[ \t]*+\.[ \t]*+){20}", re.M)
"""A key that leads through so many tables takes gigabytes."""


def read_front_matter(text: str) -> tuple[dict[str, Value], int] | None:
    """Read the facts and give the number of lines they take, or None when there are none.

    Of YAML only what such headers use is read: scalars, quoted strings, lists, folded text.
    Everything is text, dates too; anchors and aliases are ignored. Keys come in lower case.
    """
    lines = text[:200_000].split("\n")
    fence = lines[0].rstrip()
    if fence not in ("---", "+++"):
        return None
    ends = ("---", "...") if fence == "---" else ("+++",)
    end = next((i for i, line in enumerate(lines[1:_LONGEST], 1) if line.rstrip() in ends), None)
    if end is None:
        return None
    facts = _yaml(lines[1:end]) if fence == "---" else _toml("\n".join(lines[1:end]))
    return (facts, end + 1) if facts is not None else None


def _toml(text: str) -> dict[str, Value] | None:
    if _DOTTED.search(text):
        return None
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    facts: dict[str, Value] = {}
    # Zola keeps authors and tags in sub-tables.
    for part in (table.get("extra"), table.get("taxonomies"), table):
        if isinstance(part, Mapping):
            for key, value in part.items():
                if isinstance(value, list):
                    facts[key.lower()] = [str(v) for v in value if not isinstance(v, (dict, list))]
                elif not isinstance(value, dict):
                    facts[key.lower()] = str(value)
    return facts


def _yaml(lines: list[str]) -> dict[str, Value] | None:
    """Read the lines, or give None when one of them is no front matter."""
    facts: dict[str, Value] = {}
    key, waiting = "", False
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        item = _ITEM.match(line)
        if key and item and (waiting or isinstance(facts.get(key), list)):
            held = facts.get(key)
            value = _scalar(item["value"])
            facts[key] = [*(held if isinstance(held, list) else []), *([value] if value else [])]
            continue
        if key and line[0] in " \t":
            if isinstance(held := facts.get(key), str):
                facts[key] = f"{held} {line.strip()}".strip()
            continue
        if not (hit := _KEY.match(line)):
            return None
        key, value = hit["key"].strip().lower(), (hit["value"] or "").strip()
        if value[:1] in "\"'" and value:
            while not _closed(value):
                if index == len(lines):
                    return None
                value = f"{value} {lines[index].strip()}"
                index += 1
        waiting = value in ("", "|", ">", "|-", ">-")
        facts[key] = "" if waiting else _value(value)
    return facts


def _closed(value: str) -> bool:
    quote = value[0]
    if quote == '"':
        return bool(re.fullmatch(r'"(?:[^"\\]|\\.)*"\s*(?:#.*)?', value))
    return bool(re.fullmatch(r"'(?:[^']|'')*'\s*(?:#.*)?", value))


def _value(text: str) -> Value:
    if text.startswith("[") and text.endswith("]") and not text.startswith("[["):
        parts = re.findall(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,]+", text[1:-1])
        return [value for part in parts if (value := _scalar(part))]
    return _scalar(text)


def _scalar(text: str) -> str:
    text = text.strip()
    if text[:1] in ("*", "&", "!"):
        return ""
    if text.startswith('"') and (quoted := re.match(r'"(?:[^"\\]|\\.)*"', text)):
        try:
            return str(json.loads(quoted[0], strict=False))
        except ValueError:
            return quoted[0][1:-1]
    if text.startswith("'") and (quoted := re.match(r"'(?:[^']|'')*'", text)):
        return quoted[0][1:-1].replace("''", "'")
    text = re.sub(r"\s+#.*$", "", text)
    return "" if text in ("null", "~") else text
