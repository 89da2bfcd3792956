"""Bars drawn with letters, by plotext where it is installed."""

from __future__ import annotations

from collections.abc import Sequence

READ, KEPT = "█", "░"
"""What the two bars of a week are drawn with: told apart without colour."""

MISSING = "The plot is drawn by plotext, which is not installed: `pipx inject manicule plotext`."

LEAST = 24
"""Cells below which a plot shows nothing."""

_SIDES = 2
"""Cells of the frame at either side, besides the numbers."""


def bars(
    names: Sequence[str], read: Sequence[int], kept: Sequence[int], width: int, height: int
) -> list[str] | None:
    """Draw two bars a name, as lines; None where plotext is not installed.

    plotext draws on one figure for all, and takes a moment to load: call this off the event
    loop, by one thread at a time.
    """
    try:
        import plotext
    except (ImportError, OSError):  # OSError: its compiled part is not for this machine
        return None
    top = max(1, *read, *kept)
    inner = width - _SIDES - len(str(top))
    share = (inner - 1) // max(1, len(names))
    # Without these it would cut the plot to a terminal that perhaps is none.
    plotext.terminal.limit(False, False)
    figure = plotext.figure
    figure.clear()
    if share > 2:
        # A bar is drawn cell by cell: plotext rounds where bars begin and end, so that some
        # would grow into their neighbours and no week would stand apart from the next.
        inner = share * len(names) + 1
        broad = (share - 1) // 2
        starts = [1 + share * nth + (share - 2 * broad) // 2 for nth in range(len(names))]
        for heights, first, marker in ((read, 0, READ), (kept, broad, KEPT)):
            cells = [
                (start + first + cell, height)
                for start, height in zip(starts, heights, strict=True)
                for cell in range(broad)
                if height
            ]
            if cells:
                at, high = zip(*cells, strict=True)
                figure.draw(figure.bar(list(at), list(high), marker=marker, width=0.1))
        places = [start + broad - 1.0 for start in starts]
        edges = (0.0, inner - 1.0)
    else:
        places = [float(nth) for nth in range(1, len(names) + 1)]
        edges = (0.5, len(names) + 0.5)
        figure.draw(figure.bar(places, [list(read), list(kept)], marker=[READ, KEPT], width=0.8))
    figure.plot_size(inner + _SIDES + len(str(top)), height)
    ticks = sorted({0, top // 2, top})
    figure.ruler("y").ticks(ticks, [str(tick) for tick in ticks])
    # As many names as have room, the last in any case; plotext would leave out any.
    step = -(-len(names) * (max(map(len, names)) + 2) // max(1, inner))
    named = list(range(len(names)))[::-1][::step]
    figure.ruler("x").ticks([places[nth] for nth in named], [names[nth] for nth in named])
    figure.ruler("x").lim(*edges)
    figure.ruler("y").lim(0, top)
    drawn: str = figure.build().string(colorless=True)
    figure.clear()
    return [line.rstrip() for line in drawn.splitlines()]
