"""`manicule import`: what other services gave their users to take along."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.errors import IntakeError
from storage.pipes import is_idle_pipe, refusal
from tui.counting import counted
from tui.terminal.output import line, say, say_json, tell

if TYPE_CHECKING:
    from storage.importing import Report
    from storage.library import Library

STOPPED = 130


def import_(library: Library, args: Namespace) -> int:
    """Bring the export of another service in, and account for every row of it."""
    from storage.importing import import_export
    from storage.intake.exports.read import read_export

    export = read_export(_bytes(args.file), args.file)
    known: list[Report] = []

    def progress(report: Report) -> None:
        known[:] = [report]
        if sys.stderr.isatty():
            done = report.rows - report.left
            print(f"\r{done:,} of {report.rows:,} rows", end="", file=sys.stderr, flush=True)

    stopped = False
    try:
        import_export(library, export, dry=args.dry_run, progress=progress)
    except KeyboardInterrupt:
        stopped = True
    finally:
        if sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    if not known:
        return STOPPED
    report = known[0]
    if args.json:
        say_json(_record(report, args.dry_run))
    else:
        _say(report, args.dry_run)
    if stopped:
        tell("stopped; the same command again goes on from here.")
        return STOPPED
    if not report.outcomes:
        tell(f"none of the {counted(report.rows, 'row')} of {line(args.file)} could be taken.")
        return 1
    return 0


def _bytes(name: str) -> bytes:
    from storage.intake.exports.read import MOST

    path = Path(os.path.expanduser(name))
    if path.is_dir():
        raise IntakeError(f"{line(name)} is a folder: name the file that the service gave you.")
    if is_idle_pipe(path):
        raise IntakeError(refusal(line(name)))
    with open(path, "rb") as file:
        return file.read(MOST + 1)


def _say(report: Report, dry: bool) -> None:
    """Print the report, the rows that were not taken one by one."""
    would = "would be " if dry else ""
    say(f"{report.called}: {counted(report.rows, 'row')}")
    say(f"  {report.added:,} {would}added")
    say(f"  {report.known:,} already here{_changed(report)}")
    for name, rows in (("skipped", report.skipped), ("refused", report.refused)):
        say(f"  {len(rows):,} {name}")
        for row in rows:
            say(f"      {line(row)}")
    if report.left:
        say(f"  {report.left:,} still to come")
    if report.placed or report.lost or report.marks_known:
        say(
            f"  highlights and notes: {report.placed:,} placed, {report.lost:,} kept without "
            f"their place, {report.marks_known:,} already here"
        )
    if report.unfetched and not dry:
        say(
            f"  {report.unfetched:,} came without their text; `manicule fetch --all` gets those "
            "that are missing, and opening one does too"
        )


def _changed(report: Report) -> str:
    changed = f", {report.changed:,} of them with new tags or marks" if report.changed else ""
    # Never silently, but no more than that: what a service keeps is often an excerpt.
    left = f", {report.differing:,} with another text that was left out" if report.differing else ""
    return changed + left


def _record(report: Report, dry: bool) -> dict[str, Any]:
    return {
        "service": report.service,
        "dry_run": dry,
        "rows": report.rows,
        "added": report.added,
        "already_here": report.known,
        "changed": report.changed,
        "text_left_out": report.differing,
        "skipped": report.skipped,
        "refused": report.refused,
        "left": report.left,
        "unfetched": report.unfetched,
        "marks": {
            "placed": report.placed,
            "without_place": report.lost,
            "already_here": report.marks_known,
        },
    }
