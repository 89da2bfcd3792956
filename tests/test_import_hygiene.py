"""What may be loaded when: a clean interpreter tells."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def loaded_after(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import storage.library", {"textual", "rich", "trafilatura", "lxml", "markdown_it"}),
        ("import storage.intake, storage.claims", {"tinydb", "textual", "rich", "trafilatura"}),
        ("import tui.reading.spread", {"textual", "tinydb"}),
        (
            "import tui.cli",
            {"textual", "trafilatura", "lxml", "markdown_it", "feedparser", "urllib3", "aiohttp"},
        ),
        ("import tui.app, tui.screens.library", {"trafilatura", "lxml"}),
        ("import tui.screens.reader", {"trafilatura", "lxml", "storage.claims.engine"}),
        # What the first page does not show.
        ("import tui.screens.reader", {"tui.widgets.note_editor", "textual.widgets._text_area"}),
        ("import tui.cli", {"argparse", "tui.terminal.parser", "storage.export"}),
        (
            "import tui.screens.reader",
            {"tui.reading.tables", "tui.reading.note_text", "tui.screens.bookmarks", "tui.palette"},
        ),
        (
            "import storage.library, tui.screens.reader",
            {"storage.query", "storage.drafts", "storage.likeness", "storage.trash"},
        ),
        (
            "import storage.library",
            {"storage.bringing", "storage.renewal", "storage.dossier", "storage.merge"},
        ),
        (
            "import tui.screens.library",
            {"storage.intake", "storage.likeness", "tui.screens.prompt", "tui.screens.suggest"},
        ),
        # What draws a plot is loaded when one is drawn.
        ("import tui.terminal.stats, tui.screens.stats", {"plotext"}),
        (
            "import tui.cli; tui.cli._spare_tls(); import storage.library, tui.screens.reader",
            {"ssl", "hashlib", "tomllib", "tui.settings.read", "tui.catalogue"},
        ),
        # A command loads itself and no other.
        ("import tui.terminal.parser", {"storage.library", "storage.export", "storage.intake"}),
        ("import tui.terminal.showing", {"storage.library", "storage.export", "storage.intake"}),
    ],
)
def test_a_room_loads_only_what_it_needs(statement: str, unwanted: set[str]) -> None:
    assert not loaded_after(statement) & unwanted


def test_whoever_fetches_a_page_later_finds_tls_all_the_same() -> None:
    spared = "import tui.cli; tui.cli._spare_tls(); import asyncio"
    assert {"ssl", "asyncio"} <= loaded_after(f"{spared}; import ssl; ssl.create_default_context()")
