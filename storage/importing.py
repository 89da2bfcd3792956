"""An export of another service into the library, every row of it accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from storage.anchors import unplaced
from storage.bringing import Brought, Outcome
from storage.errors import IntakeError
from storage.intake.exports import Export, Mark
from storage.intake.exports.article import article_of
from storage.library import Library
from storage.models import Annotation


@dataclass(slots=True)
class Report:
    """What became of the rows: each is in `outcomes`, `skipped` or `refused`, or still to come."""

    service: str
    called: str
    """What the service is called to people."""
    rows: int
    outcomes: list[Outcome] = field(default_factory=list)
    unfetched: int = 0
    """Of those that can be kept: without a text as yet."""
    skipped: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def added(self) -> int:
        return sum(outcome.new for outcome in self.outcomes)

    @property
    def known(self) -> int:
        return len(self.outcomes) - self.added

    @property
    def changed(self) -> int:
        """Articles that were here and have got a tag, a mark or a passage."""
        return sum(outcome.changed for outcome in self.outcomes)

    @property
    def differing(self) -> int:
        """Articles that were here and came with another text, which was left out."""
        return sum(outcome.differs for outcome in self.outcomes)

    @property
    def placed(self) -> int:
        """Marks added at their place."""
        return sum(outcome.placed for outcome in self.outcomes)

    @property
    def lost(self) -> int:
        """Marks added whose words are not in the text, or not yet."""
        return sum(outcome.lost for outcome in self.outcomes)

    @property
    def marks_known(self) -> int:
        return sum(outcome.known for outcome in self.outcomes)

    @property
    def left(self) -> int:
        """Rows not come to when it was stopped."""
        return self.rows - len(self.outcomes) - len(self.skipped) - len(self.refused)


def import_export(
    library: Library,
    export: Export,
    *,
    dry: bool = False,
    progress: Callable[[Report], object] = lambda report: None,
) -> Report:
    """Store what an export holds; with `dry` only say what would become of it.

    `progress` is told now and then, and may raise to stop: the report it got last holds, and the
    same export again goes on where it was stopped.
    """
    report = Report(
        export.service,
        export.whose,
        len(export.items) + len(export.dossiers) + len(export.skipped) + len(export.refused),
        skipped=list(export.skipped),
        refused=list(export.refused),
    )
    progress(report)
    if export.dossiers:
        report.outcomes += library.take_back(export.dossiers, dry=dry)
        progress(report)
    if dry:
        report.outcomes += library.would_bring(_brought(export, report))
    else:
        for outcomes in library.bring(_brought(export, report)):
            report.outcomes += outcomes
            progress(report)
    return report


def _brought(export: Export, report: Report) -> Iterator[Brought]:
    for number, item in enumerate(export.items, 1):
        try:
            article = article_of(item, export.service)
        except IntakeError as error:
            named = item.title or item.url or "it"
            report.skipped.append(f"item {number}, {named}: {error}")
            continue
        report.unfetched += article.unfetched
        notes = [_annotation(Mark("", note, created=item.saved)) for note in item.notes]
        marks = [_annotation(mark) for mark in item.marks if mark.quote or mark.note]
        yield Brought(article, (*marks, *notes), item.progress)


def _annotation(mark: Mark) -> Annotation:
    """Return a mark as an annotation of which nobody has looked for the place yet."""
    passage = unplaced(mark.quote, mark.prefix, mark.suffix)
    return Annotation("", 0, passage, mark.note, mark.ink, mark.tags, mark.created)
