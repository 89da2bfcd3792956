"""An article as nothing but text; without Rich, which takes longer to load than this to print."""

from __future__ import annotations

from storage.dossier import Dossier
from storage.models import Block, BlockKind
from tui.terminal.output import line


def plain_page(dossier: Dossier) -> str:
    """Give an article as nothing but text: title, by whom, and the blocks."""
    article = dossier.article
    parts = [line(article.title)]
    if lead := lead_line(dossier):
        parts[0] += f"\n{lead}"
    before: Block | None = None
    for block in article.blocks:
        text = _led(block, article.text[block.start : block.end])
        if before and before.kind is block.kind is BlockKind.ITEM:
            parts[-1] += f"\n{text}"
        else:
            parts.append(text)
        before = block
    return "\n\n".join(parts)


def lead_line(dossier: Dossier) -> str:
    """Give by whom, where and when."""
    article = dossier.article
    site, published = article.site, article.published
    if article.source and not site:
        site, published = article.source.publication, published or article.source.published
    return " · ".join(line(part) for part in (article.shown_byline, site, published) if part)


def led_by(block: Block, *, first: bool) -> str:
    """Give what stands before a block's first line, or before its other lines."""
    if block.kind is BlockKind.ITEM:
        marker = f"{block.marker or '•'} "
        return "  " * block.level + (marker if first else " " * len(marker))
    if block.kind is BlockKind.QUOTE:
        return "│ " * (block.level + 1)
    if block.kind is BlockKind.CODE:
        return "    "
    return ""


def _led(block: Block, text: str) -> str:
    """Put before each line of a block what stands there; blank lines stay blank."""
    first, *others = text.split("\n")
    lead = led_by(block, first=False)
    led = [led_by(block, first=True) + first]
    return "\n".join([*led, *(lead + other if other.strip() else other for other in others)])
