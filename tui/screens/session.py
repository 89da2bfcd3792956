"""One sitting with one article: what is known of it, and where the reader stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol, TypeVar

from storage.claims import at_density, sentences
from storage.models import (
    DEFAULT_DENSITY,
    DENSITIES,
    Annotation,
    Article,
    Bookmark,
    Claim,
    Kind,
    Passage,
)
from tui.reading.motions import Motions
from tui.reading.sentences import Sentences

if TYPE_CHECKING:
    from storage.library import Library


_START = attrgetter("start")


class _Marked(Protocol):
    @property
    def passage(self) -> Passage: ...

    @property
    def lost(self) -> bool: ...


M = TypeVar("M", bound=_Marked)


class Session:
    """An open article, its claims and the person's marks, and the point in it.

    Reads from the library; every change goes through the screen, which calls
    `reload` when the change is safely stored.
    """

    def __init__(self, library: Library, article: int) -> None:
        self.library = library
        self.stamp = library.stamp(article)
        """What the library calls the text that is read."""
        self.article: Article = library.article(article)
        self.progress = library.progress(article)
        self.density = DEFAULT_DENSITY
        self.kinds: frozenset[Kind] = frozenset(Kind)
        self.claims_on = True
        text, blocks = self.article.text, self.article.blocks
        self.motions = Motions(
            text,
            blocks,
            Sentences(text, blocks, sentences),
            lambda start, end: _clauses(text, start, end),
        )
        self.point = min(self.progress.cursor, max(0, len(text) - 1))
        self.claims: list[Claim] = []
        self.annotations: list[Annotation] = []
        self.bookmarks: list[Bookmark] = []
        self.reload()

    @property
    def text(self) -> str:
        """The article's canonical text."""
        return self.article.text

    @cached_property
    def words(self) -> int:
        """The article's words: as counted when it was stored, for those of a book take a while."""
        return self._entry.words or self.article.words

    @property
    def tags(self) -> tuple[str, ...]:
        """The article's own tags, as they are now."""
        return self._entry.tags

    @property
    def cursor(self) -> tuple[int, int]:
        """The sentence under the point."""
        return self.motions.sentence_at(self.point)

    @property
    def is_behind(self) -> bool:
        """Whether the library has another text by now, in which offsets mean other words."""
        return self.library.stamp(self.article.id) != self.stamp

    def reload(self) -> None:
        """Read tags, claims and marks from the library again."""
        id = self.article.id
        self._entry = self.library.entry(id)
        # In order they need hardly be sorted when fewer or more of them are shown.
        self._all_claims = sorted(self.library.claims(id), key=_START)
        self.annotations = self.library.annotations(id)
        self.bookmarks = self.library.bookmarks(id)
        self._choose_claims()

    def _choose_claims(self) -> None:
        kinds = None if len(self.kinds) == len(Kind) else self.kinds
        self.claims = at_density(self._all_claims, self.density, kinds) if self.claims_on else []

    def begin_with(self, density: int) -> None:
        """Show as many claims as a person wants at first."""
        self.density = density
        self._choose_claims()

    def toggle_claims(self) -> None:
        """Show the claims, or none."""
        self.claims_on = not self.claims_on
        self._choose_claims()

    def toggle_kind(self, kind: Kind) -> None:
        """Show the claims of a kind, or leave them out."""
        self.kinds = self.kinds ^ {kind}
        self.claims_on = True
        self._choose_claims()

    def change_density(self, by: int) -> bool:
        """Show more claims or fewer; False at either end of the scale."""
        density = self.density + by
        if density not in DENSITIES:
            return False
        self.density = density
        self.claims_on = True
        self._choose_claims()
        return True

    def claim_here(self) -> Claim | None:
        """Give the claim at the point, or else in the sentence under it."""
        return _here([(c.start, c.end, c) for c in self.claims], self.point, self.cursor)

    def annotation_here(self) -> Annotation | None:
        """Give the shortest highlight at the point, or else one in the sentence."""
        return _here(_spans(self.annotations), self.point, self.cursor)

    def bookmark_here(self) -> Bookmark | None:
        """Give the bookmark at the point, or else in the sentence."""
        return _here(_spans(self.bookmarks), self.point, self.cursor)

    def here(self, what: str) -> Claim | Annotation | Bookmark | None:
        """Give the claim, annotation or bookmark at the point, as `starts` names them."""
        match what:
            case "claim":
                return self.claim_here()
            case "annotation":
                return self.annotation_here()
            case "bookmark":
                return self.bookmark_here()
            case _:
                raise ValueError(what)

    def claim_number(self) -> int:
        """Count the claims from the top down to the cursor."""
        return bisect_right(self.claims, max(self.point, self.cursor[1] - 1), key=_START)

    def starts(self, what: str) -> list[int]:
        """Give where the claims, annotations or bookmarks start, in reading order."""
        match what:
            case "claim":
                return [c.start for c in self.claims]
            case "annotation":
                return sorted({start for start, _, _ in _spans(self.annotations)})
            case "bookmark":
                return sorted({start for start, _, _ in _spans(self.bookmarks)})
            case _:
                raise ValueError(what)


def _clauses(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    from storage.claims import clauses

    return clauses(text, start, end)


def following(starts: Sequence[int], point: int, count: int = 1) -> int | None:
    """Give a start after the point, the last for too large a count; None when there is none."""
    at = bisect_right(starts, point)
    return starts[min(at + count, len(starts)) - 1] if at < len(starts) else None


def preceding(starts: Sequence[int], point: int, count: int = 1) -> int | None:
    """Give a start before the point, the first for too large a count; None when there is none."""
    at = bisect_left(starts, point)
    return starts[max(0, at - count)] if at else None


def _spans(marked: Iterable[M]) -> list[tuple[int, int, M]]:
    return [(m.passage.start, m.passage.end, m) for m in marked if not m.lost]


T = TypeVar("T")


def _here(spans: Sequence[tuple[int, int, T]], point: int, cursor: tuple[int, int]) -> T | None:
    at_point = [(end - start, thing) for start, end, thing in spans if start <= point < end]
    if at_point:
        return min(at_point, key=lambda pair: pair[0])[1]
    for start, end, thing in spans:
        if start < cursor[1] and end > cursor[0]:
            return thing
    return None
