"""Write a text in the person's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path


class NotEdited(Exception):
    """The editor gave nothing back; the text says why."""


def editor(environment: Mapping[str, str]) -> list[str]:
    """Give the command of the editor that VISUAL or EDITOR names, else one that is there."""
    for name in ("VISUAL", "EDITOR"):
        named = environment.get(name, "").strip()
        if named:
            # A path of Windows has backslashes, which are no escapes there.
            return shlex.split(named, posix=os.name != "nt")
    for found in ("nano", "vi", "notepad"):
        if shutil.which(found, path=environment.get("PATH")):
            return [found]
    raise NotEdited("No editor was found; EDITOR can name one. The note is as it was.")


def edit(text: str, command: list[str]) -> str:
    """Give a text to an editor that has the terminal, and return what it leaves; or NotEdited."""
    folder = tempfile.mkdtemp(prefix="manicule-")
    path = Path(folder) / "note.md"
    try:
        path.write_text(text, encoding="utf-8")
        done = subprocess.run([*command, str(path)], check=False)
        if done.returncode:
            raise NotEdited(f"{command[0]} gave up ({done.returncode}); the note is as it was.")
        return path.read_text(encoding="utf-8").rstrip("\n")
    except OSError as error:
        raise NotEdited(
            f"{command[0]} could not be started ({error.strerror}); the note is as it was."
        ) from error
    except UnicodeDecodeError as error:
        # What was written must not go with the folder.
        folder = ""
        raise NotEdited(
            f"{path} is not UTF-8 text; it stays there, the note is as it was."
        ) from error
    finally:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
