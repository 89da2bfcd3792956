"""Tell what a text is written in by what stands in it, never by its file's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.intake.frontmatter import read_front_matter

_PAGE = re.compile(
    # Atomic: else each of many comments could end at every later one's end too.
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?>(?:<!--.{0,4000}?-->)\s*)*+"
    # A page may leave out all that stands above its title.
    r"(?:<(?:!doctype\s+html|html)\b|(?:<(?:meta|link|base)\b[^<>]{0,2000}>\s*){0,50}+"
    r"<title\b[^<>]{0,200}>[^<]{0,2000}</title\s*>\s*<[a-z!])",
    re.I | re.S,
)
_BODY = re.compile(r"<(?:html|head|body)\b[^<]{0,2000}>", re.I)
_FRAGMENT = re.compile(
    r"\s*<(?:article|section|div|main|p|h1|h2|header|table|ul|ol|blockquote)\b[^<]{0,500}>", re.I
)
_HEADING = re.compile(r"^#{1,6} +\S", re.M)
_FENCE = re.compile(r"^```", re.M)
_COMMENT = re.compile(r"^# +\S", re.M)
_SIGNS = (
    re.compile(r"^(?:```|~~~)", re.M),
    re.compile(r"\[[^\]\n]{1,300}\]\((?:https?://|/|#|\.|mailto:)[^)\s]{0,1000}[^)\n]{0,200}\)"),
    re.compile(r"\*\*[^\s*][^*\n]{0,300}\*\*|(?<!\w)__[^\s_][^_\n]{0,300}__(?!\w)"),
    re.compile(r"^[^\n]{1,200}\n(?:={3,}|-{3,})[ \t]*$", re.M),
    re.compile(r"^[ \t]*+\|?[ \t]*+:?-{3,}:?[ \t]*\|[-:| \t]*$", re.M),
    re.compile(r"!\[[^\]\n]{0,300}\]\([^)\s]{1,1000}"),
    re.compile(r"^\[[^\]\n]{1,100}\]:[ \t]+\S", re.M),
    re.compile(r"(?<![\w*])(?:\*[^\s*][^*\n]{0,200}\*|`[^`\n]{1,200}`)(?![\w*])"),
)
_RST = (
    re.compile(r"^[ \t]*\.\. (?:[|][^|\n]{1,100}[|] )?[A-Za-z][\w:.+-]{1,60}::(?:[ \t]|$)", re.M),
    re.compile(r"^\.\. _[^:\n]{1,200}:(?:[ \t]|$)|^\.\. \[[\w#*.-]{1,60}\][ \t]", re.M),
    re.compile(r"(?<![\w`:]):[A-Za-z][\w:.+-]{0,60}:`[^`\n]{1,500}`"),
    re.compile(r"(?<![\w`])`[^`<>\n]{0,300}<[^<>`\s]{1,1000}>`__?(?!\w)"),
    re.compile(r"(?<![\w`])``[^`\n]{1,300}``(?![\w`])"),
    re.compile(
        r"^(?P<edge>[=~^\"'+*#-])(?P=edge){2,}[ \t]*\n[ \t]*\S[^\n]{0,200}\n(?P=edge){3,}[ \t]*$",
        re.M,
    ),
    re.compile(r"^\S[^\n]{0,200}\n(?P<under>[~^\"'+*#=-])(?P=under){2,}[ \t]*$", re.M),
    re.compile(r"^(?=\S)[^\n]{0,300}[^:\s]?::[ \t]*\n[ \t]*\n[ \t]+\S", re.M),
    re.compile(r"(?<![\w`])\[(?:#[\w-]{0,60}|\d{1,3}|\*)\]_(?!\w)"),
)
"""The first four are what no other way of writing has."""
_OWN_TO_RST = 4
_ORG = (
    re.compile(
        r"^#\+(?:title|author|date|options|filetags|startup|language|export_\w+):", re.M | re.I
    ),
    re.compile(r"^[ \t]*#\+begin_[a-z]+\b", re.M | re.I),
    re.compile(r"^[ \t]*:PROPERTIES:[ \t]*\n(?:[ \t]*:[^\n]*\n){0,100}?[ \t]*:END:", re.M | re.I),
    re.compile(r"\[\[[^\[\]\n]{1,500}\]\[[^\[\]\n]{1,500}\]\]"),
    re.compile(r"^\*+ \S", re.M),
)
"""The first three are what no other way of writing has."""
_OWN_TO_ORG = 3
_SAMPLE = 200_000


def detect(text: str) -> str:
    """Say "html", "rst", "org", "markdown" or "plain"."""
    sample = text[:_SAMPLE]
    if _PAGE.match(sample) or (sample[:500].lstrip()[:1] == "<" and _BODY.search(sample[:20_000])):
        return "html"
    if read_front_matter(text):
        return "markdown"
    headings = len(_HEADING.findall(sample))
    # Markdown that shows how another is written quotes it, and has signs that are its own.
    if not _FENCE.search(sample) and not _SIGNS[1].search(sample):
        # With one # Org begins a comment.
        if headings == len(_COMMENT.findall(sample)) and _is(sample, _ORG, _OWN_TO_ORG):
            return "org"
        if not headings and _is(sample, _RST, _OWN_TO_RST):
            return "rst"
    signs = sum(bool(sign.search(sample)) for sign in _SIGNS)
    if _FRAGMENT.match(sample) and not headings and signs < 2:
        return "html"
    opens = bool(_HEADING.match(sample.lstrip()))
    if signs >= 2 or (headings and (signs or opens or headings > 2)):
        return "markdown"
    return "plain"


def _is(sample: str, signs: Sequence[re.Pattern[str]], own: int) -> bool:
    """Tell a way of writing by two of its signs, of which one is its alone."""
    found = [bool(sign.search(sample)) for sign in signs]
    return any(found[:own]) and sum(found) > 1
