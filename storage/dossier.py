"""One article with everything that was found in it and done with it: what leaves and comes back."""

from __future__ import annotations

from dataclasses import dataclass

from storage.models import (
    DEFAULT_DENSITY,
    Annotation,
    Article,
    Bookmark,
    Claim,
    Decision,
    Passage,
    Progress,
    State,
)


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
    removed_annotations: tuple[Annotation, ...] = ()
    """Those in the trash, while the article is not or is."""
    removed_bookmarks: tuple[Bookmark, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """All that the person said of claims, in the order in which it was said."""

    def shown(self, density: int = DEFAULT_DENSITY) -> list[Claim]:
        """Give the claims that a density shows, in reading order."""
        shown = [claim for claim in self.claims if claim.density <= density]
        return sorted(shown, key=lambda claim: (claim.start, claim.end))
