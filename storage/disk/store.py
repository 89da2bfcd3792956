"""A TinyDB storage in two files: a snapshot that TinyDB reads, and a journal of changes.

Reading is from memory and never waits: two looks at the files' states tell whether another
process wrote, and only what it added is read. A change is one line in the journal. The
journal is folded into a new snapshot when the library is opened or closed.
"""

from __future__ import annotations

import contextlib
import os
import stat
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tinydb.storages import Storage

from storage.disk import backups
from storage.disk.append import FlushFailed, JournalFile, set_aside
from storage.disk.bodies import Bodies
from storage.disk.encode import encode
from storage.disk.follow import Accept, Followed
from storage.disk.journal import Header, Put, header_line, record_line
from storage.disk.load import MARKS, Place, Stamps, journal_of, stamp_of, stamps
from storage.disk.lock import PATIENCE, FileLock
from storage.disk.memory import Memory, applied
from storage.disk.replace import PRIVATE_FOLDER, flush_folder, made_in, settle, stage
from storage.disk.transaction import Change, Document, Tables
from storage.errors import LibraryError
from storage.remedy import remedy

Slim = Callable[[Tables, Callable[[str], Document]], tuple[list[Put], dict[str, Document]]]
"""Tells which documents to put, and which bodies to write, lest a snapshot grow too big."""

LARGE = 256 * 1024
"""Bytes of journal from which folding is worth its while, if they are a quarter of the rest."""
SMALL = 1024 * 1024
"""Bytes of snapshot up to which every closing folds, so that stock TinyDB sees it all."""


