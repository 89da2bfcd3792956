"""Text that is no Markdown, made to read as itself inside Markdown, with few backslashes."""

from __future__ import annotations

import re

_INLINE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)"  # a backslash that would escape what follows, or break the line
    r"|`"
    r"|\*(?=\S)|(?<=\S)\*"  # an asterisk beside a word; alone it means nothing
    r"|(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])"  # an underscore at a word's edge
    r"|\[(?=\[)|\](?=\()"  # wiki links, links
    r"|<(?=[A-Za-z/!?])"  # tags and addresses in angle brackets
    r"|&(?=#?\w{1,32};)"  # entities
    r"|~(?=~)|(?<=~)~|=(?==)|(?<==)="  # strikes and marks of common dialects
)
_LEADING = re.compile(
    r"(?P<mark>#(?=#{0,5}(?:\s|$))|[-+*](?=\s|$)|[-=:](?=[-=:|\s]*$)|_(?=[_\s]*$)|[>|]"
    # A bracket left open may become the name of a link that ends on the next line.
    r"|\[(?=[^\]]+\]:|[^\]]*$))|(?P<number>[0-9]{1,9})(?P<dot>[.)])(?=\s|$)"
)


def escape(text: str, leading: bool = True) -> str:
    """Escape a line of plain text, or a piece of one, so that Markdown shows it as it is.

    ``leading`` says that it stands at the start of its line, where more has a meaning.
    """
    escaped = _INLINE.sub(lambda found: "\\" + found[0], text)
    return _LEADING.sub(_lead, escaped, count=1) if leading and _LEADING.match(escaped) else escaped


def quoted(text: str) -> str:
    """Set a text of any number of lines as a block quote that nothing in it can break."""
    lines = (escape(" ".join(line.split())) for line in text.split("\n"))
    return "\n".join(f"> {line}".rstrip() for line in lines)


def code_span(text: str) -> str:
    """Set a run as inline code, whatever backticks it holds."""
    fence = "`" * (_longest(text) + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def code_block(text: str) -> str:
    """Set lines as a fenced block, whatever backticks they hold."""
    fence = "`" * max(3, _longest(text) + 1)
    return f"{fence}\n{text}\n{fence}"


def _lead(found: re.Match[str]) -> str:
    if found["number"]:
        return f"{found['number']}\\{found['dot']}"
    return f"\\{found['mark']}"


def _longest(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
