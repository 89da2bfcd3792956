"""Keep Python's garbage collector from walking what is being made and will be kept."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

MANY = 20_000
"""Objects from which it is worth sparing the collector the look at what was made."""


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Collect nothing for the length of a block that makes many lasting objects.

    Where that was much, it counts as old then: the next look at what is young passes over it.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            # What somebody froze is to stay frozen. A few objects are looked at quickly, and a
            # collector that never sees them would not look at what is old either.
            if gc.get_count()[0] > MANY and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
