"""Bars drawn with letters, by plotext where it is installed."""

from __future__ import annotations

from collections.abc import Sequence

READ, KEPT = "█", "░"
"""What the two bars of a week are drawn with: told apart without colour."""

MISSING = "The plot is drawn by plotext, which is not installed: `pipx inject manicule plotext`."

LEAST = 24
"""Cells below which a plot shows nothing."""

_FRAME = 4
"""Cells of the frame and the numbers at either side."""


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
    # Without these it would cut the plot to a terminal that perhaps is none.
    plotext.terminal.limit(False, False)
    figure = plotext.figure
    figure.clear()
    figure.plot_size(width, height)
    places = list(range(1, len(names) + 1))
    figure.draw(figure.bar(places, [list(read), list(kept)], marker=[READ, KEPT], width=0.8))
    ticks = sorted({0, top // 2, top})
    figure.ruler("y").ticks(ticks, [str(tick) for tick in ticks])
    # As many names as have room, the last in any case; plotext would leave out any.
    step = -(-len(names) * (max(map(len, names)) + 2) // max(1, width - 2 * _FRAME))
    named = places[::-1][::step]
    figure.ruler("x").ticks(named, [names[place - 1] for place in named])
    figure.ruler("x").lim(0.5, len(names) + 0.5)
    figure.ruler("y").lim(0, top)
    drawn: str = figure.build().string(colorless=True)
    figure.clear()
    return [line.rstrip() for line in drawn.splitlines()]
