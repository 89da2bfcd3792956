"""The article that a new library starts with; it teaches by being read."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

from storage.models import Article


def welcome() -> Article:
    """Read the welcome article out of the package."""
    from storage.intake import read_bytes

    data = files("storage").joinpath("welcome.md").read_bytes()
    return replace(read_bytes(data, "manicule"), raw="")
