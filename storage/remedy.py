"""What a person can do about what the system refused, by its reason. Pure."""

from __future__ import annotations

import errno

NOT_PLAIN = errno.ENXIO
"""Stands for a pipe, a socket, a device or a folder where a file should be."""

_PLACE = "choose another place"
_DISK = "check the disk and try again"
_ROOM = "make room on the disk and try again"

_REMEDIES = {
    "ENOSPC": _ROOM,
    "EDQUOT": _ROOM,
    "EFBIG": _ROOM,
    "EROFS": f"its disk can only be read: {_PLACE}",
    "ENOENT": "check the name and whether its folder is there",
    "ENOTDIR": "a part of its path is a file, not a folder: check the name",
    "EISDIR": "name a file, or move that folder away",
    "EEXIST": f"move away what is there, or {_PLACE}",
    "ENOTEMPTY": f"move away what is there, or {_PLACE}",
    "ENXIO": "move away what is there, or name another file",
    "ENAMETOOLONG": "choose a shorter name",
    "ELOOP": "its links lead in a circle: check them",
    "EIO": _DISK,
    "ENODEV": _DISK,
    "ESTALE": _DISK,
    "ETIMEDOUT": _DISK,
    "EHOSTDOWN": _DISK,
    "ENOTCONN": _DISK,
    "EBUSY": "end the program that uses it and try again",
    "ETXTBSY": "end the program that uses it and try again",
    "EMFILE": "end other programs and try again",
    "ENFILE": "end other programs and try again",
    "ENOMEM": "end other programs and try again",
    "ENOTSUP": f"its disk cannot do that: {_PLACE}",
    "ENOSYS": f"its disk cannot do that: {_PLACE}",
}
"""By the names of errors, of which not every system has all."""

_BY_NUMBER = {
    number: advice
    for name, advice in _REMEDIES.items()
    if (number := getattr(errno, name, None)) is not None
}


def remedy(error: OSError, doing: str = "write there") -> str:
    """Return the end of a sentence: what to do about a file with which one cannot do that."""
    if isinstance(error, PermissionError):
        return f"check who may {doing}"
    return _BY_NUMBER.get(error.errno or 0, f"check the disk and who may {doing}")
