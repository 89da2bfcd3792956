"""Pages of the web as they came, each in a body of its own, so that they can be read again."""

from __future__ import annotations

import base64
import zlib

from storage.bulk import Read
from storage.disk.transaction import Document, Transaction
from storage.errors import LibraryError
from storage.identity import new_uid
from storage.models import Page

PAGE = "page"
"""The field that names the body of the page as it was fetched."""


def keep(change: Transaction, document: Document, page: Page | None) -> Document:
    """Return an article's document that names the page it was read from, if there is one."""
    if page is None:
        return document
    name = new_uid()
    packed = base64.b85encode(zlib.compress(page.data, 6)).decode("ascii")
    change.attach(name, {"url": page.url, "charset": page.charset, "deflated": packed})
    return {**document, PAGE: name}


def of(document: Document, read: Read) -> Page | None:
    """Return the page that an article was read from; None where it was not kept."""
    name = document.get(PAGE)
    if not isinstance(name, str) or not name:
        return None
    body = read(name)
    try:
        data = zlib.decompress(base64.b85decode(body["deflated"]))
        return Page(str(body["url"]), data, str(body.get("charset", "")))
    except (KeyError, TypeError, ValueError, zlib.error) as error:
        raise LibraryError(
            f"The page that was kept in the body {name} is damaged; fetch it again: "
            "`manicule refetch ARTICLE`."
        ) from error
