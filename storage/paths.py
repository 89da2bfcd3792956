"""Where a person's library lives."""

from __future__ import annotations

import os
from pathlib import Path

FILE_NAME = "library.json"
CONFIG_NAME = "config.toml"


def default_library() -> Path:
    """Return the path in MANICULE_LIBRARY, else that in the user's data folder."""
    named = os.environ.get("MANICULE_LIBRARY")
    if named:
        return Path(os.path.expanduser(named))
    import platformdirs

    return platformdirs.user_data_path("manicule", appauthor=False) / FILE_NAME


def cache_folder() -> Path:
    """Return where is kept what can be made again."""
    import platformdirs

    return platformdirs.user_cache_path("manicule", appauthor=False)


def config_file() -> Path:
    """Return the path in MANICULE_CONFIG, else that in the user's config folder."""
    named = os.environ.get("MANICULE_CONFIG")
    if named:
        return Path(os.path.expanduser(named))
    import platformdirs

    return platformdirs.user_config_path("manicule", appauthor=False) / CONFIG_NAME


def state_folder() -> Path:
    """Return where the program keeps what it remembers by itself."""
    import platformdirs

    return platformdirs.user_state_path("manicule", appauthor=False)


def drafts_folder() -> Path:
    """Return where notes are kept while they are being written."""
    return state_folder() / "drafts"
