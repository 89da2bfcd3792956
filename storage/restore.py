"""Put a backup in the library's place, or all that is whole of a damaged library.

Neither opens the library, since it may not open, and both keep its files aside first.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from storage import article_records, schema
from storage.check import NO_DAMAGE, Examined, examine, locked
from storage.copies import bodies_of, referred
from storage.disk import backups
from storage.disk.bring import bring
from storage.disk.database import Database
from storage.disk.exchange import exchange, saving, set_by
from storage.disk.foreign import INSTEAD
from storage.disk.journal import read_header
from storage.disk.load import journal_of
from storage.disk.memory import Memory
from storage.disk.replace import make_folder
from storage.disk.salvage import content_of
from storage.disk.transaction import Tables, Transaction
from storage.disk.whole import pack, unpacked
from storage.errors import LibraryError, NotFound
from storage.fields import UID, beginning, owner, visible
from storage.identity import new_uid
from storage.merge import Merge
from storage.quarantine import DAMAGED, META, called
from storage.schema import ANNOTATIONS, ARTICLES, BOOKMARKS, CLAIMS, DECISIONS, TABLES
from storage.standin import Mark, stand_in
from storage.unread import unread


@dataclass(frozen=True, slots=True)
class Done:
    """What was put in place."""

    articles: int
    notes: int
    """Annotations and bookmarks."""
    aside: Path | None
    """Where the files lie that were there before; None where there were none."""
    left_out: tuple[str, ...] = ()
    """A sentence for each thing that is not in the library now."""
    unread: tuple[str, ...] = ()
    """A sentence for each record that is in it as it was, though it cannot be read."""


def backup(database: Database, path: Path, target: Path | None) -> tuple[Path, list[str]]:
    """Write the whole library to a file; return it, and the texts that could not be read."""
    if target is None:
        name = f"{path.stem}-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}"
        target, number = path.with_name(backups.FOLDER) / f"{name}.zip", 1
        while target.exists():
            number += 1
            target = target.with_name(f"{name}-{number}.zip")
    with database.reading() as memory:
        tables = {name: dict(table) for name, table in memory.tables.items()}
    return target, pack(target, path, tables, bodies_of(tables), database.body)


def kept(path: Path) -> list[Path]:
    """Return everything that can be restored beside a library, latest first."""
    folder = Path(os.path.realpath(path)).with_name(backups.FOLDER)
    names = (f"{path.stem}-*.json", f"{path.stem}-*.zip", f"{path.name}.*-*Z*")
    found = {file for name in names for file in folder.glob(name) if file.suffix != ".tmp"}
    # An empty one is what a full disk left of a copy.
    whole = [f for f in found if not f.name.endswith(".journal") and f.stat().st_size]
    return sorted(whole, key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)


def restore(path: Path, named: str) -> Done:
    """Put a backup in the library's place; raises NotFound or LibraryError.

    `named` is a file, or the name or the day of what `kept` returns.
    """
    path = Path(os.path.realpath(path))
    source = _source(path, named)
    with unpacked(source) as whole:
        tables = schema.accept(whole.tables, source)
        if whole.stray or not any(tables.get(table) for table in (META, *TABLES)):
            raise LibraryError(f"{source} holds no library; nothing was changed: {INSTEAD}.")
        strange = unread(tables, source)
        with saving(path):
            make_folder(path.parent)
        with locked(path):
            missing = bring(path, bodies_of(tables), whole.read)
            aside = set_by(path, "before-restore")
            generation, salt = _marks(path)
            exchange(path, tables, generation + 1, salt)
    lost = (f"{len(missing)} texts are neither in the backup nor here.",) if missing else ()
    return Done(len(tables.get(ARTICLES, {})), _notes(tables), aside, lost, strange)


def repair(path: Path) -> Done | None:
    """Put what is whole of a library in its place; None when there is nothing to mend."""
    path = Path(os.path.realpath(path))
    with locked(path):
        found = examine(path)
        if all(finding.kind in (*NO_DAMAGE, "copy") for finding in found.findings):
            return None
        if found.withheld:
            raise LibraryError(
                f"What may be whole cannot be read; nothing was changed. {found.withheld[0]} When "
                "its disk or its permissions are back, repair again; delete what is lost for good."
            )
        tables, left_out = _mended(found)
        aside = set_by(path, "damaged")
        new = [name for name in bodies_of(tables) if not found.bodies.path(name).exists()]
        bring(path, new, found.bodies.read)
        exchange(path, tables, found.read.generation + 1, found.read.merged)
    return Done(len(tables.get(ARTICLES, {})), _notes(tables), aside, tuple(left_out))


def _mended(found: Examined) -> tuple[Tables, list[str]]:
    """Return the tables without what cannot be read, its marks on articles that stand in."""
    tables = {name: dict(table) for name, table in found.tables.items()}
    left_out = [
        f"{called(record)}: {beginning(json.dumps(record.get('value'), ensure_ascii=False), 60)}"
        for record in tables.pop(DAMAGED, {}).values()
    ]
    for table, key in found.unreadable:
        document = tables[table].pop(key)
        if table != CLAIMS:
            words = visible(
                " ".join(str(document.get("note") or document.get("title") or "").split())
            )
            left_out.append(f"{table} {key} could not be read{f': “{words}”' if words else '.'}")
    for table, key in found.twice:
        if key in tables[table]:
            tables[table][key] = {**tables[table][key], UID: new_uid()}
    left_out += _standing_in(tables, found)
    for table, key in found.astray:
        # Claims and places have the number of their article.
        home = str(owner(tables[table][key])) if table == DECISIONS else key
        if home not in tables.get(ARTICLES, {}) and table not in (ANNOTATIONS, BOOKMARKS):
            del tables[table][key]
    left_out += _rejoining(tables, found)
    return tables, left_out


def _standing_in(tables: Tables, found: Examined) -> list[str]:
    """Put articles without words where the text of marks is lost, and say for which."""
    lost: list[str] = []
    marks = _marks_by_article(tables)
    for key in {str(id) for id in found.mute} | (marks.keys() - tables.get(ARTICLES, {}).keys()):
        # Without a body from here on; what lies there may still be mended by hand.
        known = tables.get(ARTICLES, {}).get(key)
        known = known and {f: v for f, v in known.items() if f != "body"}
        title = f", “{article_records.title(known)}”," if known else ""
        lost.append(f"the text of article {key}{title} is lost; what was marked in it is kept.")
        document, moved = stand_in(known, marks.get(key, ()))
        tables.setdefault(ARTICLES, {})[key] = document
        tables.get(CLAIMS, {}).pop(key, None)
        for table, mark, of_it in moved:
            tables[table][mark] = of_it
    return lost


def _rejoining(tables: Tables, found: Examined) -> list[str]:
    """Make the changes that are not reached from the file any more; say how many cannot be."""
    if found.read.strays:
        change = Transaction(Memory(tables), found.bodies.read)
        joining = Merge(change, referred(found.read.strays, tables), found.bodies.read)
        joining.run()
        for made in change.changes:
            if made.after is not None:
                tables.setdefault(made.table, {})[str(made.key)] = made.after
        found.bodies.write(change.attached)
        if joining.astray:
            return [f"{joining.astray} changes belong to articles that are not there."]
    return []


def _marks_by_article(tables: Tables) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for table in (ANNOTATIONS, BOOKMARKS):
        for key, document in tables.get(table, {}).items():
            found.setdefault(str(document["article"]), []).append((table, key, document))
    return found


def _marks(path: Path) -> tuple[int, str]:
    """Return generation and salt of the journal that is there, as far as it can be read."""
    try:
        header, _ = read_header(content_of(journal_of(path)) or b"")
    except (ValueError, TypeError):
        return 0, ""
    return header.generation, header.salt


def _notes(tables: Tables) -> int:
    return len(tables.get(ANNOTATIONS, {})) + len(tables.get(BOOKMARKS, {}))


def _source(path: Path, named: str) -> Path:
    file = Path(os.path.expanduser(named))
    folder = path.with_name(backups.FOLDER)
    for candidate in (file, folder / named, folder / f"{path.stem}-{named}.json"):
        if candidate.is_file():
            return candidate
    if file.exists():
        return file  # What it is instead is said when it is read.
    raise NotFound(f"There is no backup {named}; `manicule restore --list` shows which there are.")
