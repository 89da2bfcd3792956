"""One article with everything that was found in it and done with it: what leaves and comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from storage.models import (
    DEFAULT_DENSITY,
    Annotation,
    Article,
    Bookmark,
    Claim,
    Passage,
    Progress,
    State,
)


class Decision(NamedTuple):
    """What a person said of a claim."""

    passage: Passage
    uid: str = ""
    created: str = ""
    kept: bool = False
    """Whether it is one; else it was dismissed."""
    kind: str = ""
    cues: tuple[str, ...] = ()
    forgotten: bool = False
    """Whether it teaches nothing any more."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What leaves the library when an article does."""

    article: Article
    state: State
    progress: Progress
    claims: tuple[Claim, ...] = ()
    """Strongest first, of every density, without those dismissed."""
    annotations: tuple[Annotation, ...] = ()
    """In reading order."""
    bookmarks: tuple[Bookmark, ...] = ()
    """In reading order."""
    trashed: str = ""
    """When it was put in the trash; empty when it was not."""
    dismissed: tuple[Passage, ...] = ()
    """Where claims stood that the person does not want pointed at."""
    decisions: tuple[Decision, ...] = ()
    """All that the person said of claims, in the order in which it was said."""
    removed_annotations: tuple[Annotation, ...] = ()
    """Those in the trash, while the article is not or is."""
    removed_bookmarks: tuple[Bookmark, ...] = ()

    def shown(self, density: int = DEFAULT_DENSITY) -> list[Claim]:
        """Give the claims that a density shows, in reading order."""
        shown = [claim for claim in self.claims if claim.density <= density]
        return sorted(shown, key=lambda claim: (claim.start, claim.end))
