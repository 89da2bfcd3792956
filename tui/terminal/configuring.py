"""`manicule config`: where the settings are, what is wrong with them, a file to begin with."""

from __future__ import annotations

from argparse import Namespace

from storage.errors import ManiculeError
from storage.paths import config_file
from tui.terminal.output import say, tell


def config(args: Namespace) -> int:
    """Print where the settings file is; write one, or check the one that is there."""
    path = config_file()
    if args.init:
        return _init()
    if args.check:
        return _check()
    say(str(path))
    if not args.path_only and not path.exists():
        tell("there is no such file yet: `manicule config --init` writes one to begin with.")
    return 0


def _init() -> int:
    from tui.catalogue import places
    from tui.colours import DARK_MARKS, LIGHT_MARKS
    from tui.settings.starter import starter

    path = config_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(starter(places(), DARK_MARKS, LIGHT_MARKS))
    except FileExistsError:
        raise ManiculeError(f"{path} is there already and was left as it is.") from None
    say(f"wrote {path}")
    return 0


def _check() -> int:
    from tui.catalogue import known
    from tui.settings.read import read

    path = config_file()
    if not path.exists():
        say(f"{path} is not there: the defaults are used.")
        return 0
    wrong = read(path, known()).wrong
    for sentence in wrong:
        say(sentence)
    if not wrong:
        say(f"{path} is in order.")
    return 1 if wrong else 0
