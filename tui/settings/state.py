"""Small files of what the program remembers by itself, in the person's state folder."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from typing import Any

from storage.paths import state_folder


def load(name: str) -> dict[str, Any]:
    """Read one of the files; nothing stands in one that is missing or spoilt."""
    try:
        found = json.loads((state_folder() / name).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def save(name: str, known: Mapping[str, Any]) -> None:
    """Write one of the files anew; a disk that refuses is no reason to stop reading."""
    folder = state_folder()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = folder / f"{name}.{os.getpid()}"
        # What was done and typed is nobody else's business.
        with open(
            os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", -1, "utf-8"
        ) as file:
            json.dump(known, file, indent=1)
        fresh.replace(folder / name)
