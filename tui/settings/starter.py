"""The settings file that `manicule config --init` writes: everything, commented out."""

from __future__ import annotations

from collections.abc import Sequence

from storage.models import Ink, Kind
from tui.dates import Dates
from tui.settings.keys import Place
from tui.settings.model import Settings
from tui.sorting import Order
from tui.strokes import normalise

_HEAD = """\
# The settings of manicule. Everything is at its default: take the "# " from a line to change it.
# `manicule config --check` says what is wrong, with the line; the screens read this file again
# with the command "Read the settings again".

# "auto" follows the terminal: ink on a dark one, paper on a light one, its own colours where it
# has only sixteen. Or a name: "ink", "paper", or one of Textual's, such as "nord".
# theme = "{theme}"

# Cells of a line of text, 40 to 100.
# column = {column}

# How many claims an article opens with, 1 (few) to 5 (many).
# density = {density}

# Whether notes stand beside the text on a wide screen, and in how many cells at most.
# margin = {margin}
# margin-width = {margin_width}

# Whether long words are divided at the ends of lines, where the article's language is known;
# copied text has no such hyphens. Needs `pipx inject manicule pyphen`.
# hyphenate = {hyphenate}

# "unicode", or "ascii" for a terminal whose letters lack the signs.
# glyphs = "{glyphs}"

# {sorts}
# sort = "{sort}"

# The list of all notes: "newest" first, or "article" by article.
# notes = "{notes}"

# {dates}
# dates = "{date}"

# Colours of the kinds of claims, then of the inks behind highlights: "#rrggbb". First those on
# dark themes, then those on light ones.
[colours.dark]
{dark}

[colours.light]
{light}

# Keys by action: one, several with commas between, sequences with blanks ("g g"), or "none".
# A sign is written as it is or by its name: "/" or "slash", but "comma" always by its name.
[keys]
"""


def starter(places: Sequence[Place], dark: dict[str, str], light: dict[str, str]) -> str:
    """Write the file for these actions and these colours of the themes."""
    usual = Settings()
    head = _HEAD.format(
        theme=usual.theme,
        column=usual.column,
        density=usual.density,
        margin=str(usual.margin).lower(),
        margin_width=usual.margin_width,
        hyphenate=str(usual.hyphenate).lower(),
        glyphs=usual.glyphs,
        sorts=_sorts(),
        sort=usual.sort,
        notes=usual.notes,
        dates="Dates as " + ", ".join(f'"{form}"' for form in Dates) + ".",
        date=usual.dates,
        dark=_colours(dark),
        light=_colours(light),
    )
    return head + "\n".join(map(_key, places)) + "\n"


def _key(place: Place) -> str:
    """Write the line of an action, with what it does behind its keys."""
    says = f"  # {place.does}" if place.does else ""
    return f'# "{place.id}" = "{_typed(place.keys)}"{says}'


def _colours(marks: dict[str, str]) -> str:
    names = [*((str(k), f"claim-{k}") for k in Kind), *((str(i), f"ink-{i}") for i in Ink)]
    return "\n".join(f'# {name} = "{marks[variable]}"' for name, variable in names)


def _sorts() -> str:
    """Name the orders of the library."""
    names = ", ".join(f'"{order}"' for order in Order)
    return f'The order of the library: {names}; or turned round: "title reversed".'


def _typed(keys: Sequence[str]) -> str:
    """Write keys with the names of key events, which need no marks of escape."""
    return ",".join(" ".join(normalise(key)) for key in keys)
