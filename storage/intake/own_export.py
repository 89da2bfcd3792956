"""Tell a Markdown file that manicule exported from an article."""

from __future__ import annotations

import re

from storage.intake.frontmatter import read_front_matter
from storage.intake.sanitise import line

_MARK = re.compile(r"^<!-- manicule:(begin|end) ([0-9a-f]{32}) -->[ \t]*\r?$", re.M)
_UID = re.compile(r"[0-9a-f]{32}")
_HEADING = re.compile(r"^# +(\S.*)$", re.M)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def exported_titles(text: str) -> list[str]:
    """Return the titles of the articles whose export a text is; none for any other text.

    It says so in its front matter, or with the two marks around what was written of an article.
    """
    if "manicule:" not in text:
        return []
    values, _ = read_front_matter(text) or ({}, 0)
    marks = [(hit[1], hit[2], hit.end()) for hit in _MARK.finditer(text)]
    ended = {uid for edge, uid, _ in marks if edge == "end"}
    titles = [_title(text, at) for edge, uid, at in marks if edge == "begin" and uid in ended]
    if len(titles) < 2 and _UID.fullmatch(str(values.get("manicule", ""))):
        titles = [line(str(values.get("title", ""))) or _title(text, 0)]
    return titles


def named(titles: list[str]) -> str:
    """Say of one article its title, of several how many they are."""
    return f"“{titles[0]}”" if len(titles) == 1 else f"{len(titles)} articles"


def _title(text: str, at: int) -> str:
    heading = _HEADING.search(text, at)
    return line(_ESCAPED.sub(r"\1", heading[1])) if heading else "untitled"
