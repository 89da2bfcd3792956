"""An article's text made anew: fetched again, or read again out of the page that was kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import IntakeError, Unlike
from storage.library import Library
from storage.models import Article
from storage.renewal import Renewed
from storage.versions import Version, compare, why_left

if TYPE_CHECKING:
    from http.cookiejar import CookieJar


def refetch(
    library: Library,
    id: int,
    *,
    allow_private: bool = False,
    cookies: CookieJar | None = None,
    stopped: Callable[[], bool] = lambda: False,
    anyway: bool = False,
) -> Renewed:
    """Fetch an article from its address; IntakeError says why not, and nothing is changed.

    It is Unlike for what came but is no newer version, such as what an outsider is shown;
    `anyway` takes that too.
    """
    from storage.intake.web import is_address, read_url

    old = library.article(id)
    if not old.url or not is_address(old.url):
        raise IntakeError(
            f"it has no address to be fetched from; `manicule add SOURCE --renew {id}` gives it a "
            "new text."
        )
    article = read_url(old.url, allow_private=allow_private, cookies=cookies, stopped=stopped)
    return _renew(library, old, article, anyway)


def fetch_first(
    library: Library, id: int, *, stopped: Callable[[], bool] = lambda: False
) -> Renewed:
    """Fetch the text of an article of which only the address is known, since it is to be read.

    IntakeError says why not, and what can be done about it.
    """
    try:
        return refetch(library, id, stopped=stopped)
    except IntakeError as error:
        if stopped():
            raise
        raise IntakeError(
            f"{error} Its address is kept: open it again when you are online, or save the page "
            "in a browser and add the file."
        ) from None


def reextract(library: Library, id: int, *, anyway: bool = False) -> Renewed:
    """Read an article again out of its source as it was kept; nothing is fetched.

    Raises Unlike as `refetch` does.
    """
    from storage.intake import read_bytes
    from storage.intake.web import read_page

    old, page = library.article(id), library.page(id)
    if page is not None and page.url:
        return _renew(library, old, read_page(page), anyway)
    if page is not None:
        again = read_bytes(page.data, old.origin, charset=page.charset)
        return _renew(library, old, again, anyway)
    if not old.raw:
        raise IntakeError(
            f"{unkept(old)} `manicule refetch {id}` fetches it again." if old.url else unkept(old)
        )
    return _renew(library, old, read_bytes(old.raw.encode(), old.origin), anyway)


def _renew(library: Library, old: Article, article: Article, anyway: bool) -> Renewed:
    if old.text and not anyway:
        version = compare(old.text, article.text)
        if version is not Version.NEWER:
            left = why_left(version, article.words, old.words)
            raise Unlike(f"the text that came is {left}.")
    return library.renew(old.id, article)


def unkept(article: Article) -> str:
    """Say that an article's source is not in the library, and where it is, if it is still there."""
    said = f"The source of “{article.title}” was not kept, only its text"
    if article.format == "epub":
        said = f"The EPUB of “{article.title}” is no text and was not kept, only what is in it"
    file = Path(article.origin)
    try:
        there = bool(article.origin) and file.is_file()
    except (OSError, ValueError):
        there = False
    return f"{said}: the file is still {file}." if there else f"{said}."
