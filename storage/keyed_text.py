"""Words about keys, in which actions stand in the place of the keys that a person has for them."""

from __future__ import annotations

import re
from collections.abc import Callable

Named = Callable[[str], str]
"""Names the key of an action by its id."""

_KEY = re.compile(r"`?\{([a-z]+\.[a-z-]+)\}`?")


def fill(template: str, named: Named) -> str:
    """Put keys where a text asks for them: {reader.keep}, or that as code in Markdown."""

    def put(found: re.Match[str]) -> str:
        key = named(found[1])
        if not found[0].startswith("`"):
            return key
        return f"`` {key} ``" if "`" in key else f"`{key}`"

    return _KEY.sub(put, template)