class JournalStorage(Storage):
    """Any thread may call it. The files and their folder are made by the first write."""

    def __init__(
        self, path: Path, accept: Accept, patience: float = PATIENCE, slim: Slim | None = None
    ) -> None:
        # A link to the library stays a link: its target is what gets replaced.
        self.path = Path(os.path.realpath(path))
        self.journal = journal_of(self.path)
        self.guard = threading.RLock()
        """Held while memory is read or changed; never while waiting for the disk to write."""
        self.bodies = Bodies(self.path)
        self._slim = slim
        self._lock = FileLock(self.path.with_name(self.path.name + ".lock"), self.path, patience)
        self._lines = JournalFile(self.journal)
        self._now = Followed(self.path, self.journal, accept, self._lines.unchanged)
        # While we hold the lock nobody else writes, and what we write is not another's.
        self._writing = False
        self._broken = ""

    @property
    def loads(self) -> int:
        """How often something of another process was read."""
        return self._now.loads

    @property
    def read_only(self) -> bool:
        """Whether the file's owner forbade writing it when it was last looked at."""
        snapshot = self._now.place and self._now.place.stamps.snapshot
        return snapshot is not None and not snapshot.mode & stat.S_IWUSR

    def memory(self) -> Memory:
        """Return the library's present content; the caller holds `guard` while it reads.

        Files that have vanished since they were read are still known, and the next change
        brings them back. Raises LibraryError when they are damaged or not ours.
        """
        with self.guard:
            if not self._writing:
                self._now.refresh()
            return self._now.memory

    @contextlib.contextmanager
    def locked(self, patience: float | None = None) -> Iterator[None]:
        """Keep every other writer out for the length of a block, as `acquire` does."""
        self.acquire(patience)
        try:
            yield
        finally:
            self.release()

    def acquire(self, patience: float | None = None) -> Memory:
        """Keep every other writer out until `release`; return what the library holds now.

        Raises LibraryError, LibraryBusy.
        """
        place = self._now.place
        if place is None or place.stamps.snapshot is None:
            self._make_folder()
        self._lock.acquire(patience)
        try:
            with self.guard:
                self._now.refresh()
                self._writing = True
                return self._now.memory
        except BaseException:
            self._lock.release()
            raise

    def release(self) -> None:
        """Let others write again."""
        self._writing = False
        self._lock.release()

    def commit(
        self, changes: Sequence[Change], attached: Mapping[str, Document], *, durable: bool = True
    ) -> list[Put]:
        """Make changes that name new bodies, or none; the caller holds the lock.

        Returns documents that were stored otherwise, their big fields taken out.

        What is not durable outlives the program, but perhaps not a power cut.
        Raises LibraryError; then nothing has changed, except when the last flush of a
        folder failed: then the change stands, but may not outlive a power cut.
        """
        place = self._usable()
        puts: list[Put] = [(c.table, str(c.key), c.after) for c in changes]
        if attached:
            with self._refusing():
                self.bodies.write(attached)
        journal = place.stamps.journal
        if not place.appendable or journal is None:
            return self._snapshot(applied(self._now.memory.tables, puts), puts)
        line = record_line(
            puts, salt=place.salt, offset=place.end, settled=place.settled, durable=durable
        )
        try:
            stamp = self._lines.append(journal, place.end, line, rest=place.rest, durable=durable)
        except OSError as error:
            raise self._refused(error) from error
        end = place.end + len(line)
        with self.guard:
            self._now.memory.put(puts)
            self._now.place = Place(
                Stamps(place.stamps.snapshot, stamp),
                place.generation,
                place.salt,
                place.start,
                end,
                settled=end if durable else place.settled,
                last=place.end,
                mark=line[:8],
                merged=place.merged,
                appendable=True,
            )
        return []

    def fold(self) -> None:
        """Bring the snapshot up to date and begin a new journal."""
        with self.locked():
            if self._pending():
                self._snapshot(self._now.memory.tables, [])

    def fold_if_worth(self, small: int = 0) -> None:
        """Fold a large journal, or any onto a snapshot of less than `small` bytes.

        Nothing is lost by not folding: whoever writes just now is not waited for.
        """
        place = self._now.place
        snapshot = place and place.stamps.snapshot
        if not snapshot or not (pending := self._pending()):
            return
        if pending >= max(LARGE, snapshot.size // 4) or snapshot.size < small:
            with contextlib.suppress(LibraryError), self.locked(patience=0):
                if self._pending():
                    self._snapshot(self._now.memory.tables, [])

    def read(self) -> Tables | None:
        """Return a copy for TinyDB, whose tables change documents in place."""
        with self.guard:
            tables = self.memory().tables
            return {
                name: {key: dict(document) for key, document in table.items()}
                for name, table in tables.items()
            } or None

    def write(self, data: Tables) -> None:
        """Replace everything, as TinyDB asks; what must not be lost goes by `locked`."""
        with self.locked():
            self._snapshot(data, [])
            self._now.memory = Memory(data)

    def at_rest(self) -> Stamps | None:
        """Return what both files look like if they hold what is in memory and no room; else None.

        Whoever writes after that changes what they look like, within one tick of the clock too:
        a line makes such a journal longer, and a snapshot is another file.
        """
        place = self._now.place
        try:
            now = stamps(str(self.path), str(self.journal))
        except LibraryError:
            return None
        if place is None or not place.appendable or now.snapshot != place.stamps.snapshot:
            return None
        known, journal = place.stamps.journal, now.journal
        if now.snapshot is None or known is None or journal is None:
            return None
        return now if (journal.inode, journal.size) == (known.inode, place.end) else None

    def close(self) -> None:
        """Let go of the files; everything is on the disk already."""
        self.fold_if_worth(SMALL)
        self._trim()
        with self.guard:
            self._lines.close()
        self._lock.close()

    def _trim(self) -> None:
        """Give back the journal's room, so that it is no longer than what it says."""
        if self._lines.used and not self._broken:
            with contextlib.suppress(LibraryError, OSError), self.locked(patience=0):
                place = self._now.place
                journal = place and place.stamps.journal
                if place and journal and place.appendable and place.rest is None:
                    self._lines.trim(journal.inode, place.end)

    def _make_folder(self) -> None:
        folder = self.path.parent
        try:
            folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"The folder of {self.path} cannot be made ({error.strerror}); {remedy(error)}."
            ) from error
        with self._refusing():
            for place in made_in(folder):
                self._flush_folder(place)

    def _pending(self) -> int:
        """Return how many bytes the journal adds to the snapshot."""
        place = self._now.place
        if place is None or not place.merged:
            return 0
        return place.end - place.start

    def _usable(self) -> Place:
        if self._broken:
            raise LibraryError(self._broken)
        return self._now.place or Place(Stamps(None, None))

    def _snapshot(self, tables: Tables, puts: Sequence[Put]) -> list[Put]:
        """Write all tables to a new snapshot, of which `puts` are not in memory yet.

        Returns the documents of which it took the big fields out.
        """
        place = self._usable()
        slim, bodies = self._slim(tables, self.bodies.read) if self._slim else ([], {})
        if slim:
            with self._refusing():
                self.bodies.write(bodies)
            puts = [*puts, *slim]
            tables = applied(tables, slim)
        # Loaded by those who write alone: it brings all of OpenSSL along.
        import secrets

        salt, generation = secrets.token_hex(8), place.generation + 1
        marks = {"generation": generation, "salt": salt, "folded": place.merged}
        data = encode({MARKS: {"1": marks}, **tables})
        header = Header(generation, salt, len(data), zlib.crc32(data))
        old = place.stamps.snapshot
        with self._refusing():
            state = stage(self.path, data, old.changed if old else 0)
            if old:
                backups.keep(self.path, datetime.now(UTC).date())
            with self.guard:
                settle(self.path)
                self._now.memory.put(puts)
                self._now.place = place._replace(
                    stamps=Stamps(stamp_of(state), place.stamps.journal),
                    generation=generation,
                    salt=salt,
                    start=0,
                    end=0,
                    appendable=False,
                )
            self._flush_folder(self.path.parent)
        # The snapshot holds everything: without a journal the next change writes another.
        with contextlib.suppress(LibraryError), self._refusing():
            self._begin_journal(header, place.end)
        return slim

    def _begin_journal(self, header: Header, merged: int) -> None:
        """Put an empty journal in the place of the one whose first bytes were merged."""
        line = header_line(header)
        if self._now.place and self._now.place.stamps.journal and merged:
            set_aside(self.journal, merged)
        journal = stamp_of(stage(self.journal, line, like=self.path))
        with self.guard:
            settle(self.journal)
            self._lines.close()
            self._now.place = Place(
                Stamps(self._now.place.stamps.snapshot if self._now.place else None, journal),
                header.generation,
                header.salt,
                start=len(line),
                end=len(line),
                settled=len(line),
                mark=line[:8],
                merged=header.salt,
                appendable=True,
            )
        self._flush_folder(self.path.parent)

    def _flush_folder(self, folder: Path) -> None:
        try:
            flush_folder(folder)
        except OSError as error:
            raise FlushFailed(error.errno, error.strerror) from error

    @contextlib.contextmanager
    def _refusing(self) -> Iterator[None]:
        """Refuse in a sentence what the disk refuses within a block."""
        try:
            yield
        except OSError as error:
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> LibraryError:
        """Say in a sentence what the disk refused, and write no more after a failed flush."""
        if isinstance(error, FlushFailed):
            self._broken = (
                f"{self.path} is not written any more, since the disk failed to keep a change "
                f"({error.strerror}); check the disk, then open the library anew."
            )
            return LibraryError(self._broken)
        return LibraryError(
            f"{self.path} could not be written ({error.strerror}); the change was not kept, "
            f"{remedy(error)}."
        )
