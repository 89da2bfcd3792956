"""What is said of an article that is read without being kept, on a screen and at a prompt."""

from __future__ import annotations


def offer(store: str) -> str:
    """Say what keeps it; `store` is the key for that."""
    return f"Not in the library: {store}, or your first mark, keeps it."


def turned(before: int | None, now: int | None, undo: str) -> str:
    """Say that it came into the library, as a number, or went again; empty when neither."""
    if before == now:
        return ""
    if now is None:
        return "The article is not in the library any more."
    return f"The article is in the library now, as number {now}; {undo} takes it out again."
