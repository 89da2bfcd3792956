"""Bytes to text, whatever encoding they are in."""

from __future__ import annotations

import codecs
import re

from storage.errors import IntakeError
from storage.intake.language import tell_language

LIMIT = 20 * 1024 * 1024
"""Bytes; longer sources are refused unread."""
BOOK = 200 * 1024 * 1024
"""Bytes that a book or document with pictures may have."""

_INSTEAD = "give a plain-text, Markdown or HTML file"

_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image or sound file"),
    (b"BM", "a bitmap image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"%PDF-", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "a sound or video file"),
    (b"ID3", "a sound file"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.I
)
_FEW, _SHARE = 3, 0.03
"""So many signs beyond ASCII in a text, or so much of it, are an accent here and there."""
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\f\x1b\x08"))


def decode(
    data: bytes, name: str, charset: str = "", *, most: int = LIMIT, instead: str = _INSTEAD
) -> str:
    """Read the bytes as text: byte order mark, UTF-8, UTF-16, the declared or guessed encoding.

    `charset` is what a server said of them: it counts where the text itself says nothing.
    IntakeError when they are no text, naming ``name``, what they seem to be and what to do
    ``instead``; a caller that lets more through than an article has says how much is the ``most``.
    """
    if len(data) > most:
        raise IntakeError(
            f"{name} is larger than {most >> 20} MB, which is more than an article can be."
        )
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], marked, name)
    _refuse_binary(data, name, instead)
    if encoding := _utf16_by_nuls(data):
        return _strictly(data, encoding, name)
    declared = _declared(data) or _known(charset)
    if declared in ("iso2022_jp", "hz"):
        return data.decode(declared, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if b"\x00" in data:
            raise IntakeError(f"{name} is not text: {instead}.") from None
        return _guess(data, declared, name)
    if _share_of_controls(data) > 0.1:
        raise IntakeError(f"{name} is not text: {instead}.")
    return text


def _refuse_binary(data: bytes, name: str, instead: str) -> None:
    for magic, what in _MAGIC:
        # Two letters begin many a text; a program or bitmap has NULs among its first bytes.
        if data.startswith(magic) and (len(magic) > 3 or not _plausible(data)):
            raise IntakeError(f"{name} is {what}, not text: {instead}.")


def _plausible(data: bytes) -> bool:
    try:
        data[:512].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > 500
    return b"\x00" not in data[:512]


def _share_of_controls(data: bytes) -> float:
    sample = data[:65536]
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / max(1, len(sample))


def _utf16_by_nuls(data: bytes) -> str | None:
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    """Name the encoding that a page's own head declares, if Python knows it."""
    if not data[:256].lstrip().startswith(b"<"):
        return None
    found = _DECLARED.search(data[:4096])
    return _known(found[1].decode("ascii")) if found else None


def _known(charset: str) -> str | None:
    """Name an encoding as Python does, if Python knows it."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return None
    # As browsers do: pages that say Latin-1 mean Windows-1252, and Latin-1 would make controls.
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise IntakeError(
            f"{name} says it is {encoding[:6].rstrip('-').upper()} text but is damaged: "
            "save it again as UTF-8."
        ) from None


def _guess(data: bytes, declared: str | None, name: str) -> str:
    damaged = data.decode("utf-8", "replace")
    bad = damaged.count("\ufffd")
    good = sum(character > "\x7f" for character in damaged) - bad
    if good >= 3 * bad:
        return damaged  # UTF-8 with a few bad bytes, such as a file cut short
    for encoding in (declared, _guessed(data), "cp1252"):
        if encoding is None:
            continue
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if _sensible(text):
            return text
    raise IntakeError(
        f"{name} is in no encoding that can be recognised: save it as UTF-8 and try again."
    )


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # A guess between the Latin code pages goes wrong on short texts; their small words do not.
    western = data[:20_000].decode("cp1252", "replace")
    beyond = sum(c > "\x7f" for c in western)
    if beyond < 0.2 * len(western) and tell_language(western):
        return "cp1252"
    # Nothing can be told from an accent or two, and there is no language without more but those
    # of the West.
    if beyond <= max(_FEW, _SHARE * len(western)) and "\ufffd" not in western:
        return "cp1252"

    best = from_bytes(data[:100_000]).best()
    if best is None:
        return None
    return "cp1252" if "cp1252" in best.could_be_from_charset else best.encoding


def _sensible(text: str) -> bool:
    sample = text[:20_000]
    known = sum(
        c.isalnum() or c.isspace() or c.isascii() or "\u2010" <= c <= "\u2026" for c in sample
    )
    controls = sum(c < " " and c not in "\t\n\r" for c in sample)
    return known > 0.9 * len(sample) and controls < 0.02 * len(sample)
