"""One self-contained page an article: the text, its claims marked, the notes in the margin."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from storage.dossier import Dossier
from storage.export.html_style import STYLE
from storage.export.html_text import Marks, marked
from storage.models import Annotation, Article, Block, BlockKind, Kind

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is ever fetched and nothing runs, whatever an article holds."""


def page(dossiers: Iterable[Dossier]) -> str:
    """Write articles as one HTML document that needs nothing else."""
    chosen = list(dossiers)
    title = chosen[0].article.title if len(chosen) == 1 else f"{len(chosen)} articles"
    language = chosen[0].article.language if len(chosen) == 1 else None
    lang = f' lang="{escape(language)}"' if language else ""
    return (
        f'<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta name="manicule" content="{escape(" ".join(d.article.uid for d in chosen))}">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(map(_article, chosen))
        + "\n</body>\n</html>\n"
    )


def _article(dossier: Dossier) -> str:
    article = dossier.article
    marks = Marks.of(dossier)
    # A note stands beside the block in which its passage begins.
    beside: dict[int, list[Annotation]] = {}
    for mark in marks.annotations:
        at = max((b.start for b in article.blocks if b.start <= mark.passage.start), default=0)
        beside.setdefault(at, []).append(mark)
    rows = [
        f'<div class="row"><div class="text">{_block(article, block, marks)}</div>'
        f'<aside class="margin">{"".join(_note(n) for n in beside.pop(block.start, ()))}</aside>'
        "</div>"
        for block in article.blocks
    ]
    # What begins before every block, or in an article without any, is not left out.
    rest = "".join(_note(note) for notes in beside.values() for note in notes)
    return "\n".join(("<article>", _header(dossier), *rows, rest, _footer(dossier), "</article>"))


def _header(dossier: Dossier) -> str:
    article = dossier.article
    about = [part for part in (article.byline, article.site, article.published) if part]
    if article.source:
        about.append(" ".join(filter(None, (article.source.publication, article.source.published))))
    lines = [f"<h1>{escape(article.title)}</h1>"]
    if about:
        lines.append(f'<p class="about">{escape(" · ".join(about))}</p>')
    if article.url:
        address = escape(article.url)
        link = f'<a href="{address}" rel="noreferrer">{address}</a>'
        safe = article.url.startswith(("https://", "http://"))
        lines.append(f'<p class="about">{link if safe else address}</p>')
    if article.tags:
        lines.append(f'<p class="about">{escape(" ".join(f"#{tag}" for tag in article.tags))}</p>')
    kinds = [kind for kind in Kind if any(claim.kind is kind for claim in dossier.shown())]
    if kinds:
        names = " · ".join(f'<span class="claim {kind}">{kind}</span>' for kind in kinds)
        lines.append(f'<p class="legend">Key claims: {names}</p>')
    return f"<header>{''.join(lines)}</header>"


def _note(mark: Annotation) -> str:
    about = " · ".join(filter(None, (" ".join(f"#{tag}" for tag in mark.tags), mark.created[:10])))
    note = f"<p>{escape(mark.note)}</p>" if mark.note else ""
    quote = f"<p><q>{escape(mark.passage.quote)}</q></p>" if mark.lost else ""
    if not (note or quote or mark.tags):
        return ""  # the colour of the passage says it all
    return (
        f'<div class="note ink-{mark.ink}">{quote}{note}'
        f'<p class="meta">{mark.ink} · {escape(about)}</p></div>'
    )


def _footer(dossier: Dossier) -> str:
    lost = "".join(_note(mark) for mark in dossier.annotations if mark.lost)
    bookmarks = "".join(
        f"<li><b>{escape(mark.label)}</b> "
        + (
            f"{escape(mark.passage.quote)} (no longer in the text)"
            if mark.lost
            else f'<a href="#b-{escape(mark.uid)}">{escape(mark.passage.quote)}</a>'
        )
        + "</li>"
        for mark in dossier.bookmarks
    )
    parts = []
    if lost:
        parts.append(f"<h2>Notes on passages that are no longer in the text</h2>{lost}")
    if bookmarks:
        parts.append(f"<h2>Bookmarks</h2><ul>{bookmarks}</ul>")
    return f'<section class="notes">{"".join(parts)}</section>' if parts else ""


def _block(article: Article, block: Block, marks: Marks) -> str:
    if block.kind is BlockKind.RULE:
        return "<hr>"
    if block.kind is BlockKind.TABLE:
        return _table(article, block, marks)
    inner = marked(article.text, block.start, block.end, marks)
    if block.kind is BlockKind.CODE:
        return f"<pre><code>{inner}</code></pre>"
    if block.kind is BlockKind.HEADING:
        level = min(6, max(2, block.level + 1))
        return f"<h{level}>{inner}</h{level}>"
    if block.kind is BlockKind.QUOTE:
        return f"<blockquote>{inner}</blockquote>"
    if block.kind is BlockKind.ITEM:
        indent = f"{1.5 * min(block.level, 8)}em"
        mark = escape(block.marker or "•")
        return (
            f'<div class="item" style="margin-left: {indent}"><span>{mark}</span>'
            f"<span>{inner}</span></div>"
        )
    kind = ' class="caption"' if block.kind is BlockKind.CAPTION else ""
    return f"<p{kind}>{inner}</p>"


def _table(article: Article, block: Block, marks: Marks) -> str:
    rows, at = [], block.start
    for line in article.text[block.start : block.end].split("\n"):
        cells = []
        for cell in line.split("\t"):
            cells.append(f"<td>{marked(article.text, at, at + len(cell), marks)}</td>")
            at += len(cell) + 1
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"
