"""An article on a terminal: wrapped, with its claims and the person's own marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.style import Style
from rich.text import Text

from storage.dossier import Dossier
from storage.models import Annotation, Block, BlockKind, Bookmark, Claim, Ink, Kind, StyleKind
from tui.colours import LIGHT_MARKS
from tui.terminal.output import excerpt, line, safe
from tui.terminal.plain import lead_line, led_by

MEASURE = 80
"""Cells of a line at most."""
_WIDE = 72
"""Cells from which the gutter has room for the kind of a claim in letters."""

KIND_COLOURS = {
    Kind.FACT: "cyan",
    Kind.VALUE: "magenta",
    Kind.POLICY: "yellow",
    Kind.CAUSE: "green",
    Kind.FORECAST: "blue",
}
"""The terminal's own colours, which its owner chose to be legible on its background."""
_INKS = {
    Ink.YELLOW: "bright_yellow",
    Ink.GREEN: "bright_green",
    Ink.BLUE: "bright_cyan",
    Ink.RED: "bright_red",
    Ink.PURPLE: "bright_magenta",
}
"""What stands for the inks where there are sixteen colours only."""
_RUNS = {
    StyleKind.STRONG: "bold",
    StyleKind.EMPHASIS: "italic",
    StyleKind.STRIKE: "strike",
}


def page(dossier: Dossier, claims: Iterable[Claim], console: Console) -> Iterator[Text]:
    """Give the lines of an article for a console, gutter and all."""
    gutter = 12 if console.width >= _WIDE else 4
    width = max(20, min(MEASURE, console.width - gutter))
    shown = list(claims)
    article = dossier.article
    margin = " " * gutter
    for part in Text(line(article.title), "bold").wrap(console, width):
        yield Text(margin) + part
    if lead := lead_line(dossier):
        for part in Text(lead).wrap(console, width):
            yield Text(margin) + part
    counts = (
        f"{article.words:,} words · ☞ {len(shown)} · ✎ {len(dossier.annotations)}"
        f" · ⚑ {len(dossier.bookmarks)}"
    )
    yield Text(margin + counts)
    before: Block | None = None
    for block in article.blocks:
        if not (before and before.kind is block.kind is BlockKind.ITEM):
            yield Text("")
        seen: set[object] = set()
        lead = led_by(block, first=True)
        inner = max(10, width - len(lead))
        text = _painted(dossier, block, shown, console)
        tabs = _tabs(dossier.article.text[block.start : block.end]) if "\t" in text.plain else 8
        for part in text.wrap(console, inner, tab_size=tabs, overflow="fold"):
            part.rstrip()
            yield _gutter(part, gutter, seen) + Text(lead) + part
            lead = led_by(block, first=False)
        yield from _notes(dossier.annotations, block, margin, width, console)
        before = block
    marks: list[Annotation | Bookmark] = [*dossier.annotations, *dossier.bookmarks]
    for mark in marks:
        if mark.lost:
            yield Text("")
            yield from _lost(mark, margin, width, console)


def claim_line(claim: Claim, *, aligned: bool) -> Text:
    """Give a claim with its kind on one line."""
    kind = str(claim.kind).upper()
    return Text.assemble(
        "☞ ",
        (kind.ljust(8) if aligned else kind, f"bold {KIND_COLOURS[claim.kind]}"),
        f"  {line(claim.text)}",
    )


