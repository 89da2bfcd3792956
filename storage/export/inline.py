"""A block's runs (strong, links, the person's highlights) as inline Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from storage.export.escape import code_span, escape
from storage.models import Style, StyleKind

_MARKS = {StyleKind.STRONG: "**", StyleKind.EMPHASIS: "*", StyleKind.STRIKE: "~~"}


@dataclass(frozen=True, slots=True)
class Run:
    """A span between two markers."""

    start: int
    end: int
    opening: str
    closing: str


def inline(
    text: str, start: int, end: int, styles: Iterable[Style], highlights: Iterable[tuple[int, int]]
) -> str:
    """Write one line of an article, ``text[start:end]``, as Markdown."""
    line = text[start:end]
    styles = [style for style in styles if style.start < end and style.end > start]
    codes = sorted(
        (max(style.start - start, 0), min(style.end, end) - start)
        for style in styles
        if style.kind is StyleKind.CODE
    )
    runs = [
        Run(style.start - start, style.end - start, *markers)
        for style in styles
        if (markers := _markers(style))
    ]
    runs += [Run(first - start, last - start, "==", "==") for first, last in highlights]
    nested = _nested(line, (_around(run, codes) for run in runs))
    edges = {0, len(line)}
    edges.update(edge for run in nested for edge in (run.start, run.end))
    edges.update(edge for code in codes for edge in code)
    ordered = sorted(edges)
    written: list[str] = []
    for here, there in zip(ordered, [*ordered[1:], len(line)], strict=True):
        written += [run.closing for run in reversed(nested) if run.end == here]
        written += [run.opening for run in nested if run.start == here]
        piece = line[here:there]
        written.append(code_span(piece) if (here, there) in codes else escape(piece, here == 0))
    return "".join(written)


def _markers(style: Style) -> tuple[str, str] | None:
    if style.kind is StyleKind.LINK:
        address = style.href.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
        return ("[", f"](<{address}>)" if "(" in address else f"]({address})") if address else None
    mark = _MARKS.get(style.kind)
    return (mark, mark) if mark else None


def _around(run: Run, codes: Iterable[tuple[int, int]]) -> Run:
    """Widen a run that begins or ends inside code, where its marker would be shown as it is."""
    start, end = run.start, run.end
    for first, last in codes:
        start = first if first < start < last else start
        end = last if first < end < last else end
    return replace(run, start=start, end=end)


def _nested(line: str, runs: Iterable[Run]) -> list[Run]:
    """Order runs from the outermost, each cut in two where it would cross another's end."""
    waiting = [_trimmed(line, run) for run in runs]
    nested: list[Run] = []
    while waiting:
        waiting.sort(key=lambda run: (-run.start, run.end))
        run = waiting.pop()
        if run.start >= run.end:
            continue
        crossed = min((other.end for other in nested if run.start < other.end < run.end), default=0)
        if crossed:
            waiting.append(_trimmed(line, replace(run, start=crossed)))
            run = _trimmed(line, replace(run, end=crossed))
        nested.append(run)
    return nested


def _trimmed(line: str, run: Run) -> Run:
    """Keep a run inside the line, and white space outside it: markers beside it mean nothing."""
    start, end = max(run.start, 0), min(run.end, len(line))
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return replace(run, start=start, end=end)
