"""Open an address in the person's browser, or say why not."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

SCHEMES = ("https://", "http://", "mailto:")


async def open_address(app: App[None], address: str) -> str:
    """Open an address; return the sentence that says what came of it."""
    if not address.startswith(SCHEMES):
        return f"Not opened: {address or 'nothing'} is no web address."
    if app.is_web:
        # The person's browser is the one that shows the page, on whatever machine.
        app.open_url(address)
        return f"Opened {address}"
    # Only who opens something waits for this.
    import webbrowser

    try:
        browser = await asyncio.to_thread(webbrowser.get)
    except webbrowser.Error:
        return f"No browser found (BROWSER can name one): {address}"
    try:
        if type(browser) is webbrowser.GenericBrowser:
            # One that lives in a terminal needs this one until it is left.
            with app.suspend():
                opened = browser.open(address)
        else:
            opened = await asyncio.to_thread(browser.open, address)
    except (OSError, webbrowser.Error):
        opened = False
    return f"Opened {address}" if opened else f"The browser did not open: {address}"
