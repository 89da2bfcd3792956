"""Text fitted to cells: cut with an ellipsis, padded, never a control code."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

# C0, C1 and the marks that turn the direction of writing: a terminal would obey them. Half a
# surrogate pair, which a library edited by hand may hold, cannot be written to it at all.
_UNSAFE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+"


def safe(text: str) -> str:
    """Put a space where a terminal would read a command."""
    return text if text.isprintable() else re.sub(_UNSAFE, " ", text)


def cut(text: str, width: int) -> str:
    """Shorten a line to at most `width` cells; an ellipsis says that it was longer."""
    line = safe(text)
    if cell_len(line) <= width:
        return line
    if width <= 0:
        return ""
    return set_cell_size(line, width - 1).rstrip() + "…"


def cut_tags(tags: Sequence[str], room: int) -> str:
    """Show as many tags as fit whole, and how many more there are."""
    for shown in range(len(tags), 0, -1):
        more = f" +{len(tags) - shown}" if shown < len(tags) else ""
        words = " ".join(tags[:shown]) + more
        if cell_len(words) <= room:
            return words
    return cut(" ".join(tags), room)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Make a line exactly `width` cells, cut or padded."""
    line = cut(text, width)
    blank = " " * (width - cell_len(line))
    return blank + line if right else line + blank


def wrap(text: str, width: int) -> list[str]:
    """Break a line at spaces into lines of at most `width` cells.

    A word longer than the line is broken where the line ends.
    """
    width = max(1, width)
    lines: list[str] = []
    line, used = "", 0
    for word in safe(text).split():
        # Measured word by word: a book has thousands of passages to be wrapped.
        size = len(word) if word.isascii() else cell_len(word)
        if line and used + 1 + size <= width:
            line = f"{line} {word}"
            used += 1 + size
            continue
        if line:
            lines.append(line)
        while size > width:
            head = _head(word, width)
            lines.append(head)
            word = word[len(head) :]
            size = cell_len(word)
        line, used = word, size
    if line or not lines:
        lines.append(line)
    return lines


def _head(word: str, width: int) -> str:
    """Give the longest start of a word that fits; at least one character."""
    used = 0
    for index, character in enumerate(word):
        used += cell_len(character)
        if used > width:
            return word[: max(1, index)]
    return word
