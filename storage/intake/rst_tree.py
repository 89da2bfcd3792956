"""reStructuredText to docutils' tree, with nothing but the text itself read and no program run."""

from __future__ import annotations

from typing import Any

from docutils import nodes, utils
from docutils.core import publish_doctree
from docutils.parsers.rst import Parser
from docutils.parsers.rst.states import Inliner
from docutils.readers.standalone import Reader

from storage.intake.rst_limits import Unfit

_SETTINGS = {
    # No file and no address that a text names is read, and no HTML of its own is let through.
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    # What is wrong in a text is told by the tree.
    "report_level": 5,
    "halt_level": 5,
    "warning_stream": False,
    "traceback": True,
    "syntax_highlight": "none",
    "input_encoding": "unicode",
    "line_length_limit": 1_000_000,
}
_ROLES = frozenset(
    [
        "emphasis",
        "strong",
        "literal",
        "code",
        "math",
        "subscript",
        "sub",
        "superscript",
        "sup",
        "title-reference",
        "title",
        "t",
        "pep-reference",
        "pep",
        "rfc-reference",
        "rfc",
    ]
)
"""Those that docutils knows; others, such as Sphinx's, are their words."""
_COMPLAINTS = 2000
"""So many things wrong in one text take seconds to note."""


def tree_of(text: str) -> Any:
    """Return the document that a text is; Unfit for one that is not worth the time it takes."""
    reader = _Reader(Parser(inliner=_inliner()))
    try:
        return publish_doctree(text, reader=reader, settings_overrides=dict(_SETTINGS))
    except RecursionError:
        raise Unfit("it is nested too deep") from None


class _Reader(Reader):  # type: ignore[misc]
    def new_document(self) -> Any:
        document = super().new_document()
        left = _COMPLAINTS

        def count(message: object) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Unfit("too much is wrong in it")

        document.reporter.attach_observer(count)
        return document


def _inliner() -> Any:
    """Make what reads the marks within a line; its class looks for patterns in itself alone."""
    inliner: Any = Inliner()
    usual = inliner.interpreted

    def interpreted(
        rawsource: str, text: str, role: str, lineno: int
    ) -> tuple[list[Any], list[Any]]:
        if not role or role.lower() in _ROLES:
            found: tuple[list[Any], list[Any]] = usual(rawsource, text, role, lineno)
            return found
        return [nodes.inline(rawsource, _words(utils.unescape(text)))], []

    inliner.interpreted = interpreted
    return inliner


def _words(text: str) -> str:
    """Return what a role of another program shows: not the place that it refers to."""
    shown, aimed, _ = text.rpartition("<")
    if aimed and text.endswith(">") and shown.strip():
        return shown.strip()
    return text.lstrip("!~")
