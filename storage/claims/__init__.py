"""Text in, key claims out."""

from storage.claims.blocks import paragraphs
from storage.claims.clause import clauses
from storage.claims.engine import ENGINE, at_density, find_claims
from storage.claims.segment import sentences

__all__ = ["ENGINE", "at_density", "clauses", "find_claims", "paragraphs", "sentences"]
