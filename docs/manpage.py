"""Write the manual page from the parser: the one place where commands are declared.

usage: python docs/manpage.py        writes docs/manicule.1
"""

from __future__ import annotations

import argparse
from pathlib import Path

import storage
from tui.terminal.parser import build, commands

PAGE = Path(__file__).resolve().parent / "manicule.1"

FILES = (
    ("MANICULE_LIBRARY", "the library, where --library does not name one"),
    ("MANICULE_CONFIG", "the settings file, in place of the one in the config folder"),
    ("MANICULE_DEBUG", "1: show where an error came from"),
    ("MANICULE_PLAIN", "1: let Textual paint the screens"),
    ("NO_COLOR", "no colours"),
    ("EDITOR, VISUAL", "the program in which long notes are written"),
)


def page() -> str:
    """Write the page in the man macros."""
    top = build()
    lines = [
        f'.TH MANICULE 1 "" "manicule {storage.__version__}" "User Commands"',
        ".SH NAME",
        "manicule \\- read articles in the terminal, with their key claims pointed out",
        ".SH SYNOPSIS",
        ".B manicule",
        "[\\-\\-library \\fIFILE\\fR] [\\fICOMMAND\\fR ...]",
        ".SH DESCRIPTION",
        *_prose(top.description or ""),
        *_prose(top.epilog or ""),
        ".SH COMMANDS",
    ]
    for parser in commands().values():
        lines += [f".SS {_usage(parser)}", *_prose(parser.description or "")]
        for action in parser._actions:
            if not {"-h", "--library"} & set(action.option_strings):
                lines += _argument(action)
        if parser.epilog:
            lines += [".PP", ".nf", *(_safe(line) for line in parser.epilog.split("\n")), ".fi"]
    lines += [".SH ENVIRONMENT"]
    for name, does in FILES:
        lines += [".TP", f".B {_safe(name)}", _safe(does)]
    return "\n".join(lines) + "\n"


def _usage(parser: argparse.ArgumentParser) -> str:
    words = parser.format_usage().removeprefix("usage: ").split()
    return '"' + _safe(" ".join(words)).replace('"', "\\(dq") + '"'


def _argument(action: argparse.Action) -> list[str]:
    named = ", ".join(action.option_strings) or str(action.metavar)
    value = f" \\fI{_safe(str(action.metavar))}\\fR" if action.metavar else ""
    said = (action.help or "").replace("%(default)s", str(action.default))
    return [".TP", f"\\fB{_safe(named)}\\fR{value if action.option_strings else ''}", _safe(said)]


def _prose(text: str) -> list[str]:
    return [".PP", *(_safe(line) for line in text.split("\n"))]


def _safe(text: str) -> str:
    """Write a line so that roff takes no part of it for a request."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
