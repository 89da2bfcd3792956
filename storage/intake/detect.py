"""Tell what a text is written in by what stands in it, never by its file's name."""

from __future__ import annotations

import re

from storage.intake.frontmatter import read_front_matter

_PAGE = re.compile(
    # Atomic: else each of many comments could end at every later one's end too.
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?>(?:<!--.{0,4000}?-->)\s*)*+<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
_BODY = re.compile(r"<(?:html|head|body)\b[^<]{0,2000}>", re.I)
_FRAGMENT = re.compile(
    r"\s*<(?:article|section|div|main|p|h1|h2|header|table|ul|ol|blockquote)\b[^<]{0,500}>", re.I
)
_HEADING = re.compile(r"^#{1,6} +\S", re.M)
_SIGNS = (
    re.compile(r"^(?:```|~~~)", re.M),
    re.compile(r"\[[^\]\n]{1,300}\]\((?:https?://|/|#|\.|mailto:)[^)\s]{0,1000}[^)\n]{0,200}\)"),
    re.compile(r"\*\*[^\s*][^*\n]{0,300}\*\*|(?<!\w)__[^\s_][^_\n]{0,300}__(?!\w)"),
    re.compile(r"^[^\n]{1,200}\n(?:={3,}|-{3,})[ \t]*$", re.M),
    re.compile(r"^\s*\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*$", re.M),
    re.compile(r"!\[[^\]\n]{0,300}\]\([^)\s]{1,1000}"),
    re.compile(r"^\[[^\]\n]{1,100}\]:[ \t]+\S", re.M),
    re.compile(r"(?<![\w*])(?:\*[^\s*][^*\n]{0,200}\*|`[^`\n]{1,200}`)(?![\w*])"),
)
_SAMPLE = 200_000


def detect(text: str) -> str:
    """Say "html", "markdown" or "plain"."""
    sample = text[:_SAMPLE]
    if _PAGE.match(sample) or (sample[:500].lstrip()[:1] == "<" and _BODY.search(sample[:20_000])):
        return "html"
    if read_front_matter(text):
        return "markdown"
    headings = len(_HEADING.findall(sample))
    signs = sum(bool(sign.search(sample)) for sign in _SIGNS)
    if _FRAGMENT.match(sample) and not headings and signs < 2:
        return "html"
    opens = bool(_HEADING.match(sample.lstrip()))
    if signs >= 2 or (headings and (signs or opens or headings > 2)):
        return "markdown"
    return "plain"
