"""`manicule export`: articles and notes out of the library."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from storage.errors import NotFound
from storage.exporting import WHOLE, Exported, Target, Texts, Wish, save
from storage.models import Entry
from tui.counting import counted
from tui.lessons import learn_outside
from tui.terminal.output import tell

if TYPE_CHECKING:
    from storage.library import Library


def export_(library: Library, args: Namespace) -> int:
    """Write the articles named, or all of them, to stdout, a file or a folder."""
    wish = Wish(args.to, args.full)
    entries = _chosen(library, args)
    if not entries:
        raise NotFound("There is nothing to export: the library is empty.")
    if args.output is None:
        pieces = Texts(library, entries, wish)
        # One that cannot be read must not leave the beginning of a document behind.
        _to_stdout(pieces if len(entries) > 1 else ["".join(pieces)])
        exported = pieces.exported
    else:
        target = Target.named(args.output)
        exported = save(library, entries, target, wish)
        tell(f"exported {counted(exported.written, 'article')} to {target.path}.")
    learn_outside("export")
    return _refused(exported)


def _chosen(library: Library, args: Namespace) -> list[Entry]:
    if args.articles:
        return list({entry.id: entry for entry in map(library.find, args.articles)}.values())
    return library.entries() + (library.entries(trashed=True) if args.to in WHOLE else [])


def _refused(exported: Exported) -> int:
    """Name what is not in the export, for it looks whole; give the exit status."""
    for sentence in exported.refused:
        tell(f"not exported: {sentence}")
    return 1 if exported.refused else 0


def _to_stdout(pieces: Iterable[str]) -> None:
    """Write to stdout in UTF-8 whatever the locale: an export is a file."""
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
