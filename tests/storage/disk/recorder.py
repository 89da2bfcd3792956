"""Every call that changes files below a folder, in order, as a disk would have seen it.

It hooks the calls of the system, not the store: whichever way the store goes, what it asked
of the disk is known. A call that it overlooks shows up when `Recording.tree` is compared
with the folder.
"""

from __future__ import annotations

import _pyio
import builtins
import ctypes
import errno
import fcntl
import io
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

Tree = dict[str, bytes | None]
"""Contents by their paths below the folder; None for a folder."""

TOP = 0
"""The node of the folder itself; every file and folder has one, whatever its name becomes."""


@dataclass(frozen=True, slots=True)
class Write:
    node: int
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Resize:
    node: int
    size: int


@dataclass(frozen=True, slots=True)
class Name:
    """Names put or taken away together; each with its folder's node, and None for no longer."""

    puts: tuple[tuple[int, str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Flush:
    node: int | None
    """None for the whole disk."""


@dataclass(frozen=True, slots=True)
class Step:
    """The session begins its step of that number, or has been told that it is done."""

    number: int
    done: bool
    durable: bool = True


Call = Write | Resize | Name | Flush | Step


@dataclass
class Recording:
    """The calls below `folder`; locks are left out, since what they hold is nobody's."""

    folder: Path
    calls: list[Call] = field(default_factory=list)
    folders: set[int] = field(default_factory=lambda: {TOP})
    start: int = 0
    """How many of the calls made what was there at the beginning."""

    def __post_init__(self) -> None:
        self._nodes = {os.stat(self.folder).st_ino: TOP}
        self._made = 0
        for path in sorted(self.folder.rglob("*")):
            if path.suffix != ".lock":
                node = self._known(path, path.is_dir())
                if path.is_file():
                    self.calls.append(Write(node, 0, path.read_bytes()))
        self.calls.append(Flush(None))
        self.start = len(self.calls)

    def hook(self, patch: pytest.MonkeyPatch) -> None:
        """Listen until the patch is undone."""
        names = "open write pwrite fsync fdatasync ftruncate replace rename link unlink remove"
        for name in f"{names} mkdir rmdir posix_fallocate".split():
            if real := getattr(os, name, None):
                patch.setattr(os, name, self._hooked(getattr(self, f"_{name}"), real))
        patch.setattr(os, "sendfile", _refuse, raising=False)
        patch.setattr(ctypes, "CDLL", lambda *args, **named: self)
        # A file opened for writing by Python's own code reaches the calls above.
        real = builtins.open
        for module in (builtins, io):
            patch.setattr(module, "open", lambda *a, **k: self._opened(real, *a, **k))

    def _hooked(self, hook: Callable[..., Any], real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args, **named: hook(real, *args, **named)

    def _opened(
        self, real: Callable[..., Any], file: Any, mode: str = "r", *args: Any, **named: Any
    ) -> Any:
        ours = not isinstance(file, int) and set(mode) & set("wax+") and self._below(file)
        return (_pyio.open if ours else real)(file, mode, *args, **named)

    def _open(self, real: Callable[..., Any], path: Any, flags: int, *args: Any, **k: Any) -> int:
        ours = self._below(path)
        existed = ours and os.path.lexists(path)
        handle: int = real(path, flags, *args, **k)
        if ours:
            if not existed:
                self._known(Path(os.fspath(path)), False)
            elif flags & os.O_TRUNC:
                self._add(Resize, handle, 0)
        return handle

    def _write(self, real: Callable[..., Any], handle: int, data: Any) -> int:
        end = fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_APPEND
        at = os.lseek(handle, 0, os.SEEK_END if end else os.SEEK_CUR)
        done: int = real(handle, data)
        self._add(Write, handle, at, bytes(data[:done]))
        return done

    def _pwrite(self, real: Callable[..., Any], handle: int, data: Any, at: int) -> int:
        done: int = real(handle, data, at)
        self._add(Write, handle, at, bytes(data[:done]))
        return done

    def _fsync(self, real: Callable[..., Any], handle: int) -> None:
        real(handle)
        self._add(Flush, handle)

    _fdatasync = _fsync

    def syncfs(self, handle: int) -> int:
        """Stand for the C library's function, which Python reaches through ctypes."""
        os.sync()
        self.calls.append(Flush(None))
        return 0

    def _ftruncate(self, real: Callable[..., Any], handle: int, size: int) -> None:
        real(handle, size)
        self._add(Resize, handle, size)

    def _posix_fallocate(self, real: Callable[..., Any], handle: int, at: int, size: int) -> None:
        before = os.fstat(handle).st_size
        real(handle, at, size)
        if at + size > before:
            self._add(Resize, handle, at + size)

    def _replace(self, real: Callable[..., Any], source: Any, target: Any, **named: Any) -> None:
        node = self._node(os.stat(source, follow_symlinks=False))
        real(source, target, **named)
        if self._below(target):
            self.calls.append(Name(((*self._place(target), node), (*self._place(source), None))))

    _rename = _replace

    def _link(self, real: Callable[..., Any], source: Any, target: Any, **named: Any) -> None:
        real(source, target, **named)
        if self._below(target):
            self.calls.append(Name(((*self._place(target), self._node(os.stat(target))),)))

    def _unlink(self, real: Callable[..., Any], path: Any, **named: Any) -> None:
        real(path, **named)
        if self._below(path):
            self.calls.append(Name(((*self._place(path), None),)))

    _remove = _rmdir = _unlink

    def _mkdir(self, real: Callable[..., Any], path: Any, *args: Any, **named: Any) -> None:
        real(path, *args, **named)
        if self._below(path):
            self._known(Path(path), True)

    def _known(self, path: Path, folder: bool) -> int:
        """Give something just made its node and note its name."""
        self._made += 1
        self._nodes[os.stat(path).st_ino] = self._made
        if folder:
            self.folders.add(self._made)
        self.calls.append(Name(((*self._place(path), self._made),)))
        return self._made

    def _add(self, call: Callable[..., Call], handle: int, *args: Any) -> None:
        node = self._node(os.fstat(handle))
        if node is not None:
            self.calls.append(call(node, *args))

    def _node(self, state: os.stat_result) -> int | None:
        return self._nodes.get(state.st_ino)

    def _place(self, path: Any) -> tuple[int, str]:
        parent, name = os.path.split(os.path.abspath(path))
        return self._nodes[os.stat(parent).st_ino], name

    def _below(self, path: Any) -> bool:
        place = os.path.abspath(path)
        return place.startswith(f"{self.folder}{os.sep}") and not place.endswith(".lock")


def found(folder: Path) -> Tree:
    """Return what lies in a folder, locks left out."""
    tree: Tree = {}
    for path in folder.rglob("*"):
        if stat.S_ISDIR(path.stat().st_mode):
            tree[str(path.relative_to(folder))] = None
        elif path.suffix != ".lock":
            tree[str(path.relative_to(folder))] = path.read_bytes()
    return tree


def _refuse(*_: object) -> None:
    raise OSError(errno.ENOTSOCK, "to be copied by reading and writing")
