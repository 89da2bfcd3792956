"""A page of the web, fetched and read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from storage.errors import IntakeError
from storage.intake.read import read_bytes
from storage.intake.sanitise import line
from storage.models import Article, Page

if TYPE_CHECKING:
    from http.cookiejar import CookieJar

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_DEMANDS = re.compile(
    r"(?:enable|activate|turn on|requires?|aktivier\w+)\W+(?:\w+\W+){0,3}(?:javascript|cookies)"
    r"|(?:javascript|cookies)\W+(?:\w+\W+){0,4}(?:disabled|enabled?|required|aktivier\w+)"
    r"|(?:verify|checking)\W+(?:\w+\W+){0,3}(?:human|browser)",
    re.I,
)
_FEW = 60
"""Words below which a page that asks for a browser is nothing but that."""


def is_address(text: str) -> bool:
    """Tell an address from the name of a file."""
    return _ADDRESS.match(text.strip()) is not None


def read_url(
    url: str,
    *,
    title: str | None = None,
    allow_private: bool = False,
    cookies: CookieJar | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Article:
    """Fetch a page and read the article in it; IntakeError says why not."""
    from storage.intake.web.fetch import fetch

    page = fetch(url, allow_private=allow_private, cookies=cookies, stopped=stopped)
    return read_page(page, title=title)


def read_page(page: Page, *, title: str | None = None) -> Article:
    """Read the article in a page that was fetched; IntakeError says why not."""
    article = read_bytes(page.data, page.url, title=title, charset=page.charset)
    if len(article.text.split()) < _FEW and _DEMANDS.search(article.text):
        raise IntakeError(
            f"{line(page.url)} shows its article in browsers only: open it there, save the page "
            "and add the file."
        )
    return replace(article, url=_own(article.url, page.url), page=page)


def _own(declared: str | None, fetched: str) -> str:
    """Take the address that the page gives itself, if it is one of the same site."""
    if declared and _site(declared) == _site(fetched):
        return declared
    return fetched


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").lower().removeprefix("www.")
