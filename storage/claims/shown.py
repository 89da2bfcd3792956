"""What is needed to show claims that were found before, without the engine that finds them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from operator import attrgetter

from storage.models import Claim, Kind

ENGINE = "4"
"""Changes whenever the same text may get other claims; stored beside them."""


def at_density(
    claims: Iterable[Claim], density: int, kinds: Collection[Kind] | None = None
) -> list[Claim]:
    """Give the claims shown at a density (1-5), of some kinds or all, in reading order."""
    shown = [c for c in claims if c.density <= density and (kinds is None or c.kind in kinds)]
    return sorted(shown, key=attrgetter("start"))
