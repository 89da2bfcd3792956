"""An article's notes, claims and, if wished, its text as Markdown that Obsidian understands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from storage.dossier import Dossier
from storage.export.blocks import article_text
from storage.export.escape import escape, quoted
from storage.models import Annotation, Article, Bookmark

_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NOT_IN_ID = re.compile("[^A-Za-z0-9-]")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")

FIELDS = (
    *("title", "author", "site", "url", "published", "source", "source_published", "language"),
    *("words", "saved", "state", "progress", "tags", "manicule"),
)
"""The front matter, in its order; the last names the article for ever."""


def document(dossier: Dossier, *, full: bool = False) -> str:
    """Write one article as a file of its own, with front matter.

    ``full`` adds the text of the article, the person's highlights marked in it.
    """
    head = "".join(field(name, value) for name, value in front_matter(dossier).items())
    return f"---\n{head}---\n\n{body(dossier, full=full)}"


def collection(dossiers: Iterable[Dossier], *, full: bool = False) -> str:
    """Write several articles as one document, one after the other, without front matter."""
    return "\n\n".join(part(dossier, full=full) for dossier in dossiers) + "\n"


def part(dossier: Dossier, *, full: bool) -> str:
    """Write an article between the two marks by which it is found in a file of several."""
    begin, end = (f"<!-- manicule:{edge} {dossier.article.uid} -->" for edge in ("begin", "end"))
    # A note may hold such a mark; it must not be taken for the end of our part.
    written = body(dossier, full=full).replace("<!-- manicule:", "<!-- manicule :")
    return f"{begin}\n\n{written}\n{end}"


def field(name: str, value: object) -> str:
    """Write a field of front matter on a line of its own."""
    # A JSON value is a YAML value too, whatever colons and quotes it holds, save for what YAML
    # takes for the end of a line, or for no text at all.
    written = json.dumps(value, ensure_ascii=False)
    escaped = _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
    return f"{name}: {escaped}\n"


def front_matter(dossier: Dossier) -> dict[str, object]:
    """Give what is known of an article by the names of FIELDS, without what is empty."""
    article = dossier.article
    source = article.source
    known = (
        article.title,
        article.byline,
        article.site,
        article.url,
        article.published,
        source.publication if source else None,
        source.published if source else None,
        article.language,
        article.words,
        article.saved,
        str(dossier.state),
        round(dossier.progress.fraction, 2),
        [_tag(tag) for tag in article.tags],
        article.uid,
    )
    fields = dict(zip(FIELDS, known, strict=True))
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _tag(tag: str) -> str:
    """Write a tag as Obsidian takes it: without blanks."""
    return "-".join(tag.split())


def body(dossier: Dossier, *, full: bool) -> str:
    """Write an article's notes, bookmarks and claims, and its text if wished, under its title."""
    article = dossier.article
    parts = [f"# {escape(article.title)}"]
    if lead := _lead(article):
        parts.append(lead)
    if dossier.annotations:
        parts.append("## Notes")
        for annotation in dossier.annotations:
            parts.extend(_annotation(annotation))
    if dossier.bookmarks:
        parts.append("## Bookmarks")
        parts.append("\n".join(_bookmark(bookmark) for bookmark in dossier.bookmarks))
    if claims := dossier.shown():
        parts.append("## Key claims")
        parts.append(
            "\n".join(f"- **{claim.kind}:** {escape(_line(claim.text))}" for claim in claims)
        )
    if full:
        parts.append("## Text")
        parts.append(article_text(article, dossier.annotations))
    return "\n\n".join(parts) + "\n"


def _lead(article: Article) -> str:
    parts = [escape(part) for part in (article.byline, article.site, article.published) if part]
    if article.url:
        parts.append(f"<{article.url}>")
    return " · ".join(parts)


def _annotation(annotation: Annotation) -> list[str]:
    """Give the blocks of a highlight: quote, its id, the note, what else is known of it."""
    parts = [quoted(annotation.passage.quote), _block_id("a", annotation.uid)]
    if annotation.note:
        parts.append(_kept_lines(annotation.note.strip("\n")))
    known = [
        str(annotation.ink),
        *(f"#{_tag(tag)}" for tag in annotation.tags),
        annotation.created[:10],
    ]
    if annotation.lost:
        known.append("no longer found in the text")
    parts.append(f"*{' · '.join(part for part in known if part)}*")
    return parts


def _kept_lines(note: str) -> str:
    """Keep the lines of a note apart, which Markdown would join, save those of code."""
    lines = note.split("\n")
    fence = ""
    for at, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        opened = _FENCE.match(line)
        if fence:
            fence = "" if line.strip().startswith(fence) else fence
        elif opened:
            fence = opened[1]
        elif line.strip() and following.strip() and not _FENCE.match(following):
            lines[at] = f"{line.rstrip()}  "
    return "\n".join(lines)


def _bookmark(bookmark: Bookmark) -> str:
    label = f"**{escape(bookmark.label)}** " if bookmark.label else ""
    return f"- {label}{escape(_line(bookmark.passage.quote))} {_block_id('b', bookmark.uid)}"


def _block_id(kind: str, uid: str) -> str:
    """Write what Obsidian links a block by: letters, digits and dashes, as Latin has them.

    It stands at the end of a line, behind a blank, or below a quotation between blank lines.
    """
    return f"^{kind}-{_NOT_IN_ID.sub('-', uid[:8])}"


def _line(text: str) -> str:
    return " ".join(text.split())
