"""`manicule claims --explain`, `--forget` and `--anew`: what a person's decisions taught."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from storage.export.record import claim_records
from storage.models import DEFAULT_DENSITY
from tui.terminal.output import say, say_json, tell

if TYPE_CHECKING:
    from storage.claims import Lesson
    from storage.library import Library


def claims(library: Library, args: Namespace) -> int:
    """Explain what was learnt, unlearn it, or find an article's claims anew."""
    if args.anew:
        return _anew(library, args)
    if args.forget:
        count = library.forget_lessons()
        tell(
            f"forgot what {count} decisions taught; what you kept or struck stays so."
            if count
            else "nothing was learnt yet."
        )
        return 0
    lessons = library.lessons()
    if args.json:
        say_json(
            [
                {"of": e.name, "weight": e.weight, "kept": e.kept, "dismissed": e.dismissed}
                for e in lessons
            ]
        )
        return 0
    for lesson in lessons:
        say(_line(lesson))
    if lessons:
        tell("claims found from now on lean this way; `manicule claims --forget` unlearns it.")
    else:
        tell("nothing was learnt yet: keeping a claim teaches, and dismissing one does.")
    return 0


def _line(lesson: Lesson) -> str:
    leans = "more" if lesson.weight > 0 else "fewer" if lesson.weight < 0 else "as many"
    return (
        f"{lesson.weight:+.2f}  {leans} of “{lesson.name}”  "
        f"(kept {lesson.kept}, struck {lesson.dismissed})"
    )


def _anew(library: Library, args: Namespace) -> int:
    entry = library.find(args.source)
    found = [c for c in library.find_anew(entry.id) if c.density <= DEFAULT_DENSITY]
    if args.json:
        say_json({"id": entry.id, "claims": claim_records(found)})
    else:
        say(f"found {len(found)} claims anew in {entry.id}  {entry.title}")
    return 0
