"""What ended the program though it should not have, kept for whoever looks into it."""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from traceback import format_exception

from storage.paths import state_folder

_NAME = "crash.txt"
_MOST = 200_000
"""Bytes of old crashes that are kept before the file begins anew."""


def keep(error: BaseException) -> Path | None:
    """Write where an error came from to a file, below those before; None when that fails."""
    path = state_folder() / _NAME
    now = datetime.now(UTC).isoformat(timespec="seconds")
    told = "".join(format_exception(error))
    system = f"Python {platform.python_version()} on {sys.platform}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        full = path.exists() and path.stat().st_size > _MOST
        flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if full else os.O_APPEND)
        # An error may name what was read: nobody else's business.
        with open(os.open(path, flags, 0o600), "a", -1, "utf-8", "backslashreplace") as file:
            file.write(f"{now}, {system}\n{told}\n")
    except OSError:
        return None
    return path
