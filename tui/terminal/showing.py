"""`manicule list`, `show`, `claims` and `notes`: what is there, on stdout."""

from __future__ import annotations

import os
import shlex
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.errors import IntakeError, NotFound
from storage.models import DEFAULT_DENSITY, Article, Block, Claim
from storage.pipes import is_idle_pipe, refusal
from storage.query import Query, parse
from tui.counting import counted
from tui.terminal.output import (
    console,
    excerpt,
    line,
    on_terminal,
    safe,
    say,
    say_json,
    tell,
    tell_damaged,
)
from tui.terminal.searching import searching

if TYPE_CHECKING:
    from storage.library import Library


def list_(library: Library, args: Namespace) -> int:
    """Print the articles that fit a query."""
    from tui.terminal.table import plain_row, rows

    query = parse(" ".join(args.query))
    with searching(library, query) as search:
        entries = search.find(query, library.entries(trashed=query.trashed))
    if args.json:
        from storage.export.record import entry_record

        say_json([entry_record(entry) for entry in entries])
    elif args.titles:
        for entry in entries:
            say(line(entry.title))
        return 0
    elif entries and on_terminal():
        screen = console()
        for text in rows(entries, screen.width):
            screen.print(text, no_wrap=True, crop=True)
    else:
        for entry in entries:
            say(plain_row(entry))
    tell_damaged(library.damaged())
    if not entries:
        tell(
            "no article fits that query."
            if library.entries()
            else "everything is in the trash; `manicule trash` shows it."
            if library.entries(trashed=True)
            else "the library is empty; add an article with `manicule add FILE`."
        )
    return 0


def show(library: Library, args: Namespace) -> int:
    """Print an article, or a part of what is known of it."""
    from storage import export

    dossier = export.gather(library, library.find(args.article))
    article = dossier.article
    if args.raw:
        _say_raw(library, article)
    elif args.dropped:
        if args.json:
            say_json([{"kind": d.kind, "line": d.line, "text": d.text} for d in article.dropped])
        else:
            if not article.dropped:
                tell("nothing is known to have been taken out of it.")
            for dropped in article.dropped:
                say(f"{dropped.line or '-'}\t{dropped.kind}\t{dropped.text}")
    elif args.json and not args.claims:
        say_json(export.record(dossier, args.density))
    elif args.json:
        from storage.export.record import claim_records

        say_json(claim_records(dossier.shown(args.density)))
    elif args.claims:
        _say_claims(dossier.shown(args.density))
    elif on_terminal():
        from tui.terminal.page import page

        screen = console()
        for text in page(dossier, dossier.shown(args.density), screen):
            screen.print(text, no_wrap=True, crop=False)
    else:
        from tui.terminal.plain import plain_page

        say(plain_page(dossier))
    return 0


def _say_raw(library: Library, article: Article) -> None:
    """Print what an article was read from: the page as it came, or the source as text."""
    from storage.intake.decode import decode
    from storage.refetching import unkept

    page = library.page(article.id)
    raw = decode(page.data, page.url, page.charset) if page is not None else article.raw
    if not raw:
        raise NotFound(unkept(article))
    source = safe(raw) if on_terminal() else raw
    print(source, end="" if source.endswith("\n") else "\n")


def claims(args: Namespace) -> int:
    """Print the key claims of any text; nothing is stored."""
    from storage.claims import find_claims

    text, blocks, title = _text(args.source)
    found = find_claims(text, blocks, title)
    if args.top is None:
        chosen = [claim for claim in found if claim.density <= DEFAULT_DENSITY]
    else:
        chosen = list(found[: args.top])
    if args.json:
        from storage.export.record import claim_records

        say_json({"text": text, "claims": claim_records(chosen)})
    else:
        _say_claims(chosen)
        if not chosen:
            tell("no key claims were found in that text.")
    return 0


def dismissed(library: Library, args: Namespace) -> int:
    """Print the claims that a person dismissed in an article, or take one of them back."""
    entry = library.find(args.source)
    away = library.dismissed(entry.id)
    if args.reinstate:
        if args.reinstate > len(away):
            raise NotFound(
                f"“{entry.title}” has {counted(len(away), 'dismissed claim')}; "
                f"`manicule claims {entry.id} --dismissed` shows them."
            )
        passage = away[args.reinstate - 1]
        library.reinstate(entry.id, passage)
        say(f"pointed at again in {entry.id}  {entry.title}: {excerpt(passage.quote)}")
    elif args.json:
        say_json([{"start": p.start, "end": p.end, "text": p.quote} for p in away])
    else:
        for number, passage in enumerate(away, 1):
            say(f"{number}\t{line(passage.quote)}")
        if not away:
            tell(f"no claim of “{entry.title}” was dismissed.")
    return 0


def notes(library: Library, args: Namespace) -> int:
    """Print highlights, notes and bookmarks, newest first."""
    from tui.terminal.notes import collect, note_record, note_text

    query = parse(" ".join(args.query))
    found = collect(library, trashed=query.trashed)
    if query != Query():
        found = [note for note in found if note.fits(query)]
    tell_damaged(library.damaged())
    if args.json:
        say_json([note_record(note) for note in found])
        return 0
    grouped: dict[int, list[str]] = {}
    for note in found:
        lines = grouped.setdefault(note.entry.id, [f"{note.entry.id}  {note.entry.title}"])
        lines.append(note_text(note))
    if grouped:
        say("\n\n".join("\n".join(lines) for lines in grouped.values()))
    else:
        tell("no highlight, note or bookmark fits." if args.query else "nothing is marked yet.")
    return 0


def _say_claims(claims: Sequence[Claim]) -> None:
    from tui.terminal.page import claim_line

    if not on_terminal():
        for claim in claims:
            say(claim_line(claim, aligned=False).plain)
        return
    screen = console()
    for claim in claims:
        screen.print(claim_line(claim, aligned=True), soft_wrap=True)


def _text(source: str) -> tuple[str, Sequence[Block], str]:
    """Read a text to the letter, but the article alone out of a page or a marked-up file."""
    from storage.claims import paragraphs
    from storage.intake import clean, read_bytes
    from storage.intake.decode import LIMIT, decode
    from storage.intake.detect import detect
    from storage.intake.mhtml import is_mhtml

    name = "stdin" if source == "-" else source
    if source == "-":
        data = sys.stdin.buffer.read(LIMIT + 1)
    else:
        if is_idle_pipe(os.path.expanduser(source)):
            raise IntakeError(refusal(line(source), "send it to `manicule claims -`"))
        try:
            with open(os.path.expanduser(source), "rb") as file:
                data = file.read(LIMIT + 1)
        except FileNotFoundError as error:
            raise IntakeError(
                f"There is no file {line(source)}; for a stored article: "
                f"`manicule show {shlex.quote(source)} --claims`."
            ) from error
    text = clean(decode(data, name))
    if not text.strip():
        raise IntakeError(f"{name} is empty.")
    form = detect(text)
    if form == "html" or is_mhtml(data) or (form != "plain" and source != "-"):
        article = read_bytes(data, name)
        return article.text, article.blocks, article.title
    return text, paragraphs(text), ""
