"""Anything in, an Article out."""

from storage.intake.folder import read_folder
from storage.intake.read import read_bytes, read_file
from storage.intake.sanitise import clean

__all__ = ["clean", "read_bytes", "read_file", "read_folder"]