def _painted(dossier: Dossier, block: Block, claims: list[Claim], console: Console) -> Text:
    """Style a block; every mark carries its sign as the meta data of its style."""
    plain = console.no_color
    few = console.color_system not in ("256", "truecolor")
    whole = safe(dossier.article.text[block.start : block.end])
    text = Text("─" * 8 if block.kind is BlockKind.RULE else whole)

    def paint(style: Style, start: int, end: int) -> None:
        start, end = max(start, block.start), min(end, block.end)
        if start < end:
            text.stylize(style, start - block.start, end - block.start)

    if block.kind is BlockKind.HEADING:
        text.stylize("bold")
    elif block.kind is BlockKind.CAPTION:
        text.stylize("italic")
    for run in dossier.article.styles:
        if run.kind in _RUNS:
            paint(Style.parse(_RUNS[run.kind]), run.start, run.end)
    # Without colour a claim is bold and a highlight underlined.
    for claim in claims:
        meta = {"sign": ("☞", claim.start, str(claim.kind))}
        paint(
            Style(color=KIND_COLOURS[claim.kind], bold=plain or None, meta=meta),
            claim.start,
            claim.end,
        )
    for annotation in dossier.annotations:
        start, end = annotation.passage.start, annotation.passage.end
        if annotation.lost:
            continue
        meta = {"sign": ("✎", start, "")}
        background = _INKS[annotation.ink] if few else LIGHT_MARKS[f"ink-{annotation.ink}"]
        letters = "black" if few else "#1c1c1c"
        ink = Style(color=letters, bgcolor=background, underline=plain or None, meta=meta)
        paint(ink, start, end)
        for claim in claims:
            both = max(claim.start, start), min(claim.end, end)
            if both[0] < both[1]:
                # On a highlight the background is ours, so the letters must be as well.
                legible = LIGHT_MARKS[f"claim-{claim.kind}"]
                paint(Style(bold=True) if few else Style(color=legible), *both)
    for bookmark in dossier.bookmarks:
        if not bookmark.lost:
            start = bookmark.passage.start
            paint(Style(meta={"sign": ("⚑", start, "")}), start, start + 1)
    return text


def _gutter(part: Text, width: int, seen: set[object]) -> Text:
    """Give the signs of the marks that begin on this line, and the kind of its first claim."""
    fresh: list[tuple[str, int, str]] = []
    for span in part.spans:
        sign = span.style.meta.get("sign") if isinstance(span.style, Style) else None
        if sign and sign not in seen:
            seen.add(sign)
            fresh.append(sign)
    signs = "".join(sign for sign in "⚑✎☞" if any(sign == mark[0] for mark in fresh))
    kinds = [mark[2] for mark in sorted(fresh) if mark[2]]
    gutter = Text()
    if width > 4:
        gutter.append((kinds[0] if kinds else "").rjust(width - 4))
        if kinds:
            gutter.stylize(KIND_COLOURS[Kind(kinds[0])])
    gutter.append(signs.rjust(3))
    gutter.append(" ")
    return gutter


def _tabs(table: str) -> int:
    """Choose a tab width at which the columns of a table stand below each other."""
    cells = [len(cell) for row in table.split("\n") for cell in row.split("\t")[:-1]]
    return min(24, max(cells, default=6) + 2)


def _notes(
    annotations: Iterable[Annotation], block: Block, margin: str, width: int, console: Console
) -> Iterator[Text]:
    """Give the notes of the passages that end in a block."""
    noted = [
        annotation
        for annotation in annotations
        if annotation.note and not annotation.lost
        if block.start < annotation.passage.end <= block.end
    ]
    for annotation in noted:
        said = safe(annotation.note)
        if len(noted) > 1:
            said = f"{excerpt(annotation.passage.quote, 30)} {said}"
        sign = "✎ "
        for part in Text(said, "italic").wrap(console, width - 4):
            yield Text(f"{margin}  {sign}") + part
            sign = "  "


def _lost(mark: Annotation | Bookmark, margin: str, width: int, console: Console) -> Iterator[Text]:
    """Give a mark whose passage the text no longer has."""
    sign, said = ("⚑", mark.label) if isinstance(mark, Bookmark) else ("✎", mark.note)
    lines = f"no longer found in the text: {excerpt(mark.passage.quote)} {safe(said)}".rstrip()
    for part in Text(lines, "italic").wrap(console, width - 2):
        yield Text(f"{margin}{sign} ") + part
        sign = " "
