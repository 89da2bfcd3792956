"""A page that a browser saved in one file (MHTML): its page of HTML, among pictures and styles."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from email.parser import BytesHeaderParser

from storage.errors import IntakeError
from storage.intake.build import safe_link
from storage.intake.decode import LIMIT, decode
from storage.intake.sanitise import clean, line
from storage.models import Article, Page

_TOP = 4096
"""Bytes by which a saved page is told."""
_HEADER = 64 * 1024
"""Bytes that the lines above a part may take."""
_PARTS = 5000
_DEEPEST = 4
"""Parts within parts."""
_OPENING = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n)*+)++"
)
_SAVED = re.compile(rb"^content-type:\s*multipart/related\b", re.I | re.M)
_END = re.compile(rb"\r?\n\r?\n")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]*+={0,2}")
_HTML = ("text/html", "application/xhtml+xml")


def is_mhtml(data: bytes) -> bool:
    """Tell a saved page by the lines above it: a message of parts that belong together."""
    opening = _OPENING.match(data[:_TOP])
    return opening is not None and _SAVED.search(opening[0]) is not None


@dataclass(frozen=True, slots=True)
class _Part:
    """One part, and where its content stands in the file; it is decoded only when it is wanted."""

    header: Message
    start: int
    end: int

    @property
    def name(self) -> str:
        return str(self.header.get("content-id", "")).strip().strip("<>")

    @property
    def address(self) -> str:
        location = line(str(self.header.get("content-location", "")))
        return "" if location.lower().startswith("mailto:") else safe_link(location)


def read_mhtml(data: bytes, origin: str, *, title: str | None = None) -> Article:
    """Read the article in a saved page; IntakeError when there is no page of HTML in it.

    The page as it was saved, without its pictures, is kept beside the article.
    """
    from storage.intake.html import read_html

    name = line(origin)
    whole = _part(data, 0, len(data))
    root = _root(data, whole, 0)
    if root is None:
        raise IntakeError(
            f"{name} is a saved page (MHTML) that is cut off or has no HTML in it: save it again."
        )
    content = _content(data, root, name)
    charset = root.header.get_content_charset() or ""
    snapshot = line(str(whole.header.get("snapshot-content-location", "")))
    address = root.address or safe_link(snapshot)
    text = clean(decode(content, name, charset))
    # The comment in which older browsers note the address of a page that they save; a canonical
    # address in the page goes before it, and links are completed from it.
    noted = f"<!-- saved from url=(0000){address.replace('>', '%3E')} -->\n" if address else ""
    article = read_html(noted + text, origin, title=title)
    return replace(article, page=Page(address, content, charset))


def _part(data: bytes, start: int, end: int) -> _Part:
    """Return the part between two places: its lines above, and where what is below stands."""
    top = _END.search(data, start, min(end, start + _HEADER))
    body = top.end() if top else end
    header = BytesHeaderParser().parsebytes(data[start : min(body, start + _HEADER)])
    return _Part(header, body, end)


def _root(data: bytes, part: _Part, depth: int) -> _Part | None:
    """Return the page itself: the part that is named, else the one of its address, else the first.

    A named part that is no page, as in a message with a plain version, is looked through too.
    """
    kind = part.header.get_content_type()
    if kind in _HTML:
        return part
    if not kind.startswith("multipart/") or depth == _DEEPEST:
        return None
    parts = list(_parts(data, part))
    start = str(part.header.get_param("start", "")).strip().strip("<>")
    snapshot = line(str(part.header.get("snapshot-content-location", "")))

    def rank(each: _Part) -> int:
        if start and each.name == start:
            return 0
        return 1 if snapshot and each.address == snapshot else 2

    for each in sorted(parts, key=rank):
        if (found := _root(data, each, depth + 1)) is not None:
            return found
    return None


def _parts(data: bytes, whole: _Part) -> Iterator[_Part]:
    """Give the parts that a boundary divides, as many as a page may have."""
    boundary = whole.header.get_boundary()
    if not boundary:
        return
    mark = re.compile(
        rb"(?:^|\r?\n)--"
        + re.escape(boundary.encode("utf-8", "replace"))
        + rb"(--)?[ \t]*\r?(?:\n|\Z)",
        re.M,
    )
    before = mark.search(data, max(0, whole.start - 2), whole.end)
    count = 0
    while before is not None and not before[1] and count < _PARTS:
        after = mark.search(data, before.end() - 1, whole.end)
        # The last of a file that is cut off goes to its end.
        yield _part(data, before.end(), after.start() if after else whole.end)
        before, count = after, count + 1


def _content(data: bytes, part: _Part, name: str) -> bytes:
    """Decode one part within the limit of any page."""
    if part.end - part.start > 2 * LIMIT:
        raise IntakeError(f"{name} holds a page of more than {LIMIT >> 20} MB: no article is.")
    if str(part.header.get("content-transfer-encoding", "")).strip().lower() == "base64":
        return _from_base64(data[part.start : part.end], name)
    part.header.set_payload(data[part.start : part.end].decode("ascii", "surrogateescape"))
    content = part.header.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _from_base64(coded: bytes, name: str) -> bytes:
    """Decode what may be cut off, and nothing that would come out as other words."""
    coded = b"".join(coded.split())
    if not _BASE64.fullmatch(coded):
        raise IntakeError(
            f"{name} is a saved page (MHTML) whose page is spoilt (no base64): save it again."
        )
    coded = coded.rstrip(b"=")
    coded = coded[: len(coded) - (len(coded) % 4 == 1)]
    return base64.b64decode(coded + b"=" * (-len(coded) % 4))
