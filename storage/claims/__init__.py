"""Text in, key claims out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.claims.blocks import paragraphs
from storage.claims.clause import clauses
from storage.claims.segment import sentences
from storage.claims.shown import ENGINE, at_density

if TYPE_CHECKING:
    from storage.claims.engine import find_claims

__all__ = ["ENGINE", "at_density", "clauses", "find_claims", "paragraphs", "sentences"]


def __getattr__(name: str) -> Any:
    # The engine is loaded when claims are to be found: whoever reads an article does not wait.
    if name == "find_claims":
        from storage.claims.engine import find_claims

        return find_claims
    raise AttributeError(name)
