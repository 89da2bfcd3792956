"""Builders shared by all tests, and walls against the developer's own machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.library import Library
from storage.models import SEPARATOR, Article, Block, BlockKind

BuildArticle = Callable[..., Article]


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests away from the library, the settings and the caches of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("MANICULE_LIBRARY", "MANICULE_CONFIG", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Give an empty library of its own."""
    with Library.open(tmp_path / "library.json") as opened:
        yield opened


@pytest.fixture
def article() -> BuildArticle:
    """Give a builder: `article("Title", "First paragraph.", "Second.")`, fields by name."""

    def build(title: str = "On Margins", *paragraphs: str, **fields: Any) -> Article:
        texts = paragraphs or (
            f"{title} is what this essay is about. Readers should write in their books.",
            "A margin is wide because printers left room for hands. It costs nothing.",
        )
        blocks, start = [], 0
        for text in texts:
            blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(text)))
            start += len(text) + len(SEPARATOR)
        return Article(title=title, text=SEPARATOR.join(texts), blocks=tuple(blocks), **fields)

    return build
