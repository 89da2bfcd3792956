"""A span of an article's text as HTML, with styles, highlights, claims and bookmarks in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from storage.dossier import Dossier
from storage.models import Annotation, Bookmark, Claim, Style, StyleKind

_TAGS = {
    StyleKind.STRONG: "strong",
    StyleKind.EMPHASIS: "em",
    StyleKind.CODE: "code",
    StyleKind.STRIKE: "s",
}


@dataclass(frozen=True, slots=True)
class Marks:
    """What may lie on a text, each by its span."""

    styles: Sequence[Style]
    annotations: Sequence[Annotation]
    bookmarks: Sequence[Bookmark]
    claims: Sequence[Claim]

    @classmethod
    def of(cls, dossier: Dossier) -> Marks:
        return cls(
            dossier.article.styles,
            [mark for mark in dossier.annotations if not mark.lost],
            [mark for mark in dossier.bookmarks if not mark.lost],
            dossier.shown(),
        )

    def within(self, start: int, end: int) -> Marks:
        """Give those that touch a span."""
        return Marks(
            [s for s in self.styles if s.start < end and s.end > start],
            [a for a in self.annotations if a.passage.start < end and a.passage.end > start],
            [b for b in self.bookmarks if start <= b.passage.start < end],
            [c for c in self.claims if c.start < end and c.end > start],
        )


def marked(text: str, start: int, end: int, marks: Marks) -> str:
    """Write a span in pieces, each inside all that lies on it, so that nothing can cross."""
    near = marks.within(start, end)
    edges = {start, end}
    for one, other in (
        *((s.start, s.end) for s in near.styles),
        *((a.passage.start, a.passage.end) for a in near.annotations),
        *((b.passage.start, end) for b in near.bookmarks),
        *((c.start, c.end) for c in near.claims),
    ):
        edges |= {min(max(one, start), end), min(max(other, start), end)}
    ordered = sorted(edges)
    return "".join(_piece(text, first, last, near) for first, last in pairwise(ordered))


def _piece(text: str, start: int, end: int, marks: Marks) -> str:
    inside = marks.within(start, end)
    written = escape(text[start:end])
    for style in inside.styles:
        if tag := _TAGS.get(style.kind):
            written = f"<{tag}>{written}</{tag}>"
    for mark in inside.annotations:
        # A piece lies inside a mark wholly; its first piece alone carries the name.
        name = f' id="a-{escape(mark.uid)}"' if mark.passage.start == start else ""
        written = f'<mark class="{mark.ink}"{name}>{written}</mark>'
    for style in inside.styles:
        if style.kind is StyleKind.LINK and style.href.startswith(
            ("http://", "https://", "mailto:")
        ):
            written = f'<a href="{escape(style.href)}" rel="noreferrer">{written}</a>'
    for claim in inside.claims:
        why = escape(", ".join((claim.kind, *claim.cues)))
        written = f'<span class="claim {claim.kind}" title="{why}">{written}</span>'
        if claim.end == end:
            written += f'<span class="kind">{claim.kind}</span>'
    flags = "".join(
        f'<span class="flag" id="b-{escape(b.uid)}">⚑{escape(b.label)} </span>'
        for b in inside.bookmarks
        if b.passage.start == start
    )
    return flags + written
