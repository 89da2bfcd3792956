"""What is no article though it is text: feeds, exports and plain data, each with its own way in."""

from __future__ import annotations

import json
import re

from storage.errors import IntakeError
from storage.intake.own_export import exported_titles, named

_ROOT = re.compile(
    r"\s*(?P<xml><\?xml\b[^>]{0,300}\?>\s*)?"
    # Atomic: else each of many comments could end at every later one's end too.
    r"(?>(?:<!--.{0,4000}?-->|<\?[^>]{0,1000}\?>|<!doctype\b[^>\[]{0,1000}>)\s*)*+"
    r"<(?P<name>[a-z_][\w.:-]{0,60})(?P<rest>[^>]{0,4000})>",
    re.I | re.S,
)
_OBJECT = re.compile(r'\s*(?:\[\s*)?\{\s*"[^"\n]{0,300}"\s*:')
_HYPERTEXT = frozenset(
    {"html", "head", "body", "article", "section", "div", "main", "p", "h1", "h2", "header"}
    | {"table", "ul", "ol", "blockquote"}
)
_ANNOTATION = "data-annotation="
"""Of a note of Zotero's that quotes; one that does not is a text like others."""
_CLIPPING = "=========="


def refuse_data(text: str, origin: str, name: str) -> None:
    """Raise IntakeError for a text that is no article, with the command that it is for."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start == "<":
        _refuse_markup(text, origin, name)
    if titles := exported_titles(text):
        raise IntakeError(
            f"{name} is an export of {named(titles)} from manicule, not an article, and was left "
            "alone: `manicule import` takes what `manicule export --to json` writes."
        )
    service = _service(text, start)
    if service:
        raise IntakeError(export_of(service, origin, name))
    if _is_json(text) or _is_broken_json(text):
        raise IntakeError(f"{name} is JSON data, not an article: add the text it was made from.")


def export_of(service: str, origin: str, name: str) -> str:
    """Return the sentence about what a service exported."""
    file = "FILE" if origin == "stdin" else f"'{name}'"
    return f"{name} is an export of {service}, not an article: `manicule import {file}` takes it."


def _refuse_markup(text: str, origin: str, name: str) -> None:
    root = _ROOT.match(text)
    kind = root["name"].lower().rpartition(":")[2] if root else ""
    rest = root["rest"].lower() if root else ""
    if kind == "opml":
        file = "FILE" if origin == "stdin" else f"'{name}'"
        raise IntakeError(
            f"{name} is a list of feeds, not an article: `manicule feed add {file}` follows them."
        )
    if kind == "rss" or (kind == "feed" and "atom" in rest) or (kind == "rdf" and "rss" in rest):
        address = origin if origin.startswith(("http://", "https://")) else "ADDRESS"
        raise IntakeError(
            f"{name} is a feed, not an article: `manicule feed add {address}` follows it."
        )
    if text.lstrip().startswith("<?xml") and kind not in _HYPERTEXT:
        raise IntakeError(f"{name} is XML data, not an article: add the text it was made from.")


def _service(text: str, start: str) -> str:
    """Return whose export it is; empty for nobody's that is known."""
    # Each reader is imported where its export may be: most texts need none of them.
    if start in ("{", "["):
        from storage.intake.exports.objects import read_objects

        try:
            export = read_objects(json.loads(text))
        except (ValueError, RecursionError):
            return ""
    elif start == "<":
        from storage.intake.exports.pages import read_pages

        export = read_pages(text)
        if export is None and _ANNOTATION in text:
            from storage.intake.exports.zotero import read_note

            export = read_note(text)
    elif _CLIPPING in text:
        from storage.intake.exports.clippings import read_clippings

        export = read_clippings(text)
    elif re.search("[,;\t]", header := text.lstrip("\r\n").partition("\n")[0][:2000]):
        from storage.intake.exports.tables import read_table

        export = read_table(header)
    else:
        return ""
    return export.whose if export else ""


def _is_json(text: str) -> bool:
    """Tell data from prose: nobody writes an essay that a JSON parser accepts whole."""
    if text.lstrip()[:1] not in ("{", "[") or text.rstrip()[-1:] not in ("}", "]"):
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except RecursionError:
        return True
    except ValueError:
        return False


def _is_broken_json(text: str) -> bool:
    """Tell data that is cut off, or many in one file, from prose that begins with an example."""
    if not _OBJECT.match(text):
        return False
    try:
        _, end = json.JSONDecoder().raw_decode(text.lstrip())
    except (ValueError, RecursionError):
        return True
    return bool(_OBJECT.match(text.lstrip()[end:]))
