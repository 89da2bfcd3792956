"""The cookies of a browser, from the file that its extensions write."""

from __future__ import annotations

import urllib.request
from http.cookiejar import CookieJar, LoadError, MozillaCookieJar
from pathlib import Path
from typing import Any, cast

from storage.errors import IntakeError
from storage.intake.sanitise import line
from storage.intake.web.address import Address


def read_cookies(path: Path) -> CookieJar:
    """Read a cookies.txt in Netscape's format; IntakeError says why not, naming the file."""
    jar = MozillaCookieJar()
    name = line(str(path))
    try:
        jar.load(str(path), ignore_discard=True, ignore_expires=True)
    except FileNotFoundError:
        raise IntakeError(f"{name} does not exist: check the name.") from None
    except OSError as error:
        # LoadError is one too: the file could be opened, and is of another kind.
        why = "" if isinstance(error, LoadError) else f" ({error.strerror})"
        raise IntakeError(
            f"{name} cannot be read as cookies{why}: export cookies.txt in Netscape's format."
        ) from None
    except UnicodeDecodeError:
        raise IntakeError(f"{name} is no text: export cookies.txt in Netscape's format.") from None
    return jar


def header_for(jar: CookieJar, address: Address) -> str:
    """Return the cookies that this site may see, as a Cookie header; empty for none."""
    request = urllib.request.Request(str(address))
    jar.add_cookie_header(request)
    return request.get_header("Cookie") or ""


def keep(jar: CookieJar, address: Address, headers: Any) -> None:
    """Keep what a site sets for its own next page."""
    jar.extract_cookies(cast(Any, _Answer(headers)), urllib.request.Request(str(address)))


class _Answer:
    """What the jar wants to see of a response."""

    def __init__(self, headers: Any) -> None:
        self._headers = headers

    def info(self) -> Any:
        return self._headers
