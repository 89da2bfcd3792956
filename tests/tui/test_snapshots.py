"""The look of three screens, compared with pictures that were looked at and found right.

They are drawn with the sample texts of the documentation, all stored today. After a change that is
meant, `make snapshots` draws them anew: look at each before it is committed.
"""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest

from storage.library import Library
from tui.app import ManiculeApp
from tui.settings.model import Settings

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "snapshots"
SIZE = (112, 34)


def pinned() -> dict[str, str]:
    """Give the versions of what draws, as the pictures were drawn with."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^(textual|rich)==(.*)$", text, re.MULTILINE))


pytestmark = pytest.mark.skipif(
    pinned() != {name: metadata.version(name) for name in pinned()},
    reason="the pictures were drawn with other versions of Textual and Rich (constraints.txt)",
)


@pytest.fixture
def screenshots() -> ModuleType:
    spec = importlib.util.spec_from_file_location("screenshots", ROOT / "docs" / "screenshots.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def steady(svg: str) -> str:
    """Take out the number by which Rich tells pictures on one page apart."""
    return re.sub(r"terminal-\d+", "terminal", svg)


Reading = Callable[[Library, int], ManiculeApp]


@pytest.mark.parametrize(
    ("name", "reading", "keys"),
    [
        (
            "reader-dark",
            lambda library, shown: ManiculeApp(library, article=shown),
            ["right_curly_bracket"] * 3,
        ),
        (
            "library-light",
            lambda library, _: ManiculeApp(library, settings=Settings(theme="paper")),
            [],
        ),
        ("notes", lambda library, _: ManiculeApp(library), ["M"]),
    ],
)
async def test_a_screen_looks_as_it_did(
    library: Library,
    screenshots: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    reading: Reading,
    keys: list[str],
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    async with reading(library, screenshots.fill(library)).run_test(size=SIZE) as pilot:
        # Keys are for a screen that stands, and what threads found out is shown when they are done.
        await pilot.pause(0.5)
        await pilot.press(*keys)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.5)
        drawn = steady(screenshots.picture(pilot.app))
    golden = GOLDEN / f"{name}.svg"
    if os.environ.get("MANICULE_SNAPSHOTS") == "renew":
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(drawn, encoding="utf-8")
    now = tmp_path / golden.name
    now.write_text(drawn, encoding="utf-8")
    same = golden.read_text(encoding="utf-8") == drawn
    assert same, f"{now} looks otherwise than {golden}; `make snapshots` if that is meant"
