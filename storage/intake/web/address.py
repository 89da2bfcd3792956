"""Addresses of the web, and the machines that they lead to."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from storage.errors import IntakeError
from storage.intake.sanitise import line

_PORTS = {"http": 80, "https": 443}
_LEAST_PORT = 1024
"""Below it only the web's own ports: the others belong to mail, shells and the like."""
_LONGEST = 4000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Address:
    """One address, taken apart."""

    scheme: str
    host: str
    """In ASCII, without the brackets of an IPv6 address."""
    port: int
    target: str
    """Path and query, percent-encoded."""
    login: str = ""
    """User and password with a colon between them, when the address held them."""

    @property
    def site(self) -> tuple[str, str, int]:
        """Whom a password may be told."""
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        """Host and port, as the Host header names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        """Return the address without what is secret in it."""
        return f"{self.scheme}://{self.authority}{self.target}"


def parse(text: str) -> Address:
    """Take an address apart; IntakeError for one that is not of the web."""
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    shown = line(text)
    scheme = text.partition(":")[0].lower()
    if scheme not in _PORTS:
        raise IntakeError(f"{shown} is no address of the web: it must begin with http or https.")
    if len(text) > _LONGEST or "\\" in text or any(c <= " " or c == "\x7f" for c in text):
        raise IntakeError(f"{shown[:200]} is no valid address: it holds blanks or is too long.")
    try:
        parts, split = parse_url(text), urlsplit(text)
        host = (split.hostname or "").rstrip(".").encode("idna").decode("ascii").lower()
        port = split.port or _PORTS[scheme]
        login = (
            f"{unquote(split.username)}:{unquote(split.password or '')}" if split.username else ""
        )
    except (LocationParseError, ValueError):
        raise IntakeError(f"{shown} is no valid address: check how it is spelled.") from None
    if not host:
        raise IntakeError(f"{shown} names no site: check how it is spelled.")
    if port < _LEAST_PORT and port not in _PORTS.values():
        raise IntakeError(f"{shown} is refused: port {port} is not one of the web.")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(scheme, host, port, target, login)


def follow(address: Address, location: str) -> Address:
    """Return where a redirection leads; a login goes no further than its own site."""
    found = parse(urljoin(str(address), location.strip()))
    if not found.login and found.site == address.site:
        return Address(*found.site, found.target, address.login)
    return found


def resolve(address: Address, *, allow_private: bool) -> list[IP]:
    """Return the machines that an address leads to; IntakeError for none, or for a private one.

    All of them must be public, so that a name cannot lead to this machine or its network.
    """
    shown = line(str(address))
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise IntakeError(
            f"{shown} was not found: no site of the name {line(address.host)} is known here; "
            "check the spelling and the connection."
        ) from None
    # A zone ("%eth0") is no part of the number.
    machines = [ipaddress.ip_address(str(where[0]).partition("%")[0]) for *_, where in found]
    machines = list(dict.fromkeys(machines))
    if not allow_private and (inner := [ip for ip in machines if not _is_public(ip)]):
        raise IntakeError(
            f"{shown} is refused: it leads to {inner[0]}, which is this machine or its own "
            "network; --allow-private allows that."
        )
    return machines


def names_inner(address: Address) -> bool:
    """Tell an address that says itself, before anybody is asked, that it leads to this network."""
    if address.host == "localhost" or address.host.endswith((".localhost", ".local")):
        return True
    try:
        return not _is_public(ipaddress.ip_address(address.host))
    except ValueError:
        return False


def _is_public(ip: IP) -> bool:
    if isinstance(ip, ipaddress.IPv6Address):
        # Numbers that only wrap one of the older kind.
        teredo = ip.teredo[1] if ip.teredo else None
        inner = ip.ipv4_mapped or ip.sixtofour or teredo
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
    return ip.is_global and not ip.is_multicast
