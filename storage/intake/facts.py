"""What intake learns of an article beside its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.errors import IntakeError
from storage.intake.build import Piece, compose
from storage.intake.language import tell_language, wide_letters
from storage.intake.sanitise import line
from storage.models import Article, Dropped, Source
from storage.typed import LONGEST_TITLE

_TITLE_WORDS, _HEADLINE_WORDS = 8, 14
_WIDE = 24


@dataclass
class Facts:
    """Title, names and dates as they are found; None or "" while unknown."""

    title: str = ""
    byline: str | None = None
    byline_inferred: bool = False
    site: str | None = None
    section: str | None = None
    url: str | None = None
    published: str | None = None
    source: Source | None = None
    language: str | None = None
    alternative_titles: list[str] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    tags: tuple[str, ...] = ()


def make_article(
    facts: Facts,
    pieces: Sequence[Piece],
    *,
    origin: str,
    form: str,
    raw: str = "",
    title: str | None = None,
) -> Article:
    """Compose the article; ``title`` is a person's own and goes before the one found.

    IntakeError when there is no text. Without any title the first words of the text are one.
    """
    text, blocks, styles = compose(pieces)
    if not text.strip():
        raise IntakeError(f"{line(origin)} holds no text that could be read as an article.")
    found = line(facts.title)
    chosen = fit_title(line(title or "") or found or first_words(text) or line(origin))
    if len(found) > LONGEST_TITLE:
        facts.dropped.append(Dropped("headline", found))
    others = [fit_title(line(other)) for other in (found, *facts.alternative_titles)]
    return Article(
        title=chosen,
        text=text,
        blocks=blocks,
        styles=styles,
        byline=_or_none(facts.byline),
        byline_inferred=facts.byline_inferred and bool(facts.byline),
        site=_or_none(facts.site),
        section=_or_none(facts.section),
        url=_or_none(facts.url),
        published=facts.published,
        source=facts.source,
        language=facts.language or tell_language(text),
        origin=line(origin),
        format=form,
        raw=raw,
        dropped=tuple(facts.dropped),
        alternative_titles=tuple(dict.fromkeys(o for o in others if o and o != chosen)),
        tags=tuple(dict.fromkeys(tag for tag in map(line, facts.tags) if tag)),
    )


def fit_title(title: str) -> str:
    """Cut a title at a word to what a person may give one; the longest real ones are shorter."""
    if len(title) <= LONGEST_TITLE:
        return title
    end = title.rfind(" ", LONGEST_TITLE // 2, LONGEST_TITLE)
    return title[: end if end > 0 else LONGEST_TITLE - 1].rstrip(" ,;:.-–—") + "…"


def first_words(text: str) -> str:
    """Make a title of a text's first words."""
    block = text[:4000].strip().split("\n", 1)[0]
    if wide_letters(block[:_WIDE]) > _WIDE // 2:  # no spaces to count words by
        return block if len(block) <= _WIDE else block[:_WIDE] + "…"
    words = block.split()
    most = _TITLE_WORDS if block.endswith((".", "!", "…", ":", ",")) else _HEADLINE_WORDS
    if len(words) <= most and len(block) <= 100:
        return block
    return " ".join(words[:_TITLE_WORDS])[:80].rstrip(" ,;:.-–—") + "…"


def _or_none(text: str | None) -> str | None:
    return line(text or "") or None
