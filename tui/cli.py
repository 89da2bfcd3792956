"""Arguments to calls: the one place where library, commands and screens are wired together."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from storage.errors import ManiculeError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from storage.library import Library
    from storage.models import Article
    from tui.ground import Asking
    from tui.painting.early import Early
    from tui.settings.model import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status.

    Every failure is one sentence on stderr; where one that was not foreseen came from is kept
    in a file, and shown with MANICULE_DEBUG=1.
    """
    try:
        _mend_streams()
        words = sys.argv[1:] if argv is None else argv
        try:
            status = _screens(*words) if _for_screens(words) else _command(words)
        except SystemExit as stop:  # help, version or wrong usage; argparse has said so
            status = stop.code if isinstance(stop.code, int) else 0
        sys.stdout.flush()
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
        from tui.terminal.output import tell

        tell(_sentence(error))
        return 1
    return status


def _for_screens(words: Sequence[str]) -> bool:
    """Tell the usual ways to open the screens, for which no other command need be loaded."""
    match words:
        case [] | ["read", _] | ["--library", _] | ["--library", _, "read", _]:
            return all(word.strip() and not word.startswith("-") for word in words[1::2])
    return False


def _command(words: Sequence[str]) -> int:
    from tui.terminal import parser

    args = parser.parse(words)
    if not args.opens:
        args.path = _path(args.library)
        return int(args.run(args))
    if args.run is None:
        return _screens(*_spelled(args))
    with _open(args.library) as library:
        return int(args.run(library, args))


def _spelled(args: argparse.Namespace) -> list[str]:
    """Write the screens' arguments in the one usual way."""
    library = [] if args.library is None else ["--library", args.library]
    if "keep" in args:
        return [*library, "review", str(args.count)]
    if args.welcome:
        return [*library, "welcome", ""]
    return library if args.article is None else [*library, "read", args.article]


def _screens(*words: str) -> int:
    """Open the library, one article or the review on the screen."""
    named = dict(zip(words[::2], words[1::2], strict=True))
    reference = named.get("read")
    if reference is not None:
        from tui.terminal.referring import is_source

        loose = is_source(reference)
        if loose or not sys.stdout.isatty():
            return _read_elsewhere(reference, loose, named)
    return _open_screens(named)


def _read_elsewhere(reference: str, loose: bool, named: Mapping[str, str]) -> int:
    """Read what is not in the library, or print what is read where there is no screen."""
    from tui.terminal import reading

    article = reading.source(reference) if loose else None
    if sys.stdout.isatty():
        assert article is not None
        if reference == "-":
            reading.take_keys_from_terminal()
        return _open_screens(named, article)
    if article is not None:
        reading.print_text(article)
    else:
        with _open(named.get("--library")) as library:
            reading.print_stored(library, reference)
    return 0


def _open_screens(named: Mapping[str, str], loose: Article | None = None) -> int:
    """Open what was named, or an article that is not in the library."""
    from tui.serving import DRIVER

    # A page in a browser stands at the other end of what is no terminal.
    paged = os.environ.get("TEXTUAL_DRIVER") == DRIVER
    if not paged and not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise ManiculeError(
            "The screens need a terminal: use `manicule list` or `manicule show ARTICLE` here."
        )
    # What is made while starting stays; looking through it for garbage would be in vain.
    gc.disable()
    # How often a frame may be drawn: with Textual's 60 a second one waits up to 16 ms for one.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    from tui.ground import asking
    from tui.painting.early import early

    path = named.get("--library")
    stored = named.get("read", "") if loose is None else ""
    # Painting comes first: what is loaded after it has something to be read in front of it.
    with asking() as asked, early(asked, path, stored) as page:
        _spare_tls()
        with _open(path) as library:
            status = _read(library, named, asked, loose, page)
        if page is not None:
            page.keep(library.at_rest())
    return status


def _spare_tls() -> None:
    """Let asyncio find no TLS, which it only loads for itself; what fetches pages loads its own."""
    if "ssl" not in sys.modules and "asyncio" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]
        try:
            import asyncio  # noqa: F401
        finally:
            del sys.modules["ssl"]


def _open(path: str | None) -> Library:
    from storage.library import Library

    return Library.open(_path(path))


def _path(library: str | None) -> Path:
    from pathlib import Path

    from storage.paths import default_library

    return Path(os.path.expanduser(library)) if library else default_library()


def _read(
    library: Library,
    named: Mapping[str, str],
    asked: Asking | None = None,
    loose: Article | None = None,
    page: Early | None = None,
) -> int:
    """Open the screens; a library that was never used gets the article that explains them."""
    from tui.app import ManiculeApp
    from tui.ground import by_environment

    settings, complaints = _settings()
    article: int | Article | None = None
    if loose is not None:
        # One that is there already is read with its place and its notes.
        article = library.known(loose) or loose
    elif "welcome" in named:
        article = _welcome(library, settings)
    else:
        if library.empty():
            _welcome(library, settings)
        if "read" in named:
            from tui.terminal.referring import find

            entry = find(library, named["read"])
            article = entry.id
            if entry.unfetched:
                from tui.terminal.fetching import fetch_to_read

                fetch_to_read(library, entry)
    app = ManiculeApp(
        library,
        article=article,
        review=int(named["review"]) if "review" in named else None,
        settings=settings,
        complaints=complaints,
        ground=asked.answer(os.environ) if asked else by_environment(os.environ),
        early=page,
    )
    app.run()
    if page is not None and app.left is not None:
        opened = named.get("read", "") if app.left.article == article else ""
        page.left = app.left._replace(reference=opened or str(app.left.article))
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _welcome(library: Library, settings: Settings) -> int:
    """See to it that the article that explains the screens is there; return its number."""
    from storage.welcome import open_, stands
    from tui.naming import namer

    id = stands(library)
    if id is None:
        # By a library of its own: it is no deed of the person's, so that undo must not unmake it.
        with type(library).open(library.path) as fresh:
            id = open_(fresh, namer(settings))
    return id


def _settings() -> tuple[Settings, Sequence[str]]:
    """Read the settings; where there is no file, nothing is loaded to read it."""
    from storage.paths import config_file
    from tui.settings.model import Settings

    path = config_file()
    try:
        path.stat()
    except FileNotFoundError:
        return Settings(), ()
    except OSError:
        pass  # what is wrong with it is said below
    from tui.catalogue import known
    from tui.settings.read import read

    reading = read(path, known())
    return reading.settings, reading.wrong


def _mend_streams() -> None:
    """Give closed streams an end, and let a terminal that lacks a letter show another.

    What stands in the place of stdout refuses every word, for a result must not vanish unsaid.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        # It takes the number 1, so that no file opened later is taken for stdout.
        refusing = os.open(os.devnull, os.O_RDONLY)
        sys.stdout = open(refusing, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
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
        from storage.remedy import remedy

        advice = remedy(error, "read or write it")
        return f"{os.fsdecode(error.filename)} cannot be used ({why}): {advice}."
    from tui.fault import keep

    kept = keep(error)
    where = f"{kept} says where" if kept else "MANICULE_DEBUG=1 shows where"
    return f"Something went wrong that should not ({type(error).__name__}: {error}); {where}."


if __name__ == "__main__":
    sys.exit(main())
