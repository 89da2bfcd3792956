"""Take out of a text what a terminal would obey instead of show."""

from __future__ import annotations

import re
import unicodedata

_ESCAPES = re.compile(
    # OSC, DCS, SOS, PM, APC with their payload. Without a terminator on the same line only the
    # introducer goes (the last branch), so that an unfinished one cannot swallow the text.
    "(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\x90\x98\x9d-\x9f\n\r]*(?:\x07|"
    "\x1b\\\\|\x9c)"
    # CSI: ECMA-48 parameter, intermediate and final bytes.
    "|(?:\x1b\\[|\x9b)[\x30-\x3f]{0,64}[\x20-\x2f]{0,8}[\x40-\x7e]?"
    "|\x1b[\\]PX^_]"
    # Two-character sequences and character sets: ESC c, ESC ( B.
    "|\x1b[\x20-\x2f]{0,8}[\x30-\x4f\x51-\x57\x59\x5a\x5c\x60-\x7e]?"
)
_STARTS = re.compile("[\x1b\x90\x98\x9b\x9d-\x9f]")
"""What every escape sequence begins with."""
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\u00ad\u180e\u200b"  # soft hyphen, Mongolian separator, zero width space
    "\u202a-\u202e"  # bidi embeddings and overrides; marks (U+200E, U+200F) stay
    "\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_JOINERS = re.compile("(?<=[\x00-\u024f])[\u200c\u200d]+|^[\u200c\u200d]+")
"""Joiners after a Latin letter do nothing but hide words from a search."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_TAGS = re.compile(
    "(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)"
    "|[\U000e0000-\U000e007f]"
)
"""Tag characters make the flags of England and its neighbours; elsewhere they only hide text."""
_MARKS = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0f71-\u0f84\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
_MARK = re.compile(_MARKS)
_MARK_RUN = re.compile(f"({_MARKS}{{8}}){_MARKS}+")
_ISOLATE = re.compile("[\u2066-\u2069]")


def clean(text: str) -> str:
    """Give the text back without anything that could steer a terminal, in NFC.

    Escape sequences go as a whole; every kind of line end becomes a newline; tabs stay. Markup
    of any kind is left letter for letter: showing it as text is the renderer's business.
    """
    if text.isascii() and text.isprintable():
        return text
    # Each pattern walks the whole text, and almost no text holds any of what they are for.
    letters = "".join(set(text))
    if _STARTS.search(letters):
        text = _ESCAPES.sub("", text)
    if _BREAKS.search(letters):
        text = _BREAKS.sub("\n", text)
    if _INVISIBLE.search(letters):
        text = _INVISIBLE.sub("", text)
    if text.isascii():
        return text
    if _SURROGATES.search(letters):
        text = _SURROGATES.sub("\ufffd", text)
    if _TAGS.search(letters):
        text = _TAGS.sub(r"\1", text)
    if "\u200c" in letters or "\u200d" in letters:
        text = _JOINERS.sub("", text)
    # Runs are cut before normalising too: sorting a run of a million marks takes for ever.
    if _MARK.search(letters):
        text = _MARK_RUN.sub(r"\1", text)
    if not unicodedata.is_normalized("NFC", text):
        text = _MARK_RUN.sub(r"\1", unicodedata.normalize("NFC", text))
    if _ISOLATE.search(text):
        text = "\n".join(_balance(line) for line in text.split("\n"))
    return text


def line(text: str) -> str:
    """Clean the text and set it on one line, white space collapsed."""
    return " ".join(clean(text).split())


def bare(text: str) -> str:
    """Give the words alone, in one case: what is left to compare two titles by."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _balance(text: str) -> str:
    """Close the isolates left open in one line, and drop the closings of none."""
    depth = 0
    kept = []
    for character in text:
        if character == "\u2069":
            if not depth:
                continue
            depth -= 1
        elif "\u2066" <= character <= "\u2068":
            depth += 1
        kept.append(character)
    return "".join(kept) + "\u2069" * depth
