"""`manicule read` of an article of which only the address is known."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage.errors import IntakeError
from storage.intake import read_bytes
from storage.library import Library
from storage.models import Article
from tui.app import ManiculeApp
from tui.cli import _read

Run = Callable[..., Any]
QUOTE = "because printers left room for hands"
URL = "https://example.org/a"
TEXT = "# Far away\n\nA margin is wide because printers left room for hands.\n"


@pytest.fixture
def waiting(manicule: Run, tmp_path: Path) -> Run:
    """Give a runner over a library of one address."""
    rows = [{"url": URL, "title": "Far away", "highlights": [{"quote": QUOTE}]}]
    export = tmp_path / "annotations.json"
    export.write_text(json.dumps(rows))
    manicule("import", export)
    return manicule


def _fetched(url: str, **_: object) -> Article:
    return replace(read_bytes(TEXT.encode(), url), url=url)


def _offline(url: str, **_: object) -> Article:
    raise IntakeError(f"{url} does not answer; check the address and the connection.")


def _called_off(url: str, **_: object) -> Article:
    raise KeyboardInterrupt


def test_its_text_is_fetched_and_read(waiting: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.intake.web.read_url", _fetched)
    said = waiting("read", "1", "--linear", stdin=b"all\n")
    assert (said.status, said.err) == (0, "")
    assert "room for hands" in said.out
    shown = waiting("show", "1", "--json").json
    (mark,) = shown["annotations"]
    assert shown["text"][mark["start"] : mark["end"]] == QUOTE


def test_offline_it_is_said_what_to_do_and_nothing_is_changed(
    waiting: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.intake.web.read_url", _offline)
    said = waiting("read", "1", "--linear")
    assert (said.status, said.out) == (1, "")
    assert "open it again when you are online, or save the page in a browser" in said.err
    assert waiting("list", "--json").json[0]["words"] == 0


def test_it_can_be_called_off(waiting: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.intake.web.read_url", _called_off)
    assert waiting("read", "1", "--linear").status == 130
    assert waiting("list", "--json").json[0]["words"] == 0


def test_the_screens_open_with_the_text(
    waiting: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.intake.web.read_url", _fetched)
    monkeypatch.setattr(ManiculeApp, "run", lambda self: None)
    with Library.open(tmp_path / "library.json") as library:
        assert _read(library, {"read": "Far away"}) == 0
        assert "room for hands" in library.article(1).text
