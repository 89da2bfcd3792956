"""What one word of a command line may be: each raises ArgumentTypeError with a sentence."""

from __future__ import annotations

import argparse
import re
from datetime import timedelta

from tui.terminal.output import excerpt


def filled(value: str) -> str:
    """Take anything but nothing."""
    if not value.strip():
        raise argparse.ArgumentTypeError("it must not be empty")
    return value


def words(value: str) -> str:
    """Take what is kept letter for letter."""
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise argparse.ArgumentTypeError("some of it is no text in UTF-8")
    return value


def tag_name(value: str) -> str:
    """Take a tag, with or without its #."""
    from storage.typed import wrong_tag

    return _right(words(value), wrong_tag(value))


def label(value: str) -> str:
    """Take a name of a place, or nothing for the next free letter."""
    from storage.typed import wrong_label

    return _right(words(value), wrong_label(value)) if value else ""


def title(value: str) -> str:
    """Take a title of an article."""
    from storage.typed import wrong_title

    return _right(words(value), wrong_title(value))


def author(value: str) -> str:
    """Take a name, or nothing for nobody."""
    return title(value) if value.strip() else ""


def _right(value: str, wrong: str) -> str:
    if wrong:
        raise argparse.ArgumentTypeError(wrong)
    return value


def age(value: str) -> timedelta:
    """Take days or weeks: 30d, 30, 4w."""
    found = re.fullmatch(r"([0-9]{1,5})([dw]?)", value.strip())
    if found is None:
        raise argparse.ArgumentTypeError(f"{excerpt(value)} is no age such as 30d or 4w")
    return timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))


def weeks(value: str) -> int:
    """Take a number of weeks, of ten years at most."""
    found = count(value)
    if found > 520:
        raise argparse.ArgumentTypeError(f"{value} weeks are more than ten years")
    return found


def count(value: str) -> int:
    """Take a number from 1, of nine digits at most."""
    if not _is_number(value) or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{excerpt(value)} is not a number from 1 to 999,999,999")
    return int(value)


def port(value: str) -> int:
    """Take a port to listen at."""
    if not _is_number(value) or int(value) > 65535:
        raise argparse.ArgumentTypeError(f"{excerpt(value)} is not a port from 0 to 65535")
    return int(value)


def _is_number(value: str) -> bool:
    # Python refuses to read thousands of digits, and nothing here has a billion of anything.
    return value.isdecimal() and len(value) < 10
