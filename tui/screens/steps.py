"""Long ways gone in parts: a count may be as large as it likes, and nothing else waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

PART = 1000
"""Steps, or rows, after which everything else gets its turn."""


async def in_parts(move: Callable[[int, int], int], offset: int, count: int) -> int:
    """Give where so many steps lead; `move` takes an offset and a count of them."""
    while count:
        part = min(count, PART)
        to = move(offset, part)
        if to == offset:
            break
        offset, count = to, count - part
        if count:
            await asyncio.sleep(0)
    return offset


async def reach(has: Callable[[int], bool], row: int, to: int) -> None:
    """Have all rows between two laid out, as far as there are any."""
    step = PART if to > row else -PART
    for at in range(row + step, to, step):
        if not has(at):
            break
        await asyncio.sleep(0)
