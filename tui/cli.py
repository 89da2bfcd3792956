"""Arguments to calls: the one place where library, commands and screens are wired together."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import ManiculeError
from tui.terminal import parser
from tui.terminal.output import tell

if TYPE_CHECKING:
    from storage.library import Library


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status.

    Every failure is one sentence on stderr; MANICULE_DEBUG=1 shows where it came from.
    """
    try:
        _mend_streams()
        status = _run(parser.parse(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except SystemExit as stop:  # help, version or wrong usage; argparse has said so
        return stop.code if isinstance(stop.code, int) else 0
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _drop_output()
        return 0  # whoever read it has enough
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None:
            _drop_output()
        if os.environ.get("MANICULE_DEBUG") == "1":
            raise
        tell(_sentence(error))
        return 1
    return status


def _run(args: argparse.Namespace) -> int:
    from storage.paths import default_library

    path = Path(os.path.expanduser(args.library)) if args.library else default_library()
    if not args.opens:
        args.path = path
        return int(args.run(args))
    if args.run is None and not all(s.isatty() for s in (sys.stdin, sys.stdout, sys.stderr)):
        raise ManiculeError(
            "The screens need a terminal: use `manicule list` or `manicule show ARTICLE` here."
        )
    from storage.library import Library

    with Library.open(path) as library:
        if args.run is not None:
            return int(args.run(library, args))
        return _read(library, args.article)


def _read(library: Library, reference: str | None) -> int:
    """Open the screens; a library that was never used gets the article that explains them."""
    if library.empty():
        from storage.welcome import welcome

        # By a library of its own: it is no deed of the person's, so that undo must not unmake it.
        with type(library).open(library.path) as fresh:
            fresh.add(welcome())
    article = None if reference is None else library.find(reference).id
    from tui.app import ManiculeApp

    app = ManiculeApp(library, article=article)
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _mend_streams() -> None:
    """Give closed streams an end, and let a terminal that lacks a letter show another."""
    sys.stdin = sys.stdin or io.TextIOWrapper(io.BytesIO())
    sys.stdout = sys.stdout or io.TextIOWrapper(io.BytesIO(), "utf-8")
    sys.stderr = sys.stderr or io.TextIOWrapper(io.BytesIO(), "utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _drop_output() -> None:
    """Throw away what could not be written: Python would try, and complain, again at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sentence(error: Exception) -> str:
    """Say what went wrong in one sentence."""
    if isinstance(error, ManiculeError):
        return str(error)
    if isinstance(error, OSError):
        why = error.strerror or str(error)
        if error.filename is None:
            return f"The output could not be written ({why})."
        return (
            f"{os.fsdecode(error.filename)} cannot be used ({why}): check the name and its folder."
        )
    return (
        f"Something went wrong that should not ({type(error).__name__}: {error}); "
        "MANICULE_DEBUG=1 shows where."
    )


if __name__ == "__main__":
    sys.exit(main())
