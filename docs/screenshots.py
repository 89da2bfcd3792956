"""Draw the README's pictures: a library and a reader with our own sample texts.

usage: python docs/screenshots.py     writes docs/library.svg and docs/reader.svg
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from storage.intake import read_bytes
from storage.library import Library
from storage.models import Ink
from storage.welcome import welcome
from tui.app import ManiculeApp
from tui.naming import namer
from tui.settings.model import Settings

HERE = Path(__file__).resolve().parent
SIZE = (112, 34)
# The pictures name no font to fetch: the reader's own monospaced one will do.
_FONTS = re.compile(r"@font-face\s*{.*?}", re.DOTALL)
_INDENTED = re.compile(
    r'x="([\d.]+)"( y="[\d.]+" textLength=")([\d.]+)("[^>]*>)((?:&#160;)+)(?=[^<&])'
)
_CELL = 12.2
"""How wide a cell is drawn."""


def fill(library: Library) -> int:
    """Store the samples and some notes; return the id of the article to show."""
    for path in sorted((HERE / "samples").glob("*.md")):
        shown, _ = library.add(read_bytes(path.read_bytes(), path.name))
    claims = library.claims(shown.id)
    first, second = sorted(claims[:2], key=lambda claim: claim.start)
    library.annotate(
        shown.id,
        first.start,
        first.end,
        note="The whole argument in one line. Compare with the bridge in our town. #streets",
    )
    library.annotate(shown.id, second.start, second.end, ink=Ink.GREEN)
    library.bookmark(shown.id, first.start, first.end, "a")
    return shown.id


def _placed(found: re.Match[str]) -> str:
    """Begin a row where its first letter stands: not every viewer draws the spaces before it."""
    x, middle, length, rest, spaces = found.groups()
    left = len(spaces) // len("&#160;") * _CELL
    return f'x="{float(x) + left:g}"{middle}{float(length) - left:g}{rest}'


def picture(app: ManiculeApp) -> str:
    """Draw what a running app shows."""
    return _INDENTED.sub(_placed, _FONTS.sub("", app.export_screenshot(title="manicule")))


async def draw() -> None:
    """Open both screens and save what they show."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "l.json") as library:
        library.add(welcome(namer(Settings())))
        shown = fill(library)
        for name, app, keys in (
            (
                "reader",
                ManiculeApp(library, article=shown),
                ["right_curly_bracket"] * 3 + ["right_parenthesis"],
            ),
            ("library", ManiculeApp(library), []),
        ):
            async with app.run_test(size=SIZE) as pilot:
                await pilot.press(*keys)
                await pilot.pause(0.5)
                (HERE / f"{name}.svg").write_text(picture(app), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw())
