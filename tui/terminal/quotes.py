"""Find the passage that a person quotes."""

from __future__ import annotations

import re

from storage.errors import Ambiguous, NotFound
from tui.terminal.output import excerpt

_TYPED = str.maketrans("“”„‟‘’‚‛‐‑‒–—−", "\"\"\"\"''''------")
"""One for one, so that offsets stay: what keyboards have for what printers use."""


def find_quote(text: str, quote: str, nth: int | None = None) -> tuple[int, int]:
    """Find the one span that reads like the quote; white space may differ.

    Quotation marks and dashes may be those of the keyboard when the exact ones are not found.
    ``nth``, counted from 1, chooses where the quote occurs more than once.
    """
    spans = _spans(text, quote) or _spans(text.translate(_TYPED), quote.translate(_TYPED))
    if not spans:
        raise NotFound(
            f"The article does not say {excerpt(quote)}: give the words as they stand there."
        )
    if nth is not None:
        if nth > len(spans):
            raise NotFound(f"{excerpt(quote)} occurs {_times(len(spans))} there, not {nth} times.")
        return spans[nth - 1]
    if len(spans) > 1:
        raise Ambiguous(
            f"{excerpt(quote)} occurs {_times(len(spans))} there: quote more words, or choose "
            f"with --nth 1 to --nth {len(spans)}."
        )
    return spans[0]


def _spans(text: str, quote: str) -> list[tuple[int, int]]:
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    # Looking ahead finds occurrences that overlap, which must be counted too.
    return [found.span(1) for found in re.finditer(f"(?=({pattern}))", text)]


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
