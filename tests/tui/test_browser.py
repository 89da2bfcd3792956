"""Addresses opened, or a sentence why not."""

from __future__ import annotations

import contextlib
import webbrowser

from tui.browser import open_address


class FakeApp:
    """Counts how often the terminal was lent, and keeps what a page's browser was told."""

    lent = 0
    is_web = False

    def __init__(self) -> None:
        self.told: list[str] = []

    def open_url(self, address: str) -> None:
        self.told.append(address)

    @contextlib.contextmanager
    def suspend(self):
        self.lent += 1
        yield


class FakeBrowser:
    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.opened: list[str] = []

    def open(self, address: str) -> bool:
        self.opened.append(address)
        return self.works


async def test_an_address_is_opened(monkeypatch) -> None:
    browser = FakeBrowser()
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    assert await open_address(FakeApp(), "https://example.org/") == "Opened https://example.org/"
    assert browser.opened == ["https://example.org/"]


async def test_a_page_opens_an_address_where_the_person_sits(monkeypatch) -> None:
    browser, app = FakeBrowser(), FakeApp()
    app.is_web = True
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    assert await open_address(app, "https://example.org/") == "Opened https://example.org/"
    assert (app.told, browser.opened) == (["https://example.org/"], [])


async def test_without_a_browser_the_address_is_said(monkeypatch) -> None:
    def none() -> None:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)
    said = await open_address(FakeApp(), "https://example.org/")
    assert "No browser found" in said
    assert "https://example.org/" in said


async def test_a_browser_that_does_not_open_is_not_believed(monkeypatch) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: FakeBrowser(works=False))
    assert "did not open" in await open_address(FakeApp(), "https://example.org/")


async def test_a_browser_of_the_terminal_is_lent_the_terminal(monkeypatch) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser(["true", "%s"]))
    app = FakeApp()
    assert (await open_address(app, "https://example.org/")).startswith("Opened")
    assert app.lent == 1


async def test_what_is_no_web_address_reaches_no_browser(monkeypatch) -> None:
    browser = FakeBrowser()
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    assert "no web address" in await open_address(FakeApp(), "file:///etc/passwd")
    assert browser.opened == []
