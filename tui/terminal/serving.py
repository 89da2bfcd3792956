"""`manicule serve`: the screens in a browser."""

from __future__ import annotations

import asyncio
import ipaddress
import sys
from argparse import Namespace
from importlib.util import find_spec

from storage.errors import ManiculeError
from tui.terminal.output import say, tell

MISSING = (
    "Serving takes one more package: `pipx inject manicule textual-serve`, "
    "or `pip install 'manicule[serve]'`."
)


def serve(args: Namespace) -> int:
    """Serve until ctrl+c."""
    if find_spec("textual_serve") is None:
        raise ManiculeError(MISSING)
    # Whoever comes later has no terminal to be told at that the library cannot be opened.
    from storage.library import Library
    from tui.serving.server import Door

    Library.open(args.path).close()
    door = Door([sys.executable, "-m", "tui.cli", "--library", str(args.path)])

    def ready(port: int) -> None:
        say(f"http://{_written(args.host)}:{port}/{door.token}/")
        sys.stdout.flush()
        tell("open this link in a browser: it is the key to your library; ctrl+c ends it.")
        if not is_loopback(args.host):
            tell(
                "WARNING: other machines can reach this, and nothing on the way is encrypted: "
                "whoever reads the link can read and change your library and act as you here."
            )

    try:
        asyncio.run(door.listen(args.host, args.port, ready))
    except OSError as error:
        raise ManiculeError(
            f"{args.host} port {args.port} cannot be served at ({error.strerror or error}): "
            "choose another --port, or leave --host away."
        ) from error
    return 0


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine and reached from it alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _written(host: str) -> str:
    """Write a host as an address has it; all of a machine's by the machine's name."""
    if host in ("0.0.0.0", "::"):
        from socket import gethostname

        return gethostname()
    return f"[{host}]" if ":" in host else host
