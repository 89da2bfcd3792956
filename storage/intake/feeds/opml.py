"""OPML: a list of feeds, as every reader of feeds writes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from storage.errors import IntakeError
from storage.intake.sanitise import line
from storage.intake.web.address import names_inner, parse
from storage.intake.xml import parse_xml


@dataclass(slots=True)
class Subscriptions:
    """The feeds of a list, and those that were left out, each with why."""

    feeds: dict[str, str] = field(default_factory=dict)
    """Titles by address."""
    refused: list[str] = field(default_factory=list)


def read_opml(data: bytes, origin: str, *, allow_private: bool = False) -> Subscriptions:
    """Read a list; IntakeError when it is none. Nothing is fetched, and no program is run."""
    tree = parse_xml(data)
    outlines = [] if tree is None else list(tree.iter("{*}outline", "{*}Outline"))
    found = Subscriptions()
    for outline in outlines:
        named = {name.lower(): value for name, value in outline.attrib.items()}
        url = named.get("xmlurl", "").strip()
        if not url:
            continue  # a folder
        title = line(named.get("text") or named.get("title") or "")
        try:
            address = parse(url)
            if names_inner(address) and not allow_private:
                raise IntakeError(
                    f"{line(url)} is refused: it leads to this machine or its own network; "
                    "--allow-private allows that."
                )
        except IntakeError as error:
            found.refused.append(str(error))
            continue
        found.feeds.setdefault(url, title)
    if not outlines or not (found.feeds or found.refused):
        raise IntakeError(f"{line(origin)} holds no list of feeds (OPML).")
    return found
