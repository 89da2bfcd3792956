"""`manicule notes --orphans` and `manicule reattach`: marks that were not found again."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from storage.anchors import passage
from storage.errors import ManiculeError, NotFound
from storage.likeness import Candidate, candidates
from storage.models import Annotation, Bookmark
from storage.query import parse
from tui.terminal.names import called, name_of
from tui.terminal.notes import Note, collect, note_record, note_text
from tui.terminal.output import excerpt, line, say, say_json, tell, tell_damaged
from tui.terminal.quotes import find_quote

if TYPE_CHECKING:
    from storage.library import Library

Place = tuple[Candidate, str, str, str]
"""A candidate, its words, and what stands before and after them."""


def orphans(library: Library, args: Namespace) -> int:
    """Print the marks of which the passage is lost, each with the places most like it."""
    query = parse(" ".join(args.query))
    if query.trashed:
        raise ManiculeError("What is in the trash is no orphan: leave is:trashed out.")
    found = [note for note in collect(library) if note.mark.lost and note.fits(query)]
    found.sort(key=lambda note: note.mark.settled)
    tell_damaged(library.damaged())
    offered = [(note, _places(library, note.mark)) for note in found]
    if args.json:
        say_json([_record(note, places) for note, places in offered])
        return 0
    if offered:
        say("\n\n".join(_text(note, places) for note, places in offered))
    else:
        tell("no such mark fits." if args.query else "every mark was found again.")
    return 0


def reattach(library: Library, args: Namespace) -> int:
    """Put a lost mark at a candidate or at quoted words, or keep it as it is."""
    lost = library.orphans()
    mark = called(lost, args.mark, "among the orphans")
    if mark is None:
        raise NotFound(
            f"No mark that was not found again is called “{args.mark}”; "
            "`manicule notes --orphans` shows which there are."
        )
    if args.keep:
        library.settle(mark.uid)
        say(f"kept as an orphan {name_of(mark)}  {excerpt(mark.passage.quote)}")
        return 0
    text = library.text(mark.article)
    start, end = _chosen(text, mark, args)
    made = library.reattach(mark.uid, start, end, text[start:end])
    say(f"attached {name_of(mark)} in article {mark.article}: {excerpt(made.passage.quote)}")
    return 0


def _chosen(text: str, mark: Annotation | Bookmark, args: Namespace) -> tuple[int, int]:
    if args.quote is not None:
        return find_quote(text, args.quote, args.nth)
    places = candidates(text, mark.passage)
    if not places:
        raise NotFound(
            f"Nothing in the text is like {excerpt(mark.passage.quote)}: say where it belongs "
            "with --quote, or --keep it as it is."
        )
    if args.to > len(places):
        raise NotFound(
            f"There is no candidate {args.to}; `manicule notes --orphans` shows {len(places)}."
        )
    return places[args.to - 1].start, places[args.to - 1].end


def _places(library: Library, mark: Annotation | Bookmark) -> list[Place]:
    """Return the candidates with their words; none where the text cannot be read."""
    try:
        found, text = library.candidates(mark.article, mark.passage), library.text(mark.article)
    except ManiculeError as error:
        tell(str(error))
        return []
    shown = [(each, passage(text, each.start, each.end)) for each in found]
    return [(each, at.quote, at.prefix, at.suffix) for each, at in shown]


def _record(note: Note, places: list[Place]) -> dict[str, Any]:
    return {
        **note_record(note),
        "mark": name_of(note.mark),
        "kept": note.mark.settled,
        "candidates": [
            {
                "start": each.start,
                "end": each.end,
                "likeness": each.likeness,
                "quote": quote,
                "prefix": prefix,
                "suffix": suffix,
            }
            for each, quote, prefix, suffix in places
        ],
    }


def _text(note: Note, places: list[Place]) -> str:
    kept = " · kept as an orphan" if note.mark.settled else ""
    lines = [f"{name_of(note.mark)}  {note.entry.id}  {note.entry.title}{kept}", note_text(note)]
    for number, (each, quote, prefix, suffix) in enumerate(places, 1):
        words = f"…{line(prefix)} [{line(quote)}] {line(suffix)}…"
        lines.append(f"  {number}  {each.likeness:3} %  {words}")
    if not places:
        lines.append("  nothing in the text is like it")
    return "\n".join(lines)
