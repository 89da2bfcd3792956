"""An article's notes, claims and, if wished, its text as Markdown that Obsidian understands."""

from __future__ import annotations

import json
from collections.abc import Iterable

from storage.export.blocks import article_text
from storage.export.dossier import Dossier
from storage.export.escape import escape, quoted
from storage.models import Annotation, Article, Bookmark


def document(dossier: Dossier, *, full: bool = False) -> str:
    """Write one article as a file of its own, with front matter.

    ``full`` adds the text of the article, the person's highlights marked in it.
    """
    return f"---\n{_front_matter(dossier)}---\n\n{_body(dossier, full=full)}"


def collection(dossiers: Iterable[Dossier], *, full: bool = False) -> str:
    """Write several articles as one document, one after the other, without front matter."""
    return "\n\n".join(_body(dossier, full=full).rstrip("\n") for dossier in dossiers) + "\n"


def _front_matter(dossier: Dossier) -> str:
    article = dossier.article
    source = article.source
    fields: dict[str, object] = {
        "title": article.title,
        "author": article.byline,
        "site": article.site,
        "url": article.url,
        "published": article.published,
        "source": source.publication if source else None,
        "source_published": source.published if source else None,
        "language": article.language,
        "words": article.words,
        "saved": article.saved,
        "state": str(dossier.state),
        "progress": round(dossier.progress.fraction, 2),
        "tags": list(article.tags),
        "manicule": article.uid,
    }
    # A JSON value is a YAML value too, whatever colons and quotes it holds.
    return "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
        for name, value in fields.items()
        if value not in (None, "", [])
    )


def _body(dossier: Dossier, *, full: bool) -> str:
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
    parts = [quoted(annotation.passage.quote), f"^a-{annotation.uid[:8]}"]
    if annotation.note:
        parts.append(annotation.note.strip("\n"))
    known = [str(annotation.ink), *(f"#{tag}" for tag in annotation.tags), annotation.created[:10]]
    if annotation.lost:
        known.append("no longer found in the text")
    parts.append(f"*{' · '.join(part for part in known if part)}*")
    return parts


def _bookmark(bookmark: Bookmark) -> str:
    label = f"**{escape(bookmark.label)}** " if bookmark.label else ""
    return f"- {label}{escape(_line(bookmark.passage.quote))} ^b-{bookmark.uid[:8]}"


def _line(text: str) -> str:
    return " ".join(text.split())
