"""`manicule export`: articles and notes out of the library."""

from __future__ import annotations

import contextlib
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from storage import export
from storage.disk.packed import is_own
from storage.dossier import Dossier
from storage.errors import LibraryError, NotFound
from storage.export.files import homes, place, read_back
from storage.export.json_ import dumps
from tui.counting import counted
from tui.lessons import learn_outside
from tui.terminal.output import tell

if TYPE_CHECKING:
    from storage.library import Library

_WHOLE = ("json", "jsonld")
"""What is a copy of everything, the trash too."""


def export_(library: Library, args: Namespace) -> int:
    """Write the articles named, or all of them, to stdout, a file or a folder."""
    dossiers = _chosen(library, args)
    if not dossiers:
        raise NotFound("There is nothing to export: the library is empty.")
    if args.output is None:
        _to_stdout(_together(dossiers, args))
        learn_outside("export")
        return 0
    target = Path(args.output).expanduser()
    if _is_folder(args.output, target):
        written = _to_folder(target, dossiers, args)
    else:
        if is_own(target, library.path):
            raise LibraryError(f"{target} is a file of the library itself: name another file.")
        export.write(target, _renewed(target, dossiers, args))
        written = target
    tell(f"exported {counted(len(dossiers), 'article')} to {written}.")
    learn_outside("export")
    return 0


def _chosen(library: Library, args: Namespace) -> list[Dossier]:
    if args.articles:
        entries = list({entry.id: entry for entry in map(library.find, args.articles)}.values())
    else:
        entries = library.entries()
        if args.to in _WHOLE:
            entries += library.entries(trashed=True)
    if args.to in _WHOLE:
        return export.gather_whole(library, entries)
    return [export.gather(library, entry) for entry in entries]


def _together(dossiers: list[Dossier], args: Namespace) -> str:
    if args.to == "json":
        return dumps(export.lossless(dossiers))
    if args.to == "jsonld":
        return dumps(export.annotation_collection(dossiers))
    if args.to == "csv":
        return export.table(dossiers)
    if args.to == "html":
        return export.page(dossiers)
    if len(dossiers) == 1:
        return export.document(dossiers[0], full=args.full)
    return export.collection(dossiers, full=args.full)


def _renewed(target: Path, dossiers: list[Dossier], args: Namespace) -> str:
    """Write for a file; in Markdown that is there already, what the person wrote stays."""
    if args.to != "md":
        return _together(dossiers, args)
    return export.update(read_back(target), dossiers, full=args.full)


def _to_stdout(text: str) -> None:
    """Write to stdout in UTF-8 whatever the locale: an export is a file."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _to_folder(folder: Path, dossiers: list[Dossier], args: Namespace) -> Path:
    if folder.exists() and not folder.is_dir():
        raise LibraryError(f"{folder} is a file: name a folder, or leave out the / at its end.")
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    known = homes(folder, ".md") if args.to == "md" else {}
    try:
        for dossier in dossiers:
            article = dossier.article
            path = known.get(article.uid) or place(folder, article, f".{args.to}")
            export.write(path, _renewed(path, [dossier], args))
    except BaseException:
        if made:
            with contextlib.suppress(OSError):
                folder.rmdir()  # only an empty one goes
        raise
    return folder


def _is_folder(named: str, target: Path) -> bool:
    """Tell whether -o names a folder: one that is there, or a new one by its slash or no ending."""
    if named.endswith(("/", os.sep)):
        return True
    return target.is_dir() if target.exists() else not target.suffix
