"""docutils' nodes within a paragraph: words, styles, links."""

from __future__ import annotations

from typing import Any

from storage.intake.build import Piece
from storage.models import StyleKind

_STYLES = {
    "emphasis": StyleKind.EMPHASIS,
    "title_reference": StyleKind.EMPHASIS,
    "strong": StyleKind.STRONG,
    "literal": StyleKind.CODE,
    "math": StyleKind.CODE,
}


def holds_words(node: Any) -> bool:
    """Tell whether a node is a paragraph, whatever it is called."""
    return any(child.tagname == "#text" for child in node.children) or node.tagname in (
        "paragraph",
        "line",
        "#text",
    )


def inline(made: Piece, node: Any, captions: list[str]) -> None:
    """Add a node's words to a piece; what stands for pictures goes to ``captions``."""
    start = made.mark()
    match node.tagname:
        case "#text":
            made.add(node.astext())
        case "footnote_reference" | "citation_reference":
            made.add(f"[^{node.astext()}]")
        case "image":
            captions.append(node.get("alt", ""))
        case "generated" | "system_message":
            pass
        case _:
            for child in node.children:
                inline(made, child, captions)
    if node.tagname in _STYLES:
        made.style(_STYLES[node.tagname], start)
    elif node.tagname == "reference" and node.get("refuri"):
        made.style(StyleKind.LINK, start, node["refuri"])
    elif node.tagname == "reference" and node.get("refid"):
        made.link_within(start, f"#{node['refid']}")
