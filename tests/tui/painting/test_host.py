from __future__ import annotations

import sys

import pytest
from textual import _compositor, _parser
from textual.app import App
from textual.drivers import linux_driver

from tui.painting.host import QuickApp
from tui.private_names import missing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has a driver of its own")


@pytest.fixture(autouse=True)
def usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MANICULE_PLAIN", raising=False)
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)


def test_the_quick_driver_is_taken_where_all_that_it_needs_is_there() -> None:
    assert missing() is None
    assert QuickApp().get_driver_class().__name__ == "QuickDriver"


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (_compositor, "ChopsUpdate"),
        (_compositor.Compositor, "render_full_update"),
        (_parser, "ParseError"),
        (_parser.Parser, "tick"),
        (linux_driver.LinuxDriver, "run_input_thread"),
        (App, "_display"),
    ],
)
def test_a_name_that_textual_no_longer_has_leaves_the_painting_to_textual(
    owner: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QuickApp()
    monkeypatch.delattr(owner, name)
    # As at a start: nothing of it was loaded before.
    for module in ("tui.painting.frames", "tui.painting.driver"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    assert name in (missing() or "")
    assert app.get_driver_class() is linux_driver.LinuxDriver


def test_an_attribute_that_textual_no_longer_sets_leaves_the_painting_to_textual(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = QuickApp()
    monkeypatch.setattr(linux_driver.LinuxDriver, "__init__", lambda self: None)
    assert missing() == "textual.drivers.linux_driver:LinuxDriver._file"
    assert app.get_driver_class() is linux_driver.LinuxDriver
