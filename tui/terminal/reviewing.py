"""`manicule review` where it is not on the screen: what comes back today, and answers to it."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from storage.errors import NotFound
from storage.models import Annotation
from storage.schedule import COUNT, Answer
from tui.returning import nothing_due, said
from tui.terminal.names import called, name_of
from tui.terminal.notes import Note, note_record, note_text
from tui.terminal.output import excerpt, line, say, say_json, tell, tell_damaged

if TYPE_CHECKING:
    from storage.library import Library


def review(library: Library, args: Namespace) -> int:
    """Print what comes back today, or note what the person says to one of their highlights."""
    answer = next((a for a in Answer if getattr(args, a)), None)
    if answer is not None:
        return _answer(library, answer, getattr(args, answer))
    today = library.returning(date.today(), args.count)
    notes = [(note, Note(library.entry(note.article), note)) for note in today.due]
    tell_damaged(library.damaged())
    if args.json:
        say_json(
            {
                "day": date.today().isoformat(),
                "answered": today.answered,
                "waiting": today.waiting,
                "next": today.next and today.next.isoformat(),
                "highlights": [_record(note, shown) for note, shown in notes],
            }
        )
        return 0
    if not notes:
        more = (
            f" `manicule review --count {args.count + COUNT}` shows more." if today.waiting else ""
        )
        tell(nothing_due(today) + more)
        return 0
    say("\n\n".join(_text(note, shown) for note, shown in notes))
    tell("answer with `manicule review --keep MARK`, --later or --retire.")
    return 0


def _answer(library: Library, answer: Answer, reference: str) -> int:
    note = called(library.annotations(), reference, "among your highlights")
    if note is None:
        raise NotFound(
            f"No highlight is called “{reference}”; `manicule review --list` shows what they are "
            "called, and `manicule notes --json` the uid of every one."
        )
    made = library.review(note.uid, answer, date.today())
    when = "comes back no more" if made.retired else f"comes back on {made.due}"
    say(f"{name_of(note)} {when}: {excerpt(note.passage.quote)}")
    return 0


def _record(note: Annotation, shown: Note) -> dict[str, Any]:
    return {**note_record(shown), "mark": name_of(note), "review": note.review._asdict()}


def _text(note: Annotation, shown: Note) -> str:
    head = f"{name_of(note)}  {shown.entry.id}  {line(shown.entry.title)}"
    return f"{head}\n{note_text(shown)}\n    {said(note.review, date.today())}"
